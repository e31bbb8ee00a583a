"""Samples: a share of the customers by the hash of their ids."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.describe import describe
from sendoff.conditions.interpret import interpret
from sendoff.conditions.lower import lower
from sendoff.conditions.parse import parse, render
from sendoff.conditions.predicates import AnyValue, Column, Constant, HashedBelow, Not
from sendoff.errors import Invalid
from tests.property.predicate_evaluator import holds
from tests.property.strategies import CATALOGUE

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
ID = CATALOGUE.id_column
IS_SET = {"attribute_id": "one_int", "condition": {"operation": "is_set"}}


def _sample(percent: Any, **more: Any) -> dict[str, Any]:
    return {"sample": {"percent": percent, **more}}


def _lowered(document: dict[str, Any]) -> Any:
    return lower(parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE), now=NOW, zone=ZONE)


def _ids(document: dict[str, Any], count: int = 2_000) -> set[int]:
    """Which of the customers 0, 1, … are in, by the referee and by the predicate."""
    tree = parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    predicate = lower(tree, now=NOW, zone=ZONE)
    found = set()
    for at in range(count):
        judged = interpret(tree, {ID: at}, now=NOW, zone=ZONE)
        assert holds(predicate, {ID: at}) is judged
        if judged:
            found.add(at)
    return found


def test_a_customer_is_in_where_the_hash_of_salt_and_id_is_below_the_share() -> None:
    expected = {
        at
        for at in range(2_000)
        if int(hashlib.md5(f"spring:{at}".encode()).hexdigest()[:16], 16) < 2**64 // 4
    }
    assert _ids(_sample(25, salt="spring")) == expected
    assert 400 < len(expected) < 600


def test_shares_of_one_salt_lie_within_each_other_and_those_of_others_do_not() -> None:
    tenth, fifth, other = _ids(_sample(10)), _ids(_sample(20, salt="")), _ids(_sample(20, salt="b"))
    assert tenth < fifth
    assert not tenth <= other
    assert 20 < len(tenth & other) < 80


@pytest.mark.parametrize(
    ("percent", "bound"),
    [
        (50, "8000000000000000"),
        (50.0, "8000000000000000"),
        (0.1, f"{2**64 // 1000:016x}"),
        (33.3, f"{2**64 * 333 // 1000:016x}"),
        (99.99999999999999, f"{2**64 * 9999999999999999 // 10**16:016x}"),
        (1e-300, "0" * 16),
    ],
)
def test_a_percentage_is_read_as_it_is_written(percent: float, bound: str) -> None:
    expected = AnyValue(Column(ID, DataType.STRING), HashedBelow("s", bound))
    assert _lowered(_sample(percent, salt="s")) == expected
    assert _lowered({**_sample(percent, salt="s"), "negation": True}) == Not(expected)


@pytest.mark.parametrize("percent", [100, 100.0])
def test_a_hundred_percent_are_all(percent: float) -> None:
    assert _lowered(_sample(percent)) == Constant(True)
    assert len(_ids(_sample(percent), 10)) == 10
    assert _ids({**_sample(percent), "negation": True}, 10) == set()


def test_a_sample_is_written_back_with_its_salt_and_reads_as_a_sentence() -> None:
    document = {"operation": "and", "operands": [IS_SET, {**_sample(2.5, salt='a"'), "negation": True}]}
    tree = parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    assert parse(render(tree), catalogue=CATALOGUE, now=NOW, zone=ZONE) == tree
    assert describe(tree) == (
        "Customers where ‘One int’ is set and "
        'not (the customer is in the sample of 2.5 % with the salt "a\\"").'
    )
    alone = parse(_sample(10), catalogue=CATALOGUE, now=NOW, zone=ZONE)
    assert render(alone) == {"sample": {"percent": 10, "salt": ""}, "negation": False}
    assert describe(alone) == 'Customers where the customer is in the sample of 10 % with the salt "".'


WRONG: list[tuple[Any, str, str]] = [
    ({"sample": 10}, ".sample", "10 stands where an object"),
    ({"sample": None}, ".sample", "null stands where"),
    ({"sample": {}}, ".sample.percent", "missing"),
    *((_sample(p), ".sample.percent", "is no percentage") for p in (0, -1, 100.1, 10**400, "10", True, None)),
    (_sample(float("nan")), ".sample.percent", "nan is no percentage"),
    *((_sample(5, salt=s), ".sample.salt", "is no salt") for s in (5, None, "x" * 201, "a\x00", "\ud800")),
    (_sample(5, seed="x"), ".sample", "'seed' is unknown"),
    ({**_sample(5), "negation": "no"}, ".negation", "'no' is neither"),
    ({**_sample(5), "percent": 5}, "", "'percent' is unknown"),
]


@pytest.mark.parametrize(("document", "path", "told"), WRONG)
def test_what_is_no_sample_is_refused(document: Any, path: str, told: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    (problem,) = refusal.value.problems
    assert problem.path == f"conditions_operation{path}"
    assert told in problem.message
    problem.message.encode()


def test_the_longest_salt_is_read() -> None:
    parse(_sample(5, salt="x" * 200), catalogue=CATALOGUE, now=NOW, zone=ZONE)


def test_a_sample_has_no_place_in_an_operation_on_one_attribute() -> None:
    document = {"attribute_id": "one_int", "operation": "and", "operands": [_sample(5)]}
    with pytest.raises(Invalid, match="A sample is of whole customers") as refusal:
        parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    assert refusal.value.path == "conditions_operation.operands[0]"
