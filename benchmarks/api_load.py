"""Requests a second and their latency: idle, beside an export, and while writes wait for the database.

`python -m benchmarks.api_load` needs `wrk`. Half of the requests are lists of 20 exports, half single
exports, over 8 connections.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import httpx

from benchmarks.make_data import customers
from benchmarks.measuring import report
from benchmarks.server import FINAL, Server, serving

CONNECTIONS = 8
LISTED = 20
WAITING_WRITES = 4
HELD_SECONDS = 8
"""Shorter than the server's patience with the database: each write succeeds in the end."""
SCRIPT = Path(__file__).with_suffix(".lua")


def loaded(server: Server, segment: int, export_id: int, *, seconds: int) -> dict[str, int]:
    """What wrk counted."""
    exports = f"/api/segments/{segment}/exports"
    printed = subprocess.run(
        ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", SCRIPT, server.url, "--",
         server.token, f"{exports}?limit={LISTED}", f"{exports}/{export_id}"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    counted: dict[str, int] = json.loads(printed.splitlines()[-1])
    return counted


@contextmanager
def exporting(server: Server, segment: int, destination: int) -> Iterator[list[int]]:
    """One large export after another runs while the context is open; those finished are listed."""
    ended = Event()
    finished: list[int] = []

    def run() -> None:
        # A client of its own that looks seldom: it is not what is measured.
        with httpx.Client(
            base_url=server.url, headers={"X-Access-Token": server.token}, timeout=60
        ) as client:
            asking = Server(server.pid, server.folder, server.url, server.token, client)
            while not ended.is_set():
                export_id = asking.start(segment, destination)
                while asking.export(segment, export_id)["status"] not in FINAL:
                    if ended.wait(0.25):
                        client.delete(f"/segments/{segment}/exports/{export_id}")
                        return
                finished.append(export_id)

    thread = Thread(target=run)
    thread.start()
    try:
        yield finished
    finally:
        ended.set()
        thread.join()


@contextmanager
def writes_waiting(server: Server, segment: int, destination: int) -> Iterator[None]:
    """The database's write lock is held, and exports are asked for; all are there afterwards."""
    with (
        closing(sqlite3.connect(server.folder / "sendoff.db", isolation_level=None)) as holder,
        ThreadPoolExecutor(WAITING_WRITES) as asking,
    ):
        holder.execute("BEGIN IMMEDIATE")
        asked = [asking.submit(server.start, segment, destination) for _ in range(WAITING_WRITES)]
        try:
            yield
            if any(each.done() for each in asked):
                raise RuntimeError("a write did not wait for the database")
        finally:
            holder.execute("ROLLBACK")
        for each in asked:
            each.result()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=10_000_000)
    arguments.add_argument("--seconds", type=int, default=20)
    chosen = arguments.parse_args()
    with serving(customers(chosen.rows)) as server:
        nobody = {"attribute_id": "city", "condition": {"operation": "equals", "value": "nowhere"}}
        small, large, destination = server.segment(conditions=nobody), server.segment(), server.destination()
        for _ in range(LISTED + 5):
            _, export = server.run(small, destination)
        loaded(server, small, export["id"], seconds=2)
        alone = loaded(server, small, export["id"], seconds=chosen.seconds)
        with exporting(server, large, destination) as finished:
            busy = loaded(server, small, export["id"], seconds=chosen.seconds)
        with writes_waiting(server, small, destination):
            waiting = loaded(server, small, export["id"], seconds=min(chosen.seconds, HELD_SECONDS))
    report(
        "api_load",
        [
            {
                "server": what,
                "requests a second": round(counted["requests"] / counted["microseconds"] * 1e6, 1),
                "p50 ms": round(counted["p50_us"] / 1000, 2),
                "p99 ms": round(counted["p99_us"] / 1000, 2),
                "slowest ms": round(counted["max_us"] / 1000, 1),
                "not 2xx": counted["not_2xx"],
                "failed": counted["failed"],
            }
            for what, counted in (
                ("idle", alone),
                (f"exporting ({len(finished)} finished)", busy),
                ("writes wait for the database", waiting),
            )
        ],
    )


if __name__ == "__main__":
    main()
