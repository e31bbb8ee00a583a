"""What a `clickhouse:` URL names: a server, a table of it, and who asks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from sendoff.engines.port import SourceUnusable
from sendoff.errors import Invalid, invalid
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
        if self.written_password is not None:
            return self.written_password
        if self.password_file is None:
            return Secret(os.environ.get(PASSWORD, ""))
        try:
            with open(self.password_file, encoding="utf-8") as file:
                return Secret(file.read().rstrip("\r\n"))
        except (OSError, UnicodeDecodeError) as error:
            raise SourceUnusable(
                f"The password file {self.password_file!r} cannot be read ({type(error).__name__}). "
                "Put the password there as its only line, or correct `password_file`."
            ) from None


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. `%20` and the like are read in all of its parts.

    Raises: Invalid; the URL is not shown, since it can hold a password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _malformed("its host or port is none") from None
    given = parse_qs(parts.query, keep_blank_values=True)
    unknown = sorted(set(given) - set(PARAMETERS))
    if unknown:
        raise _malformed(f"{', '.join(map(repr, unknown))} is not known (known: {', '.join(PARAMETERS)})")
    empty = sorted(key for key, values in given.items() if len(values) != 1 or not values[0])
    if empty:
        raise _malformed(f"{', '.join(map(repr, empty))} needs one value")
    once = {key: values[0] for key, values in given.items()}
    database = unquote(parts.path.removeprefix("/")) or "default"
    if not parts.hostname or "table" not in once or "\0" in url or "%00" in url:
        raise _malformed("it names no host and table")
    if parts.password is not None and "password_file" in once:
        raise _malformed("it has a password and a file for one")
    secure = _switch(once, "secure")
    if "ca_file" in once and not secure:
        raise _malformed("'ca_file' is for secure=true")
    return Address(
        host=unquote(parts.hostname),
        port=port or _PORTS[secure],
        database=database,
        table=once["table"],
        user=unquote(parts.username) if parts.username else os.environ.get(USER, "default"),
        secure=secure,
        ca_file=once.get("ca_file"),
        final=_switch(once, "final"),
        written_password=None if parts.password is None else Secret(unquote(parts.password)),
        password_file=once.get("password_file"),
    )


def _switch(given: dict[str, str], key: str) -> bool:
    if given.get(key, "false") not in ("true", "false"):
        raise _malformed(f"{key!r} is true or false")
    return given.get(key) == "true"


def _malformed(what: str) -> Invalid:
    return invalid(
        f"The profiles' clickhouse: URL cannot be used: {what}. "
        f"Write {_FORM}, and special characters as %40.",
        path="profiles",
    )
