"""Small pieces of DuckDB's SQL as sqlglot expressions."""

from __future__ import annotations

from sqlglot import exp

from sendoff.engines.duckdb.values import ValueType

SOURCE = "sendoff_source"
"""Alias of the customers in every query; columns are always written with it."""
ELEMENT = "sendoff_element"
VALUE = "value"
"""The one column, text, of a registered relation."""


def call(function: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=function, expressions=list(arguments))


def name(identifier: str) -> exp.Expr:
    return exp.Identifier(this=identifier, quoted=True)


def column(column_name: str) -> exp.Expr:
    return exp.Column(this=name(column_name), table=name(SOURCE))


def number(value: int) -> exp.Expr:
    return exp.Literal.number(value)


def cast(value: exp.Expr, type_name: str) -> exp.Expr:
    return exp.Cast(this=value, to=exp.DataType(this=exp.DataType.Type.USERDEFINED, kind=type_name))


def text(value: str) -> exp.Expr:
    """A string literal. DuckDB's SQL text ends at a NUL, so each is put in with `chr(0)`."""
    first, *rest = value.split("\0")
    whole: exp.Expr = exp.Literal.string(first)
    for piece in rest:
        whole = exp.DPipe(this=whole, expression=call("chr", number(0)))
        whole = exp.DPipe(this=whole, expression=exp.Literal.string(piece))
    return exp.Paren(this=whole) if rest else whole


def field(record: exp.Expr, field_name: str) -> exp.Expr:
    return call("struct_extract", record, text(field_name))


def each(function: str, values: exp.Expr, result: exp.Expr) -> exp.Expr:
    """`function` over a list, with a lambda of `ELEMENT`."""
    return call(function, values, exp.Lambda(this=result, expressions=[name(ELEMENT)]))


def some(values: exp.Expr, test: exp.Expr, *, subquery: bool) -> exp.Expr:
    """Some element of a list satisfies the test, in which it is called `ELEMENT`.

    The lambda takes a seventh of the subquery's time (3 M rows, 2026-11-24), but no relation can
    stand in it.
    """
    if not subquery:
        return exp.GT(this=call("len", each("list_filter", values, test)), expression=number(0))
    unnested = exp.Alias(this=call("unnest", values), alias=name(ELEMENT))
    elements = exp.Select(expressions=[unnested]).subquery("sendoff_elements", copy=False)
    found = exp.Select(expressions=[number(1)]).from_(elements, copy=False)
    return exp.Exists(this=found.where(test, copy=False))


def read_value(at: exp.Expr, value: ValueType) -> exp.Expr:
    """The stored value, in the type that we compare and show."""
    if value.column_type in ("ENUM", "UUID", "FLOAT"):
        return cast(at, value.compared_as)
    if value.column_type in ("TIMESTAMP_NS", "TIMESTAMPTZ_NS"):
        # DuckDB's own cast rounds to microseconds, its division goes towards zero; both would move
        # a moment into the next one.
        nanoseconds = call("epoch_ns", at)
        negative = exp.LT(this=nanoseconds, expression=number(0))
        lowered = exp.Paren(this=exp.Sub(this=nanoseconds.copy(), expression=number(999)))
        whole = exp.Case(ifs=[exp.If(this=negative, true=lowered)], default=nanoseconds.copy())
        make = "make_timestamptz" if value.zoned else "make_timestamp"
        return call(make, exp.IntDiv(this=exp.Paren(this=whole), expression=number(1000)))
    return at


def within(at: exp.Expr, value: ValueType, low: str | None, high: str | None) -> exp.Expr:
    """Between two values of the type, both counting; None is no bound."""
    if low is not None and high is not None:
        return exp.Between(
            this=at, low=cast(text(low), value.compared_as), high=cast(text(high), value.compared_as)
        )
    if low is not None:
        return exp.GTE(this=at, expression=cast(text(low), value.compared_as))
    if high is not None:
        return exp.LTE(this=at, expression=cast(text(high), value.compared_as))
    return exp.Not(this=exp.Is(this=at, expression=exp.Null()))


def is_known(at: exp.Expr, value: ValueType) -> exp.Expr:
    """The stored value is known: neither null, nor NaN, nor beyond the years 1 to 9999."""
    if value.axis is None or not value.axis.bounded:
        return within(at, value, None, None)
    low, high = value.axis.span(None, None) or (None, None)
    return within(read_value(at, value), value, low, high)
