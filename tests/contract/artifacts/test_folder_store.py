"""What a folder promises beside what every store does."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sendoff.artifacts.folder import FolderStore
from sendoff.artifacts.port import StorageFailed


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "artifacts")


def test_deleting_removes_temporaries_too(store: FolderStore) -> None:
    upload = store.create("exports/1/1/customers.csv")
    upload.write(b"half")
    assert len(list(store.names("exports/"))) == 1
    store.delete("exports/1/")
    assert list(store.names("exports/")) == []
    upload.discard()


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
