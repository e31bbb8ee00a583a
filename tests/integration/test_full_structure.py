"""`load_full_structure=1` in every call of segment exports: who, whose and where, and never a secret."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from sendoff.destinations import registry
from sendoff.services.house import House
from sendoff.store.tables import destinations, exports
from tests.integration.conftest import Maker, People
from tests.integration.runs import carry_out_next

SECRET = "correct battery"
LETTERBOX = """
from sendoff.destinations.port import Setting

DELIVERED = []

class Letterbox:
    settings = {"street": Setting("Where.", required=True), "password": Setting("Opens it.", secret=True)}
    runs_at_once = 1

    def deliver(self, delivery, /):
        DELIVERED.append(dict(delivery.settings) | {"parameters": dict(delivery.parameters)})

class Board(Letterbox):
    settings = {"password": Setting("Everybody may read it.")}
"""
PLAIN = {
    "id", "user_id", "segment_id", "segment_export_destination_id", "name", "settings", "frontend_settings",
    "status", "stats", "file_download_token", "created",
}  # fmt: skip
RELATED = {"user", "segment", "segment_export_destination"}
ASK = {"segment_export_destination_id": 1}


@pytest.fixture
def letterbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The key of a destination type with a secret, installed as a stranger's package would be."""
    folder = tmp_path / "installed"
    info = folder / "letterbox-1.dist-info"
    info.mkdir(parents=True)
    (folder / "letterbox_destination.py").write_text(LETTERBOX)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: letterbox\nVersion: 1\n")
    named = "letterbox = letterbox_destination:Letterbox\nboard = letterbox_destination:Board"
    (info / "entry_points.txt").write_text(f"[sendoff.destinations]\n{named}\n")
    monkeypatch.syspath_prepend(str(folder))
    registry._installed.cache_clear()  # it is looked up once a process
    registry._loaded.cache_clear()
    yield "letterbox"
    registry._installed.cache_clear()
    registry._loaded.cache_clear()
    sys.modules.pop("letterbox_destination", None)


class Related:
    """A segment and a destination with a secret, and what a caller is shown of both by themselves."""

    def __init__(self, admin: TestClient, segment: Maker, destination: Maker, kind: str) -> None:
        self.admin = admin
        settings = {"type": kind, "street": "Long 1", "password": SECRET}
        destination(attribute_ids=["name"], settings=settings)
        self.url = f"/api/segments/{segment()['id']}/exports"

    def shown(self) -> dict[str, Any]:
        there = self.admin.get("/api/segments/export/destinations/1").json()["segment_export_destination"]
        return {
            "user": {"id": 1, "name": "Administrator"},
            "segment": self.admin.get("/api/segments/1").json()["segment"],
            "segment_export_destination": there,
        }


@pytest.fixture
def related(admin: TestClient, segment: Maker, destination: Maker, letterbox: str) -> Related:
    return Related(admin, segment, destination, letterbox)


def delivered() -> list[dict[str, Any]]:
    """The settings of each delivery there was."""
    found: list[dict[str, Any]] = sys.modules["letterbox_destination"].DELIVERED
    return found


def bodies(answer: Any) -> list[dict[str, Any]]:
    """The exports in an answer of any call."""
    assert answer.status_code in (200, 201), answer.text
    assert SECRET not in answer.text
    match answer.json():
        case {"segment_exports": found}:
            return list(found)
        case {"history_list": entries}:
            return [entry["segment_export"] for entry in entries]
        case {"segment_export": one} | {"history": {"segment_export": one}}:
            return [one]
    raise AssertionError(answer.text)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", ""),
        ("GET", ""),
        ("GET", "/1"),
        ("DELETE", "/2"),
        ("GET", "/1/history"),
        ("GET", "/1/history/1"),
    ],
)
def test_related_entities_stand_beside_their_ids_when_asked_for_alone(
    related: Related, admin: TestClient, small_house: House, method: str, path: str
) -> None:
    for _ in range(2):
        admin.post(related.url, json=ASK)
    carry_out_next(small_house)
    shown, sent = related.shown(), ASK if method == "POST" else None
    keys = PLAIN - {"file_download_token"} if "history" in path else PLAIN
    for export in bodies(admin.request(method, f"{related.url}{path}?load_full_structure=1", json=sent)):
        assert export.keys() == keys | RELATED
        assert {key: export[key] for key in RELATED} == shown
    if method != "DELETE":
        for query in ("", "?load_full_structure=0"):
            for export in bodies(admin.request(method, f"{related.url}{path}{query}", json=sent)):
                assert export.keys() == keys


def test_history_shows_the_conditions_in_full_structure_alone(related: Related, admin: TestClient) -> None:
    admin.post(related.url, json=ASK)
    for path in (f"{related.url}/1/history", f"{related.url}/1/history/1"):
        (plain,), (full,) = bodies(admin.get(path)), bodies(admin.get(f"{path}?load_full_structure=1"))
        assert (plain["settings"], full["settings"]) == ({}, {"conditions_operation": {}})
        assert (plain["stats"], full["stats"]) == (None, None)


def test_logs_take_the_parameter_and_have_nothing_to_add(related: Related, admin: TestClient) -> None:
    admin.post(related.url, json=ASK)
    plain = admin.get(f"{related.url}/1/logs").json()
    assert admin.get(f"{related.url}/1/logs?load_full_structure=1").json() == plain


def test_any_other_value_is_refused_by_every_call(related: Related, admin: TestClient) -> None:
    admin.post(related.url, json=ASK)
    one = f"{related.url}/1"
    for value in ("2", "-1", "yes", ""):
        query = f"load_full_structure={value}"
        for path in (related.url, one, f"{one}/history", f"{one}/history/1", f"{one}/logs"):
            answer = admin.get(f"{path}?{query}")
            assert (answer.status_code, answer.json()["path"]) == (400, "load_full_structure"), path
        assert admin.post(f"{related.url}?{query}", json=ASK).status_code == 400
        assert admin.delete(f"{one}?{query}").status_code == 400
    assert [each["status"] for each in bodies(admin.get(related.url))] == ["waiting"]


def test_of_another_user_the_name_alone_is_shown(related: Related, admin: TestClient, people: People) -> None:
    person = people.holding("segments/export")
    person.post(related.url, json=ASK)
    (export,) = bodies(admin.get(f"{related.url}?load_full_structure=1"))
    assert export["user"] == {"id": person.id, "name": "person 2"}


def test_a_secret_is_kept_used_and_shown_to_nobody(
    related: Related, admin: TestClient, small_house: House
) -> None:
    url = "/api/segments/export/destinations"
    for answer in (admin.get(url), admin.get(f"{url}/1"), admin.patch(f"{url}/1", json={"name": "New"})):
        assert (answer.status_code, SECRET in answer.text) == (200, False)
        assert '"password":"***"' in answer.text.replace(" ", "")
    settings = {"type": "letterbox", "street": "Short 2", "password": "***"}
    assert admin.patch(f"{url}/1", json={"settings": settings}).status_code == 200
    admin.post(related.url, json=ASK)
    carry_out_next(small_house)
    (export,) = bodies(admin.get(f"{related.url}?load_full_structure=1"))
    assert (export["status"], delivered()[0]["password"]) == ("finished", SECRET)
    manifest = b"".join(small_house.artifacts.read("exports/1/1/manifest.json")).decode()
    with small_house.database.reading() as connection:
        plan = connection.execute(select(exports.c.plan)).scalar_one()
    assert SECRET not in manifest + plan + admin.get(f"{related.url}/1/logs").text


def test_a_run_delivers_by_the_settings_it_was_asked_with_and_the_secret_of_its_moment(
    related: Related, admin: TestClient, small_house: House
) -> None:
    admin.post(related.url, json=ASK)
    settings = {"type": "letterbox", "street": "Short 2", "password": "another"}
    admin.patch("/api/segments/export/destinations/1", json={"settings": settings})
    carry_out_next(small_house)
    assert [(each["street"], each["password"]) for each in delivered()] == [("Long 1", "another")]


def test_a_run_delivers_with_the_parameters_that_its_segment_had_when_it_was_asked(
    related: Related, admin: TestClient, small_house: House
) -> None:
    variables = [{"name": "list", "required": True}, {"name": "note"}]
    settings = {
        "type": "letterbox",
        "street": "Long 1",
        "password": "***",
        "mi_workspace_variables": variables,
    }
    admin.patch("/api/segments/export/destinations/1", json={"settings": settings})
    for values in ({"list": "spring", "unknown": "x"}, {"list": "autumn"}):
        given = {"conditions_operation": {}, "destination_parameters": {"1": values, "2": {"list": "other"}}}
        assert admin.patch("/api/segments/1", json={"settings": given}).status_code == 200
        if values["list"] == "spring":
            assert admin.post(related.url, json=ASK).status_code == 201
    carry_out_next(small_house)
    assert [each["parameters"] for each in delivered()] == [{"list": "spring"}]


def test_a_run_whose_destination_has_another_type_by_now_is_a_told_error(
    related: Related, admin: TestClient, small_house: House
) -> None:
    admin.post(related.url, json=ASK)
    admin.patch("/api/segments/export/destinations/1", json={"settings": {"type": "board", "password": "x"}})
    carry_out_next(small_house)
    (export,) = bodies(admin.get(related.url))
    assert (export["status"], delivered()) == ("error", [])
    assert "another type since" in export["stats"]["error"]


def test_the_mask_stands_for_a_secret_of_the_same_type_alone(related: Related, admin: TestClient) -> None:
    url = "/api/segments/export/destinations"
    board = {"type": "board", "password": "***"}
    shown = admin.patch(f"{url}/1", json={"settings": board}).json()["segment_export_destination"]
    assert shown["settings"]["password"] == "***"
    letterbox = {"type": "letterbox", "street": "Long 1", "password": "***"}
    for refused in (
        admin.patch(f"{url}/1", json={"settings": letterbox}),
        admin.post(url, json={"name": "x", "settings": letterbox}),
    ):
        assert (refused.status_code, refused.json()["path"]) == (400, "settings.password"), refused.text


def test_of_a_type_that_is_not_installed_every_setting_of_its_own_is_a_secret(
    related: Related, admin: TestClient, small_house: House
) -> None:
    with small_house.database.writing() as connection:
        text = '{"type": "gone", "format": "csv", "street": "Long 1", "password": "correct battery"}'
        connection.execute(update(destinations).values(settings=text))
    for path in ("", "/1"):
        answer = admin.get(f"/api/segments/export/destinations{path}")
        assert answer.status_code == 200, answer.text
        shown = (
            answer.json().get("segment_export_destination") or answer.json()["segment_export_destinations"][0]
        )
        hidden = {"street": "***", "password": "***"}
        assert shown["settings"] == {"type": "gone", "format": "csv", **hidden}
    refused = admin.post(related.url, json=ASK)
    assert (refused.status_code, "'gone'" in refused.json()["message"]) == (400, True)
