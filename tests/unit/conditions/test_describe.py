"""Trees as sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.attributes.catalogue import Attribute, Catalogue, DataType
from sendoff.conditions.describe import describe
from sendoff.conditions.parse import parse
from tests.property.strategies import CATALOGUE

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


def _described(document: dict[str, Any], catalogue: Catalogue = CATALOGUE) -> str:
    return describe(parse(document, catalogue=catalogue, now=NOW, zone=ZoneInfo("UTC")))


def _on(attribute_id: str, operation: str, value: Any = None, **more: Any) -> dict[str, Any]:
    inner = {"operation": operation} if value is None else {"operation": operation, "value": value}
    return {"attribute_id": attribute_id, "condition": inner, **more}


IS_SET = _on("one_int", "is_set")
ADULT = _on("one_int", "greater", 18)
FOO = _on("one_string", "contains", "foo")


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({}, "Every customer."),
        (ADULT, "Customers where ‘One int’ is at least 18."),
        ({**ADULT, "negation": True}, "Customers where not (‘One int’ is at least 18)."),
        (
            {"operation": "and", "operands": [ADULT, {"operation": "or", "operands": [FOO, IS_SET]}]},
            'Customers where ‘One int’ is at least 18 and (‘One string’ contains "foo" or ‘One int’ is set).',
        ),
        (
            {"operation": "or", "operands": [ADULT, FOO], "negation": True},
            'Customers where not (‘One int’ is at least 18 or ‘One string’ contains "foo").',
        ),
        (
            {
                "operation": "and",
                "operands": [
                    {"operation": "or", "operands": [{"operation": "or", "operands": [ADULT, FOO]}]},
                    IS_SET,
                ],
            },
            'Customers where (‘One int’ is at least 18 or ‘One string’ contains "foo") and ‘One int’ is set.',
        ),
        (_on("one_int", "number_between", [1, 5]), "Customers where ‘One int’ is from 1 to 5."),
        (
            _on("one_datetime", "date_between", ["now - 6 hours", "in 3 days"]),
            "Customers where ‘One datetime’ is from now - 6 hours to in 3 days.",
        ),
        (
            _on("one_string", "not_in", ['a" or "b', "\x00’"]),
            'Customers where ‘One string’ is set but is none of ["a\\" or \\"b", "\\x00’"].',
        ),
        (_on("one_bool", "equals", False), "Customers where ‘One bool’ is false."),
        (_on("one_int", "equals", 10**400), "Customers where ‘One int’ is about 10^400."),
        (
            _on("one_int", "in", list(range(100_000))),
            "Customers where ‘One int’ is one of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 99,990 more].",
        ),
        (_on("one_record", "is_not_set"), "Customers where ‘One record’ is not set."),
    ],
)
def test_a_tree_reads_as_one_sentence(document: dict, sentence: str) -> None:
    assert _described(document) == sentence


def test_an_attribute_operation_on_a_compound_speaks_of_one_element() -> None:
    price = {"condition": {"operation": "lower", "value": 5, "sub_attribute_id": "its_float"}}
    known = {"condition": {"operation": "is_set"}, "negation": True}
    document = {"attribute_id": "many_records", "operation": "or", "operands": [price, known]}
    assert _described(document) == (
        "Customers where some element of ‘Many records’ is one where (its ‘Its float’ is at most 5 "
        "or not (it is set))."
    )
    assert _described({"attribute_id": "many_records", **price}) == (
        "Customers where ‘Its float’ of ‘Many records’ is at most 5."
    )


def test_attributes_that_share_a_name_go_by_their_ids() -> None:
    one = Attribute("a", "Same", DataType.INT)
    catalogue = Catalogue({"a": one, "b": replace(one, id="b"), "c": replace(one, id="c", name="It’s")}, "id")
    both = {"operation": "and", "operands": [_on(attribute, "is_set") for attribute in "abc"]}
    assert _described(both, catalogue) == "Customers where ‘a’ is set and ‘b’ is set and ‘It\\’s’ is set."
    assert _described(_on("a", "is_set"), catalogue) == "Customers where ‘Same’ is set."


def test_a_long_text_is_shown_in_part() -> None:
    assert len(_described(_on("one_string", "equals", "x" * 1_000_000))) < 300
