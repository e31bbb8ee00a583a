"""Customers, and instances over them: inside the test's own process, or in processes that may be killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash import customers
from tests.crash.instance import Instance, opened
from tests.crash.site import Site


@pytest.fixture(scope="session")
def few_customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return customers.made(tmp_path_factory.mktemp("few") / "customers.parquet", count=customers.FEW)


@pytest.fixture(scope="session")
def many_customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return customers.made(tmp_path_factory.mktemp("many") / "customers.parquet", count=customers.MANY)


@pytest.fixture
def instance(tmp_path: Path, few_customers: Path) -> Iterator[Instance]:
    """In this process, on SQLite."""
    with opened(tmp_path / "data", profiles=few_customers) as made:
        yield made


@pytest.fixture
def site(tmp_path: Path, many_customers: Path) -> Iterator[Site]:
    """On SQLite, without a server yet."""
    made = Site(tmp_path, profiles=many_customers)
    yield made
    made.close()


@pytest.fixture
def site_on_postgres(tmp_path: Path, many_customers: Path, postgres_database: str) -> Iterator[Site]:
    made = Site(tmp_path, profiles=many_customers, metadata=postgres_database)
    yield made
    made.close()
