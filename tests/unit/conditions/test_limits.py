"""Limits: the first customers of a tree, by an order."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.conditions.describe import describe
from sendoff.conditions.interpret import Explanation, explain, interpret, select
from sendoff.conditions.lower import lower, selection, top_of
from sendoff.conditions.parse import parse, render
from sendoff.conditions.predicates import EVERYBODY, Order, Selection, Top
from sendoff.conditions.tree import Everybody, Limited, OrderedBy, Tree
from sendoff.errors import Invalid
from tests.property.strategies import CATALOGUE

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
ID = CATALOGUE.id_column
ADULT: dict[str, Any] = {"attribute_id": "one_int", "condition": {"operation": "greater", "value": 18}}
UNORDERED: list[Any] = [{"limit": 2**31 - 1, "of": {}}, {"limit": 1, "order_by": [], "of": {}}]
BY_INT = {"attribute_id": "one_int", "direction": "desc"}


def _parse(document: object) -> Tree:
    return parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)


def _ids(document: dict[str, Any], customers: dict[str, Any], attribute_id: str) -> list[str]:
    people = [{ID: key, attribute_id: stored} for key, stored in customers.items()]
    return [str(c[ID]) for c in select(_parse(document), people, now=NOW, zone=ZONE, id_column=ID)]


def test_a_limit_is_a_selection_of_what_it_is_of() -> None:
    document = {"limit": 10, "order_by": [BY_INT, {"attribute_id": "one_string"}], "of": ADULT}
    tree = _parse(document)
    of = _parse(ADULT)
    assert not isinstance(of, Limited)
    text = CATALOGUE.attributes["one_string"]
    assert tree == Limited(of, 10, (OrderedBy(CATALOGUE.attributes["one_int"], True), OrderedBy(text)))
    top = Top(10, (Order("one_int", True), Order("one_string")))
    assert top_of(tree) == top
    predicate = lower(of, now=NOW, zone=ZONE)
    assert lower(tree, now=NOW, zone=ZONE) == predicate
    assert selection(tree, now=NOW, zone=ZONE) == Selection(predicate, top)
    assert selection(of, now=NOW, zone=ZONE) == Selection(predicate)
    assert _parse(render(tree)) == tree
    assert render(tree)["order_by"] == [BY_INT, {"attribute_id": "one_string", "direction": "asc"}]


@pytest.mark.parametrize("document", UNORDERED)
def test_the_order_may_be_left_out_and_everybody_may_be_limited(document: dict[str, Any]) -> None:
    tree = _parse(document)
    assert tree == Limited(Everybody(), document["limit"])
    assert selection(tree, now=NOW, zone=ZONE) == Selection(EVERYBODY, Top(document["limit"]))


def test_the_referee_judges_what_the_limit_is_of() -> None:
    tree = _parse({"limit": 1, "of": ADULT})
    assert interpret(tree, {"one_int": 18}, now=NOW, zone=ZONE) is True
    assert interpret(tree, {"one_int": 17}, now=NOW, zone=ZONE) is False
    told = explain(tree, {"one_int": 17}, now=NOW, zone=ZONE)
    assert isinstance(tree, Limited)
    assert told == Explanation(tree, False, (Explanation(tree.of, False),))


@pytest.mark.parametrize(
    ("attribute_id", "direction", "stored", "expected"),
    [
        ("one_int", "asc", {"a": 3, "b": None, "c": -1, "d": 3}, "c a d b"),
        ("one_int", "desc", {"d": 3, "b": None, "c": -1, "a": 3}, "a d c b"),
        ("one_string", "asc", {"a": "b", "b": "B", "c": "É", "d": "", "e": None, "f": "ab"}, "d b f a c e"),
        ("one_string", "desc", {"a": "b", "b": "B", "c": "É", "d": "", "e": None}, "c a b d e"),
        (
            "one_float",
            "asc",
            {"a": math.nan, "b": math.inf, "c": -math.inf, "d": 0.0, "e": -0.0},
            "c d e b a",
        ),
        ("one_float", "desc", {"a": math.nan, "b": 1.5, "c": 1}, "b c a"),
        ("one_bool", "asc", {"a": True, "b": False, "c": None}, "b a c"),
        ("one_date", "desc", {"a": date(1, 1, 1), "b": date(9999, 12, 31)}, "b a"),
        (
            "one_datetime",
            "asc",
            {"a": NOW, "b": datetime(2026, 11, 24, 10, 29), "c": None},
            "b a c",
        ),
    ],
)
def test_customers_are_ordered_as_stored_the_unknown_last_and_then_by_id(
    attribute_id: str, direction: str, stored: dict[str, Any], expected: str
) -> None:
    order = [{"attribute_id": attribute_id, "direction": direction}]
    for limit in (1, 2, 100):
        document: dict[str, Any] = {"limit": limit, "order_by": order, "of": {}}
        assert _ids(document, stored, attribute_id) == expected.split()[:limit]


def test_ids_are_ordered_as_text() -> None:
    people = [{ID: number} for number in (9, 10, 1)]
    found = select(_parse({"limit": 2, "of": {}}), people, now=NOW, zone=ZONE, id_column=ID)
    assert [customer[ID] for customer in found] == [1, 10]


def test_without_a_limit_customers_stay_as_they_came() -> None:
    people = [{ID: number, "one_int": number} for number in (30, 10, 20)]
    found = select(_parse(ADULT), people, now=NOW, zone=ZONE, id_column=ID)
    assert [customer[ID] for customer in found] == [30, 20]


def test_a_limit_reads_as_a_sentence() -> None:
    order = [BY_INT, {"attribute_id": "one_string"}]
    assert describe(_parse({"limit": 1_000, "order_by": order, "of": ADULT})) == (
        "The first 1,000 customers where ‘One int’ is at least 18, ordered by ‘One int’ descending, then "
        "‘One string’ ascending, then id."
    )
    assert describe(_parse({"limit": 1, "of": {}})) == "The first customer, ordered by id."


def _by(*keys: Any) -> dict[str, Any]:
    return {"limit": 5, "order_by": list(keys), "of": {}}


NO_LIMITS: list[Any] = [0, -1, 2**31, 1.0, True, "5", None, [5]]
WRONG: list[tuple[Any, str, str]] = [
    ({"of": {}}, ".limit", "missing"),
    ({"limit": 5}, ".of", "missing"),
    *(({"limit": n, "of": {}}, ".limit", "is no limit") for n in NO_LIMITS),
    ({"limit": 5, "of": None}, ".of", "null stands"),
    ({"limit": 5, "of": {"limit": 3, "of": {}}}, ".of", "only at the top"),
    ({"operation": "and", "operands": [{"limit": 3, "of": {}}]}, ".operands[0]", "only at the top"),
    ({"limit": 5, "of": {}, "negation": True}, "", "'negation' is unknown"),
    ({"limit": 5, "of": {"operation": "and", "operands": [{}]}}, ".of.operands[0]", "It is empty"),
    ({"limit": 5, "order_by": None, "of": {}}, ".order_by", "null is no order"),
    (_by(*[BY_INT] * 6), ".order_by", "at most 5"),
    (_by("one_int"), ".order_by[0]", "'one_int' stands where"),
    (_by({"direction": "asc"}), ".order_by[0].attribute_id", "missing"),
    (_by(BY_INT, {"attribute_id": "gone"}), ".order_by[1].attribute_id", "'gone' is not in the profile"),
    (_by({"attribute_id": "many_int"}), ".order_by[0].attribute_id", "'many_int', which is a list"),
    (_by({"attribute_id": "one_record"}), ".order_by[0].attribute_id", "'one_record', which is a compound"),
    (_by({**BY_INT, "direction": "down"}), ".order_by[0].direction", "'down' is neither"),
    (_by({**BY_INT, "nulls": "first"}), ".order_by[0]", "'nulls' is unknown"),
]


@pytest.mark.parametrize(("document", "path", "told"), WRONG)
def test_what_is_no_limit_is_refused(document: Any, path: str, told: str) -> None:
    with pytest.raises(Invalid) as refusal:
        _parse(document)
    (problem,) = refusal.value.problems
    assert problem.path == f"conditions_operation{path}"
    assert told in problem.message


def test_all_problems_of_a_limit_are_told_at_once() -> None:
    document = {"limit": 0, "order_by": [{"attribute_id": "gone"}, 5], "of": {"operation": "and"}, "x": 1}
    with pytest.raises(Invalid) as refusal:
        _parse(document)
    assert [problem.path.removeprefix("conditions_operation") for problem in refusal.value.problems] == [
        *("", ".limit", ".order_by[0].attribute_id", ".order_by[1]", ".of.operands"),
    ]
