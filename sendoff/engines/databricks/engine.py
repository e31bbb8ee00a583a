"""One table of Databricks, read by a SQL warehouse as Arrow: the port's `Engine`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pyarrow as pa
from databricks import sql as driver
from sqlglot import exp

from sendoff.engines.databricks.address import Address
from sendoff.engines.databricks.dialect import DatabricksSpeech
from sendoff.engines.databricks.failures import FAILURES, explain
from sendoff.engines.databricks.schema import TEXT, arrow_type, read, scalar
from sendoff.engines.port import EngineOptions, Limits, SourceUnusable
from sendoff.engines.sql.arriving import from_arrow
from sendoff.engines.sql.remote import Described, RemoteEngine
from sendoff.engines.sql.silence import silence
from sendoff.engines.sql.speech import name
from sendoff.engines.sql.typed import read_schema
from sendoff.engines.sql.warehouse import lowered_names
from sendoff.errors import SendoffError

STATEMENT_BYTES = 16 * 2**20
"""https://docs.databricks.com/api/workspace/statementexecution/executestatement, of the same warehouses."""
LIST_VALUES = 200_000
"""In one text that is split; a list within lists is looked through for each element."""

_SILENT_SECONDS = 60
_ATTEMPTS = 3
_RETRY_SECONDS = 15.0
_DELAY_SECONDS = 0.2
_ROWS = 50_000
_SETTINGS = {"TIMEZONE": "UTC", "ANSI_MODE": "true"}


class DatabricksEngine(RemoteEngine):
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
        table = exp.Table(this=name(at.table), db=name(at.schema), catalog=name(at.catalog))
        return described(session.ask(f"DESCRIBE TABLE {_written(table)}"), table, id_column=self._id_column)

    def explain(self, error: Exception) -> SendoffError:
        return explain(error, self._shown)


class Session:
    """A session of one call on the warehouse."""

    def __init__(self, address: Address) -> None:
        silence("databricks")
        silence("databricks.sql.unsafe")  # has a level of its own, and tells whole statements
        if address.ca_file is not None and not os.access(address.ca_file, os.R_OK):
            raise SourceUnusable(
                f"The file {address.ca_file!r} cannot be read. Put the authority's certificate there as PEM, "
                "or correct `ca_file`."
            )
        token = address.token()
        if token is None:
            raise SourceUnusable(
                f"There is no token for {address.shown!r}. Name a `token_file`, or set DATABRICKS_TOKEN."
            )
        self._connection: Any = driver.connect(
            server_hostname=address.host,
            http_path=address.http_path,
            session_configuration=_SETTINGS,
            user_agent_entry="sendoff",
            enable_telemetry=False,
            _socket_timeout=_SILENT_SECONDS,
            _retry_stop_after_attempts_count=_ATTEMPTS,
            _retry_stop_after_attempts_duration=_RETRY_SECONDS,
            _retry_delay_min=_DELAY_SECONDS,
            **({} if address.port is None else {"_port": address.port}),
            **({} if address.ca_file is None else {"_tls_trusted_ca_file": address.ca_file}),
            access_token=token.reveal(),
        )
        self._cursor: Any = None

    def ask(self, sql: str, /) -> list[Sequence[Any]]:
        return [tuple(row) for row in self._started(sql).fetchall()]

    def batches(self, sql: str, schema: pa.Schema, /) -> Iterator[pa.RecordBatch]:
        cursor = self._started(sql)
        while (table := cursor.fetchmany_arrow(_ROWS)).num_rows:
            yield from from_arrow(table, schema)

    def cancel(self) -> None:
        if self._cursor is not None:
            with suppress(*FAILURES):
                self._cursor.cancel()

    def close(self) -> None:
        with suppress(*FAILURES):
            self._connection.close()

    def _started(self, sql: str) -> Any:
        self._cursor = self._connection.cursor()
        return self._cursor.execute(sql)


def described(rows: Sequence[Sequence[Any]], table: exp.Expr, *, id_column: str) -> Described:
    """What `DESCRIBE TABLE` tells; after the columns it repeats those that the table is partitioned by.

    Raises: NoId.
    """
    columns = []
    for column_name, written, *_ in rows:
        if not column_name or column_name.startswith("#"):
            break
        columns.append((column_name, read(written)))
    schema = read_schema(columns, id_column=id_column, scalar=scalar)
    return Described(schema, DatabricksSpeech(lowered_names(schema, TEXT)), table)


def _written(table: exp.Expr) -> str:
    return DatabricksSpeech().write(table.copy())
