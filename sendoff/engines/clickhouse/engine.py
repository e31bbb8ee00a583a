"""One table of ClickHouse: the port's `Engine`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa
from sqlglot import exp

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.predicates import Predicate
from sendoff.engines.clickhouse import schema as schemas
from sendoff.engines.clickhouse.address import Address
from sendoff.engines.clickhouse.connections import Connection, opened
from sendoff.engines.clickhouse.definitions import free_name
from sendoff.engines.clickhouse.dialect import ClickHouseSpeech, cast
from sendoff.engines.clickhouse.failures import FAILURES, ServerError, explain
from sendoff.engines.clickhouse.running import ArrowStream, RunningRows, Stoppable
from sendoff.engines.clickhouse.settings import STATEMENT_BYTES
from sendoff.engines.port import (
    ALL_CUSTOMERS,
    EngineOptions,
    IdentityProblems,
    Limits,
    Query,
    Selection,
    SourceUnusable,
    Stopped,
    StopSignal,
    ValueLists,
)
from sendoff.engines.sql.columns import NoId, columns_of
from sendoff.engines.sql.listed import tables_of
from sendoff.engines.sql.preparing import prepare_counts, prepare_rows
from sendoff.engines.sql.queries import Compiled, Table, identity
from sendoff.engines.sql.speech import SOURCE, name


class ClickHouseEngine:
    """One table. Safe for any number of threads and processes at once; each call has its own connection.

    Nanoseconds are cut to microseconds, text that is no UTF-8 is read with U+FFFD in its place, in
    conditions and in rows alike.
    """

    def __init__(self, address: Address, options: EngineOptions) -> None:
        self._address = address
        self._id_column = options.id_column
        self._value_lists = options.value_lists
        self._wide_years: bool | None = None

    def catalogue(self) -> Catalogue:
        with self._reading(None) as reading:
            return self._table(reading).schema.catalogue

    @property
    def limits(self) -> Limits:
        return Limits(statement_bytes=STATEMENT_BYTES)

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
            table = self._table(reading)
            with columns_of(reading.address.shown):
                compiled = prepare_counts(predicates, table, among, stop=stop)
            return reading.only_row(compiled, table)

    @contextmanager
    def rows(self, query: Query, *, batch_rows: int, stop: StopSignal | None = None) -> Iterator[RunningRows]:
        with self._reading(stop) as reading:
            table = self._table(reading)
            compiled = reading.selected(query, table)
            with reading.started(compiled, table) as stream:
                yield RunningRows(
                    stream,
                    reading.stoppable,
                    sources=(self._address.shown,),
                    batch_rows=batch_rows,
                    explain=reading.explain,
                )

    def check_statement(self, query: Query) -> None:
        with self._reading(None) as reading:
            table = self._table(reading)
            reading.check(reading.selected(query, table), table)

    def identity_problems(self, *, stop: StopSignal | None = None) -> IdentityProblems:
        with self._reading(stop) as reading:
            table = self._table(reading)
            return IdentityProblems(*reading.only_row(Compiled(identity(table), {}), table))

    def _table(self, reading: _Reading) -> Table:
        if self._wide_years is None:  # of the server; it is asked once
            self._wide_years = reading.has_wide_years()
        return reading.table(wide=self._wide_years)

    @contextmanager
    def _reading(self, stop: StopSignal | None) -> Iterator[_Reading]:
        if stop is not None and stop.is_set():
            raise Stopped
        with opened(self._address, stop) as connection:
            stoppable = Stoppable(stop, end=connection.end, cut=connection.cut)
            try:
                yield _Reading(self._address, self._id_column, self._value_lists, connection, stoppable, stop)
            finally:
                stoppable.close()


@dataclass(slots=True)
class _Reading:
    """One call's look at the table: its columns, its queries, its failures."""

    address: Address
    id_column: str
    value_lists: ValueLists | None
    connection: Connection
    stoppable: Stoppable
    stop: StopSignal | None

    def has_wide_years(self) -> bool:
        """Whether dates of year 1 are what they say: older servers take them for 1900."""
        first, later = (cast(exp.Literal.string(day), "Date32") for day in ("0001-01-01", "1899-12-31"))
        asked = exp.Select(expressions=[exp.LT(this=first, expression=later)])
        speech = ClickHouseSpeech(self.id_column)
        return bool(self._read_all(Compiled(speech.write(asked), {}), speech).column(0)[0].as_py())

    def table(self, *, wide: bool) -> Table:
        """The columns as they are now. Raises: SourceUnusable and others."""
        speech = ClickHouseSpeech(self.id_column)
        described = self._read_all(Compiled(speech.write(_described(self.address)), {}), speech).to_pylist()
        # Of columns that are written to alone there is nothing to read.
        columns = [(row["name"], row["type"]) for row in described if row["default_type"] != "EPHEMERAL"]
        try:
            schema, nullable_records = schemas.read(columns, id_column=self.id_column, wide=wide)
        except NoId as error:
            raise SourceUnusable(f"{self.address.shown!r} cannot be used. {error}") from None
        lowering = free_name(speech.lowering, [each for each, _ in columns])
        speech = ClickHouseSpeech(self.id_column, nullable_records, lowering)
        aliased = _table(self.address, alias=exp.TableAlias(this=name(SOURCE)))
        return Table(exp.Final(this=aliased) if self.address.final else aliased, schema, speech)

    def selected(self, query: Query, table: Table) -> Compiled:
        """The query, what it names being there."""
        with columns_of(self.address.shown):
            return prepare_rows(query, table, stop=self.stop)

    def check(self, compiled: Compiled, table: Table) -> None:
        """Raises: StatementTooLong."""
        assert isinstance(table.speech, ClickHouseSpeech)
        self.connection.check(compiled.sql, tables_of(compiled.relations, self.value_lists), table.speech)

    @contextmanager
    def started(self, compiled: Compiled, table: Table) -> Iterator[ArrowStream]:
        """The answer, as it comes; on leaving it has ended on the server too."""
        assert isinstance(table.speech, ClickHouseSpeech)
        stream = self._start(compiled, table.speech)
        try:
            yield stream
        finally:
            if not stream.ended and not self.stoppable.has_ended:
                self.connection.end()
            stream.close()

    def only_row(self, compiled: Compiled, table: Table) -> list[int]:
        """The one row of whole numbers; a sum over no rows is 0."""
        assert isinstance(table.speech, ClickHouseSpeech)
        found = self._read_all(compiled, table.speech)
        return [int(column[0].as_py() or 0) for column in found.columns]

    def explain(self, error: Exception) -> Exception:
        if self.stop is not None and self.stop.is_set():
            return Stopped()
        return explain(error, self.address.shown)

    def _start(self, compiled: Compiled, speech: ClickHouseSpeech) -> ArrowStream:
        lists = tables_of(compiled.relations, self.value_lists)
        try:
            return self.stoppable.run(lambda: self.connection.stream(compiled.sql, lists, speech))
        except (ServerError, *FAILURES) as error:
            raise self.explain(error) from None

    def _read_all(self, compiled: Compiled, speech: ClickHouseSpeech) -> pa.Table:
        stream = self._start(compiled, speech)
        batches: list[pa.RecordBatch] = []
        try:
            while (batch := self.stoppable.run(stream.next)) is not None:
                batches.append(batch)
        except (ServerError, *FAILURES) as error:
            raise self.explain(error) from None
        finally:
            stream.close()
        return pa.Table.from_batches(batches, stream.schema)


def _table(address: Address, *, alias: exp.TableAlias | None = None) -> exp.Expr:
    return exp.Table(this=name(address.table), db=name(address.database), alias=alias)


def _described(address: Address) -> exp.Expr:
    return exp.Describe(this=_table(address), kind="TABLE")
