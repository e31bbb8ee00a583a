"""What a `databricks:` URL names: a SQL warehouse, a table of one of its catalogs, and who asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from sendoff.engines.sql.addresses import parts_of, secret_of
from sendoff.secrets import Secret

PARAMETERS = ("warehouse", "token_file", "ca_file")
TOKEN = "DATABRICKS_TOKEN"
"""An environment variable that Databricks' own tools read too."""

_FORM = "databricks://host/catalog/schema/table?warehouse=id&token_file=/path"


@dataclass(frozen=True, slots=True)
class Address:
    """One table, read by one SQL warehouse."""

    host: str
    port: int | None
    catalog: str
    schema: str
    table: str
    warehouse: str
    ca_file: str | None = None
    written_token: Secret | None = field(default=None, repr=False)
    token_file: str | None = None

    @property
    def shown(self) -> str:
        """Without credentials."""
        port = "" if self.port is None else f":{self.port}"
        return f"databricks://{self.host}{port}/{self.catalog}/{self.schema}/{self.table}"

    @property
    def http_path(self) -> str:
        return f"/sql/1.0/warehouses/{self.warehouse}"

    def token(self) -> Secret | None:
        """A personal access token, of a user or a service principal. Raises: SourceUnusable."""
        return secret_of(self.written_token, self.token_file, TOKEN, parameter="token_file")


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. Raises: Invalid."""
    parts = parts_of(url, parameters=PARAMETERS, form=_FORM)
    given = parts.given
    if not parts.host or len(parts.path) != 3:
        raise parts.malformed("it names no host, catalog, schema and table")
    if "warehouse" not in given or not given["warehouse"].isalnum():
        raise parts.malformed("it names no warehouse by its id")
    if parts.user not in (None, "token"):
        raise parts.malformed("it has a user, and Databricks knows tokens: write token:…@ or 'token_file'")
    if parts.password is not None and "token_file" in given:
        raise parts.malformed("it has a token and a file for one")
    catalog, schema, table = parts.path
    return Address(
        host=parts.host,
        port=parts.port,
        catalog=catalog,
        schema=schema,
        table=table,
        warehouse=given["warehouse"],
        ca_file=given.get("ca_file"),
        written_token=parts.password,
        token_file=given.get("token_file"),
    )
