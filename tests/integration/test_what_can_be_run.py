"""What a run is refused for, what goes on once it was asked for, and what can be canceled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff.services.house import House
from tests.integration.conftest import Maker, People
from tests.integration.runs import carry_out_next

URL = "/api/segments/1/exports"
ASK = {"segment_export_destination_id": 1}
SEGMENT, DESTINATION = "/api/segments/1", "/api/segments/export/destinations/1"


def status(admin: TestClient, export_id: int = 1) -> str:
    export: dict[str, Any] = admin.get(f"{URL}/{export_id}").json()["segment_export"]
    return str(export["status"])


def end(admin: TestClient, path: str, how: str) -> None:
    """The segment or destination at `path` is disabled or deleted."""
    answer = admin.patch(path, json={"disabled": 1}) if how == "disabled" else admin.delete(path)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("how", ["disabled", "deleted"])
@pytest.mark.parametrize(("path", "noun"), [(SEGMENT, "segment"), (DESTINATION, "destination")])
def test_with_what_is_disabled_or_deleted_nothing_runs_but_what_was_asked_for_goes_on(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, path: str, noun: str, how: str
) -> None:
    segment(name="Buyers"), destination(name="Letters")
    for _ in range(2):
        assert admin.post(URL, json=ASK).status_code == 201
    carry_out_next(small_house, meanwhile=lambda: end(admin, path, how))
    refused = admin.post(URL, json=ASK)
    assert refused.status_code == 400
    name = "Buyers" if noun == "segment" else "Letters"
    assert f"The {noun} '{name}' is {how}" in refused.json()["message"]
    assert refused.json()["message"] == refused.json()["detail"]
    carry_out_next(small_house)
    assert (status(admin, 1), status(admin, 2)) == ("finished", "finished")
    assert admin.get(f"{URL}/2/download").status_code == 200
    assert len(admin.get(URL).json()["segment_exports"]) == 2


MEANINGLESS: list[tuple[dict[str, Any], str]] = [
    ({}, "segment_export_destination_id"),
    ({"segment_export_destination_id": 9}, "segment_export_destination_id"),
    ({"segment_export_destination_id": "1"}, "segment_export_destination_id"),
    ({"segment_export_destination_id": 1.0}, "segment_export_destination_id"),
    ({"segment_export_destination_id": True}, "segment_export_destination_id"),
    ({"segment_export_destination_id": None}, "segment_export_destination_id"),
    ({"segment_export_destination_id": 2**63}, "segment_export_destination_id"),
    ({**ASK, "name": 7}, "name"),
    ({**ASK, "name": "a\0b"}, "name"),
    ({**ASK, "name": "x" * 501}, "name"),
    ({**ASK, "status": "finished"}, "status"),
    ({**ASK, "user_id": 2}, "user_id"),
]


def test_a_body_that_means_nothing_is_refused_with_its_place(
    admin: TestClient, segment: Maker, destination: Maker
) -> None:
    segment(), destination()
    for body, path in MEANINGLESS:
        refused = admin.post(URL, json=body)
        assert (refused.status_code, refused.json()["path"]) == (400, path), (body, refused.text)
    assert admin.get(URL).json()["segment_exports"] == []


def test_whoever_asks_is_its_user_and_not_the_author(
    admin: TestClient, people: People, segment: Maker, destination: Maker
) -> None:
    segment(), destination()
    person = people.holding("segments/export")
    export = person.post(URL, json=ASK).json()["segment_export"]
    assert export["user_id"] == person.id


CHOICE = {"values": [1, "2", "b"], "input_mode": "value_from_list"}
TRUTH = {"values": [True], "input_mode": "value_from_list"}
GIVEN: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"required": True}, {}, False),
    ({"required": True}, {"p": None}, False),
    ({"required": True}, {"q": "a"}, False),
    ({"required": True}, {"p": ""}, True),
    ({"required": True}, {"p": False}, True),
    ({"required": True, "can_be_empty": False}, {"p": ""}, False),
    ({"required": True, "can_be_empty": False}, {"p": 0}, True),
    ({}, {}, True),
    ({"values": ["a"]}, {"p": "c"}, True),
    (CHOICE, {}, True),
    (CHOICE, {"p": "b"}, True),
    (CHOICE, {"p": "B"}, False),
    (CHOICE, {"p": ""}, False),
    (CHOICE, {"p": 1}, True),
    (CHOICE, {"p": 1.0}, True),
    (CHOICE, {"p": "1"}, False),
    (CHOICE, {"p": 2}, False),
    (CHOICE, {"p": True}, False),
    (TRUTH, {"p": True}, True),
    (TRUTH, {"p": 1}, False),
]
"""A parameter `p` of a destination, what a segment gives, and whether it can be run."""


def test_parameters_are_given_by_the_segment_and_looked_at_by_the_run(
    admin: TestClient, segment: Maker, destination: Maker
) -> None:
    for variable, given, allowed in GIVEN:
        there = destination(settings={"mi_workspace_variables": [{"name": "p", **variable}]})["id"]
        parameters = {str(there): given, str(there + 1): {"p": "of another destination"}}
        made = segment(settings={"conditions_operation": {}, "destination_parameters": parameters})["id"]
        ask = {"segment_export_destination_id": there}
        answer = admin.post(f"/api/segments/{made}/exports", json=ask)
        assert answer.status_code == (201 if allowed else 400), (variable, given, answer.text)
        if not allowed:
            assert answer.json()["path"] == f"settings.destination_parameters.{there}.p"


@pytest.mark.parametrize("final", ["finished", "canceled", "error"])
def test_what_has_ended_is_not_canceled(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, final: str
) -> None:
    segment(), destination()
    admin.post(URL, json=ASK)
    if final == "canceled":
        admin.delete(f"{URL}/1")
    elif final == "finished":
        carry_out_next(small_house)
    else:
        with small_house.database.writing() as connection:
            connection.exec_driver_sql("UPDATE exports SET status = 'error'")
    before = [admin.get(f"{URL}/1{path}").json() for path in ("", "/history", "/logs")]
    refused = admin.delete(f"{URL}/1")
    assert refused.status_code == 409
    assert f"is {final} already" in refused.json()["message"]
    assert [admin.get(f"{URL}/1{path}").json() for path in ("", "/history", "/logs")] == before


def test_a_running_export_is_canceled_and_leaves_no_file(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House
) -> None:
    segment(), destination()
    admin.post(URL, json=ASK)
    answers: list[Any] = []
    carry_out_next(small_house, meanwhile=lambda: answers.append(admin.delete(f"{URL}/1")))
    assert (answers[0].status_code, answers[0].json()["segment_export"]["status"]) == (200, "canceled")
    changes = admin.get(f"{URL}/1/history").json()["history_list"]
    assert [each["segment_export"]["status"] for each in changes] == ["waiting", "running", "canceled"]
    assert list(small_house.artifacts.names("exports/")) == []
    export = admin.get(f"{URL}/1").json()["segment_export"]
    assert export["stats"]["rows"] == {"matched": None, "exported": None}
    lines = admin.get(f"{URL}/1/logs").json()["segment_export_logs"]
    assert (lines[-1]["level"], lines[-1]["text"]) == ("warning", "Canceled by the user with the id 1.")


def test_a_segment_that_was_changed_meanwhile_does_not_get_the_count_of_what_it_was(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House
) -> None:
    adults = {"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 35}}
    made = segment(settings={"conditions_operation": adults})
    destination()
    url = f"/api/segments/{made['id']}"
    everybody: dict[str, Any] = {"settings": {"conditions_operation": {}}}
    admin.post(f"{url}/exports", json=ASK)
    carry_out_next(small_house, meanwhile=lambda: admin.patch(url, json=everybody))
    changed = admin.get(url).json()["segment"]
    assert (changed["customers_count"], changed["last_export"] is None) == (None, False)
    admin.post(f"{url}/exports", json=ASK)
    carry_out_next(small_house, meanwhile=lambda: admin.patch(url, json={"name": "Other"}))
    assert admin.get(url).json()["segment"]["customers_count"] == 4


def test_a_segment_loses_its_count_when_one_that_it_names_changes(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House
) -> None:
    first = segment()["id"]
    second = segment(settings={"conditions_operation": {"segment_id": first}})["id"]
    third = segment(settings={"conditions_operation": {"segment_id": second}})["id"]
    trashed = segment(settings={"conditions_operation": {"segment_id": first}})["id"]
    other = segment()["id"]
    destination()

    def shown(segment_id: int) -> dict[str, Any]:
        found: dict[str, Any] = admin.get(f"/api/segments/{segment_id}").json()["segment"]
        return found

    def count(segment_id: int, *, meanwhile: Callable[[], object] = lambda: None) -> int | None:
        assert admin.post(f"/api/segments/{segment_id}/exports", json=ASK).status_code == 201
        carry_out_next(small_house, meanwhile=meanwhile)
        found: int | None = shown(segment_id)["customers_count"]
        return found

    def change(conditions: dict[str, Any]) -> None:
        body = {"settings": {"conditions_operation": conditions}}
        assert admin.patch(f"/api/segments/{first}", json=body).status_code == 200

    every = (first, second, third, trashed, other)
    assert [count(each) for each in every] == [4] * 5
    admin.delete(f"/api/segments/{trashed}")
    before = shown(third)
    change({})
    assert [shown(each)["customers_count"] for each in every] == [4] * 5
    change({"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 35}})
    admin.post(f"/api/segments/{trashed}/restore")
    assert [shown(each)["customers_count"] for each in every] == [None, None, None, None, 4]
    assert shown(third) == before | {"customers_count": None}  # it is no new version
    assert count(third, meanwhile=lambda: change({})) is None  # of what it named nobody asks any more
    assert count(third) == 4


@pytest.mark.parametrize("columns", [{}, {"name": {"treatment": "blocked"}}])
def test_a_file_of_ids_alone_is_warned_of(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, columns: dict
) -> None:
    made = destination(attribute_ids=list(columns), settings={"columns": columns})
    exports = f"/api/segments/{segment()['id']}/exports"
    admin.post(exports, json={"segment_export_destination_id": made["id"]})
    logs = f"{exports}/{carry_out_next(small_house)}/logs"
    warnings = [
        line["text"] for line in admin.get(logs).json()["segment_export_logs"] if line["level"] == "warning"
    ]
    assert warnings == ["The destination lets no attribute out, so the file has ids alone."]
