"""What a `spark:` URL names: a Spark Connect server, what is read through it, and who asks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from sendoff.engines.port import SourceUnusable
from sendoff.errors import Invalid, invalid
from sendoff.secrets import Secret

PARAMETERS = ("table", "parquet", "use_ssl", "ca_file", "token_file")
TOKEN = "SPARK_CONNECT_AUTHENTICATE_TOKEN"
"""Environment variable that Spark's own client and server read too."""

_PORT = 15002
_FORM = "spark://user@host:15002/?table=catalog.schema.name, or ?parquet=s3a://bucket/folder"
_MOST_PARTS = 3
"""Of a table's name: catalog, schema, table."""


@dataclass(frozen=True, slots=True)
class Address:
    """`table` has the parts of its name; it is empty where `parquet` is a path."""

    host: str
    port: int
    table: tuple[str, ...] = ()
    parquet: str | None = None
    user: str | None = None
    use_ssl: bool = False
    ca_file: str | None = None
    token_file: str | None = field(default=None, repr=False)

    @property
    def endpoint(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def shown(self) -> str:
        """Without credentials."""
        named = f"parquet={self.parquet}" if self.parquet else f"table={'.'.join(self.table)}"
        return f"spark://{self.endpoint}/?{named}"

    def token(self) -> Secret | None:
        """Read at each call, so that a changed secret file counts; None: there is none.

        Raises: SourceUnusable.
        """
        if self.token_file is None:
            given = os.environ.get(TOKEN)
            return Secret(given) if given else None
        return Secret(_read(self.token_file, "token_file").decode("utf-8", "replace").rstrip("\r\n"))

    def authorities(self) -> bytes | None:
        """What `ca_file` holds; None: those that gRPC brings. Raises: SourceUnusable."""
        return None if self.ca_file is None else _read(self.ca_file, "ca_file")


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. `%20` and the like are read in all of its parts.

    Raises: Invalid; the URL is not shown, since it can hold a secret.
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
    if not parts.hostname or parts.path not in ("", "/") or "\0" in url or "%00" in url:
        raise _malformed("it names no host, or has a path after it")
    if ("table" in once) == ("parquet" in once):
        raise _malformed("it needs either a table or a folder of Parquet files")
    if parts.password is not None:
        raise _malformed("it has a password: Spark Connect takes a token, from a file named in 'token_file'")
    if once.get("use_ssl", "false") not in ("true", "false"):
        raise _malformed("'use_ssl' is true or false")
    use_ssl = once.get("use_ssl") == "true"
    if "ca_file" in once and not use_ssl:
        raise _malformed("'ca_file' is for use_ssl=true")
    table = tuple(once["table"].split(".")) if "table" in once else ()
    if len(table) > _MOST_PARTS or not all(table):
        raise _malformed("a table is named by one to three parts, with a dot between them")
    return Address(
        host=unquote(parts.hostname),
        port=port or _PORT,
        table=table,
        parquet=once.get("parquet"),
        user=unquote(parts.username) if parts.username else None,
        use_ssl=use_ssl,
        ca_file=once.get("ca_file"),
        token_file=once.get("token_file"),
    )


def _read(path: str, parameter: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise SourceUnusable(
            f"The file {path!r} cannot be read ({type(error).__name__}). Put it there, or correct "
            f"{parameter!r} in the profiles' URL."
        ) from None


def _malformed(what: str) -> Invalid:
    return invalid(
        f"The profiles' spark: URL cannot be used: {what}. Write {_FORM}, and special characters as %40.",
        path="profiles",
    )
