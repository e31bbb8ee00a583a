"""Fixtures and settings that every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.clickhouse_server import clickhouse_database, clickhouse_url
from tests.object_store import bucket, s3_server
from tests.postgres_cluster import postgres_database, postgres_url
from tests.spark_cluster import spark_cluster
from tests.spark_connect import spark_connect

__all__ = [
    "bucket", "clickhouse_database", "clickhouse_url", "metadata_url", "postgres_database", "postgres_url",
    "s3_server", "spark_cluster", "spark_connect",
]  # fmt: skip

# Shared machines are slow at times: how long an example takes says nothing.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(params=["sqlite", "postgres"])
def metadata_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty metadata database; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'metadata.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url
