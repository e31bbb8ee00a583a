"""The file of an export at the HTTP door: its headers, its ranges, its end, and links without a login."""

from __future__ import annotations

import hashlib
import logging
import re
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from sendoff.access.passwords import download_token
from sendoff.api.access_log import AccessLog
from sendoff.secrets import random_token
from sendoff.services.house import House
from sendoff.services.upkeep import retire_files
from sendoff.store.tables import exports, roles, users
from tests.integration.conftest import Maker, People, Person
from tests.integration.movable_clock import MovableClock
from tests.integration.runs import carry_out_next

URL = "/api/segments/1/exports"
FILE = f"{URL}/1/download"
EXPORTER = '["segments/export"]'


@pytest.fixture
def clock(small_house: House) -> MovableClock:
    clock = MovableClock()
    small_house.clock = clock
    return clock


class Finished:
    """A finished export of all customers, and somebody who may download it."""

    def __init__(self, house: House, people: People, *, segment: Maker, destination: Maker) -> None:
        self.house, self.people = house, people
        self.admin, self.nobody = people.admin(), people.nobody()
        segment(name="../Žluté „100 %“\n.exe")
        destination(attribute_ids=["name", "email"])
        self.person: Person = people.holding("segments/export")
        self.run()

    def run(self, *, to: int = 1) -> None:
        answer = self.person.post(URL, json={"segment_export_destination_id": to})
        assert answer.status_code == 201, answer.text
        carry_out_next(self.house)

    @property
    def token(self) -> str:
        token: str = self.person.get(f"{URL}/1").json()["segment_export"]["file_download_token"]
        return token

    def by(self, token: str) -> int:
        """The status of a download by this token alone, by whichever name it is sent."""
        answers = [self.nobody.get(FILE, params={name: token}) for name in ("token", "file_download_token")]
        assert answers[0].status_code == answers[1].status_code
        return int(answers[0].status_code)

    def set(self, table: Any, row_id: int, **values: Any) -> None:
        with self.house.database.writing() as connection:
            connection.execute(update(table).where(table.c.id == row_id).values(**values))


@pytest.fixture
def finished(
    small_house: House, people: People, segment: Maker, destination: Maker, clock: MovableClock
) -> Finished:
    return Finished(small_house, people, segment=segment, destination=destination)


FORMATS: list[tuple[dict[str, str], str, str]] = [
    ({}, "text/csv; charset=utf-8", "csv"),
    ({"format": "csv_spreadsheet"}, "text/csv; charset=utf-8", "csv"),
    ({"compression": "gzip"}, "application/gzip", "csv.gz"),
    ({"format": "ndjson"}, "application/x-ndjson", "ndjson"),
    ({"format": "ndjson", "compression": "zstd"}, "application/zstd", "ndjson.zst"),
    ({"format": "parquet"}, "application/vnd.apache.parquet", "parquet"),
]


def test_a_download_says_what_it_is(finished: Finished, destination: Maker) -> None:
    for export_id, (settings, media_type, extension) in enumerate(FORMATS, start=2):
        destination(settings=settings)
        finished.run(to=export_id)
        file = finished.person.get(f"{URL}/{export_id}/download")
        export = finished.person.get(f"{URL}/{export_id}").json()["segment_export"]
        expected = {
            "content-type": media_type,
            "content-disposition": f'attachment; filename="lut-100-exe-{export_id}.{extension}"',
            "content-length": str(export["stats"]["bytes"]),
            "etag": f'"{hashlib.sha256(file.content).hexdigest()}"',
            "accept-ranges": "bytes",
            "cache-control": "private, no-store",
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
        }
        assert file.status_code == 200
        assert {name: file.headers[name] for name in expected} == expected
        assert "content-encoding" not in file.headers


def test_a_range_is_that_part_of_the_file(finished: Finished) -> None:
    whole = finished.person.get(FILE)
    size, etag = len(whole.content), whole.headers["etag"]
    for asked, first, last in (
        ("bytes=0-0", 0, 0), ("bytes=5-9", 5, 9), ("bytes=5-", 5, size - 1), ("bytes=-4", size - 4, size - 1),
        (f"bytes={size - 1}-{size * 9}", size - 1, size - 1), (f"bytes=-{size * 9}", 0, size - 1),
        ("bytes=0-", 0, size - 1),
    ):  # fmt: skip
        for headers in ({}, {"If-Range": etag}):
            part = finished.person.get(FILE, headers={"Range": asked, **headers})
            assert (part.status_code, part.content) == (206, whole.content[first : last + 1]), asked
            assert part.headers["content-range"] == f"bytes {first}-{last}/{size}"
            assert part.headers["content-length"] == str(last - first + 1)
            assert (part.headers["etag"], part.headers["cache-control"]) == (etag, "private, no-store")


def test_what_is_no_range_of_ours_gets_the_whole_file(finished: Finished) -> None:
    whole = finished.person.get(FILE)
    for headers in (
        {"Range": "bytes=5-2"}, {"Range": "bytes=0-1,3-4"}, {"Range": "lines=0-1"}, {"Range": "bytes=-"},
        {"Range": "bytes=x-1"}, {"Range": "bytes=0-1", "If-Range": '"another file"'},
        {"Range": "bytes=0-1", "If-Range": "W/" + whole.headers["etag"]},
    ):  # fmt: skip
        answer = finished.person.get(FILE, headers=headers)
        assert (answer.status_code, answer.content) == (200, whole.content), headers
        assert "content-range" not in answer.headers


def test_a_range_outside_the_file_is_a_416(finished: Finished) -> None:
    size = len(finished.person.get(FILE).content)
    for asked in (f"bytes={size}-", f"bytes={size + 7}-{size + 9}", "bytes=-0"):
        refused = finished.person.get(FILE, headers={"Range": asked})
        assert (refused.status_code, refused.headers["content-range"]) == (416, f"bytes */{size}")
        assert refused.json()["message"] == refused.json()["detail"]


def test_before_the_end_there_is_no_file(finished: Finished) -> None:
    url = f"{URL}/2/download"
    statuses: list[int] = []

    def status() -> int:
        answer = finished.person.get(url)
        assert answer.json()["message"] == answer.json()["detail"]
        return int(answer.status_code)

    ask = {"segment_export_destination_id": 1}
    finished.person.post(URL, json=ask)
    assert status() == 409
    carry_out_next(finished.house, meanwhile=lambda: statuses.append(status()))
    assert statuses == [409]
    for final in ("canceled", "error"):
        finished.set(exports, 2, status=final, artifact=None)
        shown = finished.person.get(f"{URL}/2").json()["segment_export"]
        assert (status(), shown["file_download_token"]) == (409, None)


def test_after_the_retention_the_file_is_gone_and_the_record_stays(
    finished: Finished, clock: MovableClock
) -> None:
    before, token = finished.person.get(f"{URL}/1").json()["segment_export"], finished.token
    clock.forward(days=7)
    assert retire_files(finished.house) == []
    assert finished.person.get(FILE).status_code == 200
    clock.forward(seconds=1)
    assert retire_files(finished.house) == [1]
    for gone in (finished.person.get(FILE), finished.nobody.get(FILE, params={"token": token})):
        assert gone.status_code == 410
        assert "Run it again" in gone.json()["message"]
    after = finished.person.get(f"{URL}/1").json()["segment_export"]
    assert after == before | {"file_download_token": None}
    assert list(finished.house.artifacts.names("exports/")) == []
    logs = finished.person.get(f"{URL}/1/logs").json()["segment_export_logs"]
    assert logs[-1]["text"] == "The file is gone after 7 days."


def test_a_file_that_somebody_removed_is_told(finished: Finished) -> None:
    finished.house.artifacts.delete("exports/")
    answer = finished.person.get(FILE)
    assert answer.status_code in (410, 503), answer.text
    assert "file" in answer.json()["message"]


def test_a_link_opens_its_one_file_and_nothing_else(finished: Finished) -> None:
    finished.run()
    token = finished.token
    assert finished.by(token) == 200
    assert finished.nobody.get(f"{URL}/2/download", params={"token": token}).status_code == 401
    for path in (URL, f"{URL}/1", f"{URL}/1/history", f"{URL}/1/logs"):
        assert finished.nobody.get(path, params={"token": token}).status_code == 401
        assert finished.nobody.get(path, headers={"X-Access-Token": token}).status_code == 401


def test_a_link_is_made_for_its_reader(finished: Finished, admin: TestClient) -> None:
    theirs = admin.get(f"{URL}/1").json()["segment_export"]["file_download_token"]
    mine = finished.token
    assert (theirs.partition(".")[0], mine.partition(".")[0]) == ("1", str(finished.person.id))
    assert finished.token == mine
    assert finished.by(theirs) == finished.by(mine) == 200
    swapped = f"1.{mine.partition('.')[2]}"
    assert finished.by(swapped) == 401


def test_a_link_is_as_the_contract_makes_it_and_kept_nowhere(finished: Finished) -> None:
    with finished.house.database.reading() as connection:
        nonce = connection.execute(select(exports.c.token_nonce)).scalar_one()
    made = {"export_id": 1, "user_id": finished.person.id, "nonce": nonce}
    key = finished.house.instance_key.reveal()
    assert finished.token == download_token(instance_key=key, **made)
    assert finished.by(download_token(instance_key=random_token(), **made)) == 401
    digest = finished.token.partition(".")[2]
    folder = finished.house.settings.data
    assert not [file for file in folder.rglob("*") if file.is_file() and digest.encode() in file.read_bytes()]


def test_a_new_nonce_revokes_every_link(finished: Finished, admin: TestClient) -> None:
    old = finished.token
    finished.set(exports, 1, token_nonce=random_token())
    assert finished.by(old) == 401
    assert finished.token != old
    assert finished.by(finished.token) == 200


def test_a_link_holds_while_its_user_may_download(finished: Finished) -> None:
    token, role_id, user_id = finished.token, finished.person.role_id, finished.person.id
    for table, row_id, broken, status, whole in (
        (users, user_id, {"disabled": True}, 401, {"disabled": False}),
        (users, user_id, {"deleted": True}, 401, {"deleted": False}),
        (roles, role_id, {"disabled": True}, 401, {"disabled": False}),
        (roles, role_id, {"features": '["foreign_segments/edit"]'}, 403, {"features": EXPORTER}),
        (roles, role_id, {"features": '["segments/export/2"]'}, 403, {"features": '["segments/export/1"]'}),
    ):
        finished.set(table, row_id, **broken)
        assert finished.by(token) == status, broken
        finished.set(table, row_id, **whole)
        assert finished.by(token) == 200, whole


def test_a_link_holds_when_segment_and_destination_are_gone(finished: Finished, admin: TestClient) -> None:
    token = finished.token
    admin.delete("/api/segments/1")
    admin.delete("/api/segments/export/destinations/1")
    assert (finished.by(token), finished.person.get(FILE).status_code) == (200, 200)


def test_what_is_no_token_opens_nothing(finished: Finished) -> None:
    real = finished.token
    for text in (
        "x",
        ".",
        "1.",
        "0.0",
        "-1.0",
        "1" * 30,
        "９.0",
        "é.é",
        "\x00",
        "1.\x00",
        " ",
        "1e3.0",
        "99.0",
    ):
        for token in (text, real + text, text + real, real[:-1], real.upper()):
            assert finished.by(token) == 401, token


def test_a_bad_link_is_refused_even_to_those_who_are_logged_in(finished: Finished) -> None:
    assert finished.person.get(FILE, params={"token": "x"}).status_code == 401
    assert finished.person.get(FILE, params={"token": ""}).status_code == 200
    assert finished.nobody.get(FILE, params={"token": ""}).status_code == 401


def test_a_link_is_in_no_log(finished: Finished, caplog: pytest.LogCaptureFixture) -> None:
    token = finished.token
    logged = TestClient(AccessLog(finished.people.app))
    with caplog.at_level(logging.DEBUG):
        for name in ("token", "file_download_token"):
            assert logged.get(FILE, params={name: token}).status_code == 200
            assert logged.get(FILE, params={name: f"{token}x"}).status_code == 401
        assert logged.get(f"{URL}/99/download", params={"token": token}).status_code == 404
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("sendoff")]
    assert len([line for line in ours if re.search(rf"GET {FILE} [0-9.]+ ms$", line)]) == 4
    assert token.partition(".")[2] not in "\n".join(ours)
