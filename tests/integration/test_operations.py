"""What a condition can ask, as the API lists it."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from sendoff.conditions.operations.registry import OPERATIONS
from sendoff.engines.port import Limits
from sendoff.services.house import House


def listed(client: TestClient) -> dict[str, dict[str, Any]]:
    answer = client.get("/api/condition_operations")
    assert answer.status_code == 200, answer.text
    return {each["operation"]: each for each in answer.json()["condition_operations"]}


def test_every_operation_is_listed_and_our_own_are_marked(admin: TestClient) -> None:
    found = listed(admin)
    assert list(found) == [each.key for each in OPERATIONS]
    assert found["number_lower_than"] == {
        "operation": "number_lower_than",
        "aliases": ["lower"],
        "data_types": ["int", "float"],
        "value": "one",
        "phrase": "is at most",
        "negative_of": None,
        "own": False,
        "refused": None,
    }
    assert found["in_list"]["own"]
    assert not found["in"]["own"]


def test_what_the_engine_cannot_do_is_said(small_house: House, admin: TestClient) -> None:
    class Poorer:
        limits = Limits(refused={"contains": "It has no texts."})

    small_house.profiles = Poorer()  # type: ignore[assignment]
    found = listed(admin)
    assert found["contains"]["refused"] == "It has no texts."
    assert found["equals"]["refused"] is None
