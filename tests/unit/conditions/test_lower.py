"""What trees are lowered to: every choice made, negation at the leaves, chains short."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.lower import MAX_OPERANDS, known, lower
from sendoff.conditions.parse import parse
from sendoff.conditions.predicates import (
    EVERYBODY,
    And,
    AnyElement,
    AnyValue,
    Column,
    Constant,
    ContainsAny,
    InMonth,
    Known,
    Not,
    OnDay,
    OneOf,
    OnMonthDay,
    Or,
    Predicate,
    Test,
    Within,
)
from tests.property.strategies import CATALOGUE

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
PRAGUE = ZoneInfo("Europe/Prague")
INT, TEXT = Column("one_int", DataType.INT), Column("many_string", DataType.STRING, multi=True)
NEVER = Constant(False)


def _lowered(document: dict[str, Any]) -> Predicate:
    return lower(parse(document, catalogue=CATALOGUE, now=NOW, zone=PRAGUE), now=NOW, zone=PRAGUE)


def _on(attribute_id: str, operation: str, value: Any = None, **more: Any) -> dict[str, Any]:
    inner = {"operation": operation} if value is None else {"operation": operation, "value": value}
    return {"attribute_id": attribute_id, "condition": inner, **more}


def _all(*operands: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"operation": "and", "operands": list(operands), **more}


def _any(*operands: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"operation": "or", "operands": list(operands), **more}


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_empty_tree_is_everybody() -> None:
    assert _lowered({}) == EVERYBODY


@pytest.mark.parametrize(
    ("document", "test"),
    [
        (_on("one_int", "equals", 1.0), OneOf((1,))),
        (_on("one_int", "in", [2, 1.5, 2.0, 2**128]), OneOf((2,))),
        (_on("one_int", "lower", 1.5), Within(high=1)),
        (_on("one_int", "greater", -1.5), Within(low=-1)),
        (_on("one_int", "number_between", [-(2**127) - 1, 4.9]), Within(high=4)),
        (_on("one_int", "equals", 2**128 - 1), OneOf((2**128 - 1,))),  # the most of 128 bits unsigned
        (_on("one_int", "lower", 2**127 - 1), Within(high=2**127 - 1)),
        (_on("one_int", "number_between", [-(10**50), 10**50]), Known()),
        (_on("one_float", "in", [1, 1.0, 0.1]), OneOf((1, 0.1))),
        (_on("one_float", "lower", 10**400), Within(high=10**400)),
        (_on("one_string", "contains", "ÁB_İ"), ContainsAny(("áb_i",))),
        (_on("one_string", "contains_any_of", ["x", "X"]), ContainsAny(("x",))),
        (_on("one_string", "contains_any_of", ["x", ""]), Known()),
        (_on("one_string", "in", ["Foo", "FOO", "bar"]), OneOf(("foo", "bar"))),
        (_on("one_bool", "is_true"), OneOf((True,))),
        (_on("one_bool", "in", [False, False]), OneOf((False,))),
        (_on("one_date", "equals", "now"), OneOf((date(2026, 11, 24),))),
        (
            _on("one_date", "date_matches_current_year"),
            Within(date(2026, 1, 1), date(2026, 12, 31)),
        ),
        (_on("one_date", "date_matches_current_day"), OnMonthDay(((11, 24),), "Europe/Prague")),
        (_on("one_datetime", "date_matches_current_month"), InMonth(11, "Europe/Prague")),
        (_on("one_datetime", "date_equals", "today"), OnDay((date(2026, 11, 24),), "Europe/Prague")),
        (_on("one_datetime", "equals", "now"), OneOf((NOW,))),
        (
            _on("one_datetime", "date_lower_than", "today"),
            Within(high=_utc("2026-11-24T23:00"), high_open=True),
        ),
        (_on("one_datetime", "date_greater_than", "today"), Within(low=_utc("2026-11-23T23:00"))),
        (_on("one_datetime", "date_lower_than", "now"), Within(high=NOW)),
        (_on("one_datetime", "date_lower_than", "9999-12-31"), Known()),
        (
            _on("one_datetime", "date_between", ["now", "today"]),
            Within(NOW, _utc("2026-11-24T23:00"), high_open=True),
        ),
        (_on("one_datetime", "is_set"), Known()),
    ],
)
def test_a_condition_is_one_test_of_its_column(document: dict, test: Test) -> None:
    attribute = CATALOGUE.attributes[document["attribute_id"]]
    leaf = AnyValue(Column(attribute.id, attribute.data_type), test)
    assert _lowered(document) == leaf
    assert _lowered({**document, "negation": True}) == Not(leaf)


@pytest.mark.parametrize(
    "document",
    [
        _on("one_int", "equals", 1.5),
        _on("one_int", "in", [2**128, -(2**127) - 1]),
        _on("one_int", "number_between", [5, 4]),
        _on("one_int", "number_between", [4.1, 4.9]),
        _on("one_int", "greater", 2**128),
        _on("one_float", "number_between", [0.2, 0.1]),
        _on("one_date", "date_between", ["today", "yesterday"]),
        _on("one_datetime", "date_between", ["tomorrow", "now"]),
        _on("one_datetime", "date_between", ["now", "now - 1 second"]),
    ],
)
def test_what_no_value_satisfies_is_never_and_its_negation_always(document: dict) -> None:
    assert _lowered(document) == NEVER
    assert _lowered({**document, "negation": True}) == EVERYBODY


def test_dates_of_a_list_are_asked_as_days_and_as_instants() -> None:
    column = Column("one_datetime", DataType.DATETIME)
    assert _lowered(_on("one_datetime", "in", ["2026-01-01", "now", "today"])) == Or(
        (
            AnyValue(column, OnDay((date(2026, 1, 1), date(2026, 11, 24)), "Europe/Prague")),
            AnyValue(column, OneOf((NOW,))),
        )
    )


def test_a_negative_operation_is_known_and_not_any() -> None:
    found = AnyValue(TEXT, ContainsAny(("x",)))
    negative = _on("many_string", "not_contain", "X")
    assert _lowered(negative) == And((AnyValue(TEXT, Known()), Not(found)))
    assert _lowered({**negative, "negation": True}) == Or((Not(AnyValue(TEXT, Known())), found))
    assert _lowered(_on("one_int", "not_equal", 1.5)) == AnyValue(INT, Known())


def test_is_not_set_is_the_complement_of_is_set() -> None:
    assert _lowered(_on("one_int", "is_not_set")) == Not(AnyValue(INT, Known()))
    assert _lowered(_on("one_int", "is_not_set", negation=True)) == AnyValue(INT, Known())


def test_negation_is_pushed_to_the_leaves() -> None:
    one, two = _on("one_int", "equals", 1), _on("one_int", "equals", 2, negation=True)
    first, second = AnyValue(INT, OneOf((1,))), AnyValue(INT, OneOf((2,)))
    assert _lowered(_all(one, two, negation=True)) == Or((Not(first), second))
    assert _lowered(_any(_all(one, two, negation=True), negation=True)) == And((first, Not(second)))


def test_the_same_operators_are_laid_flat_and_constants_folded() -> None:
    one, two = _on("one_int", "equals", 1), _on("one_int", "equals", 2)
    never = _on("one_int", "equals", 0.5)
    first, second = AnyValue(INT, OneOf((1,))), AnyValue(INT, OneOf((2,)))
    assert _lowered(_all(one, _all(two, _any(one)))) == And((first, second, first))
    assert _lowered(_any(one, never, _any(never, two))) == Or((first, second))
    assert _lowered(_all(one, _all(two, never))) == NEVER
    assert _lowered(_any(one, _all(never, negation=True))) == EVERYBODY
    assert _lowered(_any(never, one)) == first
    # `and` under a negated `or` is the same operator after all.
    assert _lowered(_all(one, _any(two, negation=True))) == And((first, Not(second)))


@pytest.mark.parametrize("count", [100, 101, 200, 9_999, 10_000])
def test_long_chains_are_balanced(count: int) -> None:
    predicate = _lowered(_any(*(_on("one_int", "equals", at) for at in range(count))))
    leaves: list[Predicate] = []
    pending: list[tuple[int, Predicate]] = [(0, predicate)]
    while pending:
        depth, node = pending.pop()
        if isinstance(node, Or):
            assert 2 <= len(node.operands) <= MAX_OPERANDS
            pending.extend((depth + 1, operand) for operand in reversed(node.operands))
        else:
            leaves.append(node)
            assert depth <= 2
    assert leaves == [AnyValue(INT, OneOf((at,))) for at in range(count)]


def test_a_balanced_chain_stays_balanced_inside_and_under_negation() -> None:
    chain = _any(*(_on("one_int", "equals", at) for at in range(150)))
    negated = _lowered(_all(_on("one_bool", "is_true"), {**chain, "negation": True}))
    assert isinstance(negated, And)
    assert len(negated.operands) <= MAX_OPERANDS


def test_an_attribute_operation_on_a_compound_is_one_element() -> None:
    fields = tuple(
        Column("many_records", t, False, f"its_{t}") for t in DataType if t is not DataType.COMPOUND
    )
    number = Column("many_records", DataType.INT, False, "its_int")
    asked = {"operation": "not_equal", "value": 1, "sub_attribute_id": "its_int"}
    document = {
        "attribute_id": "many_records",
        "operation": "and",
        "operands": [{"condition": asked}, {"condition": {"operation": "is_set"}}],
        "negation": True,
    }
    inner = And((AnyValue(number, Known()), Not(AnyValue(number, OneOf((1,))))))
    assert _lowered(document) == Not(AnyElement("many_records", True, fields, inner))
    impossible = {**document, "operands": [{"condition": {"operation": "is_not_set"}}]}
    assert _lowered(impossible) == EVERYBODY
    present = AnyElement("many_records", True, fields, EVERYBODY)
    assert _lowered(_on("many_records", "is_set")) == present
    assert _lowered({**document, "operands": [{"condition": {"operation": "is_set"}}]}) == Not(present)
    assert known(CATALOGUE.attributes["many_records"]) == present


def test_a_sub_attribute_alone_is_a_column_of_all_elements() -> None:
    column = Column("many_records", DataType.INT, True, "its_int")
    document = _on("many_records", "is_set")
    document["condition"]["sub_attribute_id"] = "its_int"
    assert _lowered(document) == AnyValue(column, Known())


def test_a_mandatory_attribute_is_known() -> None:
    assert known(CATALOGUE.attributes["many_string"]) == AnyValue(TEXT, Known())
