"""Reads are answered while every thread for writes waits for the database, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sendoff import bootstrap
from sendoff.api import app
from sendoff.services.first_start import make_first
from sendoff.services.house import House
from sendoff.settings import load
from sendoff.store import roles
from tests.integration.conftest import People

WRITES = 3


@pytest.fixture
def house(tmp_path: Path, profiles: Path, metadata_url: str) -> Iterator[House]:
    built = bootstrap.build(load(tmp_path / "data", profiles=str(profiles), metadata=metadata_url))
    make_first(built, email="admin@example.org", password="correct horse")
    yield built
    built.database.close()


@pytest.fixture
def client(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(app, "MAX_WAITING_WRITES", WRITES)
    with People(house).admin() as admin:
        yield admin


@pytest.mark.parametrize("path", ["/api/attributes", "/api/users"])
def test_reads_are_answered_while_all_writes_wait(house: House, client: TestClient, path: str) -> None:
    with ThreadPoolExecutor(WRITES + 1) as threads:
        with house.database.writing() as connection:
            roles.lock(connection)
            bodies = [{"name": f"Role {each}", "features": []} for each in range(WRITES)]
            writes = [threads.submit(client.post, "/api/users/user_roles", json=body) for body in bodies]
            while client.app.state.writes.borrowed_tokens < WRITES:  # type: ignore[attr-defined]
                assert not any(write.done() for write in writes)
            assert threads.submit(client.get, path).result(timeout=8).status_code == 200
        assert [write.result().status_code for write in writes] == [201] * WRITES
