"""A store of files: whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sendoff.artifacts.folder import FolderStore
from sendoff.artifacts.port import ArtifactMissing, StorageFailed
from sendoff.errors import Invalid


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "artifacts")


def test_a_file_is_not_there_before_it_is_published(store: FolderStore) -> None:
    upload = store.create("exports/1/1/customers.csv")
    upload.write(b"half")
    with pytest.raises(ArtifactMissing):
        store.size("exports/1/1/customers.csv")
    upload.publish()
    assert store.size("exports/1/1/customers.csv") == 4


def test_a_discarded_file_leaves_nothing(store: FolderStore) -> None:
    upload = store.create("exports/1/1/customers.csv")
    upload.write(b"half")
    upload.discard()
    upload.discard()
    assert list(store.names("exports/")) == []


def test_discarding_after_publishing_does_nothing(store: FolderStore) -> None:
    upload = store.create("a/b")
    upload.write(b"whole")
    upload.publish()
    upload.discard()
    assert b"".join(store.read("a/b")) == b"whole"


@pytest.mark.parametrize(
    ("start", "length", "expected"), [(0, None, b"0123456789"), (3, 4, b"3456"), (8, 9, b"89")]
)
def test_ranges_are_read(store: FolderStore, start: int, length: int | None, expected: bytes) -> None:
    upload = store.create("n")
    upload.write(b"0123456789")
    upload.publish()
    assert b"".join(store.read("n", start=start, length=length)) == expected


def test_deleting_removes_temporaries_too_and_twice_equals_once(store: FolderStore) -> None:
    upload = store.create("exports/1/1/customers.csv")
    upload.write(b"half")
    store.delete("exports/1/")
    store.delete("exports/1/")
    assert list(store.names("exports/")) == []
    upload.discard()


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "", "a\0b"])
def test_a_name_that_leaves_the_store_is_refused(store: FolderStore, name: str) -> None:
    with pytest.raises(Invalid):
        store.create(name)


def test_a_full_disk_is_told(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = store.create("a")
    upload.write(b"x")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match="No space left on device"):
        upload.publish()
    upload.discard()


def test_files_are_for_their_owner_alone(store: FolderStore, tmp_path: Path) -> None:
    upload = store.create("exports/1")
    upload.write(b"x")
    upload.publish()
    assert (tmp_path / "artifacts/exports/1").stat().st_mode & 0o077 == 0
