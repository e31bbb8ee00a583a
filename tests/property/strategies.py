"""Random trees over a fixed rich catalogue, and random customers to judge them by.

Values are drawn mostly from small pools of awkward ones, the same for customers and for
conditions, so that they often meet.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from sendoff.attributes.catalogue import Attribute, Catalogue, DataType, SubAttribute
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.operations import registry
from sendoff.conditions.operations.record import NUMERIC, Shape
from sendoff.conditions.references import Pinned, SegmentReference, ValueListReference

_SCALARS = (
    DataType.INT,
    DataType.FLOAT,
    DataType.STRING,
    DataType.BOOL,
    DataType.DATE,
    DataType.DATETIME,
)
_RECORD = tuple(SubAttribute(f"its_{t}", f"Its {t}", t) for t in _SCALARS)

CATALOGUE = Catalogue(
    attributes={
        attribute.id: attribute
        for attribute in (
            *(Attribute(f"one_{t}", f"One {t}", t) for t in _SCALARS),
            *(Attribute(f"many_{t}", f"Many {t}", t, multi=True) for t in _SCALARS),
            Attribute("one_decimal", "One decimal", DataType.FLOAT),
            Attribute("one_zoned", "One datetime with a zone", DataType.DATETIME),
            Attribute("one_record", "One record", DataType.COMPOUND, sub_attributes=_RECORD),
            Attribute("many_records", "Many records", DataType.COMPOUND, True, _RECORD),
        )
    },
    id_column="customer_entity_id",
)
"""Every data type, single and multi-valued, and records of all of them.

`one_int` and the like hold 64-bit integers, `one_float` 64-bit floats, `one_decimal` DECIMAL(18, 3),
`one_datetime` microseconds without a zone (UTC), `one_zoned` microseconds with one.
"""

NOWS = (
    datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 30, 15, 250_000, tzinfo=UTC),
    datetime(2025, 3, 30, 1, 0, tzinfo=UTC),
    datetime(2025, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
)
ZONES = tuple(
    ZoneInfo(key)
    for key in ("UTC", "Europe/Prague", "America/St_Johns", "Pacific/Kiritimati", "America/Sao_Paulo")
)

INTS = (0, 1, -1, 2, 18, 2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63))
FLOATS = (0.0, -0.0, 1.0, -1.0, 0.1, 1.5, 2.0, 18.0, 0.3, 1e15, 2.0**53, 2.0**63, 1e300, -1e300, 5e-324)
DECIMALS = tuple(Decimal(text) for text in ("0", "1", "-1", "0.1", "1.5", "18", "0.3", "999999999999999.999"))
TEXTS = (
    *("", "foo", "FOO", "Foo bar", " foo", "foo ", "o", "%", "_", "f%", "f_o", "*", "'", '"', "\\", "--"),
    *("\x00", "a\x00b", "a", "İ", "i", "I", "ı", "i̇", "ẞ", "ß", "SS", "Σ", "σ", "ς", "ΟΔΟΣ", "οδος"),
    *("ǅ", "ǆ", "é", "e\u0301", "É", "K", "k", "Å", "😀", "\ua7cb", "ɤ", "𐐀", "𐐨", "Ⴀ", "Ꭰ"),
)
DATES = (
    *(date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 25), date(2025, 11, 24), date(2024, 2, 29)),
    *(date(2023, 2, 28), date(2024, 3, 1), date(2025, 12, 31), date(2026, 1, 1), date(1969, 12, 31)),
    *(date(2025, 3, 30), date(2025, 10, 26), date(1, 1, 1), date(9999, 12, 31)),
)
DATETIMES = tuple(
    datetime.fromisoformat(text)
    for text in (
        *("2026-11-24T10:30:00", "2026-11-24T00:00:00", "2026-11-23T23:59:59.999999", "2026-11-23T23:00:00"),
        *("2026-11-24T23:00:00", "2026-11-24T22:59:59.999999", "2026-11-24T04:30:00", "2026-11-23T10:00:00"),
        *("2026-11-24T04:30:00", "2024-02-29T12:00:00", "2024-02-28T22:59:59", "2024-02-29T23:30:15.250000"),
        *("2025-03-30T00:59:59.999999", "2025-03-30T01:00:00", "2025-10-26T00:30:00", "2025-10-26T01:30:00"),
        *("2025-12-31T23:59:59.999999", "2026-01-01T00:00:00", "1969-12-31T23:59:59", "1901-06-15T12:00:00"),
        *("2009-11-01T02:30:30", "2018-11-04T03:00:00", "2018-11-04T02:59:59.999999"),
    )
)
"""Naive, UTC: edges of days, years and daylight saving in the zones above."""

PHRASES = (
    *("now", "today", "yesterday", "tomorrow", "now - 6 hours", "now - 1 day", "now + 1 month", "3 days ago"),
    *("today - 1 week", "today + 6 hours", "90 minutes ago", "in 3 days", "in 1 second", "now - 1 year"),
    *("today - 1 year", "tomorrow - 1 month", "yesterday + 10000 seconds", "10000 days ago", "0 days ago"),
)

SPANS = (
    *({"amount": 1, "unit": "second"}, {"amount": 90, "unit": "minutes"}, {"amount": 36, "unit": "hour"}),
    *({"amount": 1, "unit": "day"}, {"amount": 2, "unit": "weeks"}, {"amount": 1, "unit": "month"}),
    *({"amount": 9, "unit": "month"}, {"amount": 20, "unit": "year"}, "10000 hours", "60 days", "1 year"),
)
YEARLY = (
    *("1 day", "36 days", "364 days", "365 days", "366 days", "1 week", "52 weeks", "1 month", "12 months"),
    *({"amount": 1, "unit": "year"}, {"amount": 97, "unit": "days"}),
)
"""Spans of which `anniversary_in_next` makes something: of a year at most."""

VALUE_LISTS: Mapping[str, frozenset[str | int]] = {
    "texts": frozenset(lower_simple(text) for text in TEXTS[::2]),
    "numbers": frozenset(INTS[::2]) | {2**53 - 1},
    "no-texts": frozenset(),
}
"""The values of uploaded lists by their keys, texts lower-cased as they are kept."""

_PURCHASE = {"condition": {"operation": "number_greater_than", "value": 1, "sub_attribute_id": "its_int"}}
SEGMENTS: Mapping[int, dict[str, Any]] = {
    1: {"attribute_id": "one_string", "condition": {"operation": "contains", "value": "O"}},
    2: {
        "attribute_id": "many_records",
        "operation": "and",
        "operands": [
            _PURCHASE,
            {"condition": {"operation": "not_equal", "value": "", "sub_attribute_id": "its_string"}},
        ],
        "negation": True,
    },
    3: {"operation": "or", "operands": [{"segment_id": 1, "negation": True}, {"segment_id": 2}]},
    4: {},
    5: {"operation": "and", "operands": [{"segment_id": 3}, {"sample": {"percent": 50, "salt": "five"}}]},
}
"""Documents of the segments that a random tree refers to; they refer to one another."""

REFERENCES = Pinned(
    segments={key: SegmentReference(key, f"Segment {key}", each) for key, each in SEGMENTS.items()},
    value_lists={
        1: ValueListReference(1, "Texts", DataType.STRING, len(VALUE_LISTS["texts"]), "texts"),
        2: ValueListReference(2, "Numbers", DataType.INT, len(VALUE_LISTS["numbers"]), "numbers"),
        3: ValueListReference(3, "No texts", DataType.STRING, 0, "no-texts"),
    },
)
"""What a random tree refers to: `parse` needs it."""


class ListedHere:
    """`VALUE_LISTS`, as the referee asks for them."""

    def contains(self, key: str, value: str | int) -> bool:
        return value in VALUE_LISTS[key]


QUANTIFIERS = ("any", "all", "none", {"at_least": 1}, {"at_least": 2}, {"at_least": 3})
SAMPLES = (
    *(
        {"percent": 100},
        {"percent": 50},
        {"percent": 50.0, "salt": "spring"},
        {"percent": 33.3, "salt": "é':%"},
    ),
    *({"percent": 1e-9}, {"percent": 75, "salt": "\\"}),
)

NUMBERS_WRITTEN = (
    *INTS,
    *FLOATS,
    *(0.5, 17.999, 18.001, 2**63, -(2**63) - 1, 2**127, -(2**127) - 1, 10**400, -(10**400), 1e23, 10**23),
)


@st.composite
def trees(draw: st.DrawFn, catalogue: Catalogue = CATALOGUE, depth: int = 3) -> dict[str, Any]:
    """Condition documents that `parse` accepts with `REFERENCES`, every operation and type within reach.

    Only the limits are missing: `limited_trees` has them.

    Args:
        depth: most segment operations within each other; attribute operations add up to two.
    """
    if draw(_ONE_OF_TWENTY):
        return {}
    return _tree(draw, tuple(catalogue), depth, _KINDS)


@st.composite
def limited_trees(draw: st.DrawFn, catalogue: Catalogue = CATALOGUE) -> dict[str, Any]:
    """Documents of the first customers of a tree, by up to three attributes."""
    orderly = [a.id for a in catalogue if not a.multi and a.data_type is not DataType.COMPOUND]
    direction = st.sampled_from(({}, {"direction": "asc"}, {"direction": "desc"}))
    order = [
        {"attribute_id": attribute_id, **draw(direction)}
        for attribute_id in draw(st.lists(st.sampled_from(orderly), max_size=3))
    ]
    return {"limit": draw(st.integers(1, 20)), "order_by": order, "of": draw(trees(catalogue, depth=1))}


@st.composite
def conditions(draw: st.DrawFn, catalogue: Catalogue = CATALOGUE) -> dict[str, Any]:
    """Single attribute conditions."""
    return _tree(draw, tuple(catalogue), 0, kinds=("condition",))


@st.composite
def attribute_operations(draw: st.DrawFn, catalogue: Catalogue = CATALOGUE) -> dict[str, Any]:
    """Attribute operations."""
    return _tree(draw, tuple(catalogue), 0, kinds=("attribute operation",))


@functools.cache
def literals(data_type: DataType) -> st.SearchStrategy[Any]:
    """What may be written as a value for that type."""
    if data_type in NUMERIC:
        floats = st.floats(allow_nan=False, allow_infinity=False)
        return _mostly(NUMBERS_WRITTEN, st.one_of(st.integers(), floats))
    if data_type is DataType.STRING:
        return _mostly(TEXTS, st.text(max_size=4))
    if data_type is DataType.BOOL:
        return st.booleans()
    days = _mostly(DATES, st.dates(date(1900, 1, 1), date(2100, 1, 1))).map(str)
    instants = st.tuples(
        _mostly(DATETIMES, _instants()), st.sampled_from(("T", " ")), st.sampled_from(_OFFSETS)
    )
    written = instants.map(lambda parts: parts[0].isoformat(parts[1]) + parts[2])
    return st.one_of(days, written, st.sampled_from(PHRASES))


def values(attribute_id: str, data_type: DataType) -> st.SearchStrategy[Any]:
    """What a customer may have, unknown included: None, NaN."""
    match data_type:
        case DataType.INT:
            some: st.SearchStrategy[Any] = _mostly(INTS, st.integers(-(2**63), 2**63 - 1))
        case DataType.FLOAT if attribute_id == "one_decimal":
            some = _mostly(DECIMALS, st.decimals(-1000, 1000, places=3))
        case DataType.FLOAT:
            some = _mostly((*FLOATS, math.inf, -math.inf, math.nan), st.floats())
        case DataType.STRING:
            some = _mostly(TEXTS, st.text(max_size=4))
        case DataType.BOOL:
            some = st.booleans()
        case DataType.DATE:
            some = _mostly(DATES, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
        case _:
            some = _mostly(DATETIMES, _instants())
            if attribute_id == "one_zoned":
                some = some.map(lambda at: at.replace(tzinfo=UTC))
    return st.one_of(some, some, some, st.none())


def customers(catalogue: Catalogue = CATALOGUE) -> st.SearchStrategy[dict[str, Any]]:
    """Customers by attribute id: nulls, NaN, empty lists, null elements, records without values."""
    return st.fixed_dictionaries({attribute.id: _stored(attribute) for attribute in catalogue})


def _stored(attribute: Attribute) -> st.SearchStrategy[Any]:
    if attribute.data_type is DataType.COMPOUND:
        record = st.fixed_dictionaries({s.id: values(s.id, s.data_type) for s in attribute.sub_attributes})
        empty = st.just(dict.fromkeys(s.id for s in attribute.sub_attributes))
        one: st.SearchStrategy[Any] = st.one_of(record, record, record, empty, st.none())
    else:
        one = values(attribute.id, attribute.data_type)
    return (
        st.one_of(st.none(), st.lists(one, max_size=3), st.lists(one, max_size=3)) if attribute.multi else one
    )


def _mostly(pool: tuple[Any, ...], others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    sampled = st.sampled_from(pool)
    return st.one_of(sampled, sampled, sampled, others)


def _instants() -> st.SearchStrategy[datetime]:
    return st.datetimes(datetime(1970, 1, 1), datetime(2037, 1, 1))


def _tree(
    draw: st.DrawFn,
    attributes: tuple[Attribute, ...],
    depth: int,
    kinds: tuple[str, ...],
) -> dict[str, Any]:
    kind = draw(st.sampled_from(kinds if depth == 0 else (*kinds, "operation", "operation")))
    if kind == "operation":
        return _operation(draw, lambda: _tree(draw, attributes, depth - 1, kinds))
    if kind == "segment":
        return {"segment_id": draw(st.sampled_from(sorted(SEGMENTS))), **draw(_NEGATION)}
    if kind == "sample":
        return {"sample": draw(st.sampled_from(SAMPLES)), **draw(_NEGATION)}
    attribute = draw(st.sampled_from(attributes))
    if kind == "condition":
        return {"attribute_id": attribute.id, **_condition(draw, attribute, in_element=False)}
    whole = _operation(draw, lambda: _within(draw, attribute, 1))
    if attribute.multi and attribute.data_type is DataType.COMPOUND:
        whole |= draw(_QUANTIFIED)
    return {"attribute_id": attribute.id, **whole}


def _within(draw: st.DrawFn, attribute: Attribute, depth: int) -> dict[str, Any]:
    """An operand of an attribute operation; now and then it repeats the attribute."""
    repeated = {"attribute_id": attribute.id} if draw(_ONE_OF_TWENTY) else {}
    if depth == 0 or draw(st.booleans()):
        in_element = attribute.data_type is DataType.COMPOUND
        return {**repeated, **_condition(draw, attribute, in_element=in_element)}
    return {**repeated, **_operation(draw, lambda: _within(draw, attribute, depth - 1))}


def _operation(draw: st.DrawFn, operand: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    operands = [operand() for _ in range(draw(st.integers(1, 3)))]
    return {"operation": draw(st.sampled_from(("and", "or"))), "operands": operands, **draw(_NEGATION)}


def _condition(draw: st.DrawFn, attribute: Attribute, *, in_element: bool) -> dict[str, Any]:
    subjects: tuple[Attribute | SubAttribute, ...] = (attribute, *attribute.sub_attributes)
    subject = draw(st.sampled_from(subjects))
    operation = draw(st.sampled_from(registry.taking(subject.data_type)))
    inner: dict[str, Any] = {"operation": draw(st.sampled_from((operation.key, *operation.aliases)))}
    if isinstance(subject, SubAttribute):
        inner["sub_attribute_id"] = subject.id
    if operation.shape is not Shape.NONE:
        yearly = operation.key == "anniversary_in_next"
        written = st.sampled_from(YEARLY) if yearly else _written(operation.shape, subject.data_type)
        inner["value"] = draw(written)
    if attribute.multi and not in_element and operation.key not in ("is_set", "is_not_set"):
        inner |= draw(_QUANTIFIED)
    return {"condition": inner, **draw(_NEGATION)}


@functools.cache
def _written(shape: Shape, data_type: DataType) -> st.SearchStrategy[Any]:
    if shape is Shape.SPAN:
        return st.sampled_from(SPANS)
    if shape is Shape.VALUE_LIST:
        lists = REFERENCES.value_lists.values()
        return st.sampled_from([each.value_list_id for each in lists if each.data_type is data_type])
    one = literals(data_type)
    if shape is Shape.ONE:
        return one
    if shape is Shape.LIST:
        return st.lists(one, min_size=1, max_size=4)
    return st.one_of(st.lists(one, min_size=2, max_size=2), st.fixed_dictionaries({"from": one, "to": one}))


_NEGATION: st.SearchStrategy[dict[str, bool]] = st.sampled_from(({}, {"negation": False}, {"negation": True}))
_QUANTIFIED: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    (*({} for _ in QUANTIFIERS), *({"quantifier": each} for each in QUANTIFIERS))
)
_KINDS = ("condition", "attribute operation", "condition", "attribute operation", "segment", "sample")
_ONE_OF_TWENTY = st.integers(0, 19).map(lambda n: n == 19)
_OFFSETS = ("", "Z", "+00:00", "+05:30", "-03:30", "+14")
