"""One table, or one folder of Parquet files, of a Spark cluster: the port's `Engine` and `WritesParts`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import pyarrow as pa
from sqlglot import exp

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.predicates import Predicate
from sendoff.engines.port import (
    ALL_CUSTOMERS,
    EngineOptions,
    IdentityProblems,
    Limits,
    PartWriter,
    Query,
    Selection,
    SourceUnusable,
    Stopped,
    StopSignal,
    ValueLists,
    Watcher,
    WrittenParts,
)
from sendoff.engines.spark import schema as schemas
from sendoff.engines.spark.address import Address
from sendoff.engines.spark.connections import STREAMED, Connection, opened
from sendoff.engines.spark.dialect import SPEECH
from sendoff.engines.spark.failures import FAILURES, explain
from sendoff.engines.spark.parts import COLUMNS, NoIds, WritePart, counting
from sendoff.engines.spark.running import RunningRows, Stoppable, Watch
from sendoff.engines.sql.batches import no_id
from sendoff.engines.sql.columns import NoId, columns_of
from sendoff.engines.sql.listed import tables_of
from sendoff.engines.sql.preparing import prepare_counts, prepare_rows
from sendoff.engines.sql.queries import Compiled, Table, all_columns, identity
from sendoff.engines.sql.speech import SOURCE, name

T = TypeVar("T")


class SparkEngine:
    """One source. Safe for any number of threads and processes at once; each call has its own session."""

    def __init__(self, address: Address, options: EngineOptions) -> None:
        self._address = address
        self._id_column = options.id_column
        self._value_lists = options.value_lists

    def catalogue(self) -> Catalogue:
        with self._reading(None) as reading:
            return reading.table().schema.catalogue

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
        with self._reading(stop) as reading:
            table = reading.table()
            with columns_of(self._address.shown):
                compiled = prepare_counts(predicates, table, among, stop=stop)
            return reading.only_row(compiled)

    @contextmanager
    def rows(self, query: Query, *, batch_rows: int, stop: StopSignal | None = None) -> Iterator[RunningRows]:
        with self._reading(stop, STREAMED) as reading:
            compiled = reading.selected(query)
            rows = RunningRows(
                reading.connection.batches(compiled.sql),
                reading.run(partial(reading.connection.arrow_schema, compiled.sql)),
                reading.stoppable,
                reading.watch,
                sources=(self._address.shown,),
                batch_rows=batch_rows,
                explain=reading.explain,
            )
            try:
                yield rows
            finally:
                rows.close()

    def write_parts(
        self,
        query: Query,
        writer: PartWriter,
        *,
        stop: StopSignal | None = None,
        watch: Watcher = lambda running: None,
    ) -> WrittenParts:
        with self._reading(stop) as reading:
            compiled = reading.selected(query)
            schema = reading.run(partial(reading.connection.arrow_schema, compiled.sql))
            work = WritePart(writer, schema)
            watch(reading.watch)
            try:
                parts = reading.run(lambda: counting(reading.connection.mapped(compiled.sql, work, COLUMNS)))
            except NoIds as error:
                raise no_id(self._id_column, error.customers) from None
            return WrittenParts(parts, schema, (self._address.shown,))

    def identity_problems(self, *, stop: StopSignal | None = None) -> IdentityProblems:
        with self._reading(stop) as reading:
            return IdentityProblems(*reading.only_row(Compiled(identity(reading.table()), {})))

    @contextmanager
    def _reading(
        self, stop: StopSignal | None, settings: Mapping[str, str] | None = None
    ) -> Iterator[_Reading]:
        if stop is not None and stop.is_set():
            raise Stopped
        with opened(self._address, settings or {}) as connection:
            stoppable = Stoppable(stop, connection.end)
            watch = Watch(self._address.shown)
            connection.watch(watch)
            reading = _Reading(
                self._address, self._id_column, self._value_lists, connection, stoppable, watch, stop
            )
            try:
                reading.run(connection.begin)
                yield reading
            finally:
                stoppable.close()


@dataclass(slots=True)
class _Reading:
    """One call's look at the source: its columns, its queries, its failures."""

    address: Address
    id_column: str
    value_lists: ValueLists | None
    connection: Connection
    stoppable: Stoppable
    watch: Watch
    stop: StopSignal | None

    def table(self) -> Table:
        """The columns as they are now. Raises: SourceUnusable and others."""
        asked = all_columns(SPEECH, _table(self.address))
        columns = self.run(lambda: self.connection.columns(asked))
        try:
            schema = schemas.read(columns, id_column=self.id_column)
        except NoId as error:
            raise SourceUnusable(f"{self.address.shown!r} cannot be used. {error}") from None
        return Table(_table(self.address), schema, SPEECH)

    def selected(self, query: Query) -> Compiled:
        """The query over the columns as they are now, what it names being there."""
        table = self.table()
        with columns_of(self.address.shown):
            compiled = prepare_rows(query, table, stop=self.stop)
        self._prepare(compiled)
        return compiled

    def only_row(self, compiled: Compiled) -> list[int]:
        """The one row of whole numbers; a sum over no rows is 0."""
        self._prepare(compiled)
        found = pa.Table.from_batches(self.run(lambda: list(self.connection.batches(compiled.sql))))
        return [int(column[0].as_py() or 0) for column in found.columns]

    def run(self, work: Callable[[], T]) -> T:
        """Raises: Stopped, SourceUnavailable, SourceUnusable."""
        try:
            return self.stoppable.run(work)
        except FAILURES as error:
            raise self.explain(error) from None

    def explain(self, error: Exception) -> Exception:
        if self.stop is not None and self.stop.is_set():
            return Stopped()
        return explain(error, self.address.shown)

    def _prepare(self, compiled: Compiled) -> None:
        lists = tables_of(compiled.relations, self.value_lists)
        self.run(lambda: self.connection.prepare(compiled.sql, lists))


def _table(address: Address) -> exp.Expr:
    alias = exp.TableAlias(this=name(SOURCE))
    if address.parquet is not None:
        return exp.Table(this=name(address.parquet), db=name("parquet"), alias=alias)
    parts = zip(("this", "db", "catalog"), reversed(address.table), strict=False)
    return exp.Table(**{role: name(part) for role, part in parts}, alias=alias)
