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


class StorageUnavailable(SendoffError):
    """Worth another try: the object store did not answer, or not sensibly."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="storage_unavailable", kind=Kind.UNAVAILABLE)


class Upload(Protocol):
    """One file being written; invisible until published. What fails raises StorageFailed or
    StorageUnavailable."""

    def write(self, data: bytes | memoryview | pa.Buffer, /) -> int:
        """Appends; returns the bytes taken."""
        ...

    def publish(self) -> None:
        """The whole file becomes visible under its name, durably and in one move."""
        ...

    def discard(self) -> None:
        """Nothing stays. Does nothing after `publish`, and nothing the second time."""
        ...


class ArtifactStore(Protocol):
    """Every method but `create` may wait for a disk or a network."""

    def create(self, name: str, /) -> Upload: ...

    def size(self, name: str, /) -> int:
        """Bytes. Raises ArtifactMissing."""
        ...

    def read(self, name: str, /, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes of a published file in chunks of at most 1 MiB. Raises ArtifactMissing."""
        ...

    def names(self, prefix: str, /) -> Iterator[str]:
        """Every name under the prefix (which ends in `/`), in no promised order.

        Unpublished temporaries of a folder are among them. An object store lists none: what a killed
        process left of an upload goes by the bucket's own rule for incomplete uploads.
        """
        ...

    def delete(self, prefix: str, /) -> None:
        """Nothing of `names(prefix)` is left. Twice equals once."""
        ...

    def delete_file(self, name: str, /) -> None:
        """The file of `names` with this very name is gone. Twice equals once."""
        ...
