"""Whole queries over one table: SQL text, and the lists that stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlglot import exp

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import (
    EVERYBODY,
    And,
    AnyElement,
    AnyValue,
    Predicate,
    Selection,
    Top,
)
from sendoff.engines.dialect import condition
from sendoff.engines.port import Query
from sendoff.engines.sql.columns import ColumnChanged, ColumnType, Schema
from sendoff.engines.sql.leaves import Leaves, is_known
from sendoff.engines.sql.listed import Listed
from sendoff.engines.sql.speech import SOURCE, Speech, alias, column, is_null, name, number
from sendoff.engines.sql.values import ValueType

L = TypeVar("L", AnyValue, AnyElement)

MAX_GROUPED_LEAVES = 20
"""Customers whose leaves are alike are counted first, and the predicates asked of each sort: 40 % off a
waterfall of 20 nodes (2026-11-24). Of more leaves there may be as many sorts as customers."""
_ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Compiled:
    """`relations`: each is to be there under its name, with one text column, `value`."""

    sql: str
    relations: Mapping[str, Listed]


@dataclass(frozen=True, slots=True)
class Table:
    """What is read: `expression` stands in a FROM with the alias `SOURCE`."""

    expression: exp.Expr
    schema: Schema
    speech: Speech


def counts(predicates: Sequence[Predicate], table: Table, among: Selection) -> Compiled:
    """One row: how many customers of `among` satisfy each predicate, a column each; of no customers null.

    Raises: ColumnChanged.
    """
    leaves = Leaves(table.speech, table.schema)
    if len(predicates) == 1 and among.top is None:
        # A filter, so that the engine can skip what it need not read.
        only = Selection(_both(among.predicate, predicates[0]))
        query = _from(table, leaves, only, [exp.Count(this=exp.Star())])
        return Compiled(table.speech.write(query), leaves.relations)
    once = _Once(leaves)
    holds = [condition(each, once) for each in predicates]
    most = table.speech.max_leaves
    if most is not None and len(once.asked) > most:  # each stands wherever it is asked
        leaves = Leaves(table.speech, table.schema)
        counted = [_count_of(condition(each, leaves), number(1)) for each in predicates]
        return Compiled(table.speech.write(_from(table, leaves, among, counted)), leaves.relations)
    asked: list[exp.Expr] = [alias(each, held) for each, held in once.asked]
    inner = _from(table, leaves, among, asked or [alias(number(1), "nothing")])
    rows: exp.Expr = number(1)
    if 0 < len(asked) <= MAX_GROUPED_LEAVES:
        inner, rows = _alike(inner, [held for _, held in once.asked]), exp.Column(this=name(_ALIKE))
    counted = [_count_of(each, rows.copy()) for each in holds]
    query = exp.Select(expressions=counted).from_(inner.subquery("sendoff_leaves", copy=False), copy=False)
    return Compiled(table.speech.write(query), leaves.relations)


def selected(query: Query, table: Table) -> Compiled:
    """The id and the attributes of the customers that are asked for.

    Raises: ColumnChanged, naming all attributes that are not there.
    """
    schema, among = table.schema, query.among
    missing = [each_id for each_id in query.attribute_ids if each_id not in schema.catalogue.attributes]
    if missing:
        raise ColumnChanged(f"it has no column {', '.join(map(repr, missing))}")
    shown: list[exp.Expr] = [
        alias(each, each_id)
        for each_id in (schema.catalogue.id_column, *query.attribute_ids)
        for each in _shown_columns(table.speech, column(each_id), schema.columns[each_id])
    ]
    leaves = Leaves(table.speech, schema)
    if among.top is None:
        rows = _from(table, leaves, Selection(_both(among.predicate, query.predicate)), shown)
    else:
        # The predicate is about the top of the selection: it stands outside.
        rows = _from(table, leaves, among, shown).where(condition(query.predicate, leaves), copy=False)
    if query.limit is not None:
        rows = rows.limit(query.limit, copy=False)
    return Compiled(table.speech.write(rows), leaves.relations)


def identity(table: Table) -> str:
    """One row: customers, null ids, and ids that stand on more than one row."""
    id_column = column(table.schema.catalogue.id_column)
    grouped = (
        exp.Select(expressions=[alias(id_column, "id"), alias(exp.Count(this=exp.Star()), "n")])
        .from_(table.expression.copy())
        .group_by(id_column.copy())
    )
    null = is_null(exp.Column(this=name("id")))
    rows = exp.Column(this=name("n"))
    repeated = exp.And(this=exp.GT(this=rows, expression=number(1)), expression=exp.Not(this=null.copy()))
    sums: list[exp.Expr] = [
        exp.Sum(this=rows.copy()),
        exp.Sum(this=exp.Case(ifs=[exp.If(this=null, true=rows.copy())])),
        exp.Count(this=exp.Case(ifs=[exp.If(this=repeated, true=number(1))])),
    ]
    query = exp.Select(expressions=sums).from_(grouped.subquery("sendoff_ids"))
    return table.speech.write(query)


def all_columns(speech: Speech, table: exp.Expr) -> str:
    return speech.write(exp.Select(expressions=[exp.Star()]).from_(table))


def _alike(customers: exp.Select, leaves: Sequence[str]) -> exp.Select:
    """The leaves, and how many customers have them alike."""
    columns = [exp.Column(this=name(each)) for each in leaves]
    shown = [*columns, alias(exp.Count(this=exp.Star()), _ALIKE)]
    grouped = exp.Select(expressions=shown).from_(customers.subquery("sendoff_each", copy=False), copy=False)
    return grouped.group_by(*(each.copy() for each in columns), copy=False)


class _Once:
    """Renders each leaf once, as a column of an inner query: predicates that are counted together share many.

    DuckDB 2.0 sees that for itself only outside of `and` and `or` (2026-11-24).
    """

    def __init__(self, leaves: Leaves) -> None:
        self._leaves = leaves
        self._names: dict[AnyValue | AnyElement, str] = {}
        self.asked: list[tuple[exp.Expr, str]] = []

    def any_value(self, leaf: AnyValue) -> exp.Expr:
        return self._column(leaf, self._leaves.any_value)

    def any_element(self, leaf: AnyElement) -> exp.Expr:
        return self._column(leaf, self._leaves.any_element)

    def _column(self, leaf: L, render: Callable[[L], exp.Expr]) -> exp.Expr:
        if leaf not in self._names:
            self._names[leaf] = f"leaf{len(self._names)}"
            self.asked.append((render(leaf), self._names[leaf]))
        return exp.Column(this=name(self._names[leaf]))


def _count_of(holds: exp.Expr, rows: exp.Expr) -> exp.Expr:
    return exp.Sum(this=exp.Case(ifs=[exp.If(this=holds, true=rows)], default=number(0)))


def _both(one: Predicate, other: Predicate) -> Predicate:
    if EVERYBODY in (one, other):
        return other if one == EVERYBODY else one
    return And((one, other))


def _from(table: Table, leaves: Leaves, among: Selection, shown: list[exp.Expr]) -> exp.Select:
    """`shown` of the customers of `among`."""
    customers = exp.Select(expressions=shown).from_(table.expression.copy(), copy=False)
    customers = customers.where(condition(among.predicate, leaves), copy=False)
    if among.top is None:
        return customers
    customers.set("expressions", [exp.Column(this=exp.Star(), table=name(SOURCE))])
    for each in _order(table, among.top):
        customers = customers.order_by(each, copy=False)
    customers = customers.limit(among.top.count, copy=False)
    return exp.Select(expressions=shown).from_(customers.subquery(SOURCE, copy=False), copy=False)


def _order(table: Table, top: Top) -> Iterator[exp.Expr]:
    speech, schema = table.speech, table.schema
    for order in top.order:
        held = schema.columns.get(order.attribute_id)
        if held is None or held.multi or held.value is None:
            raise ColumnChanged(f"its column {order.attribute_id!r} is gone or of another shape")
        at, value = column(order.attribute_id), held.value
        known = is_known(speech, at.copy(), value)
        # First whether it is known, so that no engine's own place for nulls counts.
        yield exp.Ordered(
            this=exp.Case(ifs=[exp.If(this=known, true=number(0))], default=number(1)), desc=False
        )
        compared = speech.ordered(speech.read_value(at, value), value)
        ordered = exp.Case(ifs=[exp.If(this=known.copy(), true=compared)])
        yield exp.Ordered(this=ordered, desc=order.descending)
    id_column = schema.catalogue.id_column
    held = schema.columns[id_column]
    assert held.value is not None  # `schema_of` has looked
    as_text = ValueType(DataType.STRING, speech.text_type, speech.text_type)
    yield exp.Ordered(this=speech.ordered(speech.as_text(column(id_column), held.value), as_text), desc=False)


def _shown_columns(speech: Speech, at: exp.Expr, held: ColumnType) -> Iterator[exp.Expr]:
    if held.value is not None or not speech.records_apart:
        yield _shown_column(speech, at, held)
        return
    record = speech.element() if held.multi else at
    there = speech.has_record(record.copy())
    fields = (speech.shown_value(speech.field(record.copy(), sub), of) for sub, of in held.fields.items())
    for each in (there, *fields):
        yield speech.each(at.copy(), each) if held.multi else each


def _shown_column(speech: Speech, at: exp.Expr, held: ColumnType) -> exp.Expr:
    if not held.multi:
        return _shown(speech, at, held)
    element = speech.element()
    shown = _shown(speech, element, held)
    # A list of fixed length comes out as a list like any other.
    return at if shown is element and not held.array else speech.each(at, shown)


def _shown(speech: Speech, at: exp.Expr, held: ColumnType) -> exp.Expr:
    """The value as we compare it, so that a file shows what the conditions saw; `at` where it is so."""
    if held.value is not None:
        return speech.shown_value(at, held.value)
    stored = {sub: speech.field(at.copy(), sub) for sub in held.fields}
    shown = {sub: speech.shown_value(stored[sub], value) for sub, value in held.fields.items()}
    if not held.left_out and all(shown[sub] is stored[sub] for sub in stored):
        return at
    return speech.record(shown, unless=at)
