"""Counts, waterfalls, long lists and one customer's why: what a question costs beside the plain count.

`python -m benchmarks.asking --rows 10000000`
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from benchmarks.make_data import customers
from benchmarks.measuring import median, report
from sendoff.conditions.lower import lower
from sendoff.conditions.parse import parse
from sendoff.conditions.predicates import AnyValue, Column, Exactly, InValueList, OneOf, Predicate
from sendoff.engines.port import Engine, EngineOptions, Query
from sendoff.engines.registry import open_engine

LISTED = 5_000_000
TIMES = 7
NOW, ZONE = datetime(2026, 11, 24, tzinfo=UTC), ZoneInfo("UTC")


class Lists:
    """One uploaded list: addresses, half of them of customers."""

    def __init__(self, values: pa.Table) -> None:
        self._values = values

    def table(self, key: str) -> pa.Table:
        return self._values


def twenty_nodes() -> list[dict[str, Any]]:
    """Three groups of conditions, and all that is in them: 20 nodes with the whole."""

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
    return [{"operation": "and", "operands": joined}, *joined, *(each for group in groups for each in group)]


def timed(ask: Callable[[], object]) -> float:
    began = time.monotonic()
    ask()
    return time.monotonic() - began


def in_turn(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each, asked in turn so that a slow minute hits all; the first round warms up."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(TIMES + 1):
        for name, ask in ways.items():
            seconds = timed(ask)
            if turn:
                taken[name].append(seconds)
    return {name: median(values) for name, values in taken.items()}


def found(engine: Engine, customer_id: str, attribute_ids: Sequence[str]) -> None:
    predicate = AnyValue(Column("customer_entity_id", "string"), Exactly((customer_id,)))  # type: ignore[arg-type]
    with engine.rows(Query(predicate, tuple(attribute_ids)), batch_rows=10) as rows:
        assert sum(batch.num_rows for batch in rows) == 1


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1_000_000)
    rows: int = arguments.parse_args().rows
    path = customers(rows)
    with duckdb.connect() as connection:
        half = min(LISTED // 2, rows // 2)
        listed = connection.sql(
            f"SELECT lower(email) AS value FROM '{path}' WHERE email IS NOT NULL LIMIT {half}"
        ).to_arrow_table()
        others = pa.table({"value": [f"nobody-{at}@example.org" for at in range(LISTED - listed.num_rows)]})
        whole = pa.concat_tables([listed.cast(pa.schema([("value", pa.large_string())])),
                                  others.cast(pa.schema([("value", pa.large_string())]))])  # fmt: skip
        ids = [
            each[0]
            for each in connection.sql(
                f"SELECT customer_entity_id FROM '{path}' LIMIT 1000 OFFSET {rows // 3}"
            ).fetchall()
        ]
    engine = open_engine(str(path), EngineOptions(value_lists=Lists(whole)))
    catalogue = engine.catalogue()
    nodes = [
        lower(parse(each, catalogue=catalogue, now=NOW, zone=ZONE), now=NOW, zone=ZONE)
        for each in twenty_nodes()
    ]
    email = Column("email", catalogue.attributes["email"].data_type)
    one: Predicate = AnyValue(email, OneOf((str(whole["value"][0]),)))
    ways: dict[str, Callable[[], object]] = {
        "plain count of the tree": lambda: engine.count(nodes[0]),
        "waterfall of its 20 nodes": lambda: engine.counts(nodes),
        "count, in one value": lambda: engine.count(one),
        f"count, in_list of {LISTED:,}": lambda: engine.count(AnyValue(email, InValueList("list"))),
        "one customer, 9 attributes": lambda: found(
            engine, str(random.choice(ids)), list(catalogue.attributes)[:9]
        ),
    }
    taken = in_turn(ways)
    names = list(ways)
    beside = {names[1]: names[0], names[3]: names[2]}
    report(
        "asking",
        [
            {
                "rows": rows,
                "asked": name,
                "seconds": taken[name],
                "times": taken[name] / taken[beside[name]] if name in beside else "",
            }
            for name in names
        ],
    )


if __name__ == "__main__":
    main()
