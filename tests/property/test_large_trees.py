"""Large trees select whom the referee selects: long chains, and more lists than are registered."""

from __future__ import annotations

import operator
from functools import reduce
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from sendoff.conditions.lower import lower
from sendoff.conditions.predicates import Constant
from sendoff.engines.dialect import LONG_LIST, size
from sendoff.engines.duckdb.dialect import SPEECH
from sendoff.engines.sql.preparing import MAX_SIZE_HERE
from tests.property.bench import Bench, drawn, referee_of
from tests.property.strategies import INTS, NOWS, TEXTS, ZONES, conditions
from tests.property.test_engine_truth import bench

__all__ = ["bench"]

CONDITIONS = 600
LISTS = SPEECH.max_long_lists + 10
NOW, ZONE = NOWS[0], ZONES[1]


@pytest.fixture(scope="module")
def pool(bench: Bench) -> list[tuple[dict[str, Any], int]]:
    """Conditions that customers alone settle, each with whom it selects: a bit for each customer.

    One that nobody can satisfy would settle a whole chain. Uploaded lists are left out: each is a join, and
    DuckDB plans a hundred of them for 20 seconds (2026-11-28).
    """
    found = []
    asked = [each for each in drawn(conditions(), 300) if "list" not in each["condition"]["operation"]]
    for document in [*asked, *long_lists(Random(7))]:
        tree = bench.parsed(document, now=NOW, zone=ZONE)
        if not isinstance(lower(tree, now=NOW, zone=ZONE), Constant):
            referee = referee_of(tree, now=NOW, zone=ZONE)
            selected = sum(1 << at for at, person in enumerate(bench.people) if referee.selects(person))
            found.append((document, selected))
    return found


@pytest.mark.parametrize("joiner", ["and", "or"])
def test_a_large_tree_selects_whom_the_referee_selects(
    bench: Bench, pool: list[tuple[dict[str, Any], int]], joiner: str
) -> None:
    groups, selected = chain(joiner, pool, people=len(bench.people))
    tree = {"operation": joiner, "operands": groups}
    predicate = lower(bench.parsed(tree, now=NOW, zone=ZONE), now=NOW, zone=ZONE)
    assert size(predicate) > MAX_SIZE_HERE
    assert 0 < selected.bit_count() < len(bench.people)
    bench.judge(tree, now=NOW, zone=ZONE)


def chain(
    joiner: str, pool: list[tuple[dict[str, Any], int]], *, people: int
) -> tuple[list[dict[str, Any]], int]:
    """Groups of three for one long chain, which neither selects all nor none; and whom it selects."""
    chance, everybody = Random(7), (1 << people) - 1
    other = "or" if joiner == "and" else "and"
    groups: list[dict[str, Any]] = []
    whole = everybody if joiner == "and" else 0
    while len(groups) < CONDITIONS // 3:
        chosen = chance.choices(pool, k=3)
        join = operator.or_ if other == "or" else operator.and_
        part = reduce(join, (selected for _, selected in chosen))
        negation = chance.random() < 0.3
        part ^= everybody if negation else 0
        joined = whole & part if joiner == "and" else whole | part
        if people // 4 < joined.bit_count() < 3 * people // 4 or joined == whole:
            whole = joined
            operands = [document for document, _ in chosen]
            groups.append({"operation": other, "operands": operands, "negation": negation})
    return groups, whole


@pytest.mark.parametrize("joiner", ["and", "or"])
def test_one_long_chain_selects_whom_the_referee_selects(bench: Bench, joiner: str) -> None:
    operation, other = ("not_in", "not_contain") if joiner == "and" else ("in", "contains")
    chain = [about("one_string", other, f"nobody's {at}") for at in range(CONDITIONS)]
    rare = [about("one_string", operation, [text, "x"]) for text in TEXTS[1:4]]
    bench.judge({"operation": joiner, "operands": chain + rare}, now=NOW, zone=ZONE)


@pytest.mark.parametrize("attribute_id", ["many_string", "one_int"])
def test_more_lists_than_are_registered_select_whom_the_referee_selects(
    bench: Bench, attribute_id: str
) -> None:
    pool: tuple[Any, ...] = INTS if attribute_id.endswith("int") else TEXTS
    absent = range(1000, 1000 + LONG_LIST)
    fillers = list(absent) if attribute_id.endswith("int") else [f"nobody's {at}" for at in absent]
    operands = [
        about(attribute_id, "in", [pool[at % len(pool)], *fillers], negation=at % 3 == 0)
        for at in range(LISTS)
    ]
    pairs = [{"operation": "or", "operands": [first, second]} for first, second in pairwise(operands)]
    bench.judge({"operation": "and", "operands": pairs}, now=NOW, zone=ZONE)


def about(attribute_id: str, operation: str, value: object, *, negation: bool = False) -> dict[str, Any]:
    condition = {"operation": operation, "value": value}
    return {"attribute_id": attribute_id, "condition": condition, "negation": negation}


def long_lists(chance: Random) -> list[dict[str, Any]]:
    fillers = [f"nobody's {at}" for at in range(LONG_LIST)]
    return [
        about(
            chance.choice(["one_string", "many_string"]),
            chance.choice(["in", "not_in", "contains_any_of", "not_contain_any_of"]),
            [*chance.choices(TEXTS, k=2), *fillers],
        )
        for _ in range(LISTS)
    ]
