"""Export destinations, at the HTTP door, and what their settings do to a file."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff.services.house import House
from sendoff.worker.loop import Workers
from tests.integration.conftest import Maker, People
from tests.integration.runs import run_to_its_end

PATH = "/api/segments/export/destinations"


def test_a_destination_is_shown_with_every_setting(destination: Maker) -> None:
    made = destination(attribute_ids=["email"], mandatory_attribute_ids=["age"], icon="i", mi_workspace_id=3)
    assert list(made) == [
        "id", "user_id", "name", "description", "settings", "frontend_settings", "attribute_ids",
        "mandatory_attribute_ids", "disabled", "deleted", "icon", "mi_workspace_id", "last_export", "created",
    ]  # fmt: skip
    assert made["settings"] == {
        "type": "download",
        "format": "csv",
        "compression": "none",
        "columns": {},
        "mandatory_attributes_operator": "and",
        "mi_workspace_variables": [],
    }


@pytest.mark.parametrize(
    ("body", "path", "words"),
    [
        ({"attribute_ids": ["email", "nope"]}, "attribute_ids[1]", "'nope'"),
        ({"attribute_ids": ["email", "email"]}, "attribute_ids[1]", "twice"),
        ({"attribute_ids": ["customer_entity_id"]}, "attribute_ids[0]", "first"),
        ({"mandatory_attribute_ids": ["x"]}, "mandatory_attribute_ids[0]", "'x'"),
        ({"settings": {"type": "ftp"}}, "settings.type", "download"),
        ({"settings": {"format": "xlsx"}}, "settings.format", "parquet"),
        ({"settings": {"format": "parquet", "compression": "gzip"}}, "settings.compression", "inside"),
        ({"settings": {"host": "example.org"}}, "settings.host", "not known"),
        ({"settings": {"columns": {"email": {"treatment": "clear"}}}}, "settings.columns", "'email'"),
        (
            {"attribute_ids": ["email"], "settings": {"columns": {"email": {"treatment": "md5"}}}},
            "settings.columns.email.treatment",
            "sha256",
        ),
        (
            {"attribute_ids": ["email"], "settings": {"columns": {"email": {}}}},
            "settings.columns.email.treatment",
            "missing",
        ),
        (
            {"settings": {"mandatory_attributes_operator": "xor"}},
            "settings.mandatory_attributes_operator",
            "or",
        ),
        (
            {"settings": {"mi_workspace_variables": [{"name": "a", "input_mode": "value_from_list"}]}},
            "settings.mi_workspace_variables[0].values",
            "values",
        ),
        (
            {"settings": {"mi_workspace_variables": [{"name": "a"}, {"name": "a"}]}},
            "settings.mi_workspace_variables[1].name",
            "Another",
        ),
        ({"name": ""}, "name", ""),
        ({"disabled": "0"}, "disabled", ""),
        ({"secret": 1}, "secret", "not known"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    admin: TestClient, destination: Maker, body: dict[str, Any], path: str, words: str
) -> None:
    there = destination()["id"]
    for answer in (admin.post(PATH, json={"name": "x"} | body), admin.patch(f"{PATH}/{there}", json=body)):
        assert answer.status_code == 400, answer.text
        assert answer.json()["path"] == path
        assert words in answer.json()["message"]


def test_all_problems_are_told_at_once(admin: TestClient) -> None:
    body = {"name": "x", "attribute_ids": ["a", "b"], "settings": {"type": "ftp", "format": "xlsx"}}
    message = admin.post(PATH, json=body).json()["message"]
    for place in ("attribute_ids[0]", "attribute_ids[1]", "settings.type", "settings.format"):
        assert place in message


def test_only_what_is_sent_changes(admin: TestClient, destination: Maker) -> None:
    made = destination(attribute_ids=["email"], settings={"columns": {"email": {"treatment": "sha256"}}})
    path = f"{PATH}/{made['id']}"
    assert admin.patch(path, json={"disabled": 1}).json()["segment_export_destination"] == made | {
        "disabled": 1
    }
    refused = admin.patch(path, json={"attribute_ids": ["age"]})
    assert refused.status_code == 400  # the treatment is of a column that would be gone
    assert admin.get(path).json()["segment_export_destination"]["attribute_ids"] == ["email"]


def test_a_deleted_destination_leaves_the_list_and_takes_nothing(
    admin: TestClient, destination: Maker, segment: Maker
) -> None:
    made, other = destination(), destination(name="Other")
    path = f"{PATH}/{made['id']}"
    assert admin.delete(path).json()["segment_export_destination"]["deleted"] == 1
    assert admin.delete(path).status_code == 200
    assert admin.patch(path, json={"name": "x"}).status_code == 409
    listed = admin.get(PATH).json()["segment_export_destinations"]
    assert [each["id"] for each in listed] == [other["id"]]
    run = admin.post(
        f"/api/segments/{segment()['id']}/exports", json={"segment_export_destination_id": made["id"]}
    )
    assert run.status_code == 400
    assert "deleted" in run.json()["message"]


READING = [
    "segments/export",
    "data/sources_and_destinations",
    "settings/sources_and_destinations",
]


@pytest.mark.parametrize("feature", [*READING, "foreign_segments/edit", "settings/users"])
def test_the_rights_of_destinations(people: People, destination: Maker, feature: str) -> None:
    there = destination()["id"]
    person = people.holding(feature)
    reads, writes = feature in READING, feature == "settings/sources_and_destinations"
    calls = [
        (person.get(PATH), reads),
        (person.get(f"{PATH}/{there}"), reads),
        (person.post(PATH, json={"name": "x"}), writes),
        (person.patch(f"{PATH}/{there}", json={"name": "x"}), writes),
        (person.delete(f"{PATH}/{there}"), writes),
    ]
    assert [answer.status_code < 300 for answer, _ in calls] == [allowed for _, allowed in calls]
    assert {answer.status_code for answer, allowed in calls if not allowed} <= {403}


def test_a_right_to_one_destination_shows_that_one_alone(people: People, destination: Maker) -> None:
    mine, other = destination()["id"], destination(name="Other")["id"]
    person = people.holding(f"segments/export/{mine}")
    assert [each["id"] for each in person.get(PATH).json()["segment_export_destinations"]] == [mine]
    assert person.get(f"{PATH}/{mine}").status_code == 200
    assert person.get(f"{PATH}/{other}").status_code == 403
    assert person.get(f"{PATH}/99").status_code == 404


VARIABLES = [
    {"name": "list", "values": ["a", "b"], "required": True, "input_mode": "value_from_list"},
    {"name": "note", "required": False, "can_be_empty": False},
]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 400),
        ({"list": "c"}, 400),
        ({"list": "a"}, 201),
        ({"list": "a", "note": ""}, 201),
        ({"list": "", "note": "x"}, 400),
        ({"list": None}, 400),
    ],
)
def test_parameters_of_a_destination_come_from_the_segment(
    admin: TestClient, destination: Maker, segment: Maker, given: dict[str, Any], status: int
) -> None:
    there = destination(settings={"mi_workspace_variables": VARIABLES})["id"]
    made = segment(settings={"conditions_operation": {}, "destination_parameters": {str(there): given}})
    answer = admin.post(f"/api/segments/{made['id']}/exports", json={"segment_export_destination_id": there})
    assert answer.status_code == status, answer.text
    if status == 400:
        assert answer.json()["path"] == f"settings.destination_parameters.{there}.list"


@pytest.fixture
def workers(small_house: House) -> Any:
    running = Workers(small_house, count=1)
    running.start()
    yield running
    running.stop()


@pytest.mark.parametrize(("operator", "ids"), [("and", ["c1", "c4"]), ("or", ["c1", "c2", "c3", "c4"])])
def test_customers_without_mandatory_attributes_do_not_leave(
    workers: Workers, admin: TestClient, destination: Maker, segment: Maker, operator: str, ids: list[str]
) -> None:
    there = destination(
        mandatory_attribute_ids=["email", "birthday"], settings={"mandatory_attributes_operator": operator}
    )
    made = segment()
    export, file = run_to_its_end(admin, made["id"], there["id"])
    rows = list(csv.reader(io.StringIO(file.decode())))
    assert sorted(row[0] for row in rows[1:]) == ids
    assert export["stats"]["rows"] == {"matched": len(ids), "exported": len(ids)}
    # It is not the segment's own count.
    assert admin.get(f"/api/segments/{made['id']}").json()["segment"]["customers_count"] is None


def test_columns_leave_as_they_are_treated_and_protected_ones_masked(
    workers: Workers, admin: TestClient, destination: Maker, segment: Maker, small_house: House
) -> None:
    for attribute_id in ("email", "name", "age"):
        admin.patch(f"/api/attributes/{attribute_id}", json={"is_pii_protected": 1})
    treatments = {"name": "clear", "birthday": "sha256", "tags": "blocked"}
    there = destination(
        attribute_ids=["email", "name", "birthday", "tags", "age"],
        settings={"columns": {key: {"treatment": value} for key, value in treatments.items()}},
    )
    made = segment()
    export, file = run_to_its_end(admin, made["id"], there["id"])
    header, *rows = csv.reader(io.StringIO(file.decode()))
    assert header == ["customer_entity_id", "email", "name", "birthday", "age"]
    by_id = {row[0]: row[1:] for row in rows}
    day = "d3acf7bd67c8d6bb46a4aab4f1c8d8b0f9c54f8aec9d5d5d0b9d0f5a1c1d7d4a"
    assert by_id["c1"][0] == "a******"
    assert by_id["c1"][1] == "Ann"
    assert len(by_id["c1"][2]) == len(day)
    assert by_id["c1"][3] == "3***"
    assert by_id["c3"][0] == ""
    logs = admin.get(f"/api/segments/{made['id']}/exports/{export['id']}/logs").json()["segment_export_logs"]
    assert "Left in clear by setting: name (set by user 1)." in [line["text"] for line in logs]
    manifest = json.loads(b"".join(small_house.artifacts.read(f"exports/{export['id']}/1/manifest.json")))
    told = {each["attribute_id"]: (each["treatment"], each["set_by"]) for each in manifest["treatments"]}
    assert told == {
        "email": ("masked", "protected attribute"),
        "name": ("clear", "user 1"),
        "birthday": ("sha256", "user 1"),
        "tags": ("blocked", "user 1"),
        "age": ("masked", "protected attribute"),
    }
    assert "tags" not in [column["name"] for column in manifest["columns"]]


def test_numbers_of_any_size_come_back_as_they_were_sent(admin: TestClient, destination: Maker) -> None:
    large = -(2**63) - 1
    variable = {"name": "limit", "values": [2**70, 1]}
    made = destination(frontend_settings={"width": large}, settings={"mi_workspace_variables": [variable]})
    shown = admin.get(f"{PATH}/{made['id']}").json()["segment_export_destination"]
    assert shown["frontend_settings"] == {"width": large}
    assert shown["settings"]["mi_workspace_variables"][0]["values"] == [2**70, 1]


def test_what_is_edited_after_the_asking_does_not_touch_the_run(
    admin: TestClient, destination: Maker, segment: Maker, small_house: House
) -> None:
    there, made = destination(attribute_ids=["name"]), segment()
    asked = admin.post(
        f"/api/segments/{made['id']}/exports", json={"segment_export_destination_id": there["id"]}
    ).json()["segment_export"]
    nobody = {"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 1000}}
    admin.patch(f"/api/segments/{made['id']}", json={"settings": {"conditions_operation": nobody}})
    admin.patch(f"{PATH}/{there['id']}", json={"attribute_ids": ["age"]})
    admin.delete(f"{PATH}/{there['id']}")
    admin.delete(f"/api/segments/{made['id']}")
    running = Workers(small_house, count=1)
    running.start()
    try:
        export, file = run_to_its_end(admin, made["id"], there["id"], export_id=asked["id"])
    finally:
        running.stop()
    assert file.decode().splitlines()[0] == "customer_entity_id,name"
    assert export["stats"]["rows"]["exported"] == 4
    assert export["settings"] == {"conditions_operation": {}}
