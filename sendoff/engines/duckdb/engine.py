"""Embedded DuckDB over Parquet, CSV or a DuckDB file: the port's `Engine`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa
from sqlglot import exp

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.predicates import Predicate
from sendoff.engines.duckdb import schema as schemas
from sendoff.engines.duckdb.connections import Connections
from sendoff.engines.duckdb.dialect import SPEECH
from sendoff.engines.duckdb.failures import FAILURES, Failure, explain, failure_class
from sendoff.engines.duckdb.running import RunningRows, stoppable
from sendoff.engines.duckdb.source import Files, NotedFile, Table, parse
from sendoff.engines.port import (
    ALL_CUSTOMERS,
    EngineOptions,
    IdentityProblems,
    Limits,
    Query,
    Selection,
    SourceChanged,
    SourceUnusable,
    Stopped,
    StopSignal,
    ValueLists,
)
from sendoff.engines.sql.columns import NoId, Schema, columns_of
from sendoff.engines.sql.listed import tables_of
from sendoff.engines.sql.preparing import prepare_counts, prepare_rows
from sendoff.engines.sql.queries import Compiled, all_columns, identity
from sendoff.engines.sql.queries import Table as Queried
from sendoff.engines.sql.speech import name

LONG_QUERY = 50_000
"""Characters of a query that becomes a view first. DuckDB 2.0's `sql` keeps the interpreter while it reads
a text, 0.5 s for the megabyte of 10,000 conditions, and its `execute` does not (2026-11-24); but what
`execute` selects is held in memory whole."""

_VIEW = "sendoff_query"


def open_engine(url: str, options: EngineOptions) -> DuckDBEngine:
    """The engine over a path, a glob or a `duckdb:` URL (`source.parse` says which).

    Raises: Invalid.
    """
    return DuckDBEngine(parse(url, options.csv_types), options)


class DuckDBEngine:
    """One source. Safe for any number of threads and processes at once; keeps no file open.

    Files of one glob are matched by column name: a column that a file lacks is unknown for its
    customers, and types that differ become the wider one. Nanoseconds are cut to microseconds, and
    dates beyond the years 1 to 9999 are unknown, in conditions and in rows alike.
    """

    def __init__(self, source: Files | Table, options: EngineOptions) -> None:
        self._source = source
        self._id_column = options.id_column
        self._value_lists = options.value_lists
        self._connections = Connections(source, options)
        self._last_read: tuple[tuple[NotedFile, ...], Schema] | None = None

    def catalogue(self) -> Catalogue:
        with self._connections.open() as connection:
            return self._read(connection, None).table.schema.catalogue

    @property
    def limits(self) -> Limits:
        return Limits()

    def count(self, predicate: Predicate, *, stop: StopSignal | None = None) -> int:
        return self.counts([predicate], stop=stop)[0]

    def counts(
        self,
        predicates: Sequence[Predicate],
        *,
        among: Selection = ALL_CUSTOMERS,
        stop: StopSignal | None = None,
    ) -> list[int]:
        with self._connections.open() as connection, stoppable(connection, stop):
            reading = self._read(connection, stop)
            with columns_of(reading.shown):
                compiled = prepare_counts(predicates, reading.table, among, stop=stop)
            return reading.only_row(compiled)

    @contextmanager
    def rows(self, query: Query, *, batch_rows: int, stop: StopSignal | None = None) -> Iterator[RunningRows]:
        with self._connections.open(progress=True) as connection, stoppable(connection, stop):
            reading = self._read(connection, stop)
            with columns_of(reading.shown):
                compiled = prepare_rows(query, reading.table, stop=stop)
            running = RunningRows(
                connection,
                reading.start(compiled, batch_rows),
                sources=reading.sources,
                batch_rows=batch_rows,
                stop=stop,
                finish=reading.check_unchanged,
                explain=reading.explain,
            )
            try:
                yield running
            finally:
                running.close()

    def identity_problems(self, *, stop: StopSignal | None = None) -> IdentityProblems:
        with self._connections.open() as connection, stoppable(connection, stop):
            reading = self._read(connection, stop)
            row = reading.only_row(Compiled(identity(reading.table), {}))
            return IdentityProblems(*row)

    def _read(self, connection: duckdb.DuckDBPyConnection, stop: StopSignal | None) -> _Reading:
        source = self._source
        noted = source.note() if isinstance(source, Files) else ()
        expression = source.table(noted) if isinstance(source, Files) else source.expression()
        blank = Schema({}, Catalogue({}, self._id_column))
        table = Queried(expression, blank, SPEECH)
        reading = _Reading(source, connection, stop, noted, table, self._value_lists)
        last = self._last_read
        if last is not None and noted and last[0] == noted:  # the same files have the same columns
            reading.table = replace(table, schema=last[1])
            return reading
        with reading.failures():
            relation = connection.sql(all_columns(SPEECH, expression.copy()))
            names, types = relation.columns, relation.types
        try:
            schema = schemas.read(names, types, id_column=self._id_column)
        except NoId as error:
            raise SourceUnusable(f"{reading.shown!r} cannot be used. {error}") from None
        reading.table = replace(table, schema=schema)
        self._last_read = (noted, schema)
        return reading


@dataclass(slots=True)
class _Reading:
    """One call's look at the source: its files as they were noted, its schema, its failures."""

    source: Files | Table
    connection: duckdb.DuckDBPyConnection
    stop: StopSignal | None
    noted: tuple[NotedFile, ...]
    table: Queried
    value_lists: ValueLists | None

    @property
    def shown(self) -> str:
        return self.source.pattern if isinstance(self.source, Files) else self.source.path

    @property
    def sources(self) -> tuple[str, ...]:
        if isinstance(self.source, Files):
            return tuple(file.path for file in self.noted)
        return (f"{self.source.path}?table={self.source.table}",)

    def start(self, compiled: Compiled, batch_rows: int) -> pa.RecordBatchReader:
        listed = tables_of(compiled.relations, self.value_lists)
        with self.failures():
            for relation, values in listed.items():
                self.connection.register(relation, values)
            query = compiled.sql
            if len(query) > LONG_QUERY:
                self.connection.execute(_as_view(query))
                query = all_columns(SPEECH, exp.Table(this=name(_VIEW)))
            return self.connection.sql(query).to_arrow_reader(batch_rows)

    def only_row(self, compiled: Compiled) -> list[int]:
        """The one row of whole numbers; a sum over no rows is 0."""
        reader = self.start(compiled, 1)
        with self.failures():
            table = reader.read_all()
        self.check_unchanged()
        return [int(column[0].as_py() or 0) for column in table.columns]

    def check_unchanged(self) -> None:
        if isinstance(self.source, Files) and self.source.note() != self.noted:
            raise SourceChanged(
                f"The files of {self.shown!r} changed while they were read, so nothing read can be used. "
                "Try again when they are in place; put new files there by renaming them."
            )

    @contextmanager
    def failures(self) -> Iterator[None]:
        try:
            yield
        except FAILURES as error:
            raise self.explain(error) from None

    def explain(self, error: Failure) -> Exception:
        if self.stop is not None and self.stop.is_set():
            return Stopped()
        if failure_class(error) != "Out of Memory":
            try:
                self.check_unchanged()
            except (SourceChanged, SourceUnusable) as changed:
                return changed
        if failure_class(error) == "Catalog" and isinstance(self.source, Table):
            return SourceUnusable(
                f"{self.shown!r} has no table {self.source.table!r} in its schema {self.source.schema!r}. "
                "Correct `profiles`: duckdb:///file.duckdb?table=name."
            )
        return explain(error, self.shown)


def _as_view(query: str) -> str:
    """The statement that makes a view of the query for one connection."""
    return SPEECH.write(
        exp.Create(
            this=exp.Table(this=name(_VIEW)),
            kind="VIEW",
            properties=exp.Properties(expressions=[exp.TemporaryProperty()]),
            expression=exp.Var(this=query),
        )
    )
