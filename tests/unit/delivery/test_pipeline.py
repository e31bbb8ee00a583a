"""What comes out of the engine is what is in the file, or nothing is."""

from __future__ import annotations

import io
import pkgutil
import threading
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sendoff.artifacts.folder import FolderStore
from sendoff.artifacts.port import StorageFailed
from sendoff.conditions.predicates import ALL_CUSTOMERS
from sendoff.delivery import pipeline
from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.registry import open_engine
from sendoff.errors import SendoffError
from sendoff.exports.plan import PlannedColumn

CUSTOMERS = 30_000


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    file = tmp_path / "customers.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 'c' || i AS customer_entity_id, E'a \"b\"\\n' || i AS note "
            f"FROM range({CUSTOMERS}) t(i)) TO '{file}' (FORMAT parquet)"
        )
    return open_engine(str(file), EngineOptions(threads=1))


def write(engine: Engine, folder: Path, format: str) -> pipeline.Written:
    work = pipeline.Work(ALL_CUSTOMERS, (PlannedColumn("note"),), format=format)
    upload = FolderStore(folder).create("file")
    try:
        return pipeline.write(engine, work, upload, stop=threading.Event())
    finally:
        upload.discard()


@pytest.mark.parametrize("format", ["csv", "csv_spreadsheet", "ndjson", "parquet"])
def test_rows_are_counted_in_the_file(engine: Engine, tmp_path: Path, format: str) -> None:
    assert write(engine, tmp_path, format).rows == CUSTOMERS


@pytest.mark.parametrize(
    ("format", "where", "encoder", "rows_at"),
    [
        ("csv", "sendoff.formats.csv.pa_csv", "write_csv", 0),
        ("ndjson", "sendoff.formats.ndjson.JsonTexts", "of", 1),
        ("parquet", "sendoff.formats.parquet.pq.ParquetWriter", "write_table", 1),
    ],
)
def test_a_file_that_lacks_a_row_is_told(
    engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    format: str,
    where: str,
    encoder: str,
    rows_at: int,
) -> None:
    encode = pkgutil.resolve_name(f"{where}.{encoder}")

    def lose_a_row(*given: Any) -> Any:
        rows = given[rows_at]
        return encode(*given[:rows_at], rows.slice(1), *given[rows_at + 1 :])

    monkeypatch.setattr(f"{where}.{encoder}", lose_a_row)
    with pytest.raises(SendoffError, match="customers matched but") as told:
        write(engine, tmp_path, format)
    assert told.value.code == "rows_lost"


class _Full(io.BytesIO):
    """An upload whose disk is full from the first byte on."""

    def write(self, data: Any, /) -> int:
        raise StorageFailed("The disk is full.")

    def publish(self) -> None: ...

    def discard(self) -> None: ...


@pytest.mark.parametrize("compression", ["none", "gzip", "zstd"])
def test_the_first_failure_is_the_one_that_is_told(engine: Engine, compression: str) -> None:
    work = pipeline.Work(ALL_CUSTOMERS, (), compression=compression)
    with pytest.raises(StorageFailed, match="disk is full"):
        pipeline.write(engine, work, _Full(), stop=threading.Event())


def test_the_first_failure_of_a_parquet_file_is_the_one_that_is_told(engine: Engine) -> None:
    work = pipeline.Work(ALL_CUSTOMERS, (), format="parquet")
    with pytest.raises(StorageFailed, match="disk is full"):
        pipeline.write(engine, work, _Full(), stop=threading.Event())
