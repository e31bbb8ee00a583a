"""What a `postgresql:` URL names: a server, a table of one of its databases, and who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from sendoff.engines.port import SourceUnusable
from sendoff.errors import Invalid, invalid
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
        password = self._password()
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

    def _password(self) -> Secret | None:
        if self.password_file is None:
            return self.written_password
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

    A table without a schema is one of `public`; the first dot parts the two.

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
    named = once.get("table", "")
    schema, _, table = named.partition(".") if "." in named else ("public", ".", named)
    if not schema or not table or parts.fragment or "\0" in unquote(url):
        raise _malformed("it names no table")
    if once.get("sslmode", "prefer") not in SSL_MODES:
        raise _malformed(f"'sslmode' is none of {', '.join(SSL_MODES)}")
    if parts.password is not None and "password_file" in once:
        raise _malformed("it has a password and a file for one")
    return Address(
        host=unquote(parts.hostname) if parts.hostname else None,
        port=port,
        database=unquote(parts.path.removeprefix("/")) or None,
        schema=schema,
        table=table,
        user=unquote(parts.username) if parts.username else None,
        tls={key: once[key] for key in TLS_PARAMETERS if key in once},
        written_password=None if parts.password is None else Secret(unquote(parts.password)),
        password_file=once.get("password_file"),
    )


def _malformed(what: str) -> Invalid:
    return invalid(
        f"The profiles' postgresql: URL cannot be used: {what}. Write {_FORM}, and @ in a name as %40.",
        path="profiles",
    )
