"""Laws of the condition language, over random trees and customers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sendoff.conditions.describe import describe
from sendoff.conditions.interpret import Referee, select
from sendoff.conditions.lower import lower, selection
from sendoff.conditions.parse import parse, render
from sendoff.conditions.references import Pinned, Recording
from sendoff.conditions.tree import Tree
from tests.property.predicate_evaluator import holds
from tests.property.strategies import (
    CATALOGUE,
    NOWS,
    REFERENCES,
    ZONES,
    ListedHere,
    customers,
    limited_trees,
    trees,
)

NOW = st.sampled_from(NOWS)
ZONE = st.sampled_from(ZONES)
ID = CATALOGUE.id_column


def _identified(most: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    some = st.lists(customers(), min_size=1, max_size=most)
    return some.map(lambda each: [{ID: f"c{at}", **customer} for at, customer in enumerate(each)])


CUSTOMERS = _identified(3)
thorough = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _parse(document: dict[str, Any], now: datetime, zone: ZoneInfo) -> Tree:
    return parse(document, catalogue=CATALOGUE, now=now, zone=zone, references=REFERENCES)


@thorough
@given(st.one_of(trees(), limited_trees()), NOW, ZONE)
def test_a_rendered_tree_is_parsed_to_the_same_tree(document: dict, now: datetime, zone: ZoneInfo) -> None:
    tree = _parse(document, now, zone)
    assert _parse(render(tree), now, zone) == tree
    assert describe(tree) == describe(_parse(render(tree), now, zone))


@thorough
@given(trees(), CUSTOMERS, NOW, ZONE)
def test_the_lowered_predicate_selects_whom_the_referee_selects(
    document: dict, some: list[dict], now: datetime, zone: ZoneInfo
) -> None:
    tree = _parse(document, now, zone)
    referee = Referee(tree, now=now, zone=zone, value_lists=ListedHere())
    predicate = lower(tree, now=now, zone=zone)
    for customer in some:
        assert holds(predicate, customer) is referee.selects(customer)
        assert referee.explain(customer).holds is referee.selects(customer)


@thorough
@given(trees(), CUSTOMERS, NOW, ZONE)
def test_a_tree_and_its_negation_share_the_customers_out(
    document: dict, some: list[dict], now: datetime, zone: ZoneInfo
) -> None:
    assume(document)
    negated = {**document, "negation": not document.get("negation", False)}
    selected = [
        str(customer[ID])
        for tree in (_parse(document, now, zone), _parse(negated, now, zone))
        for customer in select(tree, some, now=now, zone=zone, id_column=ID, value_lists=ListedHere())
    ]
    assert sorted(selected) == [customer[ID] for customer in some]


@thorough
@given(trees(), NOW, ZONE)
def test_a_tree_reads_the_same_from_the_references_kept_of_it(
    document: dict, now: datetime, zone: ZoneInfo
) -> None:
    recording = Recording(REFERENCES)
    tree = parse(document, catalogue=CATALOGUE, now=now, zone=zone, references=recording)
    kept = Pinned.from_json(json.loads(json.dumps(recording.pinned().to_json())))
    assert parse(document, catalogue=CATALOGUE, now=now, zone=zone, references=kept) == tree


@thorough
@given(limited_trees(), _identified(6), NOW, ZONE)
def test_a_limit_leaves_the_first_of_those_it_is_of(
    document: dict, some: list[dict], now: datetime, zone: ZoneInfo
) -> None:
    tree = _parse(document, now, zone)
    chosen = selection(tree, now=now, zone=zone)
    assert chosen.top is not None
    found = select(tree, reversed(some), now=now, zone=zone, id_column=ID, value_lists=ListedHere())
    eligible = [customer for customer in some if holds(chosen.predicate, customer)]
    assert len(found) == min(len(eligible), chosen.top.count)
    assert all(customer in eligible for customer in found)
    assert found == select(tree, some, now=now, zone=zone, id_column=ID, value_lists=ListedHere())
