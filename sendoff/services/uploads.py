"""Files on their way in: each in a folder of its own beside the system's temporary files, until removed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from sendoff.artifacts.port import StorageFailed
from sendoff.errors import Kind, SendoffError

MAX_UPLOAD_BYTES = 512 * 1024 * 1024
_FOLDERS = "sendoff-upload-"


class Upload:
    """A file on its way in, in a folder for it alone.

    What its methods do waits for a disk: not for an event loop.
    """

    def __init__(self) -> None:
        """Raises: StorageFailed."""
        self.bytes = 0
        self._hash = hashlib.sha256()
        try:
            self._folder, self._lock = _locked_folder()
        except OSError as error:
            raise _no_room(error) from None
        self.path = os.path.join(self._folder.name, "upload.csv")
        try:
            self._file = open(self.path, "xb")  # noqa: SIM115  # it is closed by `finish` or `remove`
        except OSError as error:
            self.remove()
            raise _no_room(error) from None

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Raises: SendoffError (body_too_large), StorageFailed."""
        refuse_larger(self.bytes + len(data))
        try:
            self._file.write(data)
        except OSError as error:
            raise _no_room(error) from None
        self._hash.update(data)
        self.bytes += len(data)

    def finish(self) -> None:
        """It can be read at its path. Raises: StorageFailed."""
        try:
            self._file.close()
        except OSError as error:
            raise _no_room(error) from None

    def remove(self) -> None:
        """Nothing is left of it."""
        with suppress(OSError, AttributeError):  # a full disk fails the flush that closing tries
            self._file.close()
        self._folder.cleanup()
        os.close(self._lock)


def refuse_larger(size: int) -> None:
    """Raises: SendoffError (body_too_large), where a file of so many bytes is too large for a list."""
    if size > MAX_UPLOAD_BYTES:
        raise SendoffError(
            f"The file is larger than {MAX_UPLOAD_BYTES:,} bytes. Leave out columns that are not needed, "
            "or split it into several lists.",
            code="body_too_large",
            kind=Kind.TOO_LARGE,
        )


def remove_dead_uploads() -> int:
    """How many folders were removed: of uploads to this machine that their processes left behind, killed."""
    removed = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDERS}*"):
        with suppress(OSError):  # it lives, or is gone by now, or is somebody else's
            lock = _locked(folder)
            try:
                shutil.rmtree(folder)
                removed += 1
            finally:
                os.close(lock)
    return removed


def _locked_folder() -> tuple[tempfile.TemporaryDirectory[str], int]:
    """A new folder, and the lock on it, which ends with this process at the latest, however that ends."""
    while True:
        folder = tempfile.TemporaryDirectory(prefix=_FOLDERS, ignore_cleanup_errors=True)
        with suppress(BlockingIOError, FileNotFoundError):  # not locked yet, it was taken for a dead one's
            lock = _locked(Path(folder.name))
            if os.path.exists(folder.name):
                return folder, lock
            os.close(lock)
        folder.cleanup()


def _locked(folder: Path) -> int:
    """The descriptor that holds the lock on the folder until it is closed. Raises: OSError."""
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _no_room(error: OSError) -> StorageFailed:
    return StorageFailed(
        f"The upload could not be written to {tempfile.gettempdir()}: {error.strerror}. "
        "Make room there, or name another place in TMPDIR, then upload the file again."
    )
