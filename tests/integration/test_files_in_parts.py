"""An export that its engine writes in parts, at the doors: one file, and nothing of it when it is gone."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff.artifacts.port import ArtifactMissing
from sendoff.engines.port import PartWriter, Query, SourceUnusable, StopSignal, Watcher, WrittenParts
from sendoff.services.house import House
from sendoff.services.upkeep import remove_dead_attempts, retire_files
from sendoff.worker import loop
from tests.crash.waiting import PATIENCE_SECONDS, until
from tests.integration.conftest import Maker
from tests.integration.movable_clock import MovableClock
from tests.integration.runs import carry_out_next

FILE = "/api/segments/1/exports/1/download"


class OnMachines:
    """The engine of `house`, whose rows each lie on a machine of their own.

    `may_end`: a run waits for it.
    """

    def __init__(self, house: House, *, is_lost: bool = False) -> None:
        self._engine, self._is_lost = house.profiles, is_lost
        self.may_end = Event()
        self.may_end.set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def write_parts(
        self,
        query: Query,
        writer: PartWriter,
        *,
        stop: StopSignal | None = None,
        watch: Watcher = lambda running: None,
    ) -> WrittenParts:
        watch(self)
        assert self.may_end.wait(PATIENCE_SECONDS)
        with self._engine.rows(query, batch_rows=1, stop=stop) as rows:
            written = tuple(
                writer(iter([batch]), rows.schema, label=f"{at}") for at, batch in enumerate(rows)
            )
            if self._is_lost:
                raise SourceUnusable("The last machine was lost.")
            return WrittenParts(written, rows.schema, rows.sources)

    def progress(self) -> float:
        return 0.5


@pytest.fixture
def export(
    small_house: House, admin: TestClient, segment: Maker, destination: Maker
) -> Callable[[], dict[str, Any]]:
    segment()
    destination(attribute_ids=["name"])

    def run() -> dict[str, Any]:
        url = "/api/segments/1/exports"
        asked = admin.post(url, json={"segment_export_destination_id": 1}).json()["segment_export"]
        carry_out_next(small_house)
        done: dict[str, Any] = admin.get(f"{url}/{asked['id']}").json()["segment_export"]
        return done

    return run


def test_a_file_in_parts_is_downloaded_as_one_and_promises_no_checksum_that_it_has_not(
    small_house: House, admin: TestClient, export: Callable[[], dict[str, Any]]
) -> None:
    whole = export()
    wanted = admin.get(FILE).content.splitlines()
    small_house.profiles = OnMachines(small_house)
    joined = export()
    assert joined["stats"]["rows"] == whole["stats"]["rows"] == {"matched": 4, "exported": 4}
    url = FILE.replace("exports/1", f"exports/{joined['id']}")
    file = admin.get(url)
    assert sorted(file.content.splitlines()[1:]) == sorted(wanted[1:])
    assert file.content.splitlines()[0] == wanted[0]
    assert file.headers["content-length"] == str(len(file.content)) == str(joined["stats"]["bytes"])
    etag = file.headers["etag"]
    assert etag.startswith('"parts-')
    over_an_edge = len(wanted[0]) - 3
    asked = {"Range": f"bytes={over_an_edge}-{over_an_edge + 9}", "If-Range": etag}
    assert admin.get(url, headers=asked).content == file.content[over_an_edge : over_an_edge + 10]


def test_a_file_of_which_a_part_is_missing_is_gone(
    small_house: House, admin: TestClient, export: Callable[[], dict[str, Any]]
) -> None:
    small_house.profiles = OnMachines(small_house)
    export()
    part = "exports/1/1/parts/3.csv"
    small_house.artifacts.delete_file(part)
    gone = admin.get(FILE)
    assert (gone.status_code, gone.json()["message"]) == (410, ArtifactMissing(part).message)


def test_of_a_failed_run_no_part_stays(small_house: House, export: Callable[[], dict[str, Any]]) -> None:
    small_house.profiles = OnMachines(small_house, is_lost=True)
    failed = export()
    assert (failed["status"], failed["stats"]["error"]) == ("error", "The last machine was lost.")
    assert list(small_house.artifacts.names("exports/")) == []


def test_all_parts_go_after_the_retention(
    small_house: House, admin: TestClient, export: Callable[[], dict[str, Any]]
) -> None:
    small_house.clock = clock = MovableClock()
    small_house.profiles = OnMachines(small_house)
    export()
    assert len([name for name in small_house.artifacts.names("exports/") if "/parts/" in name]) == 5
    clock.forward(days=small_house.settings.retention_days, seconds=1)
    assert retire_files(small_house) == [1]
    assert list(small_house.artifacts.names("exports/")) == []
    assert admin.get(FILE).status_code == 410


def test_a_part_that_comes_after_the_end_is_gone_with_the_file(
    small_house: House, admin: TestClient, export: Callable[[], dict[str, Any]]
) -> None:
    small_house.clock = clock = MovableClock()
    small_house.profiles = OnMachines(small_house)
    export()
    store = small_house.artifacts
    counting = set(store.names("exports/"))

    def come() -> None:
        upload = store.create("exports/1/1/parts/late.csv")
        upload.write(b"c1,Ann")
        upload.publish()

    come()
    assert remove_dead_attempts(small_house) == 0
    assert counting <= set(store.names("exports/"))
    clock.forward(days=small_house.settings.retention_days, seconds=1)
    assert retire_files(small_house) == [1]
    assert list(store.names("exports/")) == []
    come()
    assert remove_dead_attempts(small_house) == 1
    assert list(store.names("exports/")) == []


def test_a_run_in_parts_shows_how_far_it_is(
    small_house: House, admin: TestClient, segment: Maker, destination: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "PROGRESS_SECONDS", 0.0)
    segment()
    destination(attribute_ids=["name"])
    small_house.profiles = engine = OnMachines(small_house)
    engine.may_end.clear()
    url = "/api/segments/1/exports"
    admin.post(url, json={"segment_export_destination_id": 1})

    def progress() -> float:
        shown: float = admin.get(f"{url}/1").json()["segment_export"]["stats"]["progress"]
        return shown

    workers = loop.Workers(small_house, count=1)
    workers.start()
    try:
        assert until(progress) == 0.5
        engine.may_end.set()
        until(lambda: progress() == 1)
    finally:
        engine.may_end.set()
        workers.stop()
