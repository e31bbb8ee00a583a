"""The same customers in every place that an engine can read, and how one is told apart from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.registry import open_engine

RECORD = pa.struct([("sku", pa.string()), ("quantity", pa.int32())])
SCALARS = pa.schema(
    [
        ("customer_entity_id", pa.string()),
        ("email", pa.string()),
        ("age", pa.int64()),
        ("spent", pa.float64()),
        ("news", pa.bool_()),
        ("born", pa.date32()),
        ("seen", pa.timestamp("us", tz="UTC")),
    ]
)
COLUMNS = pa.schema(
    [
        *SCALARS,
        ("balance", pa.decimal128(10, 2)),
        ("tags", pa.list_(pa.string())),
        ("address", pa.struct([("city", pa.string()), ("floor", pa.int32())])),
        ("orders", pa.list_(RECORD)),
    ]
)
CUSTOMERS: list[dict[str, Any]] = [
    {
        "customer_entity_id": "c1",
        "email": "Ada@Example.com",
        "age": 36,
        "spent": 12.5,
        "news": True,
        "born": date(1815, 12, 10),
        "seen": datetime(2026, 11, 24, 12, 30, 0, 250_000, tzinfo=UTC),
        "balance": Decimal("1.10"),
        "tags": ["Gold", "early"],
        "address": {"city": "London", "floor": 3},
        "orders": [{"sku": "a", "quantity": 1}, {"sku": "b", "quantity": 5}],
    },
    {
        "customer_entity_id": "c2",
        "email": "",
        "age": None,
        "spent": float("nan"),
        "news": False,
        "born": None,
        "seen": None,
        "balance": None,
        "tags": [],
        "address": {"city": None, "floor": None},
        "orders": [None, {"sku": None, "quantity": None}],
    },
    {
        "customer_entity_id": "c3",
        "email": None,
        "age": -(2**53) - 1,
        "spent": float("inf"),
        "news": None,
        "born": date(2000, 2, 29),
        "seen": datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        "balance": Decimal("-99999999.99"),
        "tags": [None, "gold"],
        "address": None,
        "orders": None,
    },
    {
        "customer_entity_id": "c4",
        "email": 'x,"y"\n100%_\\',
        "age": 2**53,
        "spent": -0.0,
        "news": None,
        "born": None,
        "seen": None,
        "balance": Decimal("0.00"),
        "tags": None,
        "address": {"city": "ŽĎÁR", "floor": None},
        "orders": [{"sku": "a", "quantity": 5}],
    },
]
CSV_TYPES = {"age": "int", "spent": "float", "news": "bool", "born": "date", "seen": "datetime"}


def customers(schema: pa.Schema = COLUMNS) -> pa.Table:
    return pa.Table.from_pylist(CUSTOMERS, schema=schema)


def as_given(customer: Mapping[str, Any]) -> dict[str, Any]:
    return dict(customer)


@dataclass(frozen=True)
class Source:
    """One place to keep customers: how to write a table there, and how to open it.

    Args:
        write: replaces what is there; for any table whose columns have types of ours.
        columns: those of the contract's customers that it can hold.
        files: whether the source is files that anybody may replace.
        named: what `Rows.sources` gives, a pattern for `re.search`.
        stored: a customer as the source keeps them: an engine without null lists keeps empty ones.
    """

    url: str
    write: Callable[[pa.Table], None]
    columns: pa.Schema
    files: bool
    named: str
    stored: Callable[[Mapping[str, Any]], dict[str, Any]] = as_given

    def open(self, **options: object) -> Engine:
        csv_types = CSV_TYPES if self.columns is SCALARS else {}
        return open_engine(self.url, EngineOptions(csv_types=csv_types, **options))  # type: ignore[arg-type]


Maker = Callable[[pytest.FixtureRequest, Path], Source]
"""A source of a test's own; the folder is its temporary one, servers are asked of the request."""
