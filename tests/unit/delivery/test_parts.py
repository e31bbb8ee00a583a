"""A file in parts is the file that one process would have written, and its parts are accounted for."""

from __future__ import annotations

import gzip
import pickle
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import zstandard

from sendoff.artifacts.folder import FolderStore
from sendoff.artifacts.joined import JoinedStore, Piece, publish_joined
from sendoff.artifacts.port import ArtifactMissing, StorageFailed
from sendoff.conditions.predicates import ALL_CUSTOMERS
from sendoff.delivery import parts, pipeline
from sendoff.delivery.encoding import encode
from sendoff.engines.port import Part, PartWriter, Query, WrittenParts
from sendoff.exports.plan import PlannedColumn

ROWS = pa.table(
    {"customer_entity_id": [f"c{at}" for at in range(10)], "note": [f"a,{at}" for at in range(10)]}
)
COLUMNS = (PlannedColumn("note", "masked", "protected attribute"),)


class Cluster:
    """An engine's machines: three of them, each with a part of the rows, one of them with none."""

    def write_parts(self, query: Query, writer: PartWriter, **options: Any) -> WrittenParts:
        assert query == Query(query.predicate, ("note",))
        on_a_machine: PartWriter = pickle.loads(pickle.dumps(writer))
        lost = on_a_machine(self._batches(0, 2), ROWS.schema, label="0-lost")
        found = [
            on_a_machine(self._batches(start, count), ROWS.schema, label=f"{at}-1")
            for at, (start, count) in enumerate(((0, 4), (4, 0), (4, 6)))
        ]
        assert lost.rows == 2
        return WrittenParts(tuple(found), ROWS.schema, ("a table",))

    def _batches(self, start: int, count: int) -> Iterator[pa.RecordBatch]:
        return iter(ROWS.slice(start, count).to_batches(max_chunksize=3))


def write(folder: Path, work: pipeline.Work) -> tuple[pipeline.Written, str, JoinedStore]:
    store = JoinedStore(FolderStore(folder))
    written, name = parts.write_parts(
        Cluster(),
        work,
        store,
        store_url=str(folder),
        folder="exports/1/1/",
        name="exports/1/1/customers",
        stop=threading.Event(),
    )
    return written, name, store


@pytest.mark.parametrize("compression", ["none", "gzip", "zstd"])
@pytest.mark.parametrize("format", ["csv", "csv_spreadsheet", "ndjson"])
def test_the_joined_file_is_the_one_that_one_process_writes(
    tmp_path: Path, format: str, compression: str
) -> None:
    work = pipeline.Work(ALL_CUSTOMERS, COLUMNS, format=format, compression=compression)
    written, name, store = write(tmp_path, work)
    joined = b"".join(store.read(name))
    whole = FolderStore(tmp_path).create("whole")
    plain = pipeline.Work(ALL_CUSTOMERS, COLUMNS, format=format)
    encode(ROWS.to_batches(), ROWS.schema, plain.encoding, whole)
    whole.publish()
    assert opened(joined, compression) == (tmp_path / "whole").read_bytes()
    assert (written.rows, written.bytes) == (10, len(joined) == store.size(name) and len(joined))
    assert [part.rows for part in written.parts] == [0, 4, 0, 6]
    assert written.sources == ("a table",)


def test_parts_that_do_not_count_are_gone_afterwards(tmp_path: Path) -> None:
    left_by_one_that_died = tmp_path / "exports/1/1/parts/.partial-0"
    left_by_one_that_died.parent.mkdir(parents=True)
    left_by_one_that_died.touch()
    written, name, store = write(tmp_path, pipeline.Work(ALL_CUSTOMERS, COLUMNS))
    assert set(store.names("exports/")) == {name, *(part.name for part in written.parts)}


def test_where_they_cannot_be_removed_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(store: FolderStore, name: str) -> None:
        raise StorageFailed(f"{name} may not be removed.")

    monkeypatch.setattr(FolderStore, "delete_file", refuse)
    written, name, store = write(tmp_path, pipeline.Work(ALL_CUSTOMERS, COLUMNS))
    assert (written.rows, store.size(name)) == (10, written.bytes)
    assert "0-lost.csv may not be removed." in caplog.text


def opened(data: bytes, compression: str) -> bytes:
    match compression:
        case "gzip":
            return gzip.decompress(data)
        case "zstd":
            with zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True) as stream:
                return stream.read()
        case _:
            return data


def test_parquet_files_cannot_be_joined() -> None:
    assert not parts.can_be_joined("parquet")
    assert parts.can_be_joined("ndjson")


def test_a_part_that_is_not_in_the_store_fails_the_run(tmp_path: Path) -> None:
    class Elsewhere(Cluster):
        def write_parts(self, query: Query, writer: PartWriter, **options: Any) -> WrittenParts:
            return WrittenParts((Part("exports/1/1/parts/0.csv", 1, 5, "0"),), ROWS.schema, ())

    work = pipeline.Work(ALL_CUSTOMERS, COLUMNS)
    with pytest.raises(StorageFailed, match="not in the artifact store"):
        parts.write_parts(
            Elsewhere(),
            work,
            FolderStore(tmp_path),
            store_url=str(tmp_path),
            folder="exports/1/1/",
            name="exports/1/1/customers",
            stop=threading.Event(),
        )


def test_any_range_of_a_joined_file_can_be_read(tmp_path: Path) -> None:
    store = JoinedStore(FolderStore(tmp_path))
    pieces = []
    for at, content in enumerate((b"abc", b"", b"defgh", b"i")):
        upload = store.create(f"a/{at}")
        upload.write(content)
        upload.publish()
        pieces.append(Piece(f"a/{at}", len(content)))
    name = publish_joined(store, "a/all", pieces)
    whole = b"abcdefghi"
    assert store.size(name) == len(whole)
    for start in range(len(whole)):
        assert b"".join(store.read(name, start=start)) == whole[start:]
        for length in range(len(whole) - start + 1):
            assert b"".join(store.read(name, start=start, length=length)) == whole[start : start + length]


@pytest.mark.parametrize("content", [None, b"cut"])
def test_a_part_that_is_not_there_as_it_was_is_told_before_a_byte_is_read(
    tmp_path: Path, content: bytes | None
) -> None:
    written, name, store = write(tmp_path, pipeline.Work(ALL_CUSTOMERS, COLUMNS))
    first, *_, last = written.parts
    (tmp_path / last.name).unlink()
    if content is not None:
        (tmp_path / last.name).write_bytes(content)
    with pytest.raises(ArtifactMissing, match=last.name):
        store.read(name)
    with pytest.raises(ArtifactMissing, match=last.name):
        store.read(name, start=written.bytes - 1)
    assert b"".join(store.read(name, length=first.bytes)) == (tmp_path / first.name).read_bytes()


def test_a_joined_file_that_is_missing_is_told_before_a_byte_is_read(tmp_path: Path) -> None:
    with pytest.raises(ArtifactMissing):
        JoinedStore(FolderStore(tmp_path)).read("a/all.parts")
