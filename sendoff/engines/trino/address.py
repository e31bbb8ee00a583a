"""What a `trino:` URL names: a coordinator, a table of one of its catalogs, and who asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from sendoff.engines.sql.addresses import parts_of, secret_of
from sendoff.secrets import Secret

PARAMETERS = ("secure", "ca_file", "password_file", "token_file", "role")
PASSWORD, TOKEN = "TRINO_PASSWORD", "TRINO_TOKEN"
"""Environment variables; the first is one that Trino's own client reads too."""

_FORM = "trino://user@host:443/catalog/schema/table?secure=true"
_PORTS = {False: 8080, True: 443}


@dataclass(frozen=True, slots=True)
class Address:
    """One table; `role`: of its catalog, taken on with each statement."""

    host: str
    port: int
    catalog: str
    schema: str
    table: str
    user: str
    secure: bool
    ca_file: str | None = None
    role: str | None = None
    written_password: Secret | None = field(default=None, repr=False)
    password_file: str | None = None
    token_file: str | None = None

    @property
    def shown(self) -> str:
        """Without credentials."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"trino://{host}:{self.port}/{self.catalog}/{self.schema}/{self.table}"

    def password(self) -> Secret | None:
        """Raises: SourceUnusable."""
        return secret_of(self.written_password, self.password_file, PASSWORD)

    def token(self) -> Secret | None:
        """A JSON web token, in the place of a password. Raises: SourceUnusable."""
        return secret_of(None, self.token_file, TOKEN, parameter="token_file")


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. Raises: Invalid."""
    parts = parts_of(url, parameters=PARAMETERS, form=_FORM)
    if not parts.host or len(parts.path) != 3:
        raise parts.malformed("it names no host, catalog, schema and table")
    if parts.user is None:
        raise parts.malformed("it names no user")
    secure = parts.switch("secure", default=parts.port == _PORTS[True])
    given = parts.given
    if "token_file" in given and (parts.password is not None or "password_file" in given):
        raise parts.malformed("it has a password and a token")
    if not secure and (parts.password is not None or {"password_file", "token_file"} & set(given)):
        raise parts.malformed("a password or token goes over secure=true alone")
    if not secure and "ca_file" in given:
        raise parts.malformed("'ca_file' is for secure=true")
    catalog, schema, table = parts.path
    return Address(
        host=parts.host,
        port=parts.port or _PORTS[secure],
        catalog=catalog,
        schema=schema,
        table=table,
        user=parts.user,
        secure=secure,
        ca_file=given.get("ca_file"),
        role=given.get("role"),
        written_password=parts.password,
        password_file=given.get("password_file"),
        token_file=given.get("token_file"),
    )
