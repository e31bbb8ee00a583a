"""An export whose file lies in S3, from POST to download, through the API and a worker."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.services import upkeep
from sendoff.services.house import House
from sendoff.settings import load
from sendoff.worker.loop import Workers
from tests.integration.conftest import Maker
from tests.integration.runs import run_to_its_end, wait_for_its_end
from tests.object_store import Bucket


@pytest.fixture
def small_house(
    request: pytest.FixtureRequest, tmp_path: Path, profiles: Path, set_up: Path, bucket: Bucket
) -> Iterator[House]:
    """The usual one, but its files lie in the bucket, or at the URL that the test is parametrised with."""
    shutil.copytree(set_up / "data", tmp_path / "data")
    url = getattr(request, "param", bucket.url)
    built = bootstrap.build(load(tmp_path / "data", profiles=str(profiles), artifacts=url))
    yield built
    built.database.close()


@pytest.fixture
def workers(small_house: House) -> Iterator[None]:
    running = Workers(small_house, count=1)
    running.start()
    yield
    running.stop()


def test_an_export_lies_in_the_bucket_and_is_downloaded_whole_and_in_ranges(
    admin: TestClient, segment: Maker, destination: Maker, workers: None, bucket: Bucket, small_house: House
) -> None:
    segment_id = segment()["id"]
    export, file = run_to_its_end(admin, segment_id, destination(attribute_ids=["name"])["id"])
    assert export["stats"]["rows"] == {"matched": 4, "exported": 4}
    file_key, manifest_key = sorted(bucket.keys())
    place, _, name = file_key.partition("/exports/")
    assert name == f"{export['id']}/1/customers.csv"
    assert manifest_key == f"{place}/exports/{export['id']}/1/manifest.json"
    assert Path(place).parent == Path("some/where")
    assert bucket.uploads_under_way() == []

    url = f"/api/segments/{segment_id}/exports/{export['id']}/download"
    whole = admin.get(url)
    assert whole.headers["etag"] == f'"{hashlib.sha256(file).hexdigest()}"'
    part = admin.get(url, headers={"Range": "bytes=7-20"})
    assert (part.status_code, part.content) == (206, file[7:21])
    assert part.headers["content-range"] == f"bytes 7-20/{len(file)}"
    assert admin.get(url, headers={"Range": "bytes=-5"}).content == file[-5:]
    manifest = json.loads(b"".join(small_house.artifacts.read(f"exports/{export['id']}/1/manifest.json")))
    assert (manifest["rows"], manifest["bytes"]) == (4, len(file))


def test_after_the_retention_the_bucket_is_empty_and_the_download_gone(
    admin: TestClient, segment: Maker, destination: Maker, workers: None, bucket: Bucket, small_house: House
) -> None:
    segment_id = segment()["id"]
    export, _ = run_to_its_end(admin, segment_id, destination()["id"])
    later = small_house.clock() + timedelta(days=8)
    small_house.clock = lambda: later
    assert upkeep.retire_files(small_house) == [export["id"]]
    assert bucket.keys() == []
    assert admin.get(f"/api/segments/{segment_id}/exports/{export['id']}/download").status_code == 410


def test_files_of_attempts_that_do_not_count_are_removed(
    admin: TestClient, segment: Maker, destination: Maker, workers: None, bucket: Bucket, small_house: House
) -> None:
    export, _ = run_to_its_end(admin, segment()["id"], destination()["id"])
    upload = small_house.artifacts.create(f"exports/{export['id']}/7/customers.csv")
    upload.write(b"of a lost worker")
    upload.publish()
    found = bucket.keys()
    kept = {key for key in found if f"/exports/{export['id']}/7/" not in key}
    assert len(found) == len(kept) + 1
    assert upkeep.remove_dead_attempts(small_house) == 1
    assert set(bucket.keys()) == kept


@pytest.mark.parametrize("small_house", ["s3://not-there/x"], indirect=True)
def test_a_bucket_that_is_not_there_makes_the_export_a_told_error(
    admin: TestClient, segment: Maker, destination: Maker, workers: None
) -> None:
    segment_id = segment()["id"]
    asked = admin.post(
        f"/api/segments/{segment_id}/exports", json={"segment_export_destination_id": destination()["id"]}
    )
    export = wait_for_its_end(admin, segment_id, asked.json()["segment_export"]["id"])
    assert export["status"] == "error"
    assert "there is no such bucket (NoSuchBucket)" in export["stats"]["error"]
