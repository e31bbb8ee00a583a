"""What a `spark:` URL names: a Spark Connect server, what is read through it, and who asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from sendoff.engines.sql.addresses import parts_of, secret_of, text_of
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
        return secret_of(None, self.token_file, TOKEN, parameter="token_file")

    def authorities(self) -> bytes | None:
        """What `ca_file` holds; None: those that gRPC brings. Raises: SourceUnusable."""
        return None if self.ca_file is None else text_of(self.ca_file, "ca_file").encode()


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. `%20` and the like are read in all of its parts.

    Raises: Invalid; the URL is not shown, since it can hold a secret.
    """
    parts = parts_of(url, parameters=PARAMETERS, form=_FORM)
    given = parts.given
    if not parts.host or parts.path:
        raise parts.malformed("it names no host, or has a path after it")
    if ("table" in given) == ("parquet" in given):
        raise parts.malformed("it needs either a table or a folder of Parquet files")
    if parts.password is not None:
        raise parts.malformed(
            "it has a password: Spark Connect takes a token, from a file named in 'token_file'"
        )
    use_ssl = parts.switch("use_ssl")
    if "ca_file" in given and not use_ssl:
        raise parts.malformed("'ca_file' is for use_ssl=true")
    table = tuple(given["table"].split(".")) if "table" in given else ()
    if len(table) > _MOST_PARTS or not all(table):
        raise parts.malformed("a table is named by one to three parts, with a dot between them")
    return Address(
        host=parts.host,
        port=parts.port or _PORT,
        table=table,
        parquet=given.get("parquet"),
        user=parts.user,
        use_ssl=use_ssl,
        ca_file=given.get("ca_file"),
        token_file=given.get("token_file"),
    )
