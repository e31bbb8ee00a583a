"""What a `clickhouse:` URL names: a server, a table of it, and who asks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from sendoff.engines.sql.addresses import parts_of, secret_of
from sendoff.secrets import Secret

PARAMETERS = ("table", "secure", "ca_file", "password_file", "final")
USER, PASSWORD = "CLICKHOUSE_USER", "CLICKHOUSE_PASSWORD"
"""Environment variables that ClickHouse's own client reads too."""

_PORTS = {False: 8123, True: 8443}
_FORM = "clickhouse://user@host:8123/database?table=name"


@dataclass(frozen=True, slots=True)
class Address:
    """One table; `final`: rows are read as merged, which a ReplacingMergeTree needs."""

    host: str
    port: int
    database: str
    table: str
    user: str
    secure: bool = False
    ca_file: str | None = None
    final: bool = False
    written_password: Secret | None = field(default=None, repr=False)
    password_file: str | None = None

    @property
    def shown(self) -> str:
        """Without credentials."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"clickhouse://{host}:{self.port}/{self.database}?table={self.table}"

    def password(self) -> Secret:
        """Read at each call, so that a changed secret file counts. Raises: SourceUnusable."""
        found = secret_of(self.written_password, self.password_file, PASSWORD)
        return Secret("") if found is None else found


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. `%20` and the like are read in all of its parts.

    Raises: Invalid; the URL is not shown, since it can hold a password.
    """
    parts = parts_of(url, parameters=PARAMETERS, form=_FORM)
    if not parts.host or "table" not in parts.given:
        raise parts.malformed("it names no host and table")
    if len(parts.path) > 1:
        raise parts.malformed("it names more than a database")
    secure = parts.switch("secure")
    if "ca_file" in parts.given and not secure:
        raise parts.malformed("'ca_file' is for secure=true")
    return Address(
        host=parts.host,
        port=parts.port or _PORTS[secure],
        database=parts.path[0] if parts.path else "default",
        table=parts.given["table"],
        user=parts.user or os.environ.get(USER, "default"),
        secure=secure,
        ca_file=parts.given.get("ca_file"),
        final=parts.switch("final"),
        written_password=parts.password,
        password_file=parts.given.get("password_file"),
    )
