"""Every call of the original's page on segment exports, with its own sample tree, key by key."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.testclient import TestClient

from sendoff.services.house import House
from tests.integration.conftest import Maker
from tests.integration.movable_clock import MovableClock
from tests.integration.runs import carry_out_next


def condition(attribute_id: str, operation: str, value: str) -> dict[str, Any]:
    return {
        "attribute_id": attribute_id,
        "condition": {"operation": operation, "value": value},
        "negation": False,
    }


TREE = {
    "operation": "and",
    "operands": [
        {
            "operation": "or",
            "operands": [
                condition("attribute_1", "contains", "foo"),
                condition("attribute_2", "equals", "bar"),
            ],
            "negation": False,
        },
        condition("attribute_3", "contains", "bar"),
    ],
    "negation": False,
}
CUSTOMERS = """
SELECT * FROM (VALUES
  ('in by 1', 'a foo', NULL, 'rhubarb'), ('in by 2', NULL, 'Bar', 'bar'), ('out by 3', 'foo', 'bar', 'b ar'),
  ('out by 1 and 2', 'fo', 'barn', 'bar'), ('unknown', NULL, NULL, NULL)
) t(customer_entity_id, attribute_1, attribute_2, attribute_3)
"""
ASKED, BEGAN, ENDED = "2026-11-24 12:00:00", "2026-11-24 12:00:02", "2026-11-24 12:00:05"
SELECTED = {"limit": 20, "offset": None, "order_by": "id", "order_dir": "ASC"}


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    file = tmp_path / "customers.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({CUSTOMERS}) TO '{file}' (FORMAT parquet)")
    return file


class Export:
    """An export of the sample tree: asked for, carried out where a test wants it."""

    def __init__(self, house: House, admin: TestClient, segment: Maker, destination: Maker) -> None:
        self.house, self.admin = house, admin
        self.clock = MovableClock()
        house.clock = self.clock
        self.segment = segment(settings={"conditions_operation": TREE})
        destination(name="Not this one")
        self.destination = destination(attribute_ids=["attribute_1", "attribute_2", "attribute_3"])
        body = {"segment_export_destination_id": self.destination["id"], "name": "example tag"}
        self.url = f"/api/segments/{self.segment['id']}/exports"
        self.asked = admin.post(self.url, json=body)
        self.url += "/1"

    def carry_out(self) -> None:
        """It is finished: claimed 2 seconds after it was asked for, and 3 seconds at work."""
        self.clock.forward(seconds=2)
        carry_out_next(self.house, meanwhile=lambda: self.clock.forward(seconds=3))

    def get(self, path: str = "") -> Any:
        answer = self.admin.get(self.url + path)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def export(small_house: House, admin: TestClient, segment: Maker, destination: Maker) -> Export:
    return Export(small_house, admin, segment, destination)


WAITING: dict[str, Any] = {
    "id": 1,
    "user_id": 1,
    "segment_id": 1,
    "segment_export_destination_id": 2,
    "name": "example tag",
    "settings": {"conditions_operation": TREE},
    "frontend_settings": {},
    "status": "waiting",
    "stats": {
        "statuses_history": {"waiting": ASKED},
        "rows": {"matched": None, "exported": None},
        "bytes": None,
        "progress": 0,
        "as_of": None,
        "error": None,
    },
    "file_download_token": None,
    "created": ASKED,
}
ROWS = [
    ["customer_entity_id", "attribute_1", "attribute_2", "attribute_3"],
    ["in by 1", "a foo", "", "rhubarb"],
    ["in by 2", "", "Bar", "bar"],
]


def finished(shown: dict[str, Any]) -> dict[str, Any]:
    """The export as it is shown in the end, with the size and the token that were shown."""
    stats = {
        "statuses_history": {"waiting": ASKED, "running": BEGAN, "finished": ENDED},
        "rows": {"matched": 2, "exported": 2},
        "bytes": shown["stats"]["bytes"],
        "progress": 1,
        "as_of": BEGAN,
        "error": None,
    }
    token = shown["file_download_token"]
    assert re.fullmatch("1[.][0-9a-f]{64}", token)
    return WAITING | {"status": "finished", "stats": stats, "file_download_token": token}


def snapshot(status: str) -> dict[str, Any]:
    """What history shows of the export."""
    known = {key: value for key, value in WAITING.items() if key != "file_download_token"}
    return known | {"settings": {}, "stats": None, "status": status}


def test_run_segment_export(export: Export) -> None:
    assert (export.asked.status_code, export.asked.json()) == (201, {"segment_export": WAITING})


def test_list_all_segment_exports(export: Export) -> None:
    export.carry_out()
    answer = export.admin.get(export.url.removesuffix("/1")).json()
    (shown,) = answer["segment_exports"]
    assert answer == {"segment_exports": [finished(shown)], "selection_settings": SELECTED}


def test_retrieve_a_segment_export(export: Export) -> None:
    assert export.get() == {"segment_export": WAITING}
    export.carry_out()
    shown = export.get()
    assert shown == {"segment_export": finished(shown["segment_export"])}


def test_cancel_segment_export(export: Export) -> None:
    export.clock.forward(seconds=2)
    canceled = WAITING | {"status": "canceled"}
    canceled["stats"] = WAITING["stats"] | {"statuses_history": {"waiting": ASKED, "canceled": BEGAN}}
    answer = export.admin.delete(export.url)
    assert (answer.status_code, answer.json()) == (200, {"segment_export": canceled})
    assert export.get() == {"segment_export": canceled}


def test_retrieve_a_segment_export_history_list(export: Export) -> None:
    export.carry_out()
    assert export.get("/history") == {
        "history_list": [
            {"id": 1, "segment_export": snapshot("waiting")},
            {"id": 2, "segment_export": snapshot("running")},
            {"id": 3, "segment_export": snapshot("finished")},
        ],
        "selection_settings": SELECTED,
    }


def test_retrieve_a_segment_export_history_item(export: Export) -> None:
    export.carry_out()
    changes = [(None, "waiting"), ("waiting", "running"), ("running", "finished")]
    for history_id, (before, after) in enumerate(changes, start=1):
        diff = {"status": {"from": before, "to": after}}
        item = {"id": history_id, "segment_export": snapshot(after), "diff": diff}
        assert export.get(f"/history/{history_id}") == {"history": item}


def test_list_all_segment_export_logs(export: Export) -> None:
    export.carry_out()
    answer = export.get("/logs")
    assert answer["selection_settings"] == SELECTED
    lines = answer["segment_export_logs"]
    assert [list(line) for line in lines] == [["id", "segment_export_id", "level", "text", "created"]] * 3
    assert [(line["id"], line["segment_export_id"], line["level"], line["created"]) for line in lines] == [
        (1, 1, "info", ASKED), (2, 1, "info", BEGAN), (3, 1, "info", ENDED),
    ]  # fmt: skip
    assert [line["text"] for line in lines] == [
        "The export was asked for and waits for a worker.", "Attempt 1 began.", "Finished: 2 customers.",
    ]  # fmt: skip


def test_download_segment_export(export: Export) -> None:
    export.carry_out()
    file = export.admin.get(f"{export.url}/download")
    assert file.status_code == 200
    header, *rows = csv.reader(io.StringIO(file.text))
    assert [header, *sorted(rows)] == ROWS
    assert file.headers["etag"] == f'"{hashlib.sha256(file.content).hexdigest()}"'
    assert len(file.content) == export.get()["segment_export"]["stats"]["bytes"]


def test_a_canceled_export_keeps_its_history(export: Export) -> None:
    export.admin.delete(export.url)
    entries = export.get("/history")["history_list"]
    assert [entry["segment_export"]["status"] for entry in entries] == ["waiting", "canceled"]
    assert export.get("/history/2")["history"]["diff"] == {"status": {"from": "waiting", "to": "canceled"}}


def test_an_export_without_a_name_has_an_empty_one(export: Export) -> None:
    for body in ({}, {"name": None}, {"name": ""}):
        sent = {"segment_export_destination_id": 2, **body}
        answer = export.admin.post(export.url.removesuffix("/1"), json=sent)
        assert (answer.status_code, answer.json()["segment_export"]["name"]) == (201, "")
