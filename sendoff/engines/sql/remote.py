"""One table of a warehouse: the port's `Engine`, but for its driver and its speech."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa
from sqlglot import exp

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.predicates import Predicate
from sendoff.engines.port import (
    ALL_CUSTOMERS,
    EngineOptions,
    IdentityProblems,
    Limits,
    Query,
    Selection,
    SourceUnusable,
    StatementTooLong,
    Stopped,
    StopSignal,
)
from sendoff.engines.sql.arriving import ArrowType, shown_schema
from sendoff.engines.sql.batches import handed_out
from sendoff.engines.sql.columns import NoId, Schema, columns_of
from sendoff.engines.sql.listed import values_of
from sendoff.engines.sql.preparing import prepare_counts, prepare_rows
from sendoff.engines.sql.queries import Compiled, Table, identity
from sendoff.engines.sql.speech import SOURCE, VALUE, name
from sendoff.engines.sql.waiting import Waiting
from sendoff.engines.sql.warehouse import CUSTOMERS, WarehouseSpeech, with_definitions
from sendoff.errors import SendoffError

Failures = tuple[type[Exception], ...]


class Session(Protocol):
    """One call's connection. Of one thread; `cancel` alone may be called from another."""

    def ask(self, sql: str, /) -> list[Sequence[Any]]:
        """All rows of a short answer."""
        ...

    def batches(self, sql: str, schema: pa.Schema, /) -> Iterator[pa.RecordBatch]:
        """Rows as they come, in batches of the schema; nothing is asked before the first is."""
        ...

    def cancel(self) -> None:
        """Ends the running statement on the server, where there is one."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Described:
    """The table as it is now: what is offered of it, how it is spoken about, and its name in a FROM."""

    schema: Schema
    speech: WarehouseSpeech
    table: exp.Expr


class RemoteEngine(ABC):
    """One table. Safe for any number of threads and processes at once; each call has its own connection."""

    limits: Limits
    failures: Failures
    """What the driver raises."""
    arrow_type: ArrowType

    def __init__(self, shown: str, options: EngineOptions) -> None:
        self._shown = shown
        self._id_column = options.id_column
        self._value_lists = options.value_lists

    @abstractmethod
    def connect(self) -> Session:
        """A new connection. Raises: SendoffError, or one of `failures`."""

    @abstractmethod
    def describe(self, session: Any) -> Described:
        """Raises: NoId, SendoffError, or one of `failures`."""

    @abstractmethod
    def explain(self, error: Exception) -> SendoffError:
        """What is raised in the place of one of `failures`: never in the driver's own words."""

    def catalogue(self) -> Catalogue:
        with self._reading(None) as reading:
            return reading.described.schema.catalogue

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
            with columns_of(self._shown):
                compiled = prepare_counts(predicates, reading.table, among, stop=stop)
            return self._only_row(reading, compiled)

    @contextmanager
    def rows(self, query: Query, *, batch_rows: int, stop: StopSignal | None = None) -> Iterator[RunningRows]:
        with self._reading(stop) as reading:
            sql = self._rows_statement(reading, query)
            schema = shown_schema(reading.described.schema, query.attribute_ids, self.arrow_type)
            running = RunningRows(self, reading, sql, schema, sources=(self._shown,), batch_rows=batch_rows)
            try:
                yield running
            finally:
                if not running.ended:
                    reading.waiting.bounded(reading.session.cancel)

    def check_statement(self, query: Query) -> None:
        with self._reading(None) as reading:
            self._rows_statement(reading, query)

    def identity_problems(self, *, stop: StopSignal | None = None) -> IdentityProblems:
        with self._reading(stop) as reading:
            return IdentityProblems(*self._only_row(reading, Compiled(identity(reading.table), {})))

    @contextmanager
    def explaining(self, stop: StopSignal | None) -> Iterator[None]:
        """Turns what the driver raises into errors about this source."""
        try:
            yield
        except SendoffError:
            raise
        except (*self.failures, pa.ArrowException) as error:
            if stop is not None and stop.is_set():
                raise Stopped from None
            if isinstance(error, pa.ArrowException):
                raise SourceUnusable(
                    f"{self._shown!r} sent a value that is none of its column's type. "
                    "Look at what was changed in it, then try again."
                ) from None
            raise self.explain(error) from None

    @contextmanager
    def _reading(self, stop: StopSignal | None) -> Iterator[_Reading]:
        waiting = Waiting(stop)
        with self.explaining(stop):
            session = waiting.opened(self.connect, close=lambda held: held.close())
        waiting.cancel = session.cancel
        try:
            with self.explaining(stop):
                try:
                    described = waiting.run(lambda: self.describe(session))
                except NoId as error:
                    raise SourceUnusable(f"{self._shown!r} cannot be used. {error}") from None
            yield _Reading(session, described, waiting, stop)
        finally:
            waiting.bounded(session.close)

    def _rows_statement(self, reading: _Reading, query: Query) -> str:
        with columns_of(self._shown):
            compiled = prepare_rows(query, reading.table, stop=reading.stop)
        return self._statement(reading, compiled)

    def _only_row(self, reading: _Reading, compiled: Compiled) -> list[int]:
        """The one row of whole numbers; a sum over no rows is 0."""
        sql = self._statement(reading, compiled)
        with self.explaining(reading.stop):
            [row] = reading.waiting.run(lambda: reading.session.ask(sql))
        return [int(each or 0) for each in row]

    def _statement(self, reading: _Reading, compiled: Compiled) -> str:
        """The whole of it. Raises: StatementTooLong; SourceUnusable, where a list is longer than it takes."""
        lists: dict[str, list[str]] = {}
        for relation, listed in compiled.relations.items():
            values = values_of(listed, self._value_lists).column(VALUE)
            most = self.limits.list_values
            if most is not None and len(values) > most:
                raise SourceUnusable(
                    f"A list of {len(values):,} values is asked for, and {self._shown!r} takes at most "
                    f"{most:,} in one. Shorten the list, or put it into the source as an attribute."
                )
            lists[relation] = values.to_pylist()
        described = reading.described
        sql = with_definitions(
            compiled.sql, lists, table=described.table, schema=described.schema, speech=described.speech
        )
        most_bytes = self.limits.statement_bytes
        length = len(sql.encode())
        if most_bytes is not None and length > most_bytes:
            raise StatementTooLong(self._shown, length=length, most=most_bytes)
        return sql


@dataclass(frozen=True, slots=True)
class _Reading:
    """One call's connection, and the table as it is found through it."""

    session: Session
    described: Described
    waiting: Waiting
    stop: StopSignal | None

    @property
    def table(self) -> Table:
        source = exp.Table(this=name(CUSTOMERS), alias=exp.TableAlias(this=name(SOURCE)))
        return Table(source, self.described.schema, self.described.speech)


class RunningRows:
    """The batches of one query; the port's `Rows`."""

    def __init__(
        self,
        engine: RemoteEngine,
        reading: _Reading,
        sql: str,
        schema: pa.Schema,
        *,
        sources: tuple[str, ...],
        batch_rows: int,
    ) -> None:
        self._engine = engine
        self._reading = reading
        self._schema = schema
        self._sources = sources
        self._batch_rows = batch_rows
        self._batches = reading.session.batches(sql, schema)
        self.ended = False

    @property
    def schema(self) -> pa.Schema:
        return self._schema

    @property
    def sources(self) -> tuple[str, ...]:
        return self._sources

    def progress(self) -> float | None:
        return None

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        yield from handed_out(iter(self._next, None), batch_rows=self._batch_rows)
        self.ended = True

    def _next(self) -> pa.RecordBatch | None:
        with self._engine.explaining(self._reading.stop):
            return self._reading.waiting.run(lambda: next(self._batches, None))
