"""Segments that one may not see, inside of others that one may: their ids are told, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff.access.features import Feature
from sendoff.engines.port import Limits
from sendoff.services.house import House
from tests.integration.conftest import Maker, People, Person
from tests.integration.runs import carry_out_next

KEPT = {"attribute_id": "age", "condition": {"operation": "number_between", "value": [17, 4711]}}
NAMED = {"attribute_id": "name", "condition": {"operation": "is_set"}}
HIDDEN, SHOWN = 1, 2
SHOWN_TREE = {"operation": "and", "operands": [{"segment_id": HIDDEN}, NAMED]}
DOORS = ("describe", "explain?customer_entity_id=c1", "waterfall", "count", "preview")
REFUSED = (
    f"Something in the conditions of segment {HIDDEN} is refused. Look at that segment, or ask somebody who "
    "may see it."
)


def conditions(tree: object) -> dict[str, Any]:
    return {"settings": {"conditions_operation": tree}}


@pytest.fixture
def viewer(admin: TestClient, segment: Maker, people: People) -> Person:
    """May see the segment `SHOWN`, but not `HIDDEN`, which it names."""
    segment(name="Merger", **conditions(KEPT))
    segment(name="Shown", **conditions(SHOWN_TREE))
    person = people.holding(Feature.CUSTOMERS_DETAIL, Feature.SEGMENTS_CREATE, Feature.SEGMENTS_EXPORT)
    admin.post(f"/api/acl/segments/{SHOWN}", json={"user_id": person.id, "permission": "write"})
    return person


def keep(house: House, segment_id: int, tree: object) -> None:
    """The segment's conditions from now on, as if they had been valid when they were saved."""
    with house.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE segments SET conditions_operation = ? WHERE id = ?", (json.dumps(tree), segment_id)
        )


def test_its_truth_and_its_counts_are_told_and_nothing_of_what_is_in_it(
    admin: TestClient, viewer: Person
) -> None:
    said = {door: viewer.get(f"/api/segments/{SHOWN}/{door}") for door in DOORS}
    for door, answer in said.items():
        assert answer.status_code == 200, answer.text
        assert not [each for each in ("Merger", "4,711", "4711") if each in answer.text], door
    assert said["describe"].json()["description"] == (
        "Customers where the customer is in segment 1 and ‘name’ is set."
    )
    told = said[DOORS[1]].json()["tree"]["parts"][0]
    assert (told["sentence"], told["holds"]) == ("The customer is in segment 1.", True)
    assert (told["attribute_id"], told["values"], told["parts"]) == (None, None, [])
    counted = said["waterfall"].json()["nodes"]
    assert (counted[1]["sentence"], counted[1]["alone"]) == ("The customer is in segment 1.", 3)
    assert "in segment ‘Merger’ (1)" in admin.get(f"/api/segments/{SHOWN}/describe").text

    admin.post(f"/api/acl/segments/{HIDDEN}", json={"user_id": viewer.id, "permission": "read"})
    for door in DOORS[:3]:
        assert "segment ‘Merger’ (1)" in viewer.get(f"/api/segments/{SHOWN}/{door}").text


def test_what_is_wrong_in_it_is_told_by_its_id_alone(
    admin: TestClient, viewer: Person, small_house: House
) -> None:
    gone = {"attribute_id": "gone", "condition": {"operation": "equals", "value": "Acme"}}
    wrong = {**KEPT, "condition": {"operation": "number_between", "value": ["Acme", 1]}}
    keep(small_house, HIDDEN, {"operation": "and", "operands": [gone, wrong]})
    told = f"conditions_operation.operands[0]: {REFUSED}"
    for door in DOORS:
        refused = viewer.get(f"/api/segments/{SHOWN}/{door}")
        assert (refused.status_code, refused.json()["message"]) == (400, told), door
        in_full = admin.get(f"/api/segments/{SHOWN}/{door}").json()["message"]
        assert "In segment 1 ('Merger')" in in_full
        assert "'gone'" in in_full
    made = viewer.post("/api/segments", json={"name": "Mine", **conditions({"segment_id": SHOWN})})
    assert (made.status_code, made.json()["message"]) == (400, f"conditions_operation: {REFUSED}")


def test_what_is_said_of_a_run_is_said_to_everybody(
    admin: TestClient, viewer: Person, destination: Maker, small_house: House
) -> None:
    keep(small_house, HIDDEN, {"attribute_id": "gone", "condition": {"operation": "equals", "value": "Acme"}})
    run = {"segment_export_destination_id": destination()["id"]}
    assert viewer.post(f"/api/segments/{SHOWN}/exports", json=run).status_code == 201
    export_id = carry_out_next(small_house)
    place = f"/api/segments/{SHOWN}/exports/{export_id}"
    for client in (viewer, admin):
        assert client.get(place).json()["segment_export"]["stats"]["error"].endswith(REFUSED)
        assert REFUSED in client.get(f"{place}/logs").text
        assert "gone" not in client.get(f"{place}/logs").text


def test_what_it_names_is_not_told_when_an_export_is_refused(
    admin: TestClient, viewer: Person, destination: Maker, small_house: House
) -> None:
    run = {"segment_export_destination_id": destination()["id"]}
    in_list = [{"operation": "in_list", "value": missing} for missing in (98, 99)]
    listed = [{"attribute_id": "name", "condition": each} for each in in_list]
    keep(small_house, HIDDEN, {"operation": "or", "operands": [*listed, {"segment_id": 4711}]})
    refused = viewer.post(f"/api/segments/{SHOWN}/exports", json=run)
    assert (refused.status_code, refused.json()["message"]) == (400, REFUSED)
    assert "value list 98" in admin.post(f"/api/segments/{SHOWN}/exports", json=run).text


def test_it_is_in_the_trash_by_its_id_alone(
    admin: TestClient, viewer: Person, destination: Maker, small_house: House
) -> None:
    for segment_id in (SHOWN, HIDDEN):
        assert admin.delete(f"/api/segments/{segment_id}").status_code == 200
    admin.post(f"/api/segments/{SHOWN}/restore")
    run = {"segment_export_destination_id": destination()["id"]}
    for refused in (
        viewer.get(f"/api/segments/{SHOWN}/count"),
        viewer.post(f"/api/segments/{SHOWN}/exports", json=run),
    ):
        assert refused.status_code == 400
        assert refused.json()["message"].endswith(
            "Segment 1 is in the trash. Restore it, or choose another one."
        )


def test_what_the_engine_cannot_do_in_it_is_told_by_its_id_alone(viewer: Person, small_house: House) -> None:
    class Poorer:
        """The same engine, less able."""

        def __getattr__(self, name: str) -> Any:
            return getattr(able, name)

        limits = Limits(refused={"number_between": "It cannot count that far.", "is_set": "It cannot know."})

    able = small_house.profiles
    small_house.profiles = Poorer()
    body = {"name": "Mine", **conditions({"segment_id": SHOWN})}
    refused = viewer.post("/api/segments", json=body).json()["message"]
    known = "In segment 2 ('Shown'): The operation 'is_set' is not possible on this source. It cannot know."
    assert refused == f"conditions_operation: {REFUSED} conditions_operation: {known}"
