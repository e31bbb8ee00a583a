"""What a `postgresql:` URL names: a server, a table of one of its databases, and who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from sendoff.engines.sql.addresses import parts_of, secret_of
from sendoff.secrets import Secret

TLS_PARAMETERS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
PARAMETERS = ("table", "password_file", *TLS_PARAMETERS)
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")

_FORM = "postgresql://user@host:5432/database?table=schema.name"
_CONNECT_SECONDS = 10
_BOUNDED = {
    "connect_timeout": str(_CONNECT_SECONDS),
    # A server that is gone is noticed within a minute, also by a query that finds few rows.
    "keepalives": "1",
    "keepalives_idle": "20",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
    "application_name": "sendoff",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One table. What is None is left to the driver, which looks at PGHOST, PGUSER and the like."""

    host: str | None
    port: int | None
    database: str | None
    schema: str
    table: str
    user: str | None = None
    tls: Mapping[str, str] = field(default_factory=dict)
    written_password: Secret | None = field(default=None, repr=False)
    password_file: str | None = None

    @property
    def shown(self) -> str:
        """Without credentials."""
        return f"postgresql://{self._server}?table={self.schema}.{self.table}"

    def uri(self) -> Secret:
        """What the driver connects with; the password is read at each call, so that a changed file counts.

        Raises: SourceUnusable.
        """
        password = secret_of(self.written_password, self.password_file)
        user = "" if self.user is None else quote(self.user, safe="")
        if password is not None:
            user += ":" + quote(password.reveal(), safe="")
        who = f"{user}@" if user else ""
        options = urlencode({**_BOUNDED, **self.tls}, quote_via=quote)
        return Secret(f"postgresql://{who}{self._server}?{options}")

    @property
    def _server(self) -> str:
        host = self.host or ""
        host = f"[{host}]" if ":" in host else quote(host, safe="")
        port = "" if self.port is None else f":{self.port}"
        return f"{host}{port}/{quote(self.database or '', safe='')}"


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. `%20` and the like are read in all of its parts.

    A table without a schema is one of `public`; the first dot parts the two.

    Raises: Invalid; the URL is not shown, since it can hold a password.
    """
    parts = parts_of(url, parameters=PARAMETERS, form=_FORM)
    named = parts.given.get("table", "")
    schema, _, table = named.partition(".") if "." in named else ("public", ".", named)
    if not schema or not table:
        raise parts.malformed("it names no table")
    if len(parts.path) > 1:
        raise parts.malformed("it names more than a database")
    if parts.given.get("sslmode", "prefer") not in SSL_MODES:
        raise parts.malformed(f"'sslmode' is none of {', '.join(SSL_MODES)}")
    return Address(
        host=parts.host or None,
        port=parts.port,
        database=parts.path[0] if parts.path else None,
        schema=schema,
        table=table,
        user=parts.user,
        tls={key: parts.given[key] for key in TLS_PARAMETERS if key in parts.given},
        written_password=parts.password,
        password_file=parts.given.get("password_file"),
    )
