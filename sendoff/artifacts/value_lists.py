"""Uploaded value lists in the artifact store: one Parquet file each, never changed once it is there."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

from sendoff.artifacts.port import ArtifactMissing, ArtifactStore
from sendoff.engines.port import SourceUnusable
from sendoff.formats.parquet import ParquetWriter

FOLDER = "value_lists"
CACHE_BYTES = 256 * 1024 * 1024
"""5 million values of 25 characters take 165 MB."""
_SCHEMA = pa.schema([pa.field("value", pa.large_string(), nullable=False)])


def write_list(store: ArtifactStore, key: str, batches: Iterable[pa.RecordBatch]) -> int:
    """How many values there are; the list can be read by its key from now on.

    Args:
        batches: one text column: the values, each once, in order of their code points.
    Raises: StorageFailed, StorageUnavailable, and what `batches` raises: then nothing is there.
    """
    upload = store.create(_name_of(key))
    try:
        writer = ParquetWriter(upload, _SCHEMA)
        try:
            for batch in batches:
                writer.write(pa.record_batch([batch.column(0).cast(pa.large_string())], schema=_SCHEMA))
            writer.finish()
        except BaseException:  # Ctrl-C too: the writer holds memory of Arrow until it is closed
            writer.abort()
            raise
        upload.publish()
    finally:
        upload.discard()
    return writer.rows


def keys_of(store: ArtifactStore) -> set[str]:
    """Of all lists in the store, those that are being written too. Raises as the store's `names`."""
    return {name.split("/")[1] for name in store.names(f"{FOLDER}/")}


def remove_list(store: ArtifactStore, key: str) -> None:
    """Nothing is left of the list. Twice equals once."""
    store.delete(f"{FOLDER}/{key}/")


class ListsInArtifacts:
    """The lists in the store, by their keys; those asked for last are kept in memory.

    Safe for any number of threads. What is not kept is waited for, on a disk or a network.

    Args:
        cache_bytes: most that is kept; a larger list is read anew each time.
    """

    def __init__(self, store: ArtifactStore, *, cache_bytes: int = CACHE_BYTES) -> None:
        self._store = store
        self._cache_bytes = cache_bytes
        self._kept: OrderedDict[str, pa.Table] = OrderedDict()
        self._lock = threading.Lock()
        self._reading = threading.Lock()

    def table(self, key: str) -> pa.Table:
        """One column, `value`: text, lower-cased and distinct, in order of the code points.

        Raises: SourceUnusable, where there is no such list any more; StorageFailed, StorageUnavailable.
        """
        found = self._found(key)
        if found is not None:
            return found
        with self._reading:  # one at a time: two who ask for one list at once would read it twice
            found = self._found(key)
            if found is None:
                found = self._read(key)
                self._keep(key, found)
        return found

    def _found(self, key: str) -> pa.Table | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: str, table: pa.Table) -> None:
        if table.nbytes > self._cache_bytes:
            return
        with self._lock:
            self._kept[key] = table
            while sum(each.nbytes for each in self._kept.values()) > self._cache_bytes:
                self._kept.popitem(last=False)

    def _read(self, key: str) -> pa.Table:
        try:
            content = b"".join(self._store.read(_name_of(key)))
            # Not by threads: Arrow's own are as many as there are cores.
            return pq.read_table(pa.BufferReader(content), schema=_SCHEMA, use_threads=False)
        except ArtifactMissing:
            raise SourceUnusable(
                "The values of an uploaded list are not in the artifact store any more. "
                "Upload the list again, and name the new one in the conditions."
            ) from None
        except (pa.ArrowException, OSError):
            raise SourceUnusable(
                "The values of an uploaded list are damaged in the artifact store. "
                "Upload the list again, and name the new one in the conditions."
            ) from None


def _name_of(key: str) -> str:
    return f"{FOLDER}/{key}/values.parquet"
