"""What every store of files does: whole or not there."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest

from sendoff.artifacts.port import ArtifactMissing, ArtifactStore
from sendoff.errors import Invalid

LARGE = random.Random(1).randbytes(40 * 1024 * 1024)
"""More than two parts of a multipart upload."""


def put(store: ArtifactStore, name: str, data: bytes) -> None:
    upload = store.create(name)
    upload.write(data)
    upload.publish()


def test_a_file_is_not_there_before_it_is_published(store: ArtifactStore) -> None:
    upload = store.create("exports/1/1/customers.csv")
    upload.write(b"half")
    with pytest.raises(ArtifactMissing):
        store.size("exports/1/1/customers.csv")
    with pytest.raises(ArtifactMissing):
        store.read("exports/1/1/customers.csv")
    upload.publish()
    assert store.size("exports/1/1/customers.csv") == 4


def test_a_large_file_is_not_there_before_it_is_published_and_whole_afterwards(store: ArtifactStore) -> None:
    upload = store.create("large")
    for start in range(0, len(LARGE), 3_000_000):
        upload.write(memoryview(LARGE)[start : start + 3_000_000])
    with pytest.raises(ArtifactMissing):
        store.size("large")
    upload.publish()
    chunks = list(store.read("large"))
    assert b"".join(chunks) == LARGE
    assert max(map(len, chunks)) <= 1024 * 1024
    assert b"".join(store.read("large", start=5_000_000, length=20_000_000)) == LARGE[5_000_000:25_000_000]


@pytest.mark.parametrize("data", [b"", b"half", LARGE], ids=["nothing", "a little", "parts"])
def test_a_discarded_file_leaves_nothing(store: ArtifactStore, data: bytes) -> None:
    upload = store.create("exports/1/1/customers.csv")
    upload.write(data)
    upload.discard()
    upload.discard()
    assert list(store.names("exports/")) == []
    with pytest.raises(ArtifactMissing):
        store.size("exports/1/1/customers.csv")


def test_discarding_after_publishing_does_nothing(store: ArtifactStore) -> None:
    upload = store.create("a/b")
    upload.write(b"whole")
    upload.publish()
    upload.discard()
    assert b"".join(store.read("a/b")) == b"whole"


def test_every_kind_of_buffer_is_written(store: ArtifactStore) -> None:
    upload = store.create("a")
    assert upload.write(b"one ") == 4
    assert upload.write(memoryview(b"two ")) == 4
    assert upload.write(pa.py_buffer(b"three")) == 5
    upload.publish()
    assert b"".join(store.read("a")) == b"one two three"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(0, None, b"0123456789"), (3, 4, b"3456"), (8, 9, b"89"), (10, None, b""), (12, 1, b""), (5, 0, b"")],
)
def test_ranges_are_read(store: ArtifactStore, start: int, length: int | None, expected: bytes) -> None:
    put(store, "n", b"0123456789")
    assert b"".join(store.read("n", start=start, length=length)) == expected


def test_an_empty_file_is_a_file(store: ArtifactStore) -> None:
    put(store, "empty", b"")
    assert store.size("empty") == 0
    assert list(store.read("empty")) == []


def test_names_are_those_under_the_prefix(store: ArtifactStore) -> None:
    names = {"exports/1/1/a.csv", "exports/1/1/manifest.json", "exports/1/2/a.csv", "exports/11/1/a.csv"}
    for name in names | {"other"}:
        put(store, name, b"x")
    assert set(store.names("exports/")) == names
    assert set(store.names("exports/1/")) == names - {"exports/11/1/a.csv"}


def test_deleting_removes_a_prefix_whole_and_nothing_else(store: ArtifactStore) -> None:
    for name in ("exports/1/1/a.csv", "exports/1/1/manifest.json", "exports/1/11/a.csv"):
        put(store, name, b"x")
    store.delete("exports/1/1/")
    store.delete("exports/1/1/")
    assert list(store.names("exports/")) == ["exports/1/11/a.csv"]
    with pytest.raises(ArtifactMissing):
        store.read("exports/1/1/a.csv")


def test_deleting_a_file_removes_it_and_nothing_else(store: ArtifactStore) -> None:
    for name in ("exports/1/a", "exports/1/a.csv", "exports/1/b"):
        put(store, name, b"x")
    store.delete_file("exports/1/a")
    store.delete_file("exports/1/a")
    assert set(store.names("exports/")) == {"exports/1/a.csv", "exports/1/b"}


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "", "a\0b"])
def test_a_name_that_leaves_the_store_is_refused(store: ArtifactStore, name: str) -> None:
    with pytest.raises(Invalid):
        store.create(name)
    with pytest.raises(Invalid):
        store.delete(name)
    with pytest.raises(Invalid):
        store.delete_file(name)
