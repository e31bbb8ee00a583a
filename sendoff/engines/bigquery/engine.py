"""One table of BigQuery, read as Arrow: the port's `Engine`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import google.auth
import pyarrow as pa
from google.cloud import bigquery
from google.cloud.bigquery.retry import DEFAULT_RETRY
from google.cloud.bigquery_storage import BigQueryReadClient
from google.oauth2 import service_account
from sqlglot import exp

from sendoff.engines.bigquery.address import Address
from sendoff.engines.bigquery.dialect import BigQuerySpeech
from sendoff.engines.bigquery.failures import FAILURES, explain
from sendoff.engines.bigquery.schema import TEXT, arrow_type, read, scalar
from sendoff.engines.port import EngineOptions, Limits, SourceUnusable
from sendoff.engines.sql.addresses import text_of
from sendoff.engines.sql.arriving import from_arrow
from sendoff.engines.sql.remote import Described, RemoteEngine
from sendoff.engines.sql.silence import silence
from sendoff.engines.sql.speech import name
from sendoff.engines.sql.typed import read_schema
from sendoff.engines.sql.warehouse import lowered_names
from sendoff.errors import SendoffError

STATEMENT_BYTES = 2**20
"""1,024k characters, before it is resolved: https://cloud.google.com/bigquery/quotas#query_jobs"""
LIST_VALUES = 50_000
"""So many of 20 bytes fit into a statement."""

_SCOPE = "https://www.googleapis.com/auth/bigquery"
_RETRY = DEFAULT_RETRY.with_timeout(5.0)
_REQUEST_SECONDS = 30.0
_CANCEL_SECONDS = 1.0
_STREAMS = 2
"""Each holds a block of rows in memory."""


class BigQueryEngine(RemoteEngine):
    limits = Limits(list_values=LIST_VALUES, statement_bytes=STATEMENT_BYTES)
    failures = FAILURES
    arrow_type = staticmethod(arrow_type)

    def __init__(self, address: Address, options: EngineOptions) -> None:
        super().__init__(address.shown, options)
        self._address = address

    def connect(self) -> Session:
        return Session(self._address)

    def describe(self, session: Session) -> Described:
        at = self._address
        columns = [(field.name, read(field)) for field in session.fields()]
        schema = read_schema(columns, id_column=self._id_column, scalar=scalar)
        table = exp.Table(this=name(at.table), db=name(at.dataset), catalog=name(at.project))
        return Described(schema, BigQuerySpeech(lowered_names(schema, TEXT)), table)

    def explain(self, error: Exception) -> SendoffError:
        return explain(error, self._shown)


class Session:
    """A client of one call; nothing is sent before something is asked."""

    def __init__(self, address: Address) -> None:
        silence("google")
        self._address = address
        self._credentials = _credentials(address)
        self._client = bigquery.Client(
            project=address.billing_project or address.project,
            credentials=self._credentials,
            location=address.location,
            client_options={"api_endpoint": address.endpoint} if address.endpoint else None,
        )
        self._storage: BigQueryReadClient | None = None
        self._job: bigquery.QueryJob | None = None

    def fields(self) -> Sequence[bigquery.SchemaField]:
        at = self._address
        table = bigquery.TableReference(bigquery.DatasetReference(at.project, at.dataset), at.table)
        found: Sequence[bigquery.SchemaField] = self._client.get_table(
            table, retry=_RETRY, timeout=_REQUEST_SECONDS
        ).schema
        return found

    def ask(self, sql: str, /) -> list[Sequence[Any]]:
        return [tuple(row.values()) for row in self._finished(sql)]

    def batches(self, sql: str, schema: pa.Schema, /) -> Iterator[pa.RecordBatch]:
        rows = self._finished(sql)
        if self._address.storage:
            self._storage = BigQueryReadClient(credentials=self._credentials)
        for batch in rows.to_arrow_iterable(
            bqstorage_client=self._storage, max_queue_size=_STREAMS, max_stream_count=_STREAMS
        ):
            yield from from_arrow(batch, schema)

    def cancel(self) -> None:
        if self._job is not None:
            with suppress(*FAILURES):
                self._job.cancel(retry=None, timeout=_CANCEL_SECONDS)

    def close(self) -> None:
        if self._storage is not None:
            self._storage.transport.close()
        self._client.close()

    def _finished(self, sql: str) -> Any:
        self._job = self._client.query(
            sql,
            job_config=bigquery.QueryJobConfig(use_legacy_sql=False, labels={"application": "sendoff"}),
            retry=_RETRY,
            job_retry=None,
            timeout=_REQUEST_SECONDS,
        )
        return self._job.result(retry=_RETRY, job_retry=None)


def _credentials(address: Address) -> Any:
    """Raises: SourceUnusable, or one of `FAILURES`."""
    if address.credentials_file is None:
        return google.auth.default(scopes=[_SCOPE])[0]
    try:
        given = json.loads(text_of(address.credentials_file, "credentials_file"))
        return service_account.Credentials.from_service_account_info(given, scopes=[_SCOPE])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SourceUnusable(
            f"The file {address.credentials_file!r} is no key of a service account. Other credentials are "
            "found through GOOGLE_APPLICATION_CREDENTIALS."
        ) from None
