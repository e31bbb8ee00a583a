"""A ClickHouse of the tests' own: on a free port, its tables in a temporary folder, gone afterwards."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import clickhouse_connect
import pytest

USER = "sendoff"
READER = "reader"
"""As `USER`, but nothing can be written and no setting changed: `readonly` is 1."""
PASSWORD = "a-password-of-the-tests"

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def clickhouse_url() -> Iterator[str]:
    """`http://user:password@host:port/default`; one server for each test process."""
    with running_server() as url:
        yield url


@pytest.fixture
def clickhouse_database(clickhouse_url: str) -> Iterator[str]:
    """URL, as of `clickhouse_url`, of a new, empty database, dropped after the test."""
    server, _, _ = clickhouse_url.rpartition("/")
    name = f"test_{uuid4().hex}"
    with closing(clickhouse_connect.get_client(dsn=clickhouse_url)) as client:
        client.command(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        # A query that nobody could end, since its client was cut off, would run through all later tests.
        client.command(f"KILL QUERY WHERE query LIKE '%{name}%' AND query NOT LIKE 'KILL%'")
        client.command(f"DROP DATABASE {name}")


@contextmanager
def running_server() -> Iterator[str]:
    """URL of a new server's database `default`; server and folder are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sendoff-clickhouse-") as folder:
        command = [sys.executable, "-m", "tests.clickhouse_http", folder]
        with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                port = process.stdout.readline().strip()
                assert port, "chdb's server ended before it answered"
                yield f"http://{USER}:{PASSWORD}@127.0.0.1:{port}/default"
            finally:
                process.terminate()
