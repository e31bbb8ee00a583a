"""One run, written in parts by an engine that has the rows on many machines."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from sendoff.artifacts.joined import Piece, first_missing, publish_joined
from sendoff.artifacts.port import ArtifactStore, StorageFailed
from sendoff.artifacts.registry import open_store
from sendoff.delivery.encoding import Encoding, encode
from sendoff.delivery.pipeline import Work, Written
from sendoff.engines.port import Part, StopSignal, Watcher, WritesParts
from sendoff.errors import SendoffError
from sendoff.formats.registry import file_extension, get

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredPart:
    """Writes a part into the artifact store; the engine's `PartWriter`, made to be pickled.

    Args:
        store_url: the store as the engine's machines open it; their environment has the credentials.
        folder: of this attempt's parts, ending in `/`.
    """

    store_url: str
    folder: str
    encoding: Encoding

    def __call__(self, batches: Iterator[pa.RecordBatch], schema: pa.Schema, /, *, label: str) -> Part:
        name = _part_name(self.folder, label, self.encoding)
        upload = open_store(self.store_url).create(name)
        try:
            encoded = encode(batches, schema, self.encoding, upload, follows=True)
            upload.publish()
        finally:
            upload.discard()
        return Part(name, encoded.rows, encoded.bytes, encoded.sha256)


def can_be_joined(format: str) -> bool:
    """Whether files of the format, one after the other, are one of them."""
    return get(format).open_following is not None


def write_parts(
    engine: WritesParts,
    work: Work,
    store: ArtifactStore,
    *,
    store_url: str,
    folder: str,
    name: str,
    stop: StopSignal,
    watch: Watcher = lambda running: None,
) -> tuple[Written, str]:
    """The customers of `work`, whole, in parts below `folder`, and the name that joins them into one file.

    No other part is there then, but what a task writes yet that nobody waits for: that goes with the export.
    The SHA-256 of what was written is that of its parts': of their hexadecimal digests in order, one a
    line, since nobody has read the whole file.

    Raises: Stopped; what the engine and the store raise; StorageFailed, where a part is not in the store.
    """
    encoding = work.encoding
    below = f"{folder}parts/"
    found = engine.write_parts(work.query, StoredPart(store_url, below, encoding), stop=stop, watch=watch)
    head = _write_head(store, below, encoding, found.schema)
    parts = (head, *found.parts)
    pieces = [Piece(part.name, part.bytes) for part in parts]
    missing = first_missing(store, pieces)
    if missing is not None:
        raise StorageFailed(
            f"The part {missing.name!r} was written by the engine's machines, but is not in the artifact "
            "store as it was written. Keep artifacts where all of them reach the same place: an object "
            "store, or a folder that they share."
        )
    _delete_others(store, below, parts)
    joined = publish_joined(store, name, pieces)
    digests = "".join(f"{part.sha256}\n" for part in parts)
    written = Written(
        rows=sum(part.rows for part in parts),
        bytes=sum(part.bytes for part in parts),
        sha256=hashlib.sha256(digests.encode()).hexdigest(),
        schema=encoding.schema_of(found.schema),
        sources=found.sources,
        parts=parts,
    )
    return written, joined


def _write_head(store: ArtifactStore, folder: str, encoding: Encoding, schema: pa.Schema) -> Part:
    """The part that all others follow: the header, and no rows."""
    name = _part_name(folder, "head", encoding)
    upload = store.create(name)
    try:
        encoded = encode((), schema, encoding, upload)
        upload.publish()
    finally:
        upload.discard()
    return Part(name, encoded.rows, encoded.bytes, encoded.sha256)


def _part_name(folder: str, label: str, encoding: Encoding) -> str:
    return f"{folder}{label}{file_extension(encoding.format, encoding.compression)}"


def _delete_others(store: ArtifactStore, folder: str, parts: Iterable[Part]) -> None:
    """What tasks left that do not count is gone; where the store fails it goes later, with the export."""
    counting = {part.name for part in parts}
    try:
        for name in list(store.names(folder)):
            if name not in counting:
                store.delete_file(name)
    except SendoffError as error:  # the file is whole all the same
        _log.warning("Parts in %s that do not count stay for now: %s", folder, error.message)
