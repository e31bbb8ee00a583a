"""Quantified conditions: how many known values, or elements, satisfy."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.describe import describe
from sendoff.conditions.interpret import interpret
from sendoff.conditions.lower import lower
from sendoff.conditions.parse import parse, render
from sendoff.conditions.predicates import EVERYBODY, And, AnyElement, AnyValue, Column, Not, OneOf
from sendoff.errors import Invalid
from tests.property.predicate_evaluator import holds
from tests.property.strategies import CATALOGUE

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
ROOT = "conditions_operation"
WRONG: list[Any] = ["most", "ANY", None, 1, True, [], {}, {"at_least": 0}, {"at_least": 1_001}]
QUANTIFIERS: list[Any] = ["any", "all", "none", {"at_least": 1}, {"at_least": 2}]


def _ints(quantifier: Any, operation: str = "equals", value: Any = 5, **more: Any) -> dict[str, Any]:
    inner = {"operation": operation, "value": value, "quantifier": quantifier}
    return {"attribute_id": "many_int", "condition": inner, **more}


def _subs(quantifier: Any) -> dict[str, Any]:
    inner = {"operation": "equals", "value": 5, "sub_attribute_id": "its_int", "quantifier": quantifier}
    return {"attribute_id": "many_records", "condition": inner}


def _elements(quantifier: Any, **more: Any) -> dict[str, Any]:
    equal = {"condition": {"operation": "equals", "value": 5, "sub_attribute_id": "its_int"}}
    text = {"condition": {"operation": "is_set", "sub_attribute_id": "its_string"}}
    return {
        "attribute_id": "many_records",
        "operation": "and",
        "operands": [equal, text],
        "quantifier": quantifier,
        **more,
    }


def _selected(document: dict[str, Any], stored: Any) -> bool:
    """Whether the customer is in, by the referee and by the predicate, which must agree."""
    tree = parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    customer = dict.fromkeys(CATALOGUE.attributes) | {document["attribute_id"]: stored}
    judged = interpret(tree, customer, now=NOW, zone=ZONE)
    assert holds(lower(tree, now=NOW, zone=ZONE), customer) is judged
    opposite = {**document, "negation": not document.get("negation", False)}
    other = parse(opposite, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    assert interpret(other, customer, now=NOW, zone=ZONE) is not judged
    assert holds(lower(other, now=NOW, zone=ZONE), customer) is not judged
    return judged


# What is stored, and of QUANTIFIERS which hold: any, all, none, at least 1, at least 2.
@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ([5], [True, True, False, True, False]),
        ([5, 5, None], [True, True, False, True, True]),
        ([5, 6], [True, False, False, True, False]),
        ([6, None, 7], [False, False, True, False, False]),
        ([5, 6, 5], [True, False, False, True, True]),
        ([], [False] * 5),
        ([None], [False] * 5),
        (None, [False] * 5),
    ],
)
class TestEachQuantifier:
    def test_counts_the_known_values(self, stored: Any, expected: list[bool]) -> None:
        assert [_selected(_ints(quantifier), stored) for quantifier in QUANTIFIERS] == expected

    def test_counts_the_known_sub_values(self, stored: Any, expected: list[bool]) -> None:
        records = None if stored is None else [{"its_int": n, "its_string": "x"} for n in stored]
        assert [_selected(_subs(quantifier), records) for quantifier in QUANTIFIERS] == expected

    def test_counts_the_elements(self, stored: Any, expected: list[bool]) -> None:
        records = None
        if stored is not None:
            records = [None if n is None else {"its_int": n, "its_string": "x"} for n in stored]
        assert [_selected(_elements(quantifier), records) for quantifier in QUANTIFIERS] == expected


def test_a_value_that_is_not_a_number_is_no_value() -> None:
    asked = {
        "attribute_id": "many_float",
        "condition": {"operation": "number_greater_than", "value": 1, "quantifier": "all"},
    }
    assert _selected(asked, [math.nan, 2.0, None]) is True
    assert _selected(asked, [math.nan]) is False


def test_an_element_without_the_sub_value_is_an_element_and_has_no_value() -> None:
    records = [{"its_int": 5, "its_string": "x"}, {"its_string": "y"}]
    assert _selected(_subs("all"), records) is True
    assert _selected(_elements("all"), records) is False


@pytest.mark.parametrize(
    ("quantifier", "stored", "expected"),
    [
        ("any", [5, 6], True),
        ("any", [5, 5], False),
        ("all", [6, 7], True),
        ("all", [5, 6], False),
        ("none", [5, 5], True),
        ("none", [5, 6], False),
        ({"at_least": 2}, [6, 7, 5], True),
        ({"at_least": 2}, [6, 5, 5], False),
        ("any", [], False),
    ],
)
def test_a_negative_operation_reads_each_value_by_itself(
    quantifier: Any, stored: Any, expected: bool
) -> None:
    assert _selected(_ints(quantifier, "not_equal"), stored) is expected


def test_what_no_value_can_be_is_true_of_none_of_them() -> None:
    assert _selected(_ints("none", "equals", 5.5), [1]) is True
    assert _selected(_ints("none", "equals", 5.5), []) is False
    assert _selected(_ints("all", "not_equal", 5.5), [1, None]) is True
    assert _selected(_ints("any", "equals", 5.5), [1]) is False


def test_a_quantifier_lowers_to_elements_of_one_field() -> None:
    field = Column("many_int", DataType.INT)
    five = AnyValue(field, OneOf((5,)))

    def some(inner: Any, at_least: int = 1) -> AnyElement:
        return AnyElement("many_int", True, (field,), inner, at_least)

    def lowered(quantifier: Any, operation: str = "equals") -> Any:
        tree = parse(_ints(quantifier, operation), catalogue=CATALOGUE, now=NOW, zone=ZONE)
        return lower(tree, now=NOW, zone=ZONE)

    assert lowered("any") == some(five)
    assert lowered("any", "not_equal") == some(Not(five))
    assert lowered({"at_least": 3}) == some(five, 3)
    something = AnyElement("many_int", True, (field,), EVERYBODY)
    assert lowered("all") == And((something, Not(some(Not(five)))))
    assert lowered("none") == And((something, Not(some(five))))
    sub = Column("many_records", DataType.INT, False, "its_int")
    tree = parse(_subs({"at_least": 2}), catalogue=CATALOGUE, now=NOW, zone=ZONE)
    assert lower(tree, now=NOW, zone=ZONE) == AnyElement(
        "many_records", True, (sub,), AnyValue(sub, OneOf((5,))), 2
    )


def test_conditions_of_an_operation_on_a_list_of_scalars_are_quantified_each() -> None:
    each = [{"condition": _ints("all", "greater", 1)["condition"]}, {"condition": _ints("any")["condition"]}]
    document = {"attribute_id": "many_int", "operation": "and", "operands": each}
    assert _selected(document, [2, 5]) is True
    assert _selected(document, [1, 5, 0]) is False


def test_a_quantified_tree_is_written_back_and_reads_as_a_sentence() -> None:
    for quantifier in QUANTIFIERS:
        for document in (_ints(quantifier, negation=False), _elements(quantifier, negation=True)):
            tree = parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
            assert parse(render(tree), catalogue=CATALOGUE, now=NOW, zone=ZONE) == tree
            written = render(tree)
            assert (written.get("condition") or written)["quantifier"] == quantifier  # type: ignore[index]

    def told(document: dict[str, Any]) -> str:
        return describe(parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE))

    assert [told(_ints(quantifier)) for quantifier in QUANTIFIERS] == [
        "Customers where some value of ‘Many int’ is one where (it is 5).",
        "Customers where ‘Many int’ is set, each value of it one where (it is 5).",
        "Customers where ‘Many int’ is set, no value of it one where (it is 5).",
        "Customers where at least 1 value of ‘Many int’ is one where (it is 5).",
        "Customers where at least 2 values of ‘Many int’ are ones where (it is 5).",
    ]
    assert told(_subs("any")) == (
        "Customers where some value of ‘Its int’ of ‘Many records’ is one where (it is 5)."
    )
    assert told(_elements({"at_least": 2})) == (
        "Customers where at least 2 elements of ‘Many records’ are ones where "
        "(its ‘Its int’ is 5 and its ‘Its string’ is set)."
    )


def _inside(attribute_id: str, operand: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"attribute_id": attribute_id, "operation": "and", "operands": [operand], **more}


_SUB = {"operation": "equals", "value": 5, "sub_attribute_id": "its_int"}
_FIVE = {"condition": {"operation": "equals", "value": 5}}


@pytest.mark.parametrize(
    ("document", "path", "told"),
    [
        *((_ints(wrong), ".condition.quantifier", "is no quantifier") for wrong in WRONG),
        (_ints({"at_least": 1.0}), ".condition.quantifier", "{'at_least': 1.0}"),
        (_ints({"at_least": True}), ".condition.quantifier", "{'at_least': true}"),
        (_ints({"at_least": 1, "at_most": 2}), ".condition.quantifier", "an object"),
        (
            {
                "attribute_id": "one_int",
                "condition": {"operation": "equals", "value": 5, "quantifier": "all"},
            },
            ".condition.quantifier",
            "'one_int' has one value at most",
        ),
        (
            {"attribute_id": "one_record", "condition": {**_SUB, "quantifier": "all"}},
            ".condition.quantifier",
            "'one_record' has one value at most",
        ),
        *(
            (
                {"attribute_id": "many_int", "condition": {"operation": operation, "quantifier": "any"}},
                ".condition.quantifier",
                f"'{operation}' is about all values at once",
            )
            for operation in ("is_set", "is_not_set")
        ),
        (
            _inside("many_records", {"condition": {**_SUB, "quantifier": "all"}}),
            ".operands[0].condition.quantifier",
            "It reads one element here",
        ),
        (
            _inside(
                "many_records",
                {"operation": "or", "operands": [{"condition": _SUB}], "quantifier": "all"},
            ),
            ".operands[0].quantifier",
            "at its top",
        ),
        (_inside("many_int", _FIVE, quantifier="all"), ".quantifier", "'many_int'"),
        (_inside("one_record", {"condition": _SUB}, quantifier="all"), ".quantifier", "'one_record'"),
        (_inside("many_records", {"condition": _SUB}, quantifier="most"), ".quantifier", "'most' is no"),
        (
            {"operation": "and", "operands": [_ints("all")], "quantifier": "all"},
            "",
            "'quantifier' is unknown here",
        ),
    ],
)
def test_a_quantifier_out_of_place_is_refused(document: dict[str, Any], path: str, told: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    (problem,) = refusal.value.problems
    assert problem.path == ROOT + path
    assert told in problem.message
