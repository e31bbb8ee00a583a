"""What a `snowflake:` URL names: an account, a table of one of its databases, and who asks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from sendoff.engines.sql.addresses import parts_of, secret_of
from sendoff.secrets import Secret

PARAMETERS = (
    "warehouse",
    "role",
    "password_file",
    "private_key_file",
    "token_file",
    "host",
    "port",
    "secure",
)
USER, PASSWORD, KEY_PASSWORD, TOKEN = (
    "SNOWFLAKE_USER", "SNOWFLAKE_PASSWORD", "SNOWFLAKE_PRIVATE_KEY_PASSWORD", "SNOWFLAKE_TOKEN",
)  # fmt: skip
"""Environment variables."""

_FORM = "snowflake://user@account/database/schema/table?warehouse=name&private_key_file=/path"


@dataclass(frozen=True, slots=True)
class Address:
    """One table. `host` and `port`: where the account is reached by another way than its name."""

    account: str
    database: str
    schema: str
    table: str
    user: str
    warehouse: str | None = None
    role: str | None = None
    host: str | None = None
    port: int | None = None
    secure: bool = True
    private_key_file: str | None = None
    written_password: Secret | None = field(default=None, repr=False)
    password_file: str | None = None
    token_file: str | None = None

    @property
    def shown(self) -> str:
        """Without credentials."""
        return f"snowflake://{self.account}/{self.database}/{self.schema}/{self.table}"

    def password(self) -> Secret | None:
        """Raises: SourceUnusable."""
        return secret_of(self.written_password, self.password_file, PASSWORD)

    def key_password(self) -> Secret | None:
        """Of the private key, where it has one. Raises: SourceUnusable."""
        return secret_of(self.written_password, self.password_file, KEY_PASSWORD)

    def token(self) -> Secret | None:
        """A programmatic access token or one of OAuth. Raises: SourceUnusable."""
        return secret_of(None, self.token_file, TOKEN, parameter="token_file")


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. Raises: Invalid."""
    parts = parts_of(url, parameters=PARAMETERS, form=_FORM)
    given = parts.given
    if not parts.host or parts.port is not None or len(parts.path) != 3:
        raise parts.malformed("it names no account, database, schema and table")
    user = parts.user or os.environ.get(USER)
    if not user:
        raise parts.malformed("it names no user")
    if "token_file" in given and (
        parts.password is not None or {"password_file", "private_key_file"} & set(given)
    ):
        raise parts.malformed("it has a token and another credential")
    if not given.get("port", "1").isdecimal():
        raise parts.malformed("'port' is a number")
    if ("port" in given or "secure" in given) and "host" not in given:
        raise parts.malformed("'port' and 'secure' are for 'host'")
    database, schema, table = parts.path
    return Address(
        account=parts.host,
        database=database,
        schema=schema,
        table=table,
        user=user,
        warehouse=given.get("warehouse"),
        role=given.get("role"),
        host=given.get("host"),
        port=int(given["port"]) if "port" in given else None,
        secure=parts.switch("secure", default=True),
        private_key_file=given.get("private_key_file"),
        written_password=parts.password,
        password_file=given.get("password_file"),
        token_file=given.get("token_file"),
    )
