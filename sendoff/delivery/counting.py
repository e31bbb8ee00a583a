"""Bytes on their way into a file: counted, and their SHA-256 taken."""

from __future__ import annotations

import hashlib

import pyarrow as pa

from sendoff.artifacts.port import Upload


class Counted:
    """Passes bytes on to `upload`. hashlib frees the GIL for large pieces."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self._digest = hashlib.sha256()
        self.bytes = 0

    def write(self, data: bytes | memoryview | pa.Buffer, /) -> int:
        view = memoryview(data)
        self._digest.update(view)
        self._upload.write(view)
        self.bytes += view.nbytes
        return view.nbytes

    def sha256(self) -> str:
        """Lower-case hex of all that was written so far."""
        return self._digest.hexdigest()
