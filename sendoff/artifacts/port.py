"""What an artifact store does; names are relative, `/`-separated: `exports/7/2/customers.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pyarrow as pa

from sendoff.errors import Kind, SendoffError


class ArtifactMissing(SendoffError):
    """Nothing is published under the name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no file {name!r} in the artifact store.", code="artifact_missing", kind=Kind.GONE
        )


class StorageFailed(SendoffError):
    """Final until somebody acts: the disk is full, the folder is not writable, the bucket refuses."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="storage_failed", kind=Kind.FAILED)


class Upload(Protocol):
    """One file being written; invisible until published."""

    def write(self, data: bytes | memoryview | pa.Buffer, /) -> int:
        """Appends; returns the bytes taken. Raises StorageFailed."""
        ...

    def publish(self) -> None:
        """The whole file becomes visible under its name, durably and in one move. Raises StorageFailed."""
        ...

    def discard(self) -> None:
        """Nothing stays. Does nothing after `publish`, and nothing the second time."""
        ...


class ArtifactStore(Protocol):
    def create(self, name: str, /) -> Upload: ...

    def size(self, name: str, /) -> int:
        """Bytes. Raises ArtifactMissing."""
        ...

    def read(self, name: str, /, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes of a published file in chunks of at most 1 MiB. Raises ArtifactMissing."""
        ...

    def names(self, prefix: str, /) -> Iterator[str]:
        """Every name under the prefix (which ends in `/`), unpublished temporaries included."""
        ...

    def delete(self, prefix: str, /) -> None:
        """Nothing is left under the prefix, temporaries included. Twice equals once."""
        ...
