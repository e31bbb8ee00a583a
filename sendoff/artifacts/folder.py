"""Artifacts in a folder: written beside their name, flushed to the disk, and renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path

import pyarrow as pa

from sendoff.artifacts.names import parts_of
from sendoff.artifacts.port import ArtifactMissing, StorageFailed
from sendoff.secrets import random_token

CHUNK_BYTES = 1024 * 1024
_TEMPORARY = ".partial-"
_TRIES = 100
_WRITE_OUT_BYTES = 16 * 1024 * 1024
"""How much is written before the disk is asked to begin on it; else publishing waits for all of it
(0.2 s of a 2.1 s export, 2026-11-24)."""


class FolderStore:
    """Names are paths below `root`; files are readable by their owner alone."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def create(self, name: str, /) -> FolderUpload:
        return FolderUpload(self._path(name))

    def size(self, name: str, /) -> int:
        try:
            return self._path(name).stat().st_size
        except FileNotFoundError:
            raise ArtifactMissing(name) from None

    def read(self, name: str, /, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        path = self._path(name)
        with _told("read from", path.parent):
            try:
                file = path.open("rb")
            except FileNotFoundError:
                raise ArtifactMissing(name) from None
        return _chunks(file, start, length)

    def names(self, prefix: str, /) -> Iterator[str]:
        for folder, _, files in os.walk(self._path(prefix)):
            for file in files:
                yield (Path(folder) / file).relative_to(self._root).as_posix()

    def delete(self, prefix: str, /) -> None:
        folder = self._path(prefix)
        with _told("removed from", self._root):
            while folder.exists():
                with suppress(FileNotFoundError):  # another process is removing it too
                    shutil.rmtree(folder)
        with suppress(OSError):  # it is not there, or something else still is
            if folder.parent != self._root:
                folder.parent.rmdir()

    def delete_file(self, name: str, /) -> None:
        path = self._path(name)
        with _told("removed from", path.parent):
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._root.joinpath(*parts_of(name))


class FolderUpload:
    """One file on its way, under a temporary name beside its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._temporary = path.with_name(f"{_TEMPORARY}{random_token()}")
        with _told("written to", path.parent):
            self._file = os.fdopen(_created(self._temporary), "wb", buffering=CHUNK_BYTES)
        self._written = self._begun = 0

    def write(self, data: bytes | memoryview | pa.Buffer, /) -> int:
        with _told("written to", self._path.parent):
            count = self._file.write(memoryview(data))
            self._written += count
            fresh = self._written - self._begun
            if fresh >= _WRITE_OUT_BYTES and hasattr(os, "posix_fadvise"):
                # Linux begins to write these pages out, and keeps them: they are not clean yet.
                os.posix_fadvise(self._file.fileno(), self._begun, fresh, os.POSIX_FADV_DONTNEED)
                self._begun = self._written
            return count

    def publish(self) -> None:
        with _told("written to", self._path.parent):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._temporary, self._path)
            # The rename itself must reach the disk before anybody is told of the file.
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def discard(self) -> None:
        with suppress(OSError):  # a full disk fails the flush that closing tries
            self._file.close()
        with _told("removed from", self._path.parent):
            self._temporary.unlink(missing_ok=True)


def _created(path: Path) -> int:
    """A descriptor of a new file, in folders that are made for it."""
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):  # its folder was empty, and removed just then
            return _created_once(path)
    return _created_once(path)


def _created_once(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


@contextmanager
def _told(done: str, folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailed(
            f"The file could not be {done} {folder}: {error.strerror}. "
            "Make room or mend its rights there, then run it again."
        ) from None


def _chunks(file: BufferedReader, start: int, length: int | None) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = length
        while left is None or left > 0:
            chunk = file.read(CHUNK_BYTES if left is None else min(CHUNK_BYTES, left))
            if not chunk:
                return
            yield chunk
            if left is not None:
                left -= len(chunk)
