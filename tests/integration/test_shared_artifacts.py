"""Two instances that keep their files in one place."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.services import upkeep
from sendoff.services.first_start import make_first
from sendoff.services.house import House
from sendoff.settings import load
from tests.integration.conftest import People
from tests.integration.runs import carry_out_next


def _export(house: House, admin: TestClient, conditions: dict[str, Any]) -> None:
    """The first export of an instance, finished."""
    admin.post("/api/segments", json={"name": "All", "settings": {"conditions_operation": conditions}})
    admin.post("/api/segments/export/destinations", json={"name": "File"})
    admin.post("/api/segments/1/exports", json={"segment_export_destination_id": 1})
    carry_out_next(house)


def test_neither_removes_or_overwrites_a_file_of_the_other(
    profiles: Path, set_up: Path, tmp_path: Path
) -> None:
    shutil.copytree(set_up / "data", tmp_path / "first")
    (tmp_path / "second").mkdir()
    first, second = (
        bootstrap.build(load(tmp_path / name, profiles=str(profiles), artifacts=str(tmp_path / "shared")))
        for name in ("first", "second")
    )
    make_first(second, email="admin@example.org", password="correct horse")
    admin, download = People(first).admin(), "/api/segments/1/exports/1/download"
    _export(first, admin, {})
    file = admin.get(download).content
    assert upkeep.remove_dead_attempts(second) == 0
    ann = {"attribute_id": "name", "condition": {"operation": "equals", "value": "Ann"}}
    _export(second, People(second).admin(), ann)
    assert admin.get(download).content == file
    first.database.close()
    second.database.close()
