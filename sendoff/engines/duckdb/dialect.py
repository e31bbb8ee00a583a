"""How DuckDB renders the leaves: its table of tests.

Known differences of DuckDB, and what is done about each:
- it compares integers, decimals and doubles through DOUBLE: literals are settled (`values.py`);
- it orders NaN above infinity: every range over floats ends at infinity, so that NaN is no value;
- its casts round nanoseconds: they are cut (`expressions.py`);
- it has infinite dates: every range over dates and datetimes ends within years 1 to 9999;
- its `lower` is that of Unicode 14, one code point to one: nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import (
    AnyElement,
    AnyValue,
    Column,
    ContainsAny,
    InMonth,
    Known,
    OnDay,
    OneOf,
    OnMonthDay,
    Or,
    Test,
    Within,
)
from sendoff.engines.dialect import LONG_LIST, condition, implies_known, joined
from sendoff.engines.duckdb.days import spans
from sendoff.engines.duckdb.expressions import (
    ELEMENT,
    VALUE,
    call,
    cast,
    column,
    is_known,
    name,
    number,
    read_value,
    some,
    text,
    within,
)
from sendoff.engines.duckdb.expressions import field as field_of
from sendoff.engines.duckdb.schema import ColumnType, Schema
from sendoff.engines.duckdb.values import Axis, ValueType

MAX_LONG_LISTS = 25
"""Each registered list is a join of the query, and DuckDB 2.0 plans joins together in cubic time: 50 lists
over a multi-valued attribute in 5 s, 100 in 145 s (2026-11-24). Further lists become literals."""


class ColumnChanged(Exception):
    """The source has a column no more as the predicate expects it; the message says so."""


@dataclass(slots=True)
class DuckDBLeaves:
    """Renders leaves over `schema`; collects in `relations` the lists to be registered, by name."""

    schema: Schema
    relations: dict[str, Sequence[str]] = field(default_factory=dict)

    def any_value(self, leaf: AnyValue) -> exp.Expr:
        wanted, at = leaf.column, column(leaf.column.attribute_id)
        if wanted.attribute_id == self.schema.catalogue.id_column:
            return self.tested(cast(at, "VARCHAR"), _ID_TEXT, leaf.test)
        value = self.value_of(wanted)
        if not self.column_of(wanted.attribute_id).multi:
            return self.tested(_inside(at, wanted), value, leaf.test)
        before = len(self.relations)
        test = self.tested(_inside(name(ELEMENT), wanted), value, leaf.test)
        return some(at, test, subquery=len(self.relations) > before)

    def any_element(self, leaf: AnyElement) -> exp.Expr:
        multi = self.column_of(leaf.attribute_id).multi
        at = column(leaf.attribute_id)
        record = _Record(self, name(ELEMENT) if multi else at)
        before = len(self.relations)
        inner = condition(leaf.inner, record)
        if not implies_known(leaf.inner):
            known = joined(Or, [record.any_value(AnyValue(sub, Known())) for sub in leaf.fields])
            inner = exp.And(this=known, expression=exp.Paren(this=inner))
        return some(at, inner, subquery=len(self.relations) > before) if multi else exp.Paren(this=inner)

    def column_of(self, attribute_id: str) -> ColumnType:
        held = self.schema.columns.get(attribute_id)
        if held is None:
            raise ColumnChanged(f"it has no column {attribute_id!r}")
        return held

    def value_of(self, wanted: Column) -> ValueType:
        held = self.column_of(wanted.attribute_id)
        if wanted.sub_attribute_id is None:
            shown, value = repr(wanted.attribute_id), held.value
        else:
            shown = f"{wanted.attribute_id!r}.{wanted.sub_attribute_id!r}"
            value = held.fields.get(wanted.sub_attribute_id)
        if value is None:
            raise ColumnChanged(f"its column {shown} is gone or of another shape")
        if value.data_type is not wanted.data_type:
            raise ColumnChanged(f"its column {shown} is now {value.data_type}, not {wanted.data_type}")
        return value

    def tested(self, at: exp.Expr, value: ValueType, test: Test) -> exp.Expr:
        holds = _TESTS[type(test)](self, at, value, test)
        if value.data_type is not DataType.FLOAT or value.axis is None or not value.axis.bounded:
            return holds
        # A file's statistics may leave NaN out (pyarrow's do), and DuckDB 2.0 takes a range that holds
        # for its least and greatest value for one that holds for all of it (2026-11-24).
        is_value = exp.Not(this=call("isnan", read_value(at.copy(), value)))
        return exp.Paren(this=exp.And(this=holds, expression=is_value))

    def is_long(self, items: Sequence[object]) -> bool:
        """Whether a list of a test is to be registered."""
        return len(items) > LONG_LIST and len(self.relations) < MAX_LONG_LISTS

    def listed(self, values: Iterable[str], type_name: str) -> exp.Expr:
        """A list to be registered, as a subquery of its values in that type."""
        relation = f"sendoff_values_{len(self.relations)}"
        self.relations[relation] = list(values)
        value = exp.Column(this=name(VALUE), table=name(relation))
        typed = value if type_name == "VARCHAR" else cast(value, type_name)
        return exp.Select(expressions=[typed]).from_(exp.Table(this=name(relation)), copy=False)


@dataclass(slots=True)
class _Record:
    """Renders leaves over one record."""

    leaves: DuckDBLeaves
    record: exp.Expr

    def any_value(self, leaf: AnyValue) -> exp.Expr:
        value = self.leaves.value_of(leaf.column)
        return self.leaves.tested(_inside(self.record.copy(), leaf.column), value, leaf.test)

    def any_element(self, leaf: AnyElement) -> exp.Expr:
        raise TypeError("A record holds no records.")


_ID_TEXT = ValueType(DataType.STRING, "VARCHAR", "VARCHAR")


def _inside(record: exp.Expr, wanted: Column) -> exp.Expr:
    return record if wanted.sub_attribute_id is None else field_of(record, wanted.sub_attribute_id)


# The table. Each takes the leaves, the stored value, its type and the test.


def _known(leaves: DuckDBLeaves, at: exp.Expr, value: ValueType, test: Known) -> exp.Expr:
    return is_known(at, value)


def _one_of(leaves: DuckDBLeaves, at: exp.Expr, value: ValueType, test: OneOf) -> exp.Expr:
    at = read_value(at, value)
    if value.data_type is DataType.BOOL:
        return _among(at, [exp.Boolean(this=bool(wanted)) for wanted in test.values])
    if value.axis is None:
        at, wanted = call("lower", at), [str(wanted) for wanted in test.values]
    else:
        wanted = [found for each in test.values if (found := value.axis.equal(each)) is not None]
    if leaves.is_long(test.values):
        return exp.In(this=at, query=exp.Subquery(this=leaves.listed(wanted, value.compared_as)))
    if value.axis is None:
        return _among(at, [text(each) for each in wanted])
    return _among(at, [cast(text(each), value.compared_as) for each in wanted])


def _among(at: exp.Expr, wanted: list[exp.Expr]) -> exp.Expr:
    if not wanted:
        return exp.false()
    if len(wanted) == 1:
        return exp.EQ(this=at, expression=wanted[0])
    return exp.In(this=at, expressions=wanted)


def _contains_any(leaves: DuckDBLeaves, at: exp.Expr, value: ValueType, test: ContainsAny) -> exp.Expr:
    lowered = call("lower", read_value(at, value))
    if not leaves.is_long(test.needles):
        return joined(Or, [call("contains", lowered.copy(), text(needle)) for needle in test.needles])
    needles = leaves.listed(test.needles, "VARCHAR")
    assert isinstance(needles, exp.Select)
    held = call("contains", lowered, needles.selects[0].copy())
    return exp.Exists(this=needles.where(held, copy=False))


def _within(leaves: DuckDBLeaves, at: exp.Expr, value: ValueType, test: Within) -> exp.Expr:
    span = _axis(value).span(test.low, test.high, low_open=test.low_open, high_open=test.high_open)
    return within(read_value(at, value), value, *span) if span else exp.false()


def _on_day(leaves: DuckDBLeaves, at: exp.Expr, value: ValueType, test: OnDay) -> exp.Expr:
    if leaves.is_long(test.days):
        listed = leaves.listed([day.isoformat() for day in test.days], "DATE")
        day = cast(_local(at, value, test.zone), "DATE")
        return exp.In(this=day, query=exp.Subquery(this=listed))
    parts: list[exp.Expr] = []
    for start, after in spans(test.days, test.zone):
        span = _axis(value).span(start, after, high_open=after is not None)
        if span:
            parts.append(within(read_value(at.copy(), value), value, *span))
    return joined(Or, parts) if parts else exp.false()


def _in_month(leaves: DuckDBLeaves, at: exp.Expr, value: ValueType, test: InMonth) -> exp.Expr:
    local = _local(at, value, test.zone)
    month = exp.EQ(this=call("month", local), expression=number(test.month))
    return exp.Paren(this=exp.And(this=is_known(at.copy(), value), expression=month))


def _on_month_day(leaves: DuckDBLeaves, at: exp.Expr, value: ValueType, test: OnMonthDay) -> exp.Expr:
    local = _local(at, value, test.zone)
    # One number a day: of any year, 1103 is 3 November.
    day = exp.Add(
        this=exp.Mul(this=call("month", local), expression=number(100)), expression=call("day", local.copy())
    )
    wanted = [number(100 * month + day) for month, day in test.days]
    return exp.Paren(
        this=exp.And(this=is_known(at.copy(), value), expression=_among(exp.Paren(this=day), wanted))
    )


def _local(at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
    """A date as it is; a datetime as the clocks of the zone show it."""
    at = read_value(at, value)
    if value.data_type is DataType.DATE or (zone == "UTC" and not value.zoned):
        return at
    instant = at if value.zoned else call("timezone", text("UTC"), cast(at, "TIMESTAMP"))
    return call("timezone", text(zone), instant)


def _axis(value: ValueType) -> Axis:
    if value.axis is None:
        raise TypeError("Text and booleans have no order here.")
    return value.axis


_TESTS: Mapping[type[Test], Callable[..., exp.Expr]] = {
    Known: _known,
    OneOf: _one_of,
    ContainsAny: _contains_any,
    Within: _within,
    OnDay: _on_day,
    InMonth: _in_month,
    OnMonthDay: _on_month_day,
}
