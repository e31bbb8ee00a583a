"""Customers in files, which the embedded DuckDB reads."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import csv, parquet

from tests.engines.source import COLUMNS, SCALARS, Source


def parquet_file(folder: Path) -> Source:
    path = folder / "customers.parquet"

    def write(table: pa.Table) -> None:
        parquet.write_table(table, path, row_group_size=max(3, len(table) // 50))

    return Source(str(path), write, COLUMNS, True, r"\.parquet$")


def folder_of_files(folder: Path) -> Source:
    parts = folder / "with [odd] 'name'"
    parts.mkdir()

    def write(table: pa.Table) -> None:
        for at in range(2):
            half = table.slice(at * (len(table) // 2), None if at else len(table) // 2)
            parquet.write_table(half, parts / f"part-{at}.parquet")

    return Source(f"{folder}/with*/*.parquet", write, COLUMNS, True, r"\.parquet$")


def csv_file(folder: Path) -> Source:
    path = folder / "customers.csv"

    def write(table: pa.Table) -> None:
        csv.write_csv(table, path, csv.WriteOptions(quoting_style="needed"))

    return Source(str(path), write, SCALARS, True, r"\.csv$")


def duckdb_file(folder: Path) -> Source:
    path = folder / "shop.duckdb"

    def write(table: pa.Table) -> None:
        with duckdb.connect(path) as connection:
            connection.register("given", table)
            connection.execute("CREATE OR REPLACE TABLE people AS SELECT * FROM given")

    return Source(f"duckdb:///{path}?table=people", write, COLUMNS, False, r"shop\.duckdb\?table=people$")
