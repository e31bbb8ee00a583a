"""What a question costs, asked of a warm server: a waterfall and a long list beside the plain count, and one
customer's why. `python -m benchmarks.asking --rows 10000000 --engine duckdb`
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.engines import ENGINES, source
from benchmarks.make_data import customers
from benchmarks.measuring import median, report
from benchmarks.server import Server, serving

LISTED = 5_000_000
TIMES = 7


def twenty_nodes() -> dict[str, Any]:
    """Three groups of conditions: 20 nodes with the groups and the whole."""

    def one(attribute_id: str, operation: str, value: object = None) -> dict[str, Any]:
        inner = {"operation": operation} | ({} if value is None else {"value": value})
        return {"attribute_id": attribute_id, "condition": inner}

    groups = [
        [
            one("city", "contains", "o"),
            one("country", "equals", "DE"),
            one("country", "in", ["CZ", "SK", "AT"]),
            one("first_name", "starts_with", "a"),
            one("last_name", "ends_with", "a"),
        ],
        [
            one("orders_count", "number_greater_than", 1),
            one("lifetime_value", "number_greater_than", 100),
            one("lifetime_value", "number_lower_than", 5000),
            one("orders_count", "number_between", [2, 40]),
            one("last_purchase", "date_in_last", {"amount": 2, "unit": "year"}),
        ],
        [
            one("birth_date", "date_greater_than", "1960-01-01"),
            one("birth_date", "date_matches_current_month"),
            one("phone", "is_set"),
            one("email", "contains", "example"),
            one("last_purchase", "is_not_set"),
            one("birth_date", "is_set"),
        ],
    ]
    joined = [{"operation": "or", "operands": group} for group in groups]
    return {"operation": "and", "operands": joined}


def addresses(data: Path, rows: int) -> Iterator[bytes]:
    """A CSV file of addresses: those of customers for one half, or as many as there are, then others."""
    yield b"email\n"
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT DISTINCT email FROM read_parquet(?) WHERE email IS NOT NULL LIMIT ?",
            [str(data), min(LISTED, rows) // 2],
        )
        told = 0
        while batch := found.fetchmany(100_000):
            told += len(batch)
            yield "".join(f"{email}\n" for (email,) in batch).encode()
    for start in range(told, LISTED, 100_000):
        yield "".join(
            f"nobody-{at}@example.org\n" for at in range(start, min(start + 100_000, LISTED))
        ).encode()


def in_turn(ways: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Seconds of each, asked in turn so that a slow minute hits all; the first round warms up."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(TIMES + 1):
        for name, ask in ways.items():
            began = time.monotonic()
            ask()
            if turn:
                taken[name].append(time.monotonic() - began)
    return taken


def measured(rows: int, engine: str) -> list[dict[str, object]]:
    data = customers(rows)
    with duckdb.connect() as connection:
        asked = (
            f"SELECT customer_entity_id, email FROM read_parquet('{data}') WHERE email IS NOT NULL LIMIT 1000"
        )
        known = connection.execute(f"{asked} OFFSET {rows // 3}").fetchall()
    with source(engine, data) as url, serving(url) as server:
        print("  uploading", file=sys.stderr)
        answer = server.client.post(
            "/value_lists",
            params={"name": "Addresses"},
            headers={"Content-Type": "text/csv"},
            content=addresses(data, rows),
            timeout=600,
        )
        answer.raise_for_status()
        uploaded = answer.json()["value_list"]
        tree = server.segment(name="tree", conditions=twenty_nodes())
        one = server.segment(name="one", conditions=of_email("in", [known[0][1]]))
        many = server.segment(name="many", conditions=of_email("in_list", uploaded["id"]))
        values = f"{uploaded['values_count']:,}"
        ways: dict[str, Callable[[], object]] = {
            "count of a tree": lambda: server.asked("GET", f"/segments/{tree}/count"),
            "waterfall of its 20 nodes": lambda: waterfall(server, tree),
            "count of in, one value": lambda: server.asked("GET", f"/segments/{one}/count"),
            f"count of in_list, {values} values": lambda: server.asked("GET", f"/segments/{many}/count"),
            "explain of one customer": lambda: explain(server, tree, random.choice(known)[0]),
        }
        taken = in_turn(ways)
    names = list(ways)
    beside = {names[1]: names[0], names[3]: names[2]}
    return [
        {
            "engine": engine,
            "customers": rows,
            "asked": name,
            "seconds": median(taken[name]),
            "slowest": max(taken[name]),
            "times it": median(taken[name]) / median(taken[beside[name]]) if name in beside else "",
        }
        for name in names
    ]


def of_email(operation: str, value: object) -> dict[str, Any]:
    return {"attribute_id": "email", "condition": {"operation": operation, "value": value}}


def waterfall(server: Server, segment_id: int) -> None:
    found = server.asked("GET", f"/segments/{segment_id}/waterfall")
    assert len(found["nodes"]) == 20


def explain(server: Server, segment_id: int, customer_id: str) -> None:
    path = f"/segments/{segment_id}/explain?customer_entity_id={customer_id}"
    assert server.asked("GET", path)["customer_entity_id"] == customer_id


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    given = arguments.parse_args()
    report("asking", measured(given.rows, given.engine))


if __name__ == "__main__":
    main()
