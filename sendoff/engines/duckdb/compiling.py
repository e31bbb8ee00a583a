"""A predicate over a schema as one query: SQL text, and the lists to register beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp
from sqlglot.dialects import DuckDB

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import Predicate
from sendoff.engines.dialect import condition
from sendoff.engines.duckdb.dialect import ColumnChanged, DuckDBLeaves
from sendoff.engines.duckdb.expressions import (
    ELEMENT,
    cast,
    column,
    each,
    field,
    is_known,
    name,
    number,
    read_value,
)
from sendoff.engines.duckdb.schema import ColumnType, Schema
from sendoff.engines.duckdb.values import ValueType

VIEW = "sendoff_query"


@dataclass(frozen=True, slots=True)
class Compiled:
    """`relations`: to be registered under these names, each with one text column, `value`."""

    sql: str
    relations: Mapping[str, Sequence[str]]


def write(expression: exp.Expr) -> str:
    # Not `expression.sql()`: that copies the tree first, most of the time of 10,000 conditions.
    return str(DuckDB().generator().generate(expression, copy=False))


def all_columns(table: exp.Expr) -> str:
    return write(exp.Select(expressions=[exp.Star()]).from_(table))


def as_view(query: str) -> str:
    """The statement that makes a view of the query, `VIEW`, for one connection."""
    return write(
        exp.Create(
            this=exp.Table(this=name(VIEW)),
            kind="VIEW",
            properties=exp.Properties(expressions=[exp.TemporaryProperty()]),
            expression=exp.Var(this=query),
        )
    )


def counted(predicate: Predicate, schema: Schema, table: exp.Expr) -> Compiled:
    """One row: how many customers satisfy the predicate.

    Raises: ColumnChanged.
    """
    return _compiled(predicate, schema, table, [exp.Count(this=exp.Star())], limit=None)


def selected(
    predicate: Predicate,
    schema: Schema,
    table: exp.Expr,
    *,
    attribute_ids: Sequence[str],
    limit: int | None,
) -> Compiled:
    """The id and the attributes of the customers who satisfy the predicate.

    Raises: ColumnChanged, naming all attributes that are not there.
    """
    missing = [each_id for each_id in attribute_ids if each_id not in schema.catalogue.attributes]
    if missing:
        raise ColumnChanged(f"it has no column {', '.join(map(repr, missing))}")
    shown = [
        exp.Alias(this=_shown_column(column(each_id), schema.columns[each_id]), alias=name(each_id))
        for each_id in (schema.catalogue.id_column, *attribute_ids)
    ]
    return _compiled(predicate, schema, table, list(shown), limit=limit)


def identity(schema: Schema, table: exp.Expr) -> str:
    """One row: customers, null ids, and ids that stand on more than one row."""
    id_column = column(schema.catalogue.id_column)
    grouped = (
        exp.Select(expressions=[_as(id_column, "id"), _as(exp.Count(this=exp.Star()), "n")])
        .from_(table)
        .group_by(id_column.copy())
    )
    null = exp.Is(this=exp.Column(this=name("id")), expression=exp.Null())
    rows = exp.Column(this=name("n"))
    repeated = exp.And(this=exp.GT(this=rows, expression=number(1)), expression=exp.Not(this=null.copy()))
    sums: list[exp.Expr] = [
        exp.Sum(this=rows.copy()),
        exp.Sum(this=exp.Case(ifs=[exp.If(this=null, true=rows.copy())])),
        exp.CountIf(this=repeated),
    ]
    return write(exp.Select(expressions=sums).from_(grouped.subquery("sendoff_ids")))


def _as(value: exp.Expr, alias: str) -> exp.Expr:
    return exp.Alias(this=value, alias=name(alias))


def _compiled(
    predicate: Predicate, schema: Schema, table: exp.Expr, shown: list[exp.Expr], *, limit: int | None
) -> Compiled:
    leaves = DuckDBLeaves(schema)
    query = exp.Select(expressions=shown).from_(table, copy=False)
    query = query.where(condition(predicate, leaves), copy=False)
    if limit is not None:
        query = query.limit(limit, copy=False)
    return Compiled(write(query), leaves.relations)


def _shown_column(at: exp.Expr, held: ColumnType) -> exp.Expr:
    if not held.multi:
        return _shown(at, held)
    element = name(ELEMENT)
    shown = _shown(element, held)
    # A list of fixed length comes out as a list like any other.
    return at if shown is element and not held.array else each("list_transform", at, shown)


def _shown(at: exp.Expr, held: ColumnType) -> exp.Expr:
    if held.value is not None:
        return _shown_value(at, held.value)
    fields = {sub: _shown_value(field(at.copy(), sub), value) for sub, value in held.fields.items()}
    if not held.left_out and not any(_needs_reading(value) for value in held.fields.values()):
        return at
    record = exp.Struct(
        expressions=[exp.PropertyEQ(this=name(sub), expression=value) for sub, value in fields.items()]
    )
    null = exp.Is(this=at, expression=exp.Null())
    return exp.Case(ifs=[exp.If(this=null, true=exp.Null())], default=record)


def _needs_reading(value: ValueType) -> bool:
    as_text = value.column_type in ("ENUM", "UUID", "UHUGEINT")
    return as_text or value.data_type in (DataType.DATE, DataType.DATETIME)


def _shown_value(at: exp.Expr, value: ValueType) -> exp.Expr:
    """The value as we compare it, so that a file shows what the conditions saw; 32-bit floats as they are."""
    if not _needs_reading(value):
        return at
    if value.data_type is DataType.STRING:
        return read_value(at, value)
    if value.column_type == "UHUGEINT":
        return cast(at, "VARCHAR")  # Arrow has no type for it: DuckDB 2.0 gives 2^128 - 1 as -1
    return exp.Case(ifs=[exp.If(this=is_known(at.copy(), value), true=read_value(at, value))])
