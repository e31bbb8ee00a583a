"""One table of Trino, read over its REST protocol: the port's `Engine`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pyarrow as pa
import requests
import trino
from sqlglot import exp
from trino.auth import BasicAuthentication, JWTAuthentication
from trino.dbapi import Cursor

from sendoff.engines.port import EngineOptions, Limits, SourceUnusable
from sendoff.engines.sql.arriving import from_rows
from sendoff.engines.sql.remote import Described, RemoteEngine
from sendoff.engines.sql.speech import name
from sendoff.engines.sql.typed import read_schema, read_type
from sendoff.engines.sql.warehouse import lowered_names
from sendoff.engines.trino.address import Address
from sendoff.engines.trino.dialect import TrinoSpeech
from sendoff.engines.trino.failures import FAILURES, explain
from sendoff.engines.trino.schema import arrow_type, scalar
from sendoff.errors import SendoffError

STATEMENT_BYTES = 1_000_000
"""query.max-length, in characters: https://trino.io/docs/current/admin/properties-query-management.html"""
LIST_VALUES = 50_000
"""So many of 18 bytes fit into a statement."""

_CONNECT_SECONDS = 10.0
_SILENT_SECONDS = 60.0
"""A coordinator answers every second, also while nothing is found yet."""
_ATTEMPTS = 2
"""Of one request: a POST that was cut may have begun a query that nobody reads, which Trino ends itself."""
_ROWS = 10_000


class TrinoEngine(RemoteEngine):
    """Moments are cut to microseconds, in conditions and in rows alike."""

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
        found = session.ask(f"DESCRIBE {TrinoSpeech().write(table.copy())}")
        columns = [(str(each[0]), read_type(str(each[1]), "trino")) for each in found]
        schema = read_schema(columns, id_column=self._id_column, scalar=scalar)
        return Described(schema, TrinoSpeech(lowered_names(schema, "VARCHAR")), table)

    def explain(self, error: Exception) -> SendoffError:
        return explain(error, self._shown)


class Session:
    """A connection of one call; nothing is sent before a statement is."""

    def __init__(self, address: Address) -> None:
        password, token = address.password(), address.token()
        auth: Any = None
        if address.secure and password is not None:
            auth = BasicAuthentication(address.user, password.reveal())
        elif address.secure and token is not None:
            auth = JWTAuthentication(token.reveal())
        if address.ca_file is not None and not os.access(address.ca_file, os.R_OK):
            raise SourceUnusable(
                f"The file {address.ca_file!r} cannot be read. Put the authority's certificate there as PEM, "
                "or correct `ca_file`."
            )
        self._connection = trino.dbapi.connect(
            host=address.host,
            port=address.port,
            user=address.user,
            catalog=address.catalog,
            schema=address.schema,
            source="sendoff",
            http_scheme="https" if address.secure else "http",
            auth=auth,
            verify=address.ca_file or True,
            roles={address.catalog: f"ROLE{{{address.role}}}"} if address.role else None,
            timezone="UTC",
            max_attempts=_ATTEMPTS,
            request_timeout=(_CONNECT_SECONDS, _SILENT_SECONDS),
            # Values as they are sent: the driver's own make moments of years 1 to 9999 alone, and round them.
            legacy_primitive_types=True,
            # Without segments that lie in a store: they are JSON too, and a second way that must be open.
            encoding=None,
        )
        self._cursor: Cursor | None = None

    def ask(self, sql: str, /) -> list[Sequence[Any]]:
        found: list[Sequence[Any]] = self._started(sql).fetchall()
        return found

    def batches(self, sql: str, schema: pa.Schema, /) -> Iterator[pa.RecordBatch]:
        cursor = self._started(sql)
        while rows := cursor.fetchmany(_ROWS):
            yield from_rows(rows, schema)

    def cancel(self) -> None:
        if self._cursor is not None:
            with suppress(trino.exceptions.Error, requests.RequestException, OSError):
                self._cursor.cancel()

    def close(self) -> None:
        self._connection.close()

    def _started(self, sql: str) -> Cursor:
        cursor = self._cursor = self._connection.cursor()
        cursor.execute(sql)
        return cursor
