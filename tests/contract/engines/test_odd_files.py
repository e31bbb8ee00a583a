"""Parquet and CSV files of other programs, read as they are meant."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.lower import lower
from sendoff.conditions.parse import parse
from sendoff.conditions.predicates import AnyValue, Column, InMonth, Known, Not, OnDay, Predicate, Test
from sendoff.engines.dialect import LONG_LIST
from sendoff.engines.port import Engine, EngineOptions, Query
from sendoff.engines.registry import open_engine
from sendoff.formats.registry import get

NOW, UTC_ZONE = datetime(2026, 11, 24, 12, tzinfo=UTC), ZoneInfo("UTC")
NAN = float("nan")


def selected(engine: Engine, condition: dict[str, Any], *, attribute_id: str = "y") -> set[str]:
    document = {"attribute_id": attribute_id, "condition": condition}
    tree = parse(document, catalogue=engine.catalogue(), now=NOW, zone=UTC_ZONE)
    predicate = lower(tree, now=NOW, zone=UTC_ZONE)
    with engine.rows(Query(predicate), batch_rows=100) as rows:
        return {str(customer) for batch in rows for customer in batch.column(0).to_pylist()}


@pytest.mark.parametrize("kind", [pa.float64(), pa.float32()])
@pytest.mark.parametrize("shape", ["column", "record", "list", "records"])
@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"operation": "is_set"}, {"two"}),
        ({"operation": "is_not_set"}, {"nan", "null"}),
        ({"operation": "number_greater_than", "value": 1}, {"two"}),
        ({"operation": "number_lower_than", "value": 3}, {"two"}),
        ({"operation": "number_between", "value": [1, 3]}, {"two"}),
        ({"operation": "equals", "value": 2}, {"two"}),
        ({"operation": "not_equal", "value": 5}, {"two"}),
    ],
)
def test_nan_is_no_value_where_a_files_statistics_leave_it_out(
    tmp_path: Path, kind: pa.DataType, shape: str, condition: dict[str, Any], expected: set[str]
) -> None:
    values: list[Any] = [NAN, None, 2.0]
    record = pa.struct([("y", kind)])
    made = {
        "column": pa.array(values, kind),
        "record": pa.array([{"y": value} for value in values], record),
        "list": pa.array([[value] for value in values], pa.list_(kind)),
        "records": pa.array([[{"y": value}] for value in values], pa.list_(record)),
    }[shape]
    table = pa.table({"customer_entity_id": ["nan", "null", "two"], "y": made})
    pq.write_table(table, tmp_path / "customers.parquet")
    if shape in ("record", "records"):
        condition = {**condition, "sub_attribute_id": "y"}
    engine = open_engine(str(tmp_path / "customers.parquet"), EngineOptions())
    assert selected(engine, condition) == expected


_READ = """
import io, json, sys
from sendoff.conditions.predicates import EVERYBODY
from sendoff.engines.port import EngineOptions, Query
from sendoff.engines.registry import open_engine
from sendoff.formats.registry import get
engine = open_engine(sys.argv[1], EngineOptions(csv_types={"seen": "datetime"}))
file = io.BytesIO()
with engine.rows(Query(EVERYBODY, ("seen",)), batch_rows=10) as rows:
    writer = get("csv").open(file, rows.schema)
    for batch in rows:
        writer.write(batch)
print(json.dumps(file.getvalue().decode().splitlines()[1:]))
"""


def test_a_moment_without_a_zone_is_utc_whatever_the_zone_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("customer_entity_id,seen\nc1,2024-11-24 00:30:00\n")
    done = subprocess.run(
        [sys.executable, "-c", _READ, tmp_path / "customers.csv"],
        env=os.environ | {"TZ": "America/New_York"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == ['"c1",2024-11-24 00:30:00']


@pytest.mark.parametrize("format", ["csv", "ndjson", "parquet"])
def test_the_largest_integers_keep_every_digit(tmp_path: Path, format: str) -> None:
    largest = 2**128 - 1
    with duckdb.connect(str(tmp_path / "customers.duckdb")) as connection:
        connection.execute(f"CREATE TABLE c AS SELECT 'c1' AS customer_entity_id, {largest}::UHUGEINT AS y")
    engine = open_engine(f"duckdb:///{tmp_path}/customers.duckdb?table=c", EngineOptions())
    file = io.BytesIO()
    tree = parse({}, catalogue=engine.catalogue(), now=NOW, zone=UTC_ZONE)
    with engine.rows(Query(lower(tree, now=NOW, zone=UTC_ZONE), ("y",)), batch_rows=10) as rows:
        writer = get(format).open(file, rows.schema)
        for batch in rows:
            writer.write(batch)
        writer.finish()
    if format == "parquet":
        assert str(pq.read_table(io.BytesIO(file.getvalue()))["y"][0]) == str(largest)
    else:
        assert str(largest) in file.getvalue().decode()
    assert selected(engine, {"operation": "equals", "value": largest}) == {"c1"}


@pytest.mark.parametrize("kept", [pa.timestamp("us"), pa.timestamp("us", "UTC"), pa.timestamp("ms", "UTC")])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Denver"])
def test_a_moment_that_no_clock_shows_ends_no_query(tmp_path: Path, kept: pa.DataType, zone: str) -> None:
    edge = 2**63 - 2 if kept.unit == "us" else (2**63 - 2) // 1000
    edges = pa.array([edge, -edge], pa.int64()).cast(kept)
    usual = pa.array([NOW], pa.timestamp("us", "UTC")).cast(kept)
    ids = ["last", "first", "usual"]
    table = pa.table({"customer_entity_id": ids, "y": pa.concat_arrays([edges, usual])})
    pq.write_table(table, tmp_path / "customers.parquet")
    engine = open_engine(str(tmp_path / "customers.parquet"), EngineOptions())
    days = tuple(NOW.date() + timedelta(days=1 - at) for at in range(LONG_LIST + 1))

    def on(test: Test) -> AnyValue:
        return AnyValue(Column("y", DataType.DATETIME), test)

    leaves = [on(Known()), on(InMonth(NOW.month, zone)), on(OnDay(days, zone))]
    asked: list[Predicate] = [*leaves, *(Not(each) for each in leaves)]
    assert engine.counts(asked) == [engine.count(each) for each in asked] == [1, 1, 1, 2, 2, 2]
