"""Upkeep removes the values of lists that nothing needs any more, and of no others."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sendoff.artifacts.value_lists import write_list
from sendoff.services import upkeep, value_lists
from sendoff.services.house import House
from sendoff.services.upkeep import LEFT_BEHIND_SECONDS
from sendoff.services.uploads import Upload, remove_dead_uploads
from sendoff.services.value_lists import TAKE_IN_SECONDS
from tests.integration.conftest import Maker
from tests.integration.runs import carry_out_next


def uploaded(client: TestClient) -> int:
    answer = client.post("/api/value_lists", params={"name": "Known"}, content="email\nann@example.org\n")
    assert answer.status_code == 201, answer.text
    value_list_id: int = answer.json()["value_list"]["id"]
    return value_list_id


def asking(value_list_id: int) -> dict[str, Any]:
    condition = {"operation": "in_list", "value": value_list_id}
    return {"conditions_operation": {"attribute_id": "email", "condition": condition}}


def look(house: House, *, now: float = 0.0, unnamed: dict[str, float] | None = None) -> dict[str, float]:
    return upkeep.remove_unused_lists(house, unnamed=unnamed or {}, now=now)


def kept(house: House) -> list[str]:
    return list(house.artifacts.names("value_lists/"))


def test_the_values_of_a_deleted_list_go_and_those_of_another_stay(
    admin: TestClient, small_house: House
) -> None:
    deleted, other = uploaded(admin), uploaded(admin)
    assert look(small_house) == {}
    assert len(kept(small_house)) == 2
    admin.delete(f"/api/value_lists/{deleted}")
    assert look(small_house) == {}
    assert len(kept(small_house)) == 1
    assert admin.delete(f"/api/value_lists/{other}").status_code == 200
    look(small_house)
    assert kept(small_house) == []
    assert look(small_house) == {}  # nor is it at a loss where there is nothing


def test_an_export_finishes_with_a_list_that_was_deleted_after_it_was_asked_for(
    admin: TestClient, small_house: House, segment: Maker, destination: Maker
) -> None:
    value_list_id = uploaded(admin)
    asked = segment(settings=asking(value_list_id))["id"]
    body = {"segment_export_destination_id": destination()["id"]}
    export_id = admin.post(f"/api/segments/{asked}/exports", json=body).json()["segment_export"]["id"]
    assert admin.delete(f"/api/segments/{asked}").status_code == 200
    assert admin.delete(f"/api/value_lists/{value_list_id}").status_code == 200
    look(small_house)
    assert len(kept(small_house)) == 1
    # It is pinned while it runs, too.
    carry_out_next(small_house, meanwhile=lambda: look(small_house))
    export = admin.get(f"/api/segments/{asked}/exports/{export_id}").json()["segment_export"]
    assert (export["status"], export["stats"]["rows"]["exported"]) == ("finished", 1)
    look(small_house)
    assert kept(small_house) == []


def test_values_that_no_row_has_named_for_long_go(admin: TestClient, small_house: House) -> None:
    write_list(small_house.artifacts, "left-behind", [])
    unnamed = look(small_house, now=100.0)
    assert unnamed == {"left-behind": 100.0}
    uploaded(admin)
    # Its row may be about to be written.
    assert look(small_house, now=99.0 + LEFT_BEHIND_SECONDS, unnamed=unnamed) == unnamed
    assert len(kept(small_house)) == 2
    assert look(small_house, now=100.0 + LEFT_BEHIND_SECONDS, unnamed=unnamed) == {}
    assert [name for name in kept(small_house) if "left-behind" in name] == []
    assert len(kept(small_house)) == 1


class Slow:
    """An upload whose values are written, and whose row is not, while this clock goes on."""

    def __init__(self, house: House, *, seconds: float) -> None:
        self._house, self._seconds, self._now = house, seconds, 0.0

    def monotonic_seconds(self) -> float:
        return self._now

    def write_list(self, *arguments: Any) -> int:
        count = write_list(*arguments)
        unnamed = look(self._house)
        assert len(unnamed) == 1
        self._now = self._seconds
        look(self._house, now=self._now, unnamed=unnamed)
        return count


@pytest.fixture
def slow(small_house: House, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Slow:
    slow = Slow(small_house, seconds=request.param)
    monkeypatch.setattr(value_lists, "monotonic_seconds", slow.monotonic_seconds)
    monkeypatch.setattr(value_lists, "write_list", slow.write_list)
    return slow


@pytest.mark.parametrize("slow", [TAKE_IN_SECONDS], indirect=True)
@pytest.mark.usefixtures("slow")
def test_a_list_that_is_long_on_its_way_stays(admin: TestClient, small_house: House) -> None:
    settings = asking(uploaded(admin))
    assert len(kept(small_house)) == 1
    made = admin.post("/api/segments", json={"name": "Known", "settings": settings}).json()["segment"]
    assert admin.get(f"/api/segments/{made['id']}/count").json()["count"] == 1


@pytest.mark.parametrize("slow", [TAKE_IN_SECONDS + 1, LEFT_BEHIND_SECONDS], indirect=True)
@pytest.mark.usefixtures("slow")
def test_a_list_that_is_too_long_on_its_way_is_refused_and_leaves_nothing(
    admin: TestClient, small_house: House
) -> None:
    answer = admin.post("/api/value_lists", params={"name": "Known"}, content="email\nann@example.org\n")
    assert answer.status_code == 503
    assert "took longer than 60 minutes" in answer.json()["message"]
    assert kept(small_house) == []
    assert admin.get("/api/value_lists").json()["value_lists"] == []


UPLOADING = """
from sendoff.services.uploads import Upload
upload = Upload()
upload.write(b"email")
print(upload.path, flush=True)
input()
"""


def test_what_a_killed_process_left_of_an_upload_goes_and_that_of_the_living_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "sendoff-upload-of-another").write_text("no folder of ours")
    command = [sys.executable, "-c", UPLOADING]
    mine = Upload()
    mine.write(b"email")
    mine.finish()  # it is read for long from here on
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"TMPDIR": str(tmp_path)}
    ) as process:
        assert process.stdout is not None
        theirs = Path(process.stdout.readline().strip())
        assert theirs.is_relative_to(tmp_path)
        (theirs.parent / "ordering").mkdir()
        assert remove_dead_uploads() == 0
        assert theirs.exists()
        process.send_signal(signal.SIGKILL)
    assert remove_dead_uploads() == 1
    assert not theirs.parent.exists()
    assert Path(mine.path).exists()
    mine.remove()
    assert remove_dead_uploads() == 0
    assert [each.name for each in tmp_path.iterdir()] == ["sendoff-upload-of-another"]
