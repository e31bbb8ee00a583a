"""Embedded DuckDB over Parquet, CSV or a DuckDB file: the port's `Engine`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

import duckdb
import pyarrow as pa
from sqlglot import exp

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.predicates import Predicate
from sendoff.engines.apart import apart
from sendoff.engines.dialect import size
from sendoff.engines.duckdb import schema as schemas
from sendoff.engines.duckdb.compiling import VIEW, Compiled, all_columns, as_view, counted, identity, selected
from sendoff.engines.duckdb.connections import Connections
from sendoff.engines.duckdb.dialect import ColumnChanged
from sendoff.engines.duckdb.expressions import VALUE, name
from sendoff.engines.duckdb.failures import FAILURES, Failure, explain, failure_class
from sendoff.engines.duckdb.running import RunningRows, stoppable
from sendoff.engines.duckdb.source import Files, NotedFile, Table, parse
from sendoff.engines.port import (
    EngineOptions,
    IdentityProblems,
    Query,
    SourceChanged,
    SourceUnusable,
    Stopped,
    StopSignal,
)

P = ParamSpec("P")

MAX_SIZE_HERE = 500
"""Of a predicate (`dialect.size`) that is compiled in this process: it takes some 60 ms. Larger ones are
compiled apart (spec/conditions.md: a large tree must not hold up the server): 10,000 conditions are
400,000 objects, and Python stops for each look at all of them, 0.2 s at a time (2026-11-24)."""

LONG_QUERY = 50_000
"""Characters of a query that becomes a view first. DuckDB 2.0's `sql` keeps the interpreter while it reads
a text, 0.5 s for the megabyte of 10,000 conditions, and its `execute` does not (2026-11-24); but what
`execute` selects is held in memory whole."""


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
        self._connections = Connections(source, options)
        self._last_read: tuple[tuple[NotedFile, ...], schemas.Schema] | None = None

    def catalogue(self) -> Catalogue:
        with self._connections.open() as connection:
            return self._read(connection, None).schema.catalogue

    def count(self, predicate: Predicate, *, stop: StopSignal | None = None) -> int:
        with self._connections.open() as connection, stoppable(connection, stop):
            reading = self._read(connection, stop)
            with reading.described():
                compiled = reading.compile(counted, predicate)
            return reading.only_row(compiled)[0]

    @contextmanager
    def rows(self, query: Query, *, batch_rows: int, stop: StopSignal | None = None) -> Iterator[RunningRows]:
        with self._connections.open(progress=True) as connection, stoppable(connection, stop):
            reading = self._read(connection, stop)
            with reading.described():
                compiled = reading.compile(
                    selected, query.predicate, attribute_ids=query.attribute_ids, limit=query.limit
                )
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
            row = reading.only_row(Compiled(identity(reading.schema, reading.table), {}))
            return IdentityProblems(*row)

    def _read(self, connection: duckdb.DuckDBPyConnection, stop: StopSignal | None) -> _Reading:
        source = self._source
        noted = source.note() if isinstance(source, Files) else ()
        table = source.table(noted) if isinstance(source, Files) else source.expression()
        blank = schemas.Schema({}, Catalogue({}, self._id_column))
        reading = _Reading(source, connection, stop, noted, table, blank)
        last = self._last_read
        if last is not None and noted and last[0] == noted:  # the same files have the same columns
            reading.schema = last[1]
            return reading
        with reading.failures():
            relation = connection.sql(all_columns(table.copy()))
            names, types = relation.columns, relation.types
        try:
            reading.schema = schemas.read(names, types, id_column=self._id_column)
        except schemas.NoId as error:
            raise SourceUnusable(f"{reading.shown!r} cannot be used. {error}") from None
        self._last_read = (noted, reading.schema)
        return reading


@dataclass(slots=True)
class _Reading:
    """One call's look at the source: its files as they were noted, its schema, its failures."""

    source: Files | Table
    connection: duckdb.DuckDBPyConnection
    stop: StopSignal | None
    noted: tuple[NotedFile, ...]
    table: exp.Expr
    schema: schemas.Schema

    @property
    def shown(self) -> str:
        return self.source.pattern if isinstance(self.source, Files) else self.source.path

    @property
    def sources(self) -> tuple[str, ...]:
        if isinstance(self.source, Files):
            return tuple(file.path for file in self.noted)
        return (f"{self.source.path}?table={self.source.table}",)

    def compile(
        self,
        compile: Callable[Concatenate[Predicate, schemas.Schema, exp.Expr, P], Compiled],
        predicate: Predicate,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Compiled:
        """The query of a predicate; that of a large one is made in a process of its own."""
        if size(predicate) <= MAX_SIZE_HERE:
            return compile(predicate, self.schema, self.table, *args, **kwargs)
        return apart(self.stop, compile, predicate, self.schema, self.table, *args, **kwargs)

    def start(self, compiled: Compiled, batch_rows: int) -> pa.RecordBatchReader:
        with self.failures():
            for relation, values in compiled.relations.items():
                self.connection.register(relation, _listed(values))
            query = compiled.sql
            if len(query) > LONG_QUERY:
                self.connection.execute(as_view(query))
                query = all_columns(exp.Table(this=name(VIEW)))
            return self.connection.sql(query).to_arrow_reader(batch_rows)

    def only_row(self, compiled: Compiled) -> Sequence[int]:
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
    def described(self) -> Iterator[None]:
        """Turns a column that is not as expected into an error about this source."""
        try:
            yield
        except ColumnChanged as error:
            raise SourceUnusable(
                f"{self.shown!r} does not hold what was asked for: {error}. "
                "Correct the source, or the segment and the destination that ask for it."
            ) from None

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


def _listed(values: Sequence[str]) -> pa.Table:
    return pa.table({VALUE: pa.array(values, pa.large_string())})
