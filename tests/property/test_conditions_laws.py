"""Laws of the condition language, over random trees and customers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendoff.conditions.interpret import Referee
from sendoff.conditions.lower import lower
from sendoff.conditions.parse import parse, render
from sendoff.conditions.tree import Tree
from tests.property.predicate_evaluator import holds
from tests.property.strategies import CATALOGUE, NOWS, REFERENCES, ZONES, ListedHere, customers, trees

NOW = st.sampled_from(NOWS)
ZONE = st.sampled_from(ZONES)
CUSTOMERS = st.lists(customers(), min_size=1, max_size=3)
thorough = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _parse(document: dict[str, Any], now: datetime, zone: ZoneInfo) -> Tree:
    return parse(document, catalogue=CATALOGUE, now=now, zone=zone, references=REFERENCES)


@thorough
@given(trees(), NOW, ZONE)
def test_a_rendered_tree_is_parsed_to_the_same_tree(document: dict, now: datetime, zone: ZoneInfo) -> None:
    tree = _parse(document, now, zone)
    assert _parse(render(tree), now, zone) == tree


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
