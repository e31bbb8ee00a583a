"""Leaves of a predicate as SQL: what a test means, once for all engines, said by each in its own speech.

Literals are settled into the column's own type (`values.py`), so that no comparison is left to an
engine's common types; what is no value (NaN, a moment beyond the years 1 to 9999) lies outside every
range that is written.
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
    EndsWithAny,
    Exactly,
    HashedBelow,
    InMonth,
    InValueList,
    Known,
    OnDay,
    OneOf,
    OnMonthDay,
    Or,
    StartsWithAny,
    Test,
    Within,
)
from sendoff.engines.dialect import LONG_LIST, condition, implies_known, joined
from sendoff.engines.sql.columns import ColumnChanged, ColumnType, Schema
from sendoff.engines.sql.days import spans
from sendoff.engines.sql.listed import Listed, Uploaded
from sendoff.engines.sql.speech import Speech, column, number
from sendoff.engines.sql.values import Axis, ValueType


@dataclass(slots=True)
class Leaves:
    """Renders leaves over `schema`; collects in `relations` the lists beside the query, by name."""

    speech: Speech
    schema: Schema
    relations: dict[str, Listed] = field(default_factory=dict)
    asked_relations: int = 0

    def any_value(self, leaf: AnyValue) -> exp.Expr:
        wanted, at = leaf.column, column(leaf.column.attribute_id)
        if wanted.attribute_id == self.schema.catalogue.id_column:
            return self._of_id(at, leaf.test)
        value = self.value_of(wanted)
        if not self.column_of(wanted.attribute_id).multi:
            return self.tested(self._inside(at, wanted), value, leaf.test)
        before = self.asked_relations
        test = self.tested(self._inside(self.speech.element(), wanted), value, leaf.test)
        return self.speech.some(at, test, at_least=1, subquery=self.asked_relations > before)

    def any_element(self, leaf: AnyElement) -> exp.Expr:
        multi = self.column_of(leaf.attribute_id).multi
        at = column(leaf.attribute_id)
        record = _Record(self, self.speech.element() if multi else at)
        before = self.asked_relations
        inner = condition(leaf.inner, record)
        if not implies_known(leaf.inner):
            known = joined(Or, [record.any_value(AnyValue(sub, Known())) for sub in leaf.fields])
            inner = exp.And(this=known, expression=exp.Paren(this=inner))
        if not multi:
            return exp.Paren(this=inner)
        subquery = self.asked_relations > before
        return self.speech.some(at, inner, at_least=leaf.at_least, subquery=subquery)

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
        is_value = exp.Not(this=self.speech.is_nan(self.speech.read_value(at.copy(), value)))
        return exp.Paren(this=exp.And(this=holds, expression=is_value))

    def is_long(self, items: Sequence[object]) -> bool:
        """Whether a list of a test is to be a relation."""
        return len(items) > LONG_LIST and len(self.relations) < self.speech.max_long_lists

    def among(self, at: exp.Expr, listed: Listed, type_name: str) -> exp.Expr:
        """`at` is a value of the list, which is to be a relation, in that type."""
        return self.speech.among(at, self.listed(listed, type_name))

    def listed(self, listed: Listed, type_name: str) -> exp.Select:
        relation = next(
            (each for each, held in self.relations.items() if isinstance(held, Uploaded) and held == listed),
            f"sendoff_values_{len(self.relations)}",
        )
        self.relations[relation] = listed
        self.asked_relations += 1
        return self.speech.listed(relation, type_name)

    def _of_id(self, at: exp.Expr, test: Test) -> exp.Expr:
        value = self.schema.columns[self.schema.catalogue.id_column].value
        assert value is not None  # `schema_of` has looked
        if isinstance(test, Exactly):
            return self._exactly(at, value, test)
        as_text = ValueType(DataType.STRING, self.speech.text_type, self.speech.text_type)
        return self.tested(self.speech.as_text(at, value), as_text, test)

    def _exactly(self, at: exp.Expr, value: ValueType, test: Exactly) -> exp.Expr:
        """In the column's own type where that is the same, so that an index or statistics can be used."""
        own = self.speech.ids(test.values, value)
        if own is not None:
            return _one_of_these(at, own)
        if value.data_type is DataType.INT and value.axis is not None:
            # `07` is no id of a whole number: ids are compared as they are written.
            whole = [int(each) for each in test.values if _is_written_int(each)]
            found = [each for one in whole if (each := value.axis.equal(one)) is not None]
            return _one_of_these(at, [self.speech.literal(each, value) for each in found])
        if value.column_type != value.compared_as or value.data_type is not DataType.STRING:
            at = self.speech.as_text(at, value)
        return _one_of_these(at, [self.speech.text(each) for each in test.values])

    def _inside(self, record: exp.Expr, wanted: Column) -> exp.Expr:
        if wanted.sub_attribute_id is None:
            return record
        return self.speech.field(record, wanted.sub_attribute_id)


@dataclass(slots=True)
class _Record:
    """Renders leaves over one record, or over one element of a list of scalars."""

    leaves: Leaves
    record: exp.Expr

    def any_value(self, leaf: AnyValue) -> exp.Expr:
        value = self.leaves.value_of(leaf.column)
        return self.leaves.tested(self.leaves._inside(self.record.copy(), leaf.column), value, leaf.test)

    def any_element(self, leaf: AnyElement) -> exp.Expr:
        raise TypeError("A record holds no records.")


# Pieces.


def within(speech: Speech, at: exp.Expr, value: ValueType, low: str | None, high: str | None) -> exp.Expr:
    """Between two values of the type, both counting; None is no bound."""
    if low is not None and high is not None:
        return exp.Between(this=at, low=speech.literal(low, value), high=speech.literal(high, value))
    if low is not None:
        return exp.GTE(this=at, expression=speech.literal(low, value))
    if high is not None:
        return exp.LTE(this=at, expression=speech.literal(high, value))
    return exp.Not(this=exp.Is(this=at, expression=exp.Null()))


def is_known(speech: Speech, at: exp.Expr, value: ValueType) -> exp.Expr:
    """The stored value is known: neither null, nor NaN, nor beyond the years 1 to 9999."""
    if value.axis is None or not value.axis.bounded:
        return within(speech, at, value, None, None)
    low, high = value.axis.span(None, None) or (None, None)
    return within(speech, speech.read_value(at, value), value, low, high)


def _one_of_these(at: exp.Expr, wanted: list[exp.Expr]) -> exp.Expr:
    if not wanted:
        return exp.false()
    if len(wanted) == 1:
        return exp.EQ(this=at, expression=wanted[0])
    return exp.In(this=at, expressions=wanted)


def _is_written_int(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= 40 and text == str(int(text))


# The table. Each takes the leaves, the stored value, its type and the test.


def _known(leaves: Leaves, at: exp.Expr, value: ValueType, test: Known) -> exp.Expr:
    return is_known(leaves.speech, at, value)


def _one_of(leaves: Leaves, at: exp.Expr, value: ValueType, test: OneOf) -> exp.Expr:
    speech = leaves.speech
    at = speech.read_value(at, value)
    if value.data_type is DataType.BOOL:
        return _one_of_these(at, [exp.Boolean(this=bool(wanted)) for wanted in test.values])
    if value.axis is None:
        at, wanted = speech.lower(at), [str(wanted) for wanted in test.values]
    else:
        wanted = [found for each in test.values if (found := value.axis.equal(each)) is not None]
    if leaves.is_long(test.values):
        return leaves.among(at, wanted, value.compared_as)
    if value.axis is None:
        return _one_of_these(at, [speech.text(each) for each in wanted])
    return _one_of_these(at, [speech.literal(each, value) for each in wanted])


def _in_value_list(leaves: Leaves, at: exp.Expr, value: ValueType, test: InValueList) -> exp.Expr:
    at = leaves.speech.read_value(at, value)
    if value.axis is None:
        at = leaves.speech.lower(at)
    return leaves.among(at, Uploaded(test.key), value.compared_as)


def _contains_any(leaves: Leaves, at: exp.Expr, value: ValueType, test: ContainsAny) -> exp.Expr:
    speech = leaves.speech
    lowered = speech.lower(speech.read_value(at, value))
    together = speech.contains_some(lowered, test.needles)
    if together is not None:
        return together
    if not leaves.is_long(test.needles):
        return _some_text(speech.contains, speech, lowered, test.needles)
    needles = leaves.listed(test.needles, speech.text_type)
    held = speech.contains(lowered, needles.selects[0].copy())
    return exp.Exists(this=needles.where(held, copy=False))


def _starts_with_any(leaves: Leaves, at: exp.Expr, value: ValueType, test: StartsWithAny) -> exp.Expr:
    speech = leaves.speech
    lowered = speech.lower(speech.read_value(at, value))
    return _some_text(speech.starts_with, speech, lowered, test.prefixes)


def _ends_with_any(leaves: Leaves, at: exp.Expr, value: ValueType, test: EndsWithAny) -> exp.Expr:
    speech = leaves.speech
    lowered = speech.lower(speech.read_value(at, value))
    return _some_text(speech.ends_with, speech, lowered, test.suffixes)


def _some_text(
    holds: Callable[[exp.Expr, exp.Expr], exp.Expr], speech: Speech, at: exp.Expr, texts: Iterable[str]
) -> exp.Expr:
    return joined(Or, [holds(at.copy(), speech.text(each)) for each in texts])


def _hashed_below(leaves: Leaves, at: exp.Expr, value: ValueType, test: HashedBelow) -> exp.Expr:
    salted = exp.DPipe(this=leaves.speech.text(f"{test.salt}:"), expression=at)
    # Of texts that begin alike the longer sorts higher: the whole hash compares as its first digits do.
    return exp.LT(this=leaves.speech.md5(salted), expression=leaves.speech.text(test.bound))


def _within(leaves: Leaves, at: exp.Expr, value: ValueType, test: Within) -> exp.Expr:
    span = _axis(value).span(test.low, test.high, low_open=test.low_open, high_open=test.high_open)
    at = leaves.speech.read_value(at, value)
    if span is None:
        return exp.false()
    holds = within(leaves.speech, at, value, *span)
    for end, is_open in zip(span, (test.low_open, test.high_open), strict=True):
        if value.dense and is_open and end is not None:
            other = exp.NEQ(this=at.copy(), expression=leaves.speech.literal(end, value))
            holds = exp.Paren(this=exp.And(this=holds, expression=other))
    return holds


def _on_day(leaves: Leaves, at: exp.Expr, value: ValueType, test: OnDay) -> exp.Expr:
    speech = leaves.speech
    if leaves.is_long(test.days):
        day = speech.day(speech.local(at.copy(), value, test.zone))
        listed = leaves.among(day, [each.isoformat() for each in test.days], "DATE")
        return _and_known(leaves, at, value, listed)  # the clocks of no zone show what is beyond the years
    parts: list[exp.Expr] = []
    for start, after in spans(test.days, test.zone):
        span = _axis(value).span(start, after, high_open=after is not None)
        if span:
            parts.append(within(speech, speech.read_value(at.copy(), value), value, *span))
    return joined(Or, parts) if parts else exp.false()


def _in_month(leaves: Leaves, at: exp.Expr, value: ValueType, test: InMonth) -> exp.Expr:
    speech = leaves.speech
    month = speech.month(speech.local(at.copy(), value, test.zone))
    return _and_known(leaves, at, value, exp.EQ(this=month, expression=number(test.month)))


def _on_month_day(leaves: Leaves, at: exp.Expr, value: ValueType, test: OnMonthDay) -> exp.Expr:
    speech = leaves.speech
    month = speech.month(speech.local(at.copy(), value, test.zone))
    day = speech.day_of_month(speech.local(at.copy(), value, test.zone))
    # 1103 is 3 November of any year.
    both = exp.Add(this=exp.Mul(this=month, expression=number(100)), expression=day)
    wanted: list[exp.Expr] = [number(100 * month + day) for month, day in test.days]
    return _and_known(leaves, at, value, _one_of_these(exp.Paren(this=both), wanted))


def _and_known(leaves: Leaves, at: exp.Expr, value: ValueType, holds: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.And(this=is_known(leaves.speech, at, value), expression=holds))


def _axis(value: ValueType) -> Axis:
    if value.axis is None:
        raise TypeError("Text and booleans have no order here.")
    return value.axis


_TESTS: Mapping[type[Test], Callable[..., exp.Expr]] = {
    Known: _known,
    OneOf: _one_of,
    InValueList: _in_value_list,
    ContainsAny: _contains_any,
    StartsWithAny: _starts_with_any,
    EndsWithAny: _ends_with_any,
    HashedBelow: _hashed_below,
    Within: _within,
    OnDay: _on_day,
    InMonth: _in_month,
    OnMonthDay: _on_month_day,
}
