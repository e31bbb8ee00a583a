"""Every source that the contract suite runs on, and the engines of which one is random trees' judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.engines.clickhouse import clickhouse_table
from tests.engines.files import csv_file, duckdb_file, folder_of_files, parquet_file
from tests.engines.postgres import postgres_table
from tests.engines.source import Maker, Source
from tests.engines.spark import spark_files


def _in_folder(make: Callable[[Path], Source]) -> Maker:
    def made(request: pytest.FixtureRequest, folder: Path) -> Source:
        return make(folder)

    return made


SERVERS: Mapping[str, Maker] = {
    "clickhouse_table": clickhouse_table,
    "postgres_table": postgres_table,
    "spark_files": spark_files,
}
"""Engines that are not embedded, by name."""

SLOW = {"spark_files"}
"""A question to them takes a fifth of a second and more."""

MAKERS: Mapping[str, Maker] = {
    **{make.__name__: _in_folder(make) for make in (parquet_file, folder_of_files, csv_file, duckdb_file)},
    **SERVERS,
}
