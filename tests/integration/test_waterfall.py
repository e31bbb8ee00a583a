"""How many customers each node of a segment keeps, at the HTTP door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.testclient import TestClient

from sendoff.conditions.predicates import Predicate
from sendoff.services import waterfall
from sendoff.services.house import House
from tests.integration.conftest import Maker

Flow = Callable[[object], dict[str, Any]]
ROOT = "conditions_operation"


def about(attribute_id: str, operation: str, value: object = None, **more: object) -> dict[str, Any]:
    inner = {"operation": operation} if value is None else {"operation": operation, "value": value}
    return {"attribute_id": attribute_id, "condition": inner, **more}


def joined(operation: str, *operands: object, **more: object) -> dict[str, Any]:
    return {"operation": operation, "operands": list(operands), **more}


def below(number: int, **more: object) -> dict[str, Any]:
    return about("n", "number_lower_than", number - 1, **more)


def every(step: int) -> dict[str, Any]:
    return about("steps", "equals", step)


@pytest.fixture
def flow(admin: TestClient, segment: Maker, profiles: Path) -> Flow:
    """The waterfall of a new segment over the customers 0 to 99; `steps` has which of 2, 3, 5 divide them."""
    with duckdb.connect() as connection:
        steps = "[s FOR s IN [2, 3, 5] IF i % s = 0]"
        records = "[{'at': 1, 'in': i}, {'at': 2, 'in': i // 2}]"
        connection.execute(
            f"COPY (SELECT i AS customer_entity_id, i AS n, {steps} AS steps, {records} AS stays "
            f"FROM range(100) t(i)) TO '{profiles}'"
        )

    def ask(conditions: object) -> dict[str, Any]:
        made = segment(settings={"conditions_operation": conditions})
        answer = admin.get(f"/api/segments/{made['id']}/waterfall")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        assert found["selected"] == admin.get(f"/api/segments/{made['id']}/preview").json()["count"]
        return found

    return ask


def kept(found: dict[str, Any]) -> list[tuple[int, int, int]]:
    """Depth, alone and so far of each node."""
    return [(node["depth"], node["alone"], node["so_far"]) for node in found["nodes"]]


def test_an_operand_of_an_and_is_counted_alone_and_after_those_before_it(flow: Flow) -> None:
    found = flow(joined("and", below(50), every(2), every(3)))
    keys = ["segment_id", "as_of", "customers", "selected", "nodes", "more_nodes"]
    assert (list(found), found["customers"], found["selected"], found["more_nodes"]) == (keys, 100, 9, 0)
    assert kept(found) == [(0, 9, 9), (1, 50, 50), (1, 50, 25), (1, 34, 9)]
    assert [node["path"] for node in found["nodes"]] == [
        ROOT, f"{ROOT}.operands[0]", f"{ROOT}.operands[1]", f"{ROOT}.operands[2]",
    ]  # fmt: skip
    first, second = found["nodes"][:2]
    assert (first["kind"], first["sentence"]) == ("and", "All of these hold.")
    assert (second["kind"], second["sentence"]) == ("condition", "‘n’ is at most 49.")


def test_an_operand_of_an_or_adds_to_those_before_it_of_what_reached_the_or(flow: Flow) -> None:
    found = flow(joined("and", below(50), joined("or", every(2), every(3)), every(5)))
    assert kept(found) == [(0, 7, 7), (1, 50, 50), (1, 67, 33), (2, 50, 25), (2, 34, 33), (1, 20, 7)]


def test_an_and_inside_an_or_keeps_of_what_reached_the_or(flow: Flow) -> None:
    found = flow(joined("or", every(5), joined("and", every(2), every(3))))
    assert kept(found) == [(0, 33, 33), (1, 20, 20), (1, 17, 33), (2, 50, 50), (2, 34, 17)]


def test_a_negated_condition_counts_negated_and_a_negated_group_as_written_inside(flow: Flow) -> None:
    found = flow(joined("and", below(50, negation=True), joined("or", every(2), every(3), negation=True)))
    assert kept(found) == [(0, 16, 16), (1, 50, 50), (1, 33, 16), (2, 50, 25), (2, 34, 34)]


def test_inside_a_compound_one_element_must_satisfy_all_before(flow: Flow) -> None:
    at = {"condition": {"operation": "equals", "value": 2, "sub_attribute_id": "at"}}
    low = {"condition": {"operation": "number_lower_than", "value": 9, "sub_attribute_id": "in"}}
    stays = {"attribute_id": "stays", **joined("and", at, low)}
    found = flow(joined("and", every(2), stays))
    assert kept(found) == [(0, 10, 10), (1, 50, 50), (1, 20, 10), (2, 100, 50), (2, 20, 10)]
    both = flow({**stays, "operation": "or", "quantifier": {"at_least": 2}})
    assert kept(both) == [(0, 10, 10), (1, 0, 0), (1, 10, 10)]


def test_a_whole_tree_of_everybody_a_condition_or_a_limit_is_counted(flow: Flow) -> None:
    assert kept(flow({})) == [(0, 100, 100)]
    assert kept(flow(every(5))) == [(0, 20, 20)]
    found = flow({"limit": 7, "of": joined("and", below(50), every(5))})
    assert kept(found) == [(0, 7, 7), (1, 10, 10), (2, 50, 50), (2, 20, 10)]
    assert [node["path"] for node in found["nodes"]][1:3] == [f"{ROOT}.of", f"{ROOT}.of.operands[0]"]
    assert found["nodes"][0]["sentence"] == "The first 7 customers, ordered by id."


def test_nodes_beyond_the_first_two_hundred_are_left_out_and_told(flow: Flow) -> None:
    found = flow(joined("or", *(about("n", "equals", number) for number in range(250))))
    assert (len(found["nodes"]), found["more_nodes"], found["selected"]) == (200, 51, 100)
    assert kept(found)[-1] == (1, 0, 100)
    assert kept(found)[50] == (1, 1, 50)


def test_long_lists_are_counted_as_often_as_there_is_room(
    flow: Flow, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = list(range(1_000))
    tree = joined("and", *(about("n", "in", numbers) for _ in range(8)))
    assert flow(tree)["more_nodes"] == 0
    monkeypatch.setattr(waterfall, "MAX_ASKED", 1_000)
    found = flow(tree)
    assert (found["selected"], len(found["nodes"]), found["more_nodes"]) == (100, 2, 7)


def test_everything_is_counted_in_one_pass(flow: Flow, small_house: House) -> None:
    passes: list[int] = []
    profiles = small_house.profiles

    class Watched:
        def __getattr__(self, name: str) -> Any:
            assert name != "count"
            return getattr(profiles, name)

        def counts(self, predicates: Sequence[Predicate], **more: Any) -> list[int]:
            passes.append(len(predicates))
            return profiles.counts(predicates, **more)

    small_house.profiles = Watched()
    flow(joined("and", below(50), every(2)))
    of_waterfall, _of_preview = passes
    assert of_waterfall == 4  # everybody, the whole, and each operand, the first of which is alone so far


def test_a_condition_on_a_compound_takes_the_room_of_many(
    flow: Flow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waterfall, "MAX_ASKED", 200)
    plain = joined("and", *(about("n", "equals", number) for number in range(8)))
    assert flow(plain)["more_nodes"] == 0
    inside = [{"condition": {"operation": "is_set", "sub_attribute_id": "at"}} for _ in range(8)]
    found = flow({"attribute_id": "stays", **joined("and", *inside)})
    assert (len(found["nodes"]), found["more_nodes"]) == (1, 8)
