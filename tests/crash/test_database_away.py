"""The metadata database locked, or gone, for seconds, while exports run and are asked for."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import httpx
import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from sendoff.clock import monotonic_seconds
from sendoff.store.database import BUSY_SECONDS
from tests.crash.accounts import SENTENCE, Accounts
from tests.crash.customers import MANY
from tests.crash.site import LONG, Site

PROVING = "SENDOFF_PROOF_RUNS" in os.environ
AWAY_SECONDS = [5.5, BUSY_SECONDS + 2] if PROVING else [2.0]
"""Shorter and longer than a transaction waits for SQLite's lock."""
LOOK_SECONDS = 0.1

pytestmark = pytest.mark.slow

Away = Callable[[Site], AbstractContextManager[None]]


@contextmanager
def locked(site: Site) -> Iterator[None]:
    """Another process writes to SQLite, and takes its time."""
    path = make_url(site.metadata_url).database
    connection = sqlite3.connect(str(path), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@contextmanager
def gone(site: Site) -> Iterator[None]:
    """PostgreSQL ends all connections to the database, and takes no new ones."""
    url = make_url(site.metadata_url)
    name = str(url.database)
    server = url.set(drivername="postgresql", database="postgres")
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(server.render_as_string(), autocommit=True) as connection:
        connection.execute(allow.format(sql.Identifier(name), sql.Literal(False)))
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        try:
            yield
        finally:
            connection.execute(allow.format(sql.Identifier(name), sql.Literal(True)))


def check_refused(answer: httpx.Response) -> None:
    assert answer.status_code == 503
    assert SENTENCE.fullmatch(answer.json()["message"])
    assert int(answer.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("seconds", AWAY_SECONDS)
@pytest.mark.parametrize(
    ("sort", "away", "reads"), [("site", locked, 200), ("site_on_postgres", gone, 503)], ids=["sqlite", "pg"]
)
def test_nothing_is_lost_or_run_twice(
    request: pytest.FixtureRequest, sort: str, away: Away, reads: int, seconds: float
) -> None:
    site: Site = request.getfixturevalue(sort)
    with site.serving(workers=1) as server, ThreadPoolExecutor(1) as asking:
        running = server.post(LONG)
        server.until(running, "running")
        waiting = server.post()
        looks = []
        with away(site):
            end = monotonic_seconds() + seconds
            body = {"segment_export_destination_id": 1}
            asked = asking.submit(server.client.post, "/segments/1/exports", json=body)
            while monotonic_seconds() < end:
                looks.append(server.client.get("/segments/1/exports"))
                threading.Event().wait(LOOK_SECONDS)
        assert {look.status_code for look in looks} == {reads}
        if reads == 503:
            check_refused(looks[-1])
        if asked.result().status_code != 201:
            check_refused(asked.result())
        ids = [running, waiting, server.post()]
        Accounts(site, customers=MANY).check(server)
        for export_id in ids:
            assert server.path(export_id) == ["waiting", "running", "finished"]
            assert site.export(export_id).lost_leases == 0
    assert "Traceback" not in site.log()
