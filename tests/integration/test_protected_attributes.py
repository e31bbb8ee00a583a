"""Attributes with `is_pii_protected`: masked at every door, unless a person says otherwise and is named."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from sendoff.services.house import House
from tests.integration.conftest import Maker, People
from tests.integration.runs import carry_out_next

PROTECTED = ("email", "age", "birthday", "tags", "address")
CLEAR = ("ann@example.org", "1993-02-03", "gold", "Praha", "11000")
"""Values of theirs that are seen nowhere; an age of 31 could be part of anything."""
MASKED = {
    "email": "a******", "age": "3***", "birthday": "1******", "tags": ["g***", "n***"],
    "address": {"city": "P***", "zip": "1***"},
}  # fmt: skip
DESTINATIONS = "/api/segments/export/destinations"


@pytest.fixture
def protected(admin: TestClient, segment: Maker) -> None:
    """Everything but the name is protected, and there is a segment of all customers."""
    for attribute_id in PROTECTED:
        answer = admin.patch(f"/api/attributes/{attribute_id}", json={"is_pii_protected": 1})
        assert answer.json()["attribute"]["is_pii_protected"] == 1
    segment()


def run(client: Any, house: House, to: int = 1) -> tuple[int, bytes]:
    """The id of a finished export of everybody, and its file."""
    answer = client.post("/api/segments/1/exports", json={"segment_export_destination_id": to})
    assert answer.status_code == 201, answer.text
    export_id = carry_out_next(house)
    file = client.get(f"/api/segments/1/exports/{export_id}/download")
    assert file.status_code == 200, file.text
    return export_id, file.content


def told(client: Any, house: House, export_id: int) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Treatment and setter of each column, as the manifest has them; and the log."""
    manifest = json.loads(b"".join(house.artifacts.read(f"exports/{export_id}/1/manifest.json")))
    treatments = {
        each["attribute_id"]: (each["treatment"], each["set_by"]) for each in manifest["treatments"]
    }
    logs = client.get(f"/api/segments/1/exports/{export_id}/logs").json()["segment_export_logs"]
    return treatments, [line["text"] for line in logs]


def test_nothing_is_protected_until_a_person_says_so(admin: TestClient) -> None:
    listed = admin.get("/api/attributes").json()["attributes"]
    assert {each["is_pii_protected"] for each in listed} == {0}


@pytest.mark.usefixtures("protected")
def test_a_file_of_any_format_is_masked_even_for_those_who_may_see_the_values(
    admin: TestClient, destination: Maker, small_house: House
) -> None:
    for to, format in enumerate(("csv", "csv_spreadsheet", "ndjson", "parquet"), start=1):
        destination(attribute_ids=["name", *PROTECTED], settings={"format": format})
        export_id, file = run(admin, small_house, to)
        rows: list[dict[str, Any]]
        if format == "parquet":
            rows = pq.read_table(io.BytesIO(file)).to_pylist()
        elif format == "ndjson":
            rows = [json.loads(line) for line in file.splitlines()]
        else:
            rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
        ann = next(row for row in rows if row["customer_entity_id"] == "c1")
        assert ann.pop("name") == "Ann"
        del ann["customer_entity_id"]
        if "csv" in format:
            ann = {key: json.loads(value) if value[0] in "[{" else value for key, value in ann.items()}
        assert ann == MASKED, format
        assert not [value for value in CLEAR if value in str(rows)], format
        treatments, log = told(admin, small_house, export_id)
        assert treatments == {"name": ("clear", "default")} | dict.fromkeys(
            PROTECTED, ("masked", "protected attribute")
        )
        assert not [line for line in log if "clear" in line]


@pytest.mark.usefixtures("protected")
def test_pages_show_the_values_to_those_alone_who_may_see_them(people: People) -> None:
    features = ("customers/search", "customers/detail", "foreign_segments/view")
    clerk, officer = people.holding(*features), people.holding(*features, "customers/pii")
    for door in (
        "/api/customers/c1/attributes", "/api/customers/fulltext_search?search_text=c1",
        "/api/segments/1/preview",
    ):  # fmt: skip
        masked, clear = clerk.get(door), officer.get(door)
        assert (masked.status_code, clear.status_code) == (200, 200)
        assert [value for value in CLEAR if value in masked.text] == [], door
        assert [value for value in CLEAR if value not in clear.text] == [], door
        assert "Ann" in masked.text


@pytest.mark.usefixtures("protected")
def test_a_search_looks_into_protected_values_for_those_alone_who_may_see_them(people: People) -> None:
    clerk, officer = people.holding("customers/search"), people.holding("customers/search", "customers/pii")
    for text in ("ann@", "gold", "a******", "g***"):
        found = [
            [each["customer_entity_id"] for each in client.get(
                "/api/customers/fulltext_search", params={"search_text": text}
            ).json()["customers"]]
            for client in (clerk, officer)
        ]  # fmt: skip
        assert found[0] == [], text
        assert bool(found[1]) is ("*" not in text), text


@pytest.mark.usefixtures("protected")
def test_clear_asks_for_the_right_to_write_destinations(people: People, destination: Maker) -> None:
    destination(attribute_ids=["email"])
    clear = {"columns": {"email": {"treatment": "clear"}}}
    others = ("segments/export", "data/sources_and_destinations", "settings/cdp_entities", "customers/pii")
    for features, statuses in ((others, (403, 403)), (("settings/sources_and_destinations",), (201, 200))):
        person = people.holding(*features)
        made = person.post(DESTINATIONS, json={"name": "x", "attribute_ids": ["email"], "settings": clear})
        changed = person.patch(f"{DESTINATIONS}/1", json={"settings": clear})
        assert (made.status_code, changed.status_code) == statuses


@pytest.mark.usefixtures("protected")
def test_log_and_manifest_name_whoever_set_clear_and_nobody_who_edited_later(
    admin: TestClient, people: People, small_house: House
) -> None:
    setter, editor = (people.holding("settings/sources_and_destinations") for _ in range(2))
    columns = {"email": {"treatment": "clear"}, "tags": {"treatment": "sha256"}}
    body = {"name": "x", "attribute_ids": ["email", "tags", "age"], "settings": {"columns": columns}}
    made = setter.post(DESTINATIONS, json=body).json()["segment_export_destination"]
    assert made["settings"]["columns"] == columns
    columns["age"] = {"treatment": "clear"}
    changed = editor.patch(f"{DESTINATIONS}/1", json={"name": "y", "settings": {"columns": columns}})
    shown = changed.json()["segment_export_destination"]
    assert (shown["user_id"], shown["settings"]["columns"]) == (editor.id, columns)
    editor.patch(f"{DESTINATIONS}/1", json={"name": "z"})

    export_id, file = run(admin, small_house)
    assert b"ann@example.org" in file
    treatments, log = told(admin, small_house, export_id)
    assert treatments == {
        "email": ("clear", f"user {setter.id}"),
        "tags": ("sha256", f"user {setter.id}"),
        "age": ("clear", f"user {editor.id}"),
    }
    named = f"email (set by user {setter.id}), age (set by user {editor.id})"
    assert log[-1] == f"Left in clear by setting: {named}."

    columns["email"] = {"treatment": "masked"}
    editor.patch(f"{DESTINATIONS}/1", json={"settings": {"columns": columns}})
    columns["email"] = {"treatment": "clear"}
    editor.patch(f"{DESTINATIONS}/1", json={"settings": {"columns": columns}})
    export_id, _ = run(admin, small_house)
    assert told(admin, small_house, export_id)[0]["email"] == ("clear", f"user {editor.id}")


@pytest.mark.parametrize("protected_when_asked", [0, 1])
def test_what_was_protected_when_a_run_was_asked_for_counts(
    admin: TestClient, segment: Maker, destination: Maker, small_house: House, protected_when_asked: int
) -> None:
    segment(), destination(attribute_ids=["email"])

    def protect(value: int) -> None:
        admin.patch("/api/attributes/email", json={"is_pii_protected": value})

    protect(protected_when_asked)
    admin.post("/api/segments/1/exports", json={"segment_export_destination_id": 1})
    protect(1 - protected_when_asked)
    carry_out_next(small_house, meanwhile=lambda: protect(1 - protected_when_asked))
    file = admin.get("/api/segments/1/exports/1/download").text
    assert ("ann@example.org" in file) is not bool(protected_when_asked)


@pytest.mark.usefixtures("protected")
def test_a_segment_finds_by_protected_values_and_does_not_show_whom(people: People, segment: Maker) -> None:
    clerk = people.holding("segments/create", "customers/detail")
    officer = people.holding("foreign_segments/view", "customers/detail", "customers/pii")

    def previews(tree: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The clerk's own segment, as each of the two sees it."""
        made = segment(clerk, settings={"conditions_operation": tree})
        masked, clear = (client.get(f"/api/segments/{made['id']}/preview") for client in (clerk, officer))
        assert (masked.status_code, clear.status_code) == (200, 200)
        return masked.json(), clear.json()

    named = {"attribute_id": "name", "condition": {"operation": "equals", "value": "Ann"}}
    email = {"attribute_id": "email", "condition": {"operation": "contains", "value": "ann"}}
    in_praha = {"operation": "equals", "value": "Praha", "sub_attribute_id": "city"}
    address = {"attribute_id": "address", "operation": "and", "operands": [{"condition": in_praha}]}
    by_email = segment(clerk, settings={"conditions_operation": email})["id"]
    for tree in (
        email,
        {"operation": "and", "operands": [named, {"operation": "or", "operands": [email]}]},
        address,
        {"segment_id": by_email},
        {"limit": 1, "of": {"operation": "or", "operands": [named, {"segment_id": by_email}]}},
        {"limit": 1, "order_by": [{"attribute_id": "age", "direction": "asc"}], "of": named},
    ):
        masked, clear = previews(tree)
        assert masked["rows"] == [], tree
        assert "a protected attribute" in masked["rows_withheld"]
        assert "customers/pii" in masked["rows_withheld"]
        assert (clear["rows_withheld"], clear["rows"][0]["email"]) == (None, "ann@example.org")
        same = ("count", "columns", "customers", "share", "destinations")
        assert [masked[key] for key in same] == [clear[key] for key in same]
        assert clear["count"] >= 1
    masked, _ = previews(named)
    assert (masked["rows_withheld"], masked["rows"][0]["email"]) == (None, "a******")


def test_a_segment_that_asks_for_a_disabled_attribute_shows_nobody(admin: TestClient, segment: Maker) -> None:
    old = {"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 30}}
    made = segment(settings={"conditions_operation": old})
    admin.patch("/api/attributes/age", json={"is_disabled": 1})
    preview = admin.get(f"/api/segments/{made['id']}/preview").json()
    assert (preview["count"], preview["rows"]) == (2, [])
    assert "a disabled attribute" in preview["rows_withheld"]
