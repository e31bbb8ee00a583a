"""Customers, and an instance over them inside the test's own process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.crash.instance import Instance, opened

FEW = 1000


@pytest.fixture(scope="session")
def few_customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("few") / "customers.parquet"
    with duckdb.connect() as connection:
        columns = "'c' || i AS customer_entity_id, 'n' || i AS name"
        connection.execute(f"COPY (SELECT {columns} FROM range({FEW}) t(i)) TO '{path}'")
    return path


@pytest.fixture
def instance(tmp_path: Path, few_customers: Path) -> Iterator[Instance]:
    """On SQLite."""
    with opened(tmp_path / "data", profiles=few_customers) as made:
        yield made


@pytest.fixture
def instance_on_each(tmp_path: Path, few_customers: Path, metadata_url: str) -> Iterator[Instance]:
    """Once on SQLite, once on PostgreSQL."""
    with opened(tmp_path / "data", profiles=few_customers, metadata=metadata_url) as made:
        yield made
