"""What a `bigquery:` URL names: a table of a project, and who asks."""

from __future__ import annotations

from dataclasses import dataclass

from sendoff.engines.sql.addresses import parts_of

PARAMETERS = ("credentials_file", "billing_project", "location", "endpoint", "storage")

_FORM = "bigquery://project/dataset/table?credentials_file=/path"


@dataclass(frozen=True, slots=True)
class Address:
    """One table.

    Args:
        billing_project: in which queries run; None: the table's.
        endpoint: of the REST API, where it is not Google's public one.
        storage: whether rows are read through the Storage Read API, which needs a right of its own.
    """

    project: str
    dataset: str
    table: str
    credentials_file: str | None = None
    billing_project: str | None = None
    location: str | None = None
    endpoint: str | None = None
    storage: bool = True

    @property
    def shown(self) -> str:
        return f"bigquery://{self.project}/{self.dataset}/{self.table}"


def parse(url: str) -> Address:
    """What the URL names; nothing is opened. Raises: Invalid."""
    parts = parts_of(url, parameters=PARAMETERS, form=_FORM)
    given = parts.given
    if not parts.host or parts.port is not None or len(parts.path) != 2:
        raise parts.malformed("it names no project, dataset and table")
    if parts.user is not None or parts.password is not None:
        raise parts.malformed("it has a user, and BigQuery knows service accounts: name a 'credentials_file'")
    if not given.get("endpoint", "https://").startswith(("http://", "https://")):
        raise parts.malformed("'endpoint' is an http: or https: URL")
    dataset, table = parts.path
    return Address(
        project=parts.host,
        dataset=dataset,
        table=table,
        credentials_file=given.get("credentials_file"),
        billing_project=given.get("billing_project"),
        location=given.get("location"),
        endpoint=given.get("endpoint"),
        storage=parts.switch("storage", default=True),
    )
