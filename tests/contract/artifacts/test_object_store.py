"""What an object store promises beside what every store does, and what it says when it cannot."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sendoff.artifacts.objects import PART_BYTES, BucketStore
from sendoff.artifacts.port import ArtifactMissing, StorageFailed, StorageUnavailable, Upload
from sendoff.artifacts.registry import open_store
from sendoff.errors import Invalid, SendoffError
from tests.object_store import Bucket

PARTS = b"x" * (2 * PART_BYTES)


def test_an_upload_is_multipart_and_completed_by_publishing(bucket: Bucket) -> None:
    upload = BucketStore(bucket.url).create("exports/1/1/a.csv")
    upload.write(PARTS)
    assert bucket.uploads_under_way() == ["some/where/exports/1/1/a.csv"]
    assert bucket.keys() == []
    upload.publish()
    assert bucket.uploads_under_way() == []
    assert bucket.keys() == ["some/where/exports/1/1/a.csv"]


def test_a_discarded_upload_is_aborted_so_that_no_hidden_parts_are_paid_for(bucket: Bucket) -> None:
    upload = BucketStore(bucket.url).create("exports/1/1/a.csv")
    upload.write(PARTS)
    upload.discard()
    assert bucket.uploads_under_way() == []
    assert bucket.keys() == []


def test_reading_keeps_a_piece_in_memory_and_not_the_file(bucket: Bucket) -> None:
    store = BucketStore(bucket.url)
    upload = store.create("a")
    for _ in range(3):
        upload.write(PARTS)
    upload.publish()
    assert sum(map(len, store.read("a", length=PART_BYTES))) == PART_BYTES  # what the first request costs
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    before = _memory("VmRSS")
    assert sum(map(len, store.read("a"))) == 3 * len(PARTS)
    assert _memory("VmHWM") - before < len(PARTS)


def test_a_file_that_goes_while_it_is_read_is_told(bucket: Bucket) -> None:
    store = BucketStore(bucket.url)
    upload = store.create("exports/1/a")
    upload.write(PARTS)
    upload.publish()
    reading = store.read("exports/1/a")
    next(reading)
    store.delete("exports/1/")
    with pytest.raises(ArtifactMissing):
        list(reading)


def test_a_bucket_that_is_not_there_is_told_and_no_secret_with_it(bucket: Bucket) -> None:
    store = BucketStore("s3://elsewhere/x")
    for data in (b"little", PARTS):
        upload = store.create("a")
        with pytest.raises(StorageFailed, match=r"no such bucket \(NoSuchBucket\)") as told:
            _finish(upload, data)
        upload.discard()
        assert "never-told" not in told.value.message
    with pytest.raises(SendoffError, match="NoSuchBucket"):
        list(store.names("exports/"))


def test_a_store_that_does_not_answer_is_worth_another_try(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and never listens
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        monkeypatch.setattr("sendoff.artifacts.objects._RETRIES", {"max_retries": 0})
        upload = BucketStore(bucket.url).create("a")
        upload.write(b"x")
        with pytest.raises(StorageUnavailable) as told:
            upload.publish()
        upload.discard()
    assert told.value.retryable
    assert "127.0.0.1" not in told.value.message


@pytest.mark.parametrize(
    "url",
    [
        "ftp://bucket/x",
        "https://bucket/x",
        "memory://",
        "s3://",
        "s3:///x",
        "s3://key:secret@bucket/x",
        "s3://bucket/x?secret=a",
        "az://container/x",
    ],
)
def test_a_url_that_is_no_store_is_refused_without_what_is_secret_in_it(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT_NAME", raising=False)
    with pytest.raises(Invalid) as told:
        open_store(url)
    assert told.value.path == "artifacts"
    assert "secret" not in told.value.message


@pytest.mark.parametrize("url", ["s3://bucket", "gs://bucket/x", "az://container/x"])
def test_every_cloud_is_opened_without_asking_it_anything(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "someone")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    assert isinstance(open_store(url), BucketStore)


def test_without_the_extra_it_is_said_how_to_get_it() -> None:
    script = (
        "import sys; sys.modules['obstore'] = None\n"
        "from sendoff.artifacts.registry import open_store\n"
        "try: open_store('s3://bucket/x')\n"
        "except Exception as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "pip install 'sendoff[objects]'" in done.stdout


def _finish(upload: Upload, data: bytes) -> None:
    upload.write(data)
    upload.publish()


def _memory(name: str) -> int:
    """Bytes of this process, by a name of `/proc/self/status`."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith(name)))
