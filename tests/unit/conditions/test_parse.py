"""Condition documents: what is understood, what is refused, and where."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.attributes.catalogue import Catalogue, NotOffered
from sendoff.conditions.parse import parse, parse_stored, render
from sendoff.conditions.tree import Condition, Everybody, Group, Joiner, Tree
from sendoff.errors import Invalid
from tests.property.strategies import CATALOGUE

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Prague")
ROOT = "conditions_operation"
INT, TEXT = CATALOGUE.attributes["one_int"], CATALOGUE.attributes["one_string"]
RECORDS = CATALOGUE.attributes["many_records"]


def _parse(document: object) -> Tree:
    return parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)


def _refused(document: object) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refusal:
        _parse(document)
    return [(problem.path, problem.message) for problem in refusal.value.problems]


def _on(attribute_id: str, operation: str, value: object = None, sub: str | None = None) -> dict[str, Any]:
    inner: dict[str, Any] = {"operation": operation}
    if value is not None:
        inner["value"] = value
    if sub is not None:
        inner["sub_attribute_id"] = sub
    return {"attribute_id": attribute_id, "condition": inner}


def _nested(levels: int, leaf: dict[str, Any]) -> dict[str, Any]:
    for level in range(levels):
        leaf = {"operation": ("and", "or")[level % 2], "operands": [leaf], "negation": level % 3 == 0}
    return leaf


def test_the_empty_tree_is_everybody() -> None:
    assert _parse({}) == Everybody()
    assert render(Everybody()) == {}


def test_the_sample_of_the_api_page_is_read() -> None:
    document = {
        "operation": "and",
        "operands": [
            {
                "operation": "or",
                "operands": [
                    {**_on("one_string", "contains", "foo"), "negation": False},
                    {**_on("many_string", "equals", "bar"), "negation": False},
                ],
                "negation": False,
            },
            {**_on("one_string", "contains", "bar"), "negation": False},
        ],
        "negation": False,
    }
    either = Group(
        Joiner.OR,
        (Condition(TEXT, "contains", "foo"), Condition(CATALOGUE.attributes["many_string"], "equals", "bar")),
    )
    assert _parse(document) == Group(Joiner.AND, (either, Condition(TEXT, "contains", "bar")))
    assert render(_parse(document)) == document


def test_the_order_of_keys_carries_no_meaning() -> None:
    backwards = {
        "negation": True,
        "condition": {"value": 5, "operation": "equals"},
        "attribute_id": "one_int",
    }
    assert _parse(backwards) == Condition(INT, "equals", 5, negation=True)


def test_an_attribute_operation_on_a_scalar_is_the_segment_operation() -> None:
    within = {
        "attribute_id": "one_int",
        "operation": "or",
        "operands": [
            {"condition": {"operation": "is_not_set"}, "negation": True},
            {**_on("one_int", "lower", 3)},
            {"operation": "and", "operands": [{"condition": {"operation": "greater", "value": 7}}]},
        ],
        "negation": True,
    }
    tree = _parse(within)
    inner = Group(Joiner.AND, (Condition(INT, "number_greater_than", 7),))
    assert tree == Group(
        Joiner.OR,
        (Condition(INT, "is_not_set", negation=True), Condition(INT, "number_lower_than", 3), inner),
        negation=True,
    )
    assert _parse(render(tree)) == tree


def test_an_attribute_operation_on_a_compound_is_about_one_element() -> None:
    document = {
        "attribute_id": "many_records",
        "operation": "and",
        "operands": [
            {
                "condition": {"operation": "equals", "value": 1, "sub_attribute_id": "its_int"},
                "negation": False,
            },
            {
                "operation": "or",
                "operands": [{"condition": {"operation": "is_set"}, "negation": True}],
                "negation": False,
            },
        ],
        "negation": True,
    }
    tree = _parse(document)
    assert isinstance(tree, Group)
    assert tree.element_of is RECORDS
    assert isinstance(tree.operands[1], Group)
    assert tree.operands[1].element_of is None
    assert render(tree) == document


@pytest.mark.parametrize("value", [[1, 5], {"from": 1, "to": 5}, {"to": 5, "from": 1}])
def test_a_range_is_two_values_in_either_shape(value: object) -> None:
    tree = _parse(_on("one_int", "number_between", value))
    assert tree == Condition(INT, "number_between", (1, 5))
    assert render(tree)["condition"] == {"operation": "number_between", "value": [1, 5]}


def test_numbers_and_phrases_are_kept_as_written() -> None:
    huge = int("9" * 400)
    assert _parse(_on("one_int", "in", [huge, 1.5])) == Condition(INT, "in", (huge, 1.5))
    tree = _parse(_on("one_datetime", "date_between", ["now - 6 hours", "today"]))
    assert isinstance(tree, Condition)
    assert tree.value == ("now - 6 hours", "today")


# A document, the path under the root, and what the message quotes.
REFUSED: list[tuple[object, str, str]] = [
    (None, "", "missing or null"),
    ([], "", "an empty list"),
    ("{}", "", "'{}'"),
    (False, "", "false"),
    ({"negation": True}, "", "neither a condition"),
    ({"operands": [_on("one_int", "is_set")]}, ".operation", "missing"),
    ({"operation": "xor", "operands": [_on("one_int", "is_set")]}, ".operation", "'xor'"),
    ({"operation": ["and"], "operands": [_on("one_int", "is_set")]}, ".operation", "a list of 1"),
    ({"operation": "and"}, ".operands", "missing"),
    ({"operation": "and", "operands": []}, ".operands", "an empty list"),
    ({"operation": "and", "operands": {}}, ".operands", "an object"),
    ({"operation": "and", "operands": [{}]}, ".operands[0]", "only as the whole tree"),
    ({"operation": "and", "operands": [None]}, ".operands[0]", "null"),
    ({"operation": "and", "operands": [_on("one_int", "is_set")], "negated": 1}, "", "'negated'"),
    ({**_on("one_int", "is_set"), "negation": None}, ".negation", "null"),
    ({**_on("one_int", "is_set"), "negation": 0}, ".negation", "0"),
    ({**_on("one_int", "is_set"), "operands": []}, "", "'operands'"),
    ({**_on("one_int", "is_set"), "note": "x"}, "", "'note'"),
    ({"condition": {"operation": "is_set"}}, ".attribute_id", "missing"),
    ({"attribute_id": None, "condition": {"operation": "is_set"}}, ".attribute_id", "null"),
    ({"attribute_id": ["one_int"], "condition": {"operation": "is_set"}}, ".attribute_id", "a list of 1"),
    (_on("nobody", "is_set"), ".attribute_id", "'nobody' is not in the profile data"),
    (_on("One_int", "is_set"), ".attribute_id", "'One_int'"),
    (_on("customer_entity_id", "is_set"), ".attribute_id", "'customer_entity_id'"),
    ({"attribute_id": "one_int", "condition": None}, ".condition", "null"),
    ({"attribute_id": "one_int", "condition": {}}, ".condition.operation", "missing"),
    ({"attribute_id": "one_int", "condition": {"operation": "is_set", "x": 1}}, ".condition", "'x'"),
    (_on("one_int", "Equals", 1), ".condition.operation", "'Equals'"),
    ({"attribute_id": "one_int", "condition": {"operation": 5}}, ".condition.operation", "5"),
    (_on("one_int", "contains", "1"), ".condition.operation", "'contains'"),
    (_on("one_string", "number_equals", 1), ".condition.operation", "'one_string'"),
    (_on("one_bool", "date_matches_current_day"), ".condition.operation", "bool"),
    (_on("one_int", "is_set", sub="its_int"), ".condition.sub_attribute_id", "'its_int'"),
    (_on("one_record", "is_set", sub="nothing"), ".condition.sub_attribute_id", "'nothing'"),
    (_on("one_record", "equals", 5), ".condition.sub_attribute_id", "missing"),
    (_on("one_record", "contains", "x", sub="its_int"), ".condition.operation", "'its_int'"),
    (
        {"attribute_id": "one_record", "condition": {"operation": "is_set", "sub_attribute_id": None}},
        ".condition.sub_attribute_id",
        "null",
    ),
    (_on("one_int", "is_set", 5), ".condition.value", "takes no value"),
    (
        {"attribute_id": "one_int", "condition": {"operation": "is_set", "value": None}},
        ".condition.value",
        "takes no value",
    ),
    (_on("one_int", "equals"), ".condition.value", "missing"),
    (
        {"attribute_id": "one_int", "condition": {"operation": "equals", "value": None}},
        ".condition.value",
        "null",
    ),
    (_on("one_int", "equals", "5"), ".condition.value", "'5'"),
    (_on("one_int", "equals", True), ".condition.value", "true"),
    (_on("one_int", "equals", [5]), ".condition.value", "a list of 1"),
    (_on("one_float", "equals", float("nan")), ".condition.value", "nan"),
    (_on("one_float", "lower", float("inf")), ".condition.value", "inf"),
    (_on("one_string", "equals", 5), ".condition.value", "5"),
    (_on("one_string", "contains", "x\ud800"), ".condition.value", "\\ud800"),
    (_on("one_bool", "equals", 1), ".condition.value", "1"),
    (_on("one_date", "equals", 20261124), ".condition.value", "20261124"),
    (_on("one_date", "equals", "next week"), ".condition.value", "'next week'"),
    (_on("one_date", "date_equals", "now - 3000 years"), ".condition.value", "'now - 3000 years'"),
    (_on("one_int", "in", 5), ".condition.value", "5"),
    (_on("one_int", "in", []), ".condition.value", "an empty list"),
    (_on("one_int", "in", {"from": 1, "to": 2}), ".condition.value", "an object"),
    (_on("one_int", "in", [1, "x"]), ".condition.value[1]", "'x'"),
    (_on("one_string", "in", [None]), ".condition.value[0]", "null"),
    (_on("one_int", "number_between", [1]), ".condition.value", "a list of 1"),
    (_on("one_int", "number_between", [1, 2, 3]), ".condition.value", "a list of 3"),
    (_on("one_int", "number_between", {"from": 1}), ".condition.value", "an object"),
    (_on("one_int", "number_between", {"from": 1, "to": 2, "step": 1}), ".condition.value", "an object"),
    (_on("one_int", "number_between", [1, None]), ".condition.value[1]", "null"),
    (_on("one_int", "number_between", {"from": "a", "to": 2}), ".condition.value.from", "'a'"),
    (_on("one_date", "date_between", {"from": "now", "to": "then"}), ".condition.value.to", "'then'"),
    (
        {"attribute_id": "one_int", "operation": "and", "operands": [_on("one_string", "is_set")]},
        ".operands[0].attribute_id",
        "'one_string'",
    ),
    (
        {
            "attribute_id": "one_int",
            "operation": "and",
            "operands": [
                {"attribute_id": "one_float", "operation": "or", "operands": [_on("one_int", "is_set")]}
            ],
        },
        ".operands[0].attribute_id",
        "'one_float'",
    ),
]


@pytest.mark.parametrize(("document", "path", "quoted"), REFUSED)
def test_a_refusal_names_the_place_and_quotes_what_stands_there(
    document: object, path: str, quoted: str
) -> None:
    ((place, message),) = _refused(document)
    assert place == ROOT + path
    assert quoted in message
    message.encode()
    if document is not None and document != []:
        within = {"operation": "or", "operands": [_on("one_int", "is_set"), document]}
        ((place, inner),) = _refused(within)
        assert place == f"{ROOT}.operands[1]{path}"
        assert inner == message


def test_all_problems_are_told_at_once_in_reading_order() -> None:
    document = {
        "operation": "nor",
        "operands": [
            {"operation": "and", "operands": [_on("nobody", "whatever", 1), _on("one_int", "equals", "x")]},
            {**_on("one_int", "in", [1, "a", None]), "negation": "no", "extra": 1},
        ],
    }
    assert [path for path, _ in _refused(document)] == [
        f"{ROOT}.operation",
        f"{ROOT}.operands[0].operands[0].attribute_id",
        f"{ROOT}.operands[0].operands[0].condition.operation",
        f"{ROOT}.operands[0].operands[1].condition.value",
        f"{ROOT}.operands[1]",
        f"{ROOT}.operands[1].negation",
        f"{ROOT}.operands[1].condition.value[1]",
        f"{ROOT}.operands[1].condition.value[2]",
    ]


def test_a_long_value_is_quoted_in_part() -> None:
    ((_, message),) = _refused(_on("one_date", "equals", "x" * 1_000_000))
    assert len(message) < 800
    ((_, message),) = _refused(_on("one_string", "equals", int("9" * 4000)))
    assert len(message) < 200


def test_a_column_that_is_not_offered_is_refused_with_the_reason() -> None:
    catalogue = Catalogue(
        {"one_int": INT}, "id", (NotOffered("blob", "Columns of type BLOB are not offered."),)
    )
    with pytest.raises(Invalid, match="'blob' is not offered: Columns of type BLOB"):
        parse(_on("blob", "is_set"), catalogue=catalogue, now=NOW, zone=ZONE)


def test_a_stored_tree_whose_attribute_vanished_says_so() -> None:
    document = {"operation": "and", "operands": [_on("gone", "is_set"), _on("one_int", "is_set")]}
    with pytest.raises(Invalid) as refusal:
        parse_stored(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    assert refusal.value.code == "conditions_outdated"
    assert refusal.value.path == f"{ROOT}.operands[0].attribute_id"
    assert "Attribute 'gone' is not in the profile data any more." in refusal.value.message
    assert parse_stored(_on("one_int", "is_set"), catalogue=CATALOGUE, now=NOW, zone=ZONE) == Condition(
        INT, "is_set"
    )


def test_sixty_four_operations_deep_is_read_and_one_more_is_refused() -> None:
    _parse(_nested(64, _on("one_int", "is_set")))
    ((path, message),) = _refused(_nested(65, _on("one_int", "is_set")))
    assert path == ROOT + ".operands[0]" * 64
    assert "64 operations deep" in message
    inner = {
        "attribute_id": "one_int",
        "operation": "or",
        "operands": [{"condition": {"operation": "is_set"}}],
    }
    _parse(_nested(63, inner))
    assert "64 operations deep" in _refused(_nested(64, inner))[0][1]


def test_a_tree_deeper_than_the_stack_is_refused_in_words() -> None:
    ((_, message),) = _refused(_nested(100_000, _on("one_int", "is_set")))
    assert "64 operations deep" in message


def test_the_deepest_tree_is_read_with_most_of_the_stack_in_use() -> None:
    document = _nested(64, _on("one_int", "is_set"))

    def deep(frames: int, call: Callable[[], Tree]) -> Tree:
        return deep(frames - 1, call) if frames else call()

    assert deep(sys.getrecursionlimit() - 400, lambda: _parse(document)) == _parse(document)


def test_ten_thousand_conditions_are_read_and_one_more_is_refused() -> None:
    many = [_on("one_int", "equals", at) for at in range(10_000)]
    tree = _parse({"operation": "or", "operands": many})
    assert isinstance(tree, Group)
    assert len(tree.operands) == 10_000
    ((path, message),) = _refused({"operation": "or", "operands": [*many, _on("one_int", "is_set")]})
    assert path == ROOT
    assert "10,000 conditions" in message


def test_a_hundred_thousand_values_are_read_and_one_more_is_refused() -> None:
    half = list(range(50_000))
    _parse({"operation": "or", "operands": [_on("one_int", "in", half), _on("one_float", "not_in", half)]})
    over = {"operation": "or", "operands": [_on("one_int", "in", half), _on("one_float", "in", [*half, 1])]}
    ((path, message),) = _refused(over)
    assert path == f"{ROOT}.operands[1].condition.value"
    assert "100,000 values" in message


def test_the_problems_of_a_hostile_document_stop_at_a_thousand() -> None:
    assert len(_refused(_on("one_int", "in", ["x"] * 100_000))) == 1_000
    assert len(_refused({"operation": "and", "operands": [0] * 100_000})) == 1_000
