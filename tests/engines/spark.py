"""Customers in a folder of Parquet files, which a Spark cluster reads."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.engines.source import COLUMNS, Source
from tests.spark_connect import SparkConnect


def spark_files(request: pytest.FixtureRequest, folder: Path) -> Source:
    """A folder of a test's own, on the one server of the test process."""
    server: SparkConnect = request.getfixturevalue("spark_connect")
    return source_at(server, folder)


def source_at(server: SparkConnect, folder: Path, **parameters: str) -> Source:
    files = folder / "customers"
    files.mkdir(exist_ok=True)

    def write(table: pa.Table) -> None:
        parquet.write_table(table, files / "part-0.parquet")

    named = rf"^spark://127\.0\.0\.1:\d+/\?parquet={re.escape(str(files))}$"
    return Source(server.source(parquet=str(files), **parameters), write, COLUMNS, False, named)
