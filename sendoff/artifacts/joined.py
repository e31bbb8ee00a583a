"""A store in which one file may lie in parts: a list of them is published under the file's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

import orjson

from sendoff.artifacts.port import ArtifactMissing, ArtifactStore, Upload

SUFFIX = ".parts"
LOOKS_AT_ONCE = 16
"""Parts that are looked at together: one by one, hundreds in an object store would take seconds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A published file that is a stretch of another."""

    name: str
    bytes: int


_Stretch: TypeAlias = tuple[Piece, int, int]
"""Of a piece: from which byte, and how many."""


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
        # List and parts are looked at now, so that what is missing is told before the first byte.
        stretches = list(_stretches(self._pieces(name), start, length))
        missing = first_missing(self._store, [piece for piece, _, _ in stretches])
        if missing is not None:
            raise ArtifactMissing(missing.name)
        return self._joined(stretches)

    def names(self, prefix: str, /) -> Iterator[str]:
        return self._store.names(prefix)

    def delete(self, prefix: str, /) -> None:
        self._store.delete(prefix)

    def delete_file(self, name: str, /) -> None:
        self._store.delete_file(name)

    def _pieces(self, name: str) -> list[Piece]:
        listed = orjson.loads(b"".join(self._store.read(name)))
        return [Piece(each["name"], each["bytes"]) for each in listed]

    def _joined(self, stretches: Iterable[_Stretch]) -> Iterator[bytes]:
        for piece, begin, length in stretches:
            yield from self._store.read(piece.name, start=begin, length=length)


def first_missing(store: ArtifactStore, pieces: Sequence[Piece]) -> Piece | None:
    """The first that is not in the store with its size; None: all are."""

    def is_there(piece: Piece) -> bool:
        try:
            return store.size(piece.name) == piece.bytes
        except ArtifactMissing:
            return False

    with ThreadPoolExecutor(LOOKS_AT_ONCE) as threads:
        looked_at = zip(pieces, threads.map(is_there, pieces), strict=True)
        return next((piece for piece, found in looked_at if not found), None)


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


def _stretches(pieces: Sequence[Piece], start: int, length: int | None) -> Iterator[_Stretch]:
    left = sum(piece.bytes for piece in pieces) if length is None else length
    skipped = 0
    for piece in pieces:
        begin = max(0, start - skipped)
        skipped += piece.bytes
        wanted = min(piece.bytes - begin, left)
        if wanted > 0:
            yield piece, begin, wanted
            left -= wanted
