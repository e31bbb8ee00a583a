"""What a folder promises beside what every store does."""

from __future__ import annotations

import errno
import os
import shutil
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


def test_deleting_leaves_no_empty_folder(store: FolderStore, tmp_path: Path) -> None:
    for name in ("exports/1/1/a", "exports/1/2/a"):
        store.create(name).publish()
    store.delete("exports/1/1/")
    assert list((tmp_path / "artifacts/exports/1").iterdir()) == [tmp_path / "artifacts/exports/1/2"]
    store.delete("exports/1/2/")
    assert not (tmp_path / "artifacts/exports/1").exists()
    store.delete("exports/1/2/")


def test_a_file_is_made_though_its_empty_folder_is_removed_just_then(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open
    removed: list[Path] = []

    def open_late(path: Path, *arguments: int) -> int:
        if not removed:
            removed.append(path.parent)
            path.parent.rmdir()
        return real_open(path, *arguments)

    monkeypatch.setattr(os, "open", open_late)
    store.create("exports/1/1/a").publish()
    assert removed
    assert list(store.names("exports/")) == ["exports/1/1/a"]


def test_a_folder_that_another_process_removes_too_is_removed_whole(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_rmtree = shutil.rmtree
    calls: list[Path] = []
    store.create("exports/1/1/a").publish()

    def fail_once(folder: Path) -> None:
        calls.append(folder)
        if len(calls) == 1:
            raise FileNotFoundError("the other one was faster with a file")
        real_rmtree(folder)

    monkeypatch.setattr(shutil, "rmtree", fail_once)
    store.delete("exports/1/1/")
    assert list(store.names("exports/")) == []


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


def test_a_file_that_may_not_be_read_is_told(store: FolderStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.create("exports/1/1/a").publish()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)  # whoever is root may read everything
    with pytest.raises(StorageFailed, match=r"could not be read from .*: Permission denied"):
        store.read("exports/1/1/a")


def test_large_files_are_written_where_the_system_takes_no_advice(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fadvise")  # macOS has none
    upload = store.create("exports/1/1/a")
    for _ in range(17):
        upload.write(bytes(1024 * 1024))
    upload.publish()
    assert store.size("exports/1/1/a") == 17 * 1024 * 1024
