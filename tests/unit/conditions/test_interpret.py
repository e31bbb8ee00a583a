"""The referee: unknown values, negation, elements, and why."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from sendoff.conditions.interpret import explain, interpret
from sendoff.conditions.parse import parse
from sendoff.conditions.tree import Tree
from sendoff.errors import Invalid
from tests.property.strategies import CATALOGUE

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Prague")


def _tree(document: dict[str, Any]) -> Tree:
    return parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)


def _selects(document: dict[str, Any], customer: dict[str, Any]) -> bool:
    return interpret(_tree(document), customer, now=NOW, zone=ZONE)


def _on(attribute_id: str, operation: str, value: Any = None, sub: str | None = None) -> dict[str, Any]:
    inner = {"operation": operation}
    if value is not None:
        inner["value"] = value
    if sub is not None:
        inner["sub_attribute_id"] = sub
    return {"attribute_id": attribute_id, "condition": inner}


def _purchase(*conditions: dict[str, Any], joiner: str = "and", negation: bool = False) -> dict[str, Any]:
    operands = [{"condition": c["condition"], "negation": c.get("negation", False)} for c in conditions]
    return {"attribute_id": "many_records", "operation": joiner, "operands": operands, "negation": negation}


APPLE = {"its_string": "apple", "its_int": 1}
PEAR = {"its_string": "pear", "its_int": 9}
NAMELESS = {"its_string": None, "its_int": 1}
IS_APPLE = _on("many_records", "equals", "Apple", "its_string")
IS_NO_APPLE = _on("many_records", "not_equal", "Apple", "its_string")
MANY = _on("many_records", "greater", 5, "its_int")


def test_everybody_is_in_the_empty_tree() -> None:
    assert _selects({}, {})
    assert explain(_tree({}), {}, now=NOW, zone=ZONE).holds


def test_a_negated_equals_holds_where_nothing_is_known_and_a_not_equal_does_not() -> None:
    equals, differs = _on("one_int", "equals", 5), _on("one_int", "not_equal", 5)
    for unknown in ({}, {"one_int": None}):
        assert _selects({**equals, "negation": True}, unknown)
        assert not _selects(differs, unknown)
    assert _selects(differs, {"one_int": 6})
    assert not _selects(differs, {"one_int": 5})


def test_two_conditions_on_a_list_may_be_satisfied_by_two_values() -> None:
    both = {
        "attribute_id": "many_int",
        "operation": "and",
        "operands": [
            {"condition": {"operation": "lower", "value": 1}},
            {"condition": {"operation": "greater", "value": 9}},
        ],
    }
    assert _selects(both, {"many_int": [1, 9]})
    assert not _selects(both, {"many_int": [5]})


def test_an_attribute_operation_on_a_compound_asks_one_element_for_all_of_it() -> None:
    together = _purchase(IS_APPLE, MANY)
    apart = {"operation": "and", "operands": [IS_APPLE, MANY]}
    assert not _selects(together, {"many_records": [APPLE, PEAR]})
    assert _selects(apart, {"many_records": [APPLE, PEAR]})
    assert _selects(together, {"many_records": [PEAR, None, {**APPLE, "its_int": 9}]})


def test_a_negative_operation_reads_the_element_inside_and_all_elements_outside() -> None:
    customer = {"many_records": [APPLE, PEAR]}
    assert _selects(_purchase(IS_NO_APPLE), customer)
    assert not _selects(IS_NO_APPLE, customer)
    assert not _selects(_purchase(IS_NO_APPLE), {"many_records": [APPLE, NAMELESS]})


def test_negation_inside_reads_the_element_and_outside_is_the_complement() -> None:
    not_apple_inside = _purchase({**IS_APPLE, "negation": True})
    assert _selects(not_apple_inside, {"many_records": [APPLE, NAMELESS]})
    assert not _selects(not_apple_inside, {"many_records": [APPLE]})
    for nothing in (None, [], [None], [{"its_string": None, "its_float": math.nan}]):
        assert not _selects(not_apple_inside, {"many_records": nothing})
        assert _selects(_purchase(IS_APPLE, negation=True), {"many_records": nothing})


def test_an_element_that_is_no_element_satisfies_nothing() -> None:
    unset = _purchase(_on("many_records", "is_not_set", sub="its_string"))
    assert _selects(unset, {"many_records": [NAMELESS]})
    assert not _selects(unset, {"many_records": [{"its_string": None, "its_int": None}, None]})


def test_a_single_record_is_one_element() -> None:
    asked = {**_purchase(IS_APPLE, _on("many_records", "is_set")), "attribute_id": "one_record"}
    assert _selects(asked, {"one_record": APPLE})
    assert not _selects(asked, {"one_record": None})


@pytest.mark.parametrize(
    "stored",
    [
        datetime(2026, 11, 24, 10, 30),
        datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 12, 0, tzinfo=timezone(timedelta(minutes=90))),
    ],
)
def test_a_naive_datetime_is_utc_and_an_aware_one_is_its_instant(stored: datetime) -> None:
    assert _selects(_on("one_datetime", "equals", "now"), {"one_datetime": stored})


def test_a_uuid_is_compared_as_its_text() -> None:
    text = "6F9619FF-8B86-D011-B42D-00CF4FC964FF"
    assert _selects(_on("one_string", "equals", text), {"one_string": UUID(text)})


def test_now_and_the_zone_decide() -> None:
    tree = _tree(_on("one_date", "equals", "today"))
    customer = {"one_date": date(2026, 11, 25)}
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert interpret(tree, customer, now=late, zone=ZONE)
    assert not interpret(tree, customer, now=late, zone=ZoneInfo("UTC"))


def test_a_phrase_that_has_run_out_of_years_since_is_refused() -> None:
    tree = _tree(_on("one_date", "equals", "in 7973 years"))
    with pytest.raises(Invalid, match="outside the years"):
        interpret(tree, {"one_date": date(2026, 1, 1)}, now=NOW + timedelta(days=366), zone=ZONE)


def test_an_explanation_has_the_truth_of_every_node() -> None:
    document = {
        "operation": "or",
        "operands": [
            {**_on("one_int", "equals", 5), "negation": True},
            {"operation": "and", "operands": [_on("one_int", "is_set"), _on("one_string", "is_set")]},
        ],
    }
    tree = _tree(document)
    why = explain(tree, {"one_int": 5}, now=NOW, zone=ZONE)
    assert why.node is tree
    assert not why.holds
    first, second = why.parts
    assert (first.holds, first.parts) == (False, ())
    assert (second.holds, [part.holds for part in second.parts]) == (False, [True, False])


def test_an_explanation_looks_at_each_element() -> None:
    tree = _tree(_purchase(IS_APPLE, MANY, negation=True))
    why = explain(tree, {"many_records": [APPLE, None, PEAR]}, now=NOW, zone=ZONE)
    assert why.holds
    assert [(part.element, part.holds) for part in why.parts] == [(0, False), (2, False)]
    assert [[inner.holds for inner in part.parts] for part in why.parts] == [[True, False], [False, True]]
