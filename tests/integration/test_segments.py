"""Segments at the HTTP door: what is kept, listed, refused, thrown away and restored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.services.first_start import make_first
from sendoff.services.house import House
from sendoff.settings import load
from tests.integration.conftest import Maker, People

ENTITY = [
    "id", "user_id", "author_id", "name", "description", "settings", "frontend_settings", "disabled",
    "deleted", "segment_type", "customers_count", "last_export", "tags", "created", "origin_created",
]  # fmt: skip
ADULTS = {"attribute_id": "age", "condition": {"operation": "number_greater_than", "value": 18}}


@pytest.fixture
def small_house(tmp_path: Path, profiles: Path, metadata_url: str) -> Iterator[House]:
    (tmp_path / "data").mkdir()
    built = bootstrap.build(load(tmp_path / "data", profiles=str(profiles), metadata=metadata_url))
    make_first(built, email="admin@example.org", password="correct horse")
    yield built
    built.database.close()


def names(client: Any, **filters: object) -> list[str]:
    answer = client.get("/api/segments", params=filters)
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["segments"]]


def test_a_segment_is_kept_as_it_was_sent(admin: TestClient) -> None:
    sent = {
        "name": "Žluté 100 %",
        "description": "of 'age'",
        "settings": {
            "destination_parameters": {"400": {"list": "a\0b", "n": 2**70, "on": True, "none": None}},
            "conditions_operation": {
                "negation": False,
                "operands": [ADULTS, {"condition": {"operation": "is_set"}, "attribute_id": "name"}],
                "operation": "and",
            },
        },
        "frontend_settings": {"z": {"deep": [1, 1.5, "\0"]}, "a": 2**70},
        "tags": [7, 3],
        "disabled": 1,
    }
    answer = admin.post("/api/segments", content=json.dumps(sent))
    assert answer.status_code == 201
    made = answer.json()["segment"]
    assert list(made) == ENTITY
    assert {key: made[key] for key in sent} == sent
    assert json.dumps(made["settings"]["conditions_operation"]) == json.dumps(
        sent["settings"]["conditions_operation"]  # type: ignore[index]
    )
    assert (made["user_id"], made["author_id"], made["segment_type"], made["deleted"]) == (1, 1, "custom", 0)
    assert made["created"] == made["origin_created"]
    assert (made["customers_count"], made["last_export"]) == (None, None)
    assert admin.get(f"/api/segments/{made['id']}").json() == {"segment": made}
    assert admin.get("/api/segments").json()["segments"] == [made]


def test_a_list_is_filtered_by_name_and_tag_and_echoes_it(admin: TestClient, segment: Maker) -> None:
    for name, tags in (("Žofie", [1]), ("100% off", [13]), ("100 off", [3, 1]), ("a_b", []), ("A/B\\", [31])):
        segment(name=name, tags=tags)
    assert names(admin, name_filter="Žofie") == ["Žofie"]
    assert names(admin, name_filter="OFF") == ["100% off", "100 off"]
    assert names(admin, name_filter="0%") == ["100% off"]
    assert names(admin, name_filter="a_b") == ["a_b"]
    assert names(admin, name_filter="a/b\\") == ["A/B\\"]
    assert names(admin, name_filter="\0") == []
    assert len(names(admin, name_filter="", tag_ids="")) == 5
    assert names(admin, tag_ids="1") == ["Žofie", "100 off"]
    assert names(admin, tag_ids="3,31") == ["100 off", "A/B\\"]
    assert names(admin, tag_ids=["3", "13"]) == ["100% off", "100 off"]
    echoed = admin.get("/api/segments", params={"tag_ids": ["3", "13"], "show_my": 1}).json()
    assert echoed["selection_settings"] == {
        "limit": 20, "offset": None, "order_by": "id", "order_dir": "ASC", "name_filter": None,
        "tag_ids": "3,13", "show_my": 1, "show_shared_with_me": 0, "show_foreign": 0, "show_deleted": 0,
    }  # fmt: skip
    assert names(admin, order_by="name", order_dir="DESC", limit=1, offset=4) == ["100 off"]


def test_a_name_is_found_without_case_in_any_alphabet_on_sqlite(
    admin: TestClient, segment: Maker, small_house: House
) -> None:
    if not small_house.database.is_sqlite:
        pytest.skip("PostgreSQL lowers as the locale of its database says")
    segment(name="ŽOFIE")
    assert names(admin, name_filter="žof") == ["ŽOFIE"]


def test_mine_shared_and_foreign_are_joined_by_or(people: People, segment: Maker) -> None:
    me = people.holding("segments/create", "foreign_segments/view")
    other = people.holding("segments/create")
    segment(me, name="mine")
    segment(other, name="foreign")
    shared = segment(other, name="shared")
    invited = {"user_id": me.id, "permission": "read"}
    assert other.post(f"/api/acl/segments/{shared['id']}", json=invited).status_code == 201
    assert names(me) == ["mine", "foreign", "shared"]
    assert names(me, show_my=1) == ["mine"]
    assert names(me, show_shared_with_me=1) == ["shared"]
    assert names(me, show_foreign=1) == ["foreign"]
    assert names(me, show_my=1, show_foreign=1) == ["mine", "foreign"]
    assert names(me, show_my=1, show_shared_with_me=1, show_foreign=1) == names(me)
    assert names(other) == ["foreign", "shared"]
    assert names(people.holding()) == []


def test_a_change_makes_a_new_version_and_touches_only_what_was_sent(
    people: People, segment: Maker, small_house: House
) -> None:
    before = segment(description="kept", tags=[5])
    with small_house.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE segments SET customers_count = 4, created = '2020-01-01 00:00:00.000000', "
            "origin_created = '2019-01-01 00:00:00.000000'"
        )
    editor = people.holding("foreign_segments/edit")
    url = f"/api/segments/{before['id']}"
    renamed = editor.patch(url, json={"name": "Renamed"}).json()["segment"]
    assert (renamed["name"], renamed["description"], renamed["tags"]) == ("Renamed", "kept", [5])
    assert (renamed["user_id"], renamed["author_id"]) == (editor.id, 1)
    assert (renamed["customers_count"], renamed["origin_created"]) == (4, "2019-01-01 00:00:00")
    assert renamed["created"] > "2020-01-01 00:00:00"
    changed = editor.patch(url, json={"settings": {"conditions_operation": ADULTS}}).json()["segment"]
    assert changed["settings"] == {"conditions_operation": ADULTS, "destination_parameters": {}}
    assert changed["customers_count"] is None


def test_the_trash_keeps_a_segment_until_it_is_restored(admin: TestClient, segment: Maker) -> None:
    made = segment()
    url = f"/api/segments/{made['id']}"
    thrown = admin.delete(url)
    assert (thrown.status_code, thrown.json()["segment"]["deleted"]) == (200, 1)
    assert admin.delete(url).json() == thrown.json()
    assert names(admin) == []
    assert names(admin, show_deleted=1) == ["All"]
    assert admin.get(url).json() == thrown.json()
    assert admin.patch(url, json={"name": "x"}).status_code == 409
    restored = admin.post(f"{url}/restore")
    assert (restored.status_code, restored.json()["segment"]["deleted"]) == (200, 0)
    assert admin.post(f"{url}/restore").json() == restored.json()
    assert names(admin) == ["All"]
    assert names(admin, show_deleted=1) == []


def test_what_can_not_be_exported_says_why(admin: TestClient, segment: Maker, destination: Maker) -> None:
    made, target = segment(), destination()
    url = f"/api/segments/{made['id']}"
    body = {"segment_export_destination_id": target["id"]}
    admin.patch(url, json={"disabled": 1})
    disabled = admin.post(f"{url}/exports", json=body)
    assert (disabled.status_code, "disabled" in disabled.json()["message"]) == (400, True)
    admin.delete(url)
    deleted = admin.post(f"{url}/exports", json=body)
    assert (deleted.status_code, "deleted" in deleted.json()["message"]) == (400, True)


def test_full_structure_shows_the_editor_and_the_segment_beside_an_export(
    admin: TestClient, segment: Maker, destination: Maker
) -> None:
    made, target = segment(), destination()
    url = f"/api/segments/{made['id']}"
    editor = {"id": 1, "name": "Administrator"}
    assert admin.get(f"{url}?load_full_structure=1").json()["segment"] == {**made, "user": editor}
    assert admin.get("/api/segments?load_full_structure=1").json()["segments"] == [{**made, "user": editor}]
    body = {"segment_export_destination_id": target["id"]}
    export = admin.post(f"{url}/exports?load_full_structure=1", json=body).json()["segment_export"]
    assert export["segment"] == made
