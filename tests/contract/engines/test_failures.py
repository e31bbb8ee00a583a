"""What goes wrong with a source is said as it is: whether to try again, and what to do."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import EVERYBODY, AnyValue, Column, Known
from sendoff.engines.port import (
    EngineOptions,
    Query,
    SourceChanged,
    SourceUnavailable,
    SourceUnusable,
)
from sendoff.engines.registry import open_engine
from sendoff.errors import Invalid
from tests.engines.files import csv_file, duckdb_file, folder_of_files, parquet_file
from tests.engines.source import CUSTOMERS, Source, customers

MANY = 300_000


@pytest.mark.parametrize("make", [parquet_file, folder_of_files, csv_file, duckdb_file])
def test_a_missing_source_is_named(make: Callable[[Path], Source], tmp_path: Path) -> None:
    engine = make(tmp_path).open()
    with pytest.raises(SourceUnusable, match="There is no file"):
        engine.catalogue()
    with pytest.raises(SourceUnusable, match="There is no file"):
        engine.count(EVERYBODY)


@pytest.mark.parametrize("content", [b"", b"PAR1 secret-value PAR1", b"secret-value" * 1000])
@pytest.mark.parametrize("make", [parquet_file, duckdb_file])
def test_a_damaged_file_is_said_to_be_damaged(
    make: Callable[[Path], Source], content: bytes, tmp_path: Path
) -> None:
    source = make(tmp_path)
    path = tmp_path / ("customers.parquet" if source.files else "shop.duckdb")
    path.write_bytes(content)
    with pytest.raises(SourceUnusable) as told:
        source.open().catalogue()
    assert "secret-value" not in told.value.message
    assert str(path) in told.value.message


def test_a_file_damaged_in_the_middle_is_said_to_be_damaged(tmp_path: Path) -> None:
    source = parquet_file(tmp_path)
    path = tmp_path / "customers.parquet"
    parquet.write_table(many(), path, compression="zstd")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 10_000] = b"\xff" * 10_000
    path.write_bytes(content)
    with (
        pytest.raises(SourceUnusable, match="cannot be read"),
        source.open().rows(Query(EVERYBODY, ("email",)), batch_rows=1000) as rows,
    ):
        list(rows)


@pytest.mark.parametrize(
    "text",
    [
        b"customer_entity_id,email\n1,secret-value,3\n",
        b"customer_entity_id,email\n1\n",
        b'customer_entity_id,email\n1,"secret-value\n',
        b"customer_entity_id,email\n1,\xff\xfe\n",
    ],
)
def test_a_malformed_csv_file_is_refused_and_not_skipped_over(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_bytes(text)
    engine = open_engine(str(tmp_path / "customers.csv"))
    with pytest.raises(SourceUnusable, match="cannot be read") as told:
        engine.count(AnyValue(Column("email", DataType.STRING), Known()))
    assert "secret-value" not in told.value.message


@pytest.mark.parametrize(
    "header", [b"", b"\n", b"customer_entity_id,a,A\n", b"customer_entity_id,,a\n", b"\xff\n"]
)
def test_a_csv_file_without_a_usable_header_is_refused(header: bytes, tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_bytes(header)
    with pytest.raises(SourceUnusable, match="first line"):
        open_engine(str(tmp_path / "customers.csv")).catalogue()


def test_csv_files_with_different_headers_are_not_read_together(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("customer_entity_id,a\n1,2\n")
    (tmp_path / "b.csv").write_text("customer_entity_id,b\n1,2\n")
    with pytest.raises(SourceUnusable, match="differ"):
        open_engine(f"{tmp_path}/*.csv").catalogue()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("int", "1.5"),
        ("int", "secret"),
        ("int", "99999999999999999999"),
        ("float", "1;5"),
        ("bool", "maybe"),
        ("date", "2026-02-30"),
        ("date", "2026-01-01 10:00:00"),
        ("datetime", "yesterday"),
    ],
)
def test_a_csv_value_of_another_type_than_declared_is_an_error(kind: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text(f"customer_entity_id,v\nc1,{text}\n")
    engine = open_engine(str(tmp_path / "customers.csv"), EngineOptions(csv_types={"v": kind}))
    with (
        pytest.raises(SourceUnusable, match="csv_types") as told,
        engine.rows(Query(EVERYBODY, ("v",)), batch_rows=10) as rows,
    ):
        list(rows)
    assert text not in told.value.message


def test_a_csv_type_of_a_column_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("customer_entity_id,v\nc1,1\n")
    with pytest.raises(SourceUnusable, match="'w'"):
        open_engine(str(tmp_path / "customers.csv"), EngineOptions(csv_types={"w": "int"})).catalogue()


def test_files_replaced_in_the_middle_of_a_stream_void_it(tmp_path: Path) -> None:
    source = folder_of_files(tmp_path)
    source.write(many())
    engine = source.open()
    with engine.rows(Query(EVERYBODY, ("email",)), batch_rows=1000) as rows:
        batches = iter(rows)
        next(batches)
        source.write(many())
        with pytest.raises(SourceChanged):
            list(batches)
    assert engine.count(EVERYBODY) == MANY


def test_a_file_added_in_the_middle_of_a_stream_voids_it(tmp_path: Path) -> None:
    source = folder_of_files(tmp_path)
    source.write(many())
    with source.open().rows(Query(EVERYBODY), batch_rows=1000) as rows:
        batches = iter(rows)
        next(batches)
        parquet.write_table(customers(), tmp_path / "with [odd] 'name'" / "part-2.parquet")
        with pytest.raises(SourceChanged):
            list(batches)


def test_files_removed_in_the_middle_of_a_stream_void_it(tmp_path: Path) -> None:
    source = parquet_file(tmp_path)
    source.write(many())
    with source.open().rows(Query(EVERYBODY), batch_rows=1000) as rows:
        batches = iter(rows)
        next(batches)
        (tmp_path / "customers.parquet").unlink()
        with pytest.raises((SourceChanged, SourceUnusable)):
            list(batches)


def test_a_column_that_went_is_named(source: Source) -> None:
    engine = source.open()
    assert "age" in engine.catalogue().attributes
    source.write(customers(source.columns).drop_columns(["age"]))
    reopened = source.open() if source.url.endswith(".csv") else engine
    with (
        pytest.raises(SourceUnusable, match="'age'"),
        reopened.rows(Query(EVERYBODY, ("age",)), batch_rows=10),
    ):
        pass


def test_a_duckdb_file_that_is_being_written_is_worth_another_try(tmp_path: Path) -> None:
    source = duckdb_file(tmp_path)
    source.write(customers())
    engine = source.open()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "shop.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdin
    assert writer.stdout
    with writer:
        assert writer.stdout.readline() == "writing\n"
        with pytest.raises(SourceUnavailable, match="being written"):
            engine.count(EVERYBODY)
        writer.communicate("done\n", timeout=30)
    assert engine.count(EVERYBODY) == 5


WRITER = textwrap.dedent(
    """
    import duckdb, sys
    with duckdb.connect(sys.argv[1]) as connection:
        connection.execute("INSERT INTO people BY NAME SELECT 'c5' AS customer_entity_id")
        print("writing", flush=True)
        sys.stdin.readline()
    """
)


def test_a_duckdb_file_can_be_written_between_two_runs(tmp_path: Path) -> None:
    source = duckdb_file(tmp_path)
    source.write(customers())
    engine = source.open()
    with engine.rows(Query(EVERYBODY), batch_rows=10) as rows:
        assert sum(batch.num_rows for batch in rows) == 4
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(tmp_path / "shop.duckdb")],
        input="done\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert engine.count(EVERYBODY) == 5


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    source = duckdb_file(tmp_path)
    source.write(customers())
    engine = open_engine(source.url.replace("people", "persons"))
    with pytest.raises(SourceUnusable, match="no table 'persons'"):
        engine.catalogue()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("make", [parquet_file, csv_file, duckdb_file])
def test_a_file_that_may_not_be_read_is_named(make: Callable[[Path], Source], tmp_path: Path) -> None:
    source = make(tmp_path)
    source.write(customers(source.columns))
    for path in tmp_path.iterdir():
        path.chmod(0)
    with pytest.raises(SourceUnusable, match="may not be read"):
        source.open().catalogue()


def test_files_with_different_columns_are_matched_by_name(tmp_path: Path) -> None:
    for name, rows in {
        "a": [{"customer_entity_id": 1, "score": 2**31}],
        "b": [{"score": 1.5, "customer_entity_id": 2, "level": "x"}],
    }.items():
        parquet.write_table(pa.Table.from_pylist(rows), tmp_path / f"{name}.parquet")
    with open_engine(f"{tmp_path}/*.parquet").rows(
        Query(EVERYBODY, ("score", "level")), batch_rows=10
    ) as rows_found:
        found = [row for batch in rows_found for row in batch.to_pylist()]
    assert sorted(found, key=lambda row: row["customer_entity_id"]) == [
        {"customer_entity_id": 1, "score": 2.0**31, "level": None},
        {"customer_entity_id": 2, "score": 1.5, "level": "x"},
    ]


@pytest.mark.parametrize(
    "url",
    ["customers.txt", "folder", "", "duckdb:///shop.duckdb", "duckdb:///?table=a", "duckdb:///a?table=a&x=1"],
)
def test_a_url_that_names_no_source_is_refused(url: str) -> None:
    with pytest.raises(Invalid):
        open_engine(url)


def test_an_engine_that_is_not_installed_is_refused_with_those_that_are() -> None:
    with pytest.raises(Invalid, match=r"'teradata'.*duckdb, file"):
        open_engine("teradata://host/table")


def test_an_unknown_csv_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="'money'"):
        open_engine(str(tmp_path / "a.csv"), EngineOptions(csv_types={"v": "money"}))


@pytest.mark.parametrize("make", [parquet_file, duckdb_file])
def test_a_memory_limit_that_is_no_size_is_refused(make: Callable[[Path], Source], tmp_path: Path) -> None:
    source = make(tmp_path)
    source.write(customers())
    with pytest.raises(Invalid, match="engine_memory"):
        source.open(memory_limit="plenty").catalogue()


def test_many_processes_read_at_once(source: Source) -> None:
    with ProcessPoolExecutor(3, mp_context=multiprocessing.get_context("spawn")) as pool:
        counts = list(pool.map(count_everybody, [source.url] * 6))
    assert counts == [4] * 6
    assert source.open().count(EVERYBODY) == 4


def count_everybody(url: str) -> int:
    return open_engine(url).count(EVERYBODY)


def test_a_duckdb_file_is_read_by_several_threads_at_once(tmp_path: Path) -> None:
    source = duckdb_file(tmp_path)
    source.write(customers())
    engine = source.open()
    with (
        engine.rows(Query(EVERYBODY), batch_rows=1) as one,
        engine.rows(Query(EVERYBODY), batch_rows=1) as two,
    ):
        assert [sum(batch.num_rows for batch in rows) for rows in (one, two)] == [4, 4]
    assert engine.count(EVERYBODY) == 4


def test_an_engine_reads_nothing_outside_its_source(tmp_path: Path) -> None:
    source = duckdb_file(tmp_path)
    source.write(customers())
    parquet.write_table(customers(), tmp_path / "other.parquet")
    with duckdb.connect(tmp_path / "shop.duckdb") as connection:
        connection.execute(f"CREATE VIEW outside AS SELECT * FROM '{tmp_path}/other.parquet'")
    with pytest.raises(SourceUnusable):
        open_engine(source.url.replace("people", "outside")).count(EVERYBODY)


def many() -> pa.Table:
    rows = [
        {**CUSTOMERS[0], "customer_entity_id": f"c{at}", "email": f"{at * 7919 % 104729}"}
        for at in range(1000)
    ]
    return pa.concat_tables([pa.Table.from_pylist(rows, schema=customers().schema)] * (MANY // 1000))
