"""One table of a PostgreSQL server: the port's `Engine`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from sqlglot import exp

from sendoff.attributes.catalogue import Catalogue, DataType
from sendoff.conditions.predicates import Predicate
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
from sendoff.engines.postgres import definitions
from sendoff.engines.postgres.address import Address
from sendoff.engines.postgres.assembling import shown_schema
from sendoff.engines.postgres.connections import Connection, Speeches, opened
from sendoff.engines.postgres.definitions import Definition
from sendoff.engines.postgres.failures import FAILURES, Failure, explain, no_right
from sendoff.engines.postgres.lists import with_lists
from sendoff.engines.postgres.running import RunningRows, Stream
from sendoff.engines.postgres.schema import read
from sendoff.engines.sql.columns import NoId, Schema, columns_of
from sendoff.engines.sql.listed import tables_of
from sendoff.engines.sql.preparing import prepare_counts, prepare_rows
from sendoff.engines.sql.queries import Compiled, Table, identity
from sendoff.engines.sql.speech import SOURCE, alias, column, name


class PostgresEngine:
    """Safe for any number of threads and processes at once; each call is one connection and one
    transaction, which sees the table as it was when the call began."""

    def __init__(self, address: Address, options: EngineOptions) -> None:
        self._address = address
        self._options = options
        self._speeches = Speeches()

    def catalogue(self) -> Catalogue:
        with self._reading(None) as reading:
            return reading.table.schema.catalogue

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
            with columns_of(reading.explaining.shown):
                compiled = prepare_counts(predicates, reading.table, among, stop=stop)
            return reading.only_row(compiled)

    @contextmanager
    def rows(self, query: Query, *, batch_rows: int, stop: StopSignal | None = None) -> Iterator[RunningRows]:
        with self._reading(stop) as reading:
            with columns_of(reading.explaining.shown):
                compiled = prepare_rows(query, reading.table, stop=stop)
            schema = reading.table.schema
            columns = (schema.catalogue.id_column, *query.attribute_ids)
            with reading.stream(compiled) as stream:
                yield RunningRows(
                    stream,
                    schema=shown_schema(schema, query.attribute_ids),
                    held=[schema.columns[each] for each in columns],
                    sources=(self._address.shown,),
                    batch_rows=batch_rows,
                    stop=stop,
                    explain=reading.explaining.explain,
                )

    def identity_problems(self, *, stop: StopSignal | None = None) -> IdentityProblems:
        with self._reading(stop) as reading:
            return IdentityProblems(*reading.only_row(Compiled(identity(reading.ids_alone()), {})))

    @contextmanager
    def _reading(self, stop: StopSignal | None) -> Iterator[_Reading]:
        shown = self._address.shown
        explaining = _Explaining(shown, stop)
        with ExitStack() as until_left:
            with explaining.failures():  # not those of whoever reads
                connection = until_left.enter_context(
                    opened(self._address, threads=self._options.threads, stop=stop)
                )
                definition = self._definition(connection)
                speech = self._speeches.of(connection, shown)
            try:
                schema = read(definition, id_column=self._options.id_column)
            except NoId as error:
                raise SourceUnusable(f"{shown!r} cannot be used. {error}") from None
            table = Table(self._source(schema), schema, speech)
            yield _Reading(connection, table, self._options.value_lists, explaining)

    def _definition(self, connection: Connection) -> Definition:
        at, shown = self._address, self._address.shown
        if not definitions.may_enter(connection.ask, at.schema):
            raise no_right(shown)
        table = definitions.table_id(connection.ask, at.schema, at.table)
        if table is None:
            raise SourceUnusable(
                f"{shown!r} is not there: the database has no table or view {at.table!r} in its schema "
                f"{at.schema!r}. Correct `profiles`: postgresql://user@host:5432/database?table=schema.name."
            )
        definition = definitions.describe(connection.ask, table)
        of_id = [each for each in definition.columns if each.name == self._options.id_column]
        if not any(each.readable for each in of_id or definition.columns):
            raise no_right(shown)
        return definition

    def _source(self, schema: Schema) -> exp.Expr:
        """The columns that are offered: a role may have a right to some alone."""
        table = exp.Table(this=name(self._address.table), db=name(self._address.schema))
        columns: list[exp.Expr] = [exp.Column(this=name(each)) for each in schema.columns]
        return exp.Select(expressions=columns).from_(table, copy=False).subquery(name(SOURCE), copy=False)


@dataclass(frozen=True, slots=True)
class _Explaining:
    """Turns what the driver raises into errors about this source."""

    shown: str
    stop: StopSignal | None

    @contextmanager
    def failures(self) -> Iterator[None]:
        try:
            yield
        except FAILURES as error:
            raise self.explain(error) from None

    def explain(self, error: Failure) -> Exception:
        if self.stop is not None and self.stop.is_set():
            return Stopped()
        return explain(error, self.shown)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One call's transaction, and the table in it."""

    connection: Connection
    table: Table
    value_lists: ValueLists | None
    explaining: _Explaining

    def only_row(self, compiled: Compiled) -> list[int]:
        """The one row of whole numbers; a sum over no rows is 0."""
        with self.explaining.failures():
            [row] = self.connection.ask(self._ready(compiled))
        return [int(each or 0) for each in row]

    @contextmanager
    def stream(self, compiled: Compiled) -> Iterator[Stream]:
        with ExitStack() as until_left:
            with self.explaining.failures():
                stream = until_left.enter_context(self.connection.stream(self._ready(compiled)))
            yield stream

    def ids_alone(self) -> Table:
        """The source with nothing but its id, which is compared as it is shown."""
        schema = self.table.schema
        id_column = schema.catalogue.id_column
        held = schema.columns[id_column]
        assert held.value is not None  # `schema_of` has looked
        at: exp.Expr = column(id_column)
        if held.value.data_type is DataType.STRING:
            at = self.table.speech.as_text(at, held.value)
        ids = exp.Select(expressions=[alias(at, id_column)]).from_(self.table.expression.copy(), copy=False)
        return replace(self.table, expression=ids.subquery(name(SOURCE), copy=False))

    def _ready(self, compiled: Compiled) -> str:
        """The statement, its lists put where it finds them."""
        lists = tables_of(compiled.relations, self.value_lists)
        sql, settings = with_lists(compiled.sql, lists, self.table.speech)
        self.connection.put(settings)
        return sql
