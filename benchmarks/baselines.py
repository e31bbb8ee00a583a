"""The other ways to a CSV file, each a whole process: `python -m benchmarks.baselines copy DATA FILE`.

Each prints one line of JSON: the rows written and the seconds that the export alone took, without
the start of Python and the imports.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable

from benchmarks.segment import COLUMNS, select

THREADS = 2


def duckdb_copy(data: str, to: str, *, compression: str = "none") -> int:
    """DuckDB's own COPY with its default settings, the query written by hand."""
    import duckdb

    with duckdb.connect(config={"threads": THREADS}) as connection:
        query = select(f"read_parquet('{data}')")
        answer = connection.execute(
            f"COPY ({query}) TO '{to}' (FORMAT csv, HEADER, COMPRESSION {compression})"
        ).fetchone()
    assert answer is not None
    return int(answer[0])


def duckdb_copy_gzip(data: str, to: str) -> int:
    return duckdb_copy(data, to, compression="gzip")


def polars_sink(data: str, to: str) -> int:
    """Polars' streaming `sink_csv`."""
    import os

    os.environ["POLARS_MAX_THREADS"] = str(THREADS)  # read at import
    import polars as pl

    wanted = (
        pl.col("city").str.to_lowercase().str.contains("o", literal=True)
        | (pl.col("country").str.to_lowercase() == "de")
    ) & (pl.col("orders_count") >= 1)
    pl.scan_parquet(data).filter(wanted).select(COLUMNS).sink_csv(to)
    return _lines(to) - 1


def fetchmany_script(data: str, to: str) -> int:
    """What one writes in ten minutes: `fetchmany` and the `csv` module."""
    import duckdb

    rows = 0
    with duckdb.connect(config={"threads": THREADS}) as connection, open(to, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        cursor = connection.execute(select(f"read_parquet('{data}')"))
        while batch := cursor.fetchmany(10_000):
            writer.writerows(batch)
            rows += len(batch)
    return rows


def _lines(path: str) -> int:
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


WAYS: dict[str, Callable[[str, str], int]] = {
    "copy": duckdb_copy,
    "copy-gzip": duckdb_copy_gzip,
    "polars": polars_sink,
    "fetchmany": fetchmany_script,
}

if __name__ == "__main__":
    way, source, target = sys.argv[1:]
    began = time.monotonic()
    written = WAYS[way](source, target)
    print(json.dumps({"rows": written, "seconds": round(time.monotonic() - began, 4)}))
