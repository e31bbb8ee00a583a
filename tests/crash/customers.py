"""The customers of these tests, numbered from 0."""

from __future__ import annotations

from pathlib import Path

import duckdb

FEW = 1000
MANY = 500_000
"""Enough for a run of some hundred milliseconds."""

_COLUMNS = """
    'c' || i AS customer_entity_id, 'name ' || (i * 7919 % 104729) AS name,
    'customer.' || i || '@example.org' AS email, i % 100 AS age, (i * 31 % 1000003) / 100.0 AS spent,
    TIMESTAMP '2020-01-01' + INTERVAL (i % 1000000) SECOND AS seen
"""


def made(path: Path, *, count: int) -> Path:
    """A Parquet file of that many customers, at `path`."""
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {_COLUMNS} FROM range({count}) t(i)) TO '{path}'")
    return path
