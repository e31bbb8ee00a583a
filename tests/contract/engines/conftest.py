"""The same customers in every sort of source that an engine can open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.registry import open_engine

RECORD = pa.struct([("sku", pa.string()), ("quantity", pa.int32())])
SCALARS = pa.schema(
    [
        ("customer_entity_id", pa.string()),
        ("email", pa.string()),
        ("age", pa.int64()),
        ("spent", pa.float64()),
        ("news", pa.bool_()),
        ("born", pa.date32()),
        ("seen", pa.timestamp("us", tz="UTC")),
    ]
)
COLUMNS = pa.schema(
    [
        *SCALARS,
        ("balance", pa.decimal128(10, 2)),
        ("tags", pa.list_(pa.string())),
        ("address", pa.struct([("city", pa.string()), ("floor", pa.int32())])),
        ("orders", pa.list_(RECORD)),
    ]
)
CUSTOMERS: list[dict[str, Any]] = [
    {
        "customer_entity_id": "c1",
        "email": "Ada@Example.com",
        "age": 36,
        "spent": 12.5,
        "news": True,
        "born": date(1815, 12, 10),
        "seen": datetime(2026, 11, 24, 12, 30, 0, 250_000, tzinfo=UTC),
        "balance": Decimal("1.10"),
        "tags": ["Gold", "early"],
        "address": {"city": "London", "floor": 3},
        "orders": [{"sku": "a", "quantity": 1}, {"sku": "b", "quantity": 5}],
    },
    {
        "customer_entity_id": "c2",
        "email": "",
        "age": None,
        "spent": float("nan"),
        "news": False,
        "born": None,
        "seen": None,
        "balance": None,
        "tags": [],
        "address": {"city": None, "floor": None},
        "orders": [None, {"sku": None, "quantity": None}],
    },
    {
        "customer_entity_id": "c3",
        "email": None,
        "age": -(2**53) - 1,
        "spent": float("inf"),
        "news": None,
        "born": date(2000, 2, 29),
        "seen": datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        "balance": Decimal("-99999999.99"),
        "tags": [None, "gold"],
        "address": None,
        "orders": None,
    },
    {
        "customer_entity_id": "c4",
        "email": 'x,"y"\n100%_\\',
        "age": 2**53,
        "spent": -0.0,
        "news": None,
        "born": None,
        "seen": None,
        "balance": Decimal("0.00"),
        "tags": None,
        "address": {"city": "ŽĎÁR", "floor": None},
        "orders": [{"sku": "a", "quantity": 5}],
    },
]
CSV_TYPES = {"age": "int", "spent": "float", "news": "bool", "born": "date", "seen": "datetime"}


def customers(schema: pa.Schema = COLUMNS) -> pa.Table:
    return pa.Table.from_pylist(CUSTOMERS, schema=schema)


@dataclass(frozen=True)
class Source:
    """One way to keep the customers: how to write a table there, and how to open it."""

    url: str
    write: Callable[[pa.Table], None]
    columns: pa.Schema
    files: bool

    def open(self, **options: object) -> Engine:
        csv_types = CSV_TYPES if self.columns is SCALARS else {}
        return open_engine(self.url, EngineOptions(csv_types=csv_types, **options))  # type: ignore[arg-type]


def parquet_file(folder: Path) -> Source:
    path = folder / "customers.parquet"

    def write(table: pa.Table) -> None:
        parquet.write_table(table, path, row_group_size=max(3, len(table) // 50))

    return Source(str(path), write, COLUMNS, True)


def folder_of_files(folder: Path) -> Source:
    parts = folder / "with [odd] 'name'"
    parts.mkdir()

    def write(table: pa.Table) -> None:
        for at in range(2):
            half = table.slice(at * (len(table) // 2), None if at else len(table) // 2)
            parquet.write_table(half, parts / f"part-{at}.parquet")

    return Source(f"{folder}/with*/*.parquet", write, COLUMNS, True)


def csv_file(folder: Path) -> Source:
    path = folder / "customers.csv"

    def write(table: pa.Table) -> None:
        csv.write_csv(table, path, csv.WriteOptions(quoting_style="needed"))

    return Source(str(path), write, SCALARS, True)


def duckdb_file(folder: Path) -> Source:
    path = folder / "shop.duckdb"

    def write(table: pa.Table) -> None:
        with duckdb.connect(path) as connection:
            connection.register("given", table)
            connection.execute("CREATE OR REPLACE TABLE people AS SELECT * FROM given")

    return Source(f"duckdb:///{path}?table=people", write, COLUMNS, False)


SOURCES = [parquet_file, folder_of_files, csv_file, duckdb_file]


@pytest.fixture(params=SOURCES, ids=[each.__name__ for each in SOURCES])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    """The customers, written."""
    made: Source = request.param(tmp_path)
    made.write(customers(made.columns))
    return made


@pytest.fixture
def engine(source: Source) -> Engine:
    return source.open()
