"""The engine's plug is pulled in the middle of an export: told, tried again, whole, and no part of a file."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
import pytest

from sendoff import bootstrap
from sendoff.clock import system_clock
from sendoff.engines.port import Watcher
from sendoff.services import runs
from sendoff.services.first_start import make_first
from sendoff.services.house import House
from sendoff.settings import load
from tests.crash.waiting import until
from tests.integration.conftest import People
from tests.postgres_cluster import running_cluster

CUSTOMERS = 300_000
TABLE = f"""
CREATE TABLE people AS
SELECT 'c' || n AS customer_entity_id, repeat('note ' || n, 20) AS note FROM generate_series(1, {CUSTOMERS}) n
"""


class Server:
    """A PostgreSQL of its own, with the people in it."""

    def __init__(self, url: str) -> None:
        self.url = url.replace("+psycopg", "")

    def ask(self, statement: str) -> list[Any]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            return [row[0] for row in connection.execute(statement.encode())]

    def readers(self) -> list[int]:
        """Process ids of the sessions that read the people."""
        asked = "SELECT pid FROM pg_stat_activity WHERE query LIKE '%people%' AND pid <> pg_backend_pid()"
        return self.ask(asked)

    def cut_connections(self) -> None:
        assert self.readers()
        self.ask(f"SELECT pg_terminate_backend(pid) FROM unnest(ARRAY{self.readers()}) pid")

    def kill(self) -> None:
        """The server ends all at once, as by a power cut, and recovers."""
        os.kill(self.readers()[0], signal.SIGKILL)
        until(self.answers, seconds=30)

    def answers(self) -> bool:
        try:
            return self.ask("SELECT count(*) FROM people") == [CUSTOMERS]
        except psycopg.OperationalError:
            return False


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_cluster() as url:
        made = Server(url)
        with psycopg.connect(made.url, autocommit=True) as connection:
            connection.execute(TABLE.encode())
        yield made


@pytest.fixture
def house(tmp_path: Path, server: Server) -> Iterator[House]:
    (tmp_path / "data").mkdir()
    built = bootstrap.build(load(tmp_path / "data", profiles=f"{server.url}?table=people"))
    make_first(built, email="admin@example.org", password="correct horse")
    yield built
    built.database.close()


@pytest.mark.parametrize("pull", [Server.cut_connections, Server.kill], ids=lambda pull: pull.__name__)
@pytest.mark.timeout(240)
def test_an_export_survives_its_engine(house: House, server: Server, pull: Callable[[Server], None]) -> None:
    client = People(house).admin()
    body = {"name": "All", "settings": {"conditions_operation": {}}}
    segment_id = client.post("/api/segments", json=body).json()["segment"]["id"]
    body = {"name": "File", "settings": {"type": "download"}, "attribute_ids": ["note"]}
    made = client.post("/api/segments/export/destinations", json=body).json()
    asked = {"segment_export_destination_id": made["segment_export_destination"]["id"]}
    exports = f"/api/segments/{segment_id}/exports"
    export_id = client.post(exports, json=asked).json()["segment_export"]["id"]

    def attempt(meanwhile: Watcher) -> dict[str, Any]:
        claimed = runs.claim(house, owner="test")
        assert claimed is not None
        runs.execute(house, claimed, stop=Event(), watch=meanwhile)
        found: dict[str, Any] = client.get(f"{exports}/{export_id}").json()["segment_export"]
        return found

    export = attempt(lambda rows: pull(server))
    assert export["status"] == "waiting", export
    logs = client.get(f"{exports}/{export_id}/logs").json()["segment_export_logs"]
    told = [line["text"] for line in logs if "tried once more" in line["text"]]
    assert len(told) == 1
    assert "note 1" not in told[0]
    assert list(house.artifacts.names("exports/")) == []

    house.clock = lambda: system_clock() + timedelta(minutes=2)
    export = attempt(lambda rows: None)
    assert export["status"] == "finished", export
    assert export["stats"]["rows"]["exported"] == CUSTOMERS
    file = client.get(f"{exports}/{export_id}/download")
    assert file.content.count(b'\n"c') == CUSTOMERS
