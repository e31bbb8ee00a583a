"""Value lists in every store of files: written once, read by their keys, the last ones kept in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest

from sendoff.artifacts.port import ArtifactStore
from sendoff.artifacts.value_lists import ListsInArtifacts, remove_list, write_list
from sendoff.engines.port import SourceUnusable


def batches(*values: str) -> Iterator[pa.RecordBatch]:
    for value in values:
        yield pa.record_batch([pa.array([value])], names=["value"])


def read(lists: ListsInArtifacts, key: str) -> list[str]:
    table = lists.table(key)
    assert table.schema.names == ["value"]
    values: list[str] = table.column("value").to_pylist()
    return values


def test_a_list_is_read_as_it_was_written(store: ArtifactStore) -> None:
    assert write_list(store, "key", batches("ann", "bob", "žofie")) == 3
    assert read(ListsInArtifacts(store), "key") == ["ann", "bob", "žofie"]


def test_a_list_that_could_not_be_written_whole_is_not_there(store: ArtifactStore) -> None:
    def failing() -> Iterator[pa.RecordBatch]:
        yield from batches("ann")
        raise SourceUnusable("No room.")

    with pytest.raises(SourceUnusable, match="No room"):
        write_list(store, "key", failing())
    assert list(store.names("value_lists/")) == []


def test_a_list_that_is_gone_is_told(store: ArtifactStore) -> None:
    write_list(store, "key", batches("ann"))
    write_list(store, "other", batches("bob"))
    remove_list(store, "key")
    remove_list(store, "key")
    with pytest.raises(SourceUnusable, match="not in the artifact store any more"):
        ListsInArtifacts(store).table("key")
    assert read(ListsInArtifacts(store), "other") == ["bob"]


def test_a_damaged_list_is_told(store: ArtifactStore) -> None:
    write_list(store, "key", batches("ann"))
    (name,) = store.names("value_lists/")
    upload = store.create(name)
    upload.write(b"PAR1")
    upload.publish()
    with pytest.raises(SourceUnusable, match="damaged"):
        ListsInArtifacts(store).table("key")


def test_lists_asked_for_last_are_kept_as_far_as_there_is_room(store: ArtifactStore) -> None:
    for key in ("first", "second", "third"):
        write_list(store, key, batches("x" * 1000))
    lists = ListsInArtifacts(store, cache_bytes=2500)
    for key in ("first", "second", "first", "third"):
        lists.table(key)
    store.delete("value_lists/")
    assert read(lists, "first") == read(lists, "third") == ["x" * 1000]
    with pytest.raises(SourceUnusable):
        lists.table("second")


def test_a_list_that_is_larger_than_the_room_is_read_each_time(store: ArtifactStore) -> None:
    write_list(store, "small", batches("ann"))
    write_list(store, "large", batches("x" * 1000))
    lists = ListsInArtifacts(store, cache_bytes=100)
    assert read(lists, "small") == ["ann"]
    assert read(lists, "large") == ["x" * 1000]
    store.delete("value_lists/")
    assert read(lists, "small") == ["ann"]
    with pytest.raises(SourceUnusable):
        lists.table("large")
