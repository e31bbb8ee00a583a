"""A store in which one file may lie in parts: a list of them is published under the file's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson

from sendoff.artifacts.port import ArtifactStore, Upload

SUFFIX = ".parts"


@dataclass(frozen=True, slots=True)
class Piece:
    """A published file that is a stretch of another."""

    name: str
    bytes: int


class JoinedStore:
    """`store`, where a name that ends in `SUFFIX` is read as its parts, one after the other."""

    def __init__(self, store: ArtifactStore) -> None:
        self._store = store

    def create(self, name: str, /) -> Upload:
        return self._store.create(name)

    def size(self, name: str, /) -> int:
        if not name.endswith(SUFFIX):
            return self._store.size(name)
        return sum(piece.bytes for piece in self._pieces(name))

    def read(self, name: str, /, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        if not name.endswith(SUFFIX):
            return self._store.read(name, start=start, length=length)
        # The list is read now, so that a missing file is told before the first byte.
        return self._joined(self._pieces(name), start, length)

    def names(self, prefix: str, /) -> Iterator[str]:
        return self._store.names(prefix)

    def delete(self, prefix: str, /) -> None:
        self._store.delete(prefix)

    def delete_file(self, name: str, /) -> None:
        self._store.delete_file(name)

    def _pieces(self, name: str) -> list[Piece]:
        listed = orjson.loads(b"".join(self._store.read(name)))
        return [Piece(each["name"], each["bytes"]) for each in listed]

    def _joined(self, pieces: Sequence[Piece], start: int, length: int | None) -> Iterator[bytes]:
        left = sum(piece.bytes for piece in pieces) if length is None else length
        skipped = 0
        for piece in pieces:
            begin = max(0, start - skipped)
            skipped += piece.bytes
            wanted = min(piece.bytes - begin, left)
            if wanted > 0:
                yield from self._store.read(piece.name, start=begin, length=wanted)
                left -= wanted


def publish_joined(store: ArtifactStore, name: str, pieces: Sequence[Piece]) -> str:
    """The name under which the pieces are one file from now on."""
    listed = f"{name}{SUFFIX}"
    upload = store.create(listed)
    try:
        upload.write(orjson.dumps([{"name": piece.name, "bytes": piece.bytes} for piece in pieces]))
        upload.publish()
    finally:
        upload.discard()
    return listed
