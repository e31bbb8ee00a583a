"""The corpus's customers, few and awkward, and how they are written as JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sendoff.attributes.catalogue import Attribute, Catalogue, DataType, SubAttribute

ID = "customer_entity_id"

CATALOGUE = Catalogue(
    attributes={
        each.id: each
        for each in (
            Attribute("name", "Name", DataType.STRING),
            Attribute("points", "Points", DataType.INT),
            Attribute("spent", "Spent", DataType.FLOAT),
            Attribute("balance", "Balance", DataType.FLOAT),
            Attribute("news", "Newsletter", DataType.BOOL),
            Attribute("born", "Born", DataType.DATE),
            Attribute("seen", "Seen", DataType.DATETIME),
            Attribute("tags", "Tags", DataType.STRING, multi=True),
            Attribute("scores", "Scores", DataType.INT, multi=True),
            Attribute("visits", "Visits", DataType.DATE, multi=True),
            Attribute(
                "address",
                "Address",
                DataType.COMPOUND,
                sub_attributes=(
                    SubAttribute("city", "City", DataType.STRING),
                    SubAttribute("floor", "Floor", DataType.INT),
                ),
            ),
            Attribute(
                "orders",
                "Orders",
                DataType.COMPOUND,
                multi=True,
                sub_attributes=(
                    SubAttribute("sku", "SKU", DataType.STRING),
                    SubAttribute("amount", "Amount", DataType.FLOAT),
                    SubAttribute("placed", "Placed", DataType.DATETIME),
                ),
            ),
        )
    },
    id_column=ID,
)
"""`points` and `scores` are 64-bit integers, `spent` and amounts 64-bit floats, `balance` DECIMAL(18, 3),
datetimes microseconds in UTC."""


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CUSTOMERS: tuple[Mapping[str, Any], ...] = (
    {
        ID: "ada",
        "name": "Ada",
        "points": 36,
        "spent": 12.5,
        "balance": Decimal("1.100"),
        "news": True,
        "born": date(1815, 12, 10),
        "seen": _at("2026-11-24T10:30:00"),
        "tags": ["Gold", "early"],
        "scores": [1, 2, 3],
        "visits": [date(2026, 11, 1), date(2026, 11, 20)],
        "address": {"city": "London", "floor": 3},
        "orders": [
            {"sku": "a", "amount": 10.0, "placed": _at("2026-10-01T08:00:00")},
            {"sku": "b", "amount": 99.9, "placed": _at("2026-11-23T23:30:00")},
        ],
    },
    {ID: "empty", "name": "", "tags": [], "scores": [], "visits": [], "orders": []},
    {ID: "unknown"},
    {
        ID: "nulls",
        "spent": math.nan,
        "tags": [None],
        "scores": [None],
        "visits": [None],
        "address": {"city": None, "floor": None},
        "orders": [None, {"sku": None, "amount": None, "placed": None}],
    },
    {
        ID: "mixed",
        "name": "O'Brien",
        "points": 0,
        "spent": -0.0,
        "balance": Decimal("0.000"),
        "news": False,
        "born": date(2000, 2, 29),
        "seen": _at("2026-11-24T22:59:59.999999"),
        "tags": [None, "gold", ""],
        "scores": [None, 3, 3],
        "visits": [None, date(2024, 2, 29)],
        "address": {"city": "", "floor": None},
        "orders": [None, {"sku": "a", "amount": None, "placed": None}, {"sku": None, "amount": 99.9}],
    },
    {
        ID: "wide",
        "name": '100%_\\ "x"',
        "points": 2**53 + 1,
        "spent": float(2**53),
        "balance": Decimal("999999999999999.999"),
        "born": date(9999, 12, 31),
        "seen": _at("2026-11-24T23:00:00"),
        "tags": ["100%", "_", "\\"],
        "scores": [2**63 - 1, -(2**63)],
        "orders": [{"sku": "A", "amount": math.inf, "placed": _at("1969-12-31T23:59:59.999999")}],
    },
    {
        ID: "near",
        "name": " ada ",
        "points": 2**53,
        "spent": 0.1 + 0.2,
        "balance": Decimal("-1.100"),
        "born": date(1, 1, 1),
        "seen": _at("2025-03-30T01:00:00"),
        "tags": ["GOLD "],
        "scores": [2**53 + 1],
        "orders": [{"sku": "a", "amount": math.nan, "placed": _at("2024-02-29T23:30:15.250000")}],
    },
    {
        ID: "ŽOFIE",
        "name": "ŽOFIE ǅ",
        "points": -1,
        "spent": math.inf,
        "balance": Decimal("1.101"),
        "news": None,
        "born": date(2026, 11, 24),
        "seen": _at("2025-10-26T00:30:00"),
        "tags": ["ΟΔΟΣ", "İstanbul", "straße", "\ua7cb"],
        "scores": [7],
        "visits": [date(2026, 12, 24)],
        "address": {"city": "ŽĎÁR", "floor": -1},
        "orders": [
            {"sku": "b", "amount": 10.0, "placed": _at("2026-11-24T00:00:00")},
            {"sku": "b", "amount": 10.0, "placed": _at("2026-11-24T00:00:00")},
            {"sku": "c", "amount": 5.0, "placed": None},
        ],
    },
    {
        ID: "leap",
        "name": "e\u0301",
        "points": 18,
        "spent": 5e-324,
        "born": date(1996, 2, 29),
        "seen": _at("2026-02-28T23:59:59"),
        "tags": ["é", "x", "x"],
        "scores": [0, 0, 0],
        "visits": [date(2026, 2, 28), date(2028, 2, 29)],
        "address": {"city": "Praha", "floor": 0},
    },
    {ID: "İ", "name": "İ", "points": -(2**63), "spent": -math.inf, "tags": ["i", "I", "ı", "😀"]},
)


def written(value: Any) -> Any:
    """A value as JSON: numbers that not every reader keeps exactly are text."""
    match value:
        case Mapping():
            return {key: written(each) for key, each in value.items()}
        case list():
            return [written(each) for each in value]
        case bool() | None | str():
            return value
        case Decimal():
            return str(value)
        case int():
            return value if abs(value) <= 2**53 else str(value)
        case float() if math.isnan(value):
            return "NaN"
        case float() if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case _:
            return value
