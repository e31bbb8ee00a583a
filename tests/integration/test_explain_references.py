"""Explanations of trees that name other segments and uploaded value lists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.references import ValueListReference
from sendoff.conditions.tree import Condition, Group, Joiner, Node, Segment
from sendoff.engines.port import SourceUnusable
from sendoff.services import explain
from sendoff.services.house import House
from sendoff.services.sight import Sight

EVERYTHING = Sight(protected=frozenset(), hidden=frozenset(), disabled=frozenset())
LIST = ValueListReference(3, "Names", DataType.STRING, 2, "key")


@dataclass
class Lists:
    table_of: dict[str, list[str]]
    looked_up: int = 0

    def table(self, key: str) -> pa.Table:
        self.looked_up += 1
        return pa.table({"value": pa.chunked_array([self.table_of[key], []], pa.large_string())})


@dataclass(frozen=True)
class Value:
    text: str

    def as_py(self) -> str:
        return self.text


@pytest.fixture
def told(small_house: House, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The explanation of a tree for the customer c1, Ann of 31."""

    def ask(tree: Node, sight: Sight = EVERYTHING) -> explain.Told:
        now = datetime(2026, 11, 24, tzinfo=UTC)
        monkeypatch.setattr(explain, "parsed", lambda house, viewed: (tree, now))
        viewed: Any = SimpleNamespace(row=SimpleNamespace(id=1))
        stop: Any = None
        return explain.explain(small_house, viewed, sight, "c1", stop=stop).tree

    return ask


def condition(house: House, attribute_id: str, operation: str, value: object = None) -> Condition:
    attribute = house.catalogue().get(attribute_id)
    assert attribute is not None
    return Condition(attribute, operation, value)


def test_a_segment_that_is_referred_to_is_one_node_that_holds_or_not(told: Any, small_house: House) -> None:
    inner = condition(small_house, "age", "number_greater_than", 30)
    node = told(Group(Joiner.AND, (Segment(9, "Adults", inner), Segment(9, "Adults", inner, negation=True))))
    assert [part.holds for part in node.parts] == [True, False]
    assert [(part.kind, part.parts, part.values) for part in node.parts] == [("segment", [], None)] * 2
    assert node.parts[0].sentence == "The customer is in segment ‘Adults’ (9)."


def test_a_segment_about_what_is_protected_is_not_told(told: Any, small_house: House) -> None:
    inner = condition(small_house, "age", "number_greater_than", 30)
    sight = replace(EVERYTHING, protected=frozenset({"age"}))
    assert told(Segment(9, "Adults", inner), sight).holds is None
    assert told(Segment(9, "Named", condition(small_house, "name", "is_set")), sight).holds is True


def test_a_value_list_is_looked_into_as_the_engine_does(told: Any, small_house: House) -> None:
    small_house.value_lists = lists = Lists({"key": ["ann", "bob"], "other": ["bob"]})
    other = replace(LIST, key="other")
    listed = [condition(small_house, "name", "in_list", each) for each in (LIST, LIST, other)]
    node = told(Group(Joiner.AND, (*listed, condition(small_house, "name", "not_in_list", other))))
    assert [part.holds for part in node.parts] == [True, True, False, True]
    assert lists.looked_up == 2


@pytest.mark.parametrize("count", [1, 2, 3, 100])
def test_every_value_of_a_list_is_found_and_nothing_between_them(count: int) -> None:
    values = sorted(f"ž{at}" for at in range(count))
    listed = explain._Listed(Lists({"key": values}))
    assert all(listed.contains("key", value) for value in values)
    assert not any(listed.contains("key", f"{value}!") for value in ("", "a", *values, "\U0001f600"))


def test_a_long_value_list_is_not_read_through_for_each_question() -> None:
    class Watched(list[Value]):
        looks = 0

        def __getitem__(self, at: Any) -> Any:
            self.looks += 1
            return super().__getitem__(at)

    values = Watched(Value(f"{at:06}") for at in range(100_000))
    lists: Any = SimpleNamespace(table=lambda key: SimpleNamespace(column=lambda name: values))
    assert explain._Listed(lists).contains("key", "077777")
    assert values.looks < 20


def test_a_value_list_where_there_are_none_is_told_as_a_sentence(told: Any, small_house: House) -> None:
    with pytest.raises(SourceUnusable, match="uploaded list"):
        told(condition(small_house, "name", "in_list", LIST))
