"""What the demo exports: segments of the invented customers, and where they go, as bodies of the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

PROTECTED = ("email", "phone")
"""Attributes that leave masked, unless a destination says otherwise."""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str
    email: str


ADMINISTRATOR = Person("Ada", "Administrator", "ada@example.org")
MARKETER = Person("Max", "Marketer", "max@example.org")
ANALYST = Person("Ana", "Analyst", "ana@example.org")


@dataclass(frozen=True, slots=True)
class Planned:
    """One export: bodies of POST /segments and /segments/export/destinations, and the file's extension."""

    segment: Json
    destination: Json
    extension: str


def _is(attribute_id: str, operation: str, value: object = None, *, negation: bool = False) -> Json:
    condition: Json = {"operation": operation}
    if value is not None:
        condition["value"] = value
    return {"attribute_id": attribute_id, "condition": condition, "negation": negation}


def _sub(sub_attribute_id: str, operation: str, value: object = None) -> Json:
    condition: Json = {"operation": operation, "sub_attribute_id": sub_attribute_id}
    if value is not None:
        condition["value"] = value
    return {"condition": condition}


def _all(*operands: Json) -> Json:
    return {"operation": "and", "operands": list(operands)}


def _any(*operands: Json, negation: bool = False) -> Json:
    return {"operation": "or", "operands": list(operands), "negation": negation}


PLANNED = (
    Planned(
        {
            "name": "Faithful readers",
            "description": "Read the newsletter, and have ordered at least three times or live in Praha.",
            "settings": {
                "conditions_operation": _all(
                    _is("newsletter", "is_true"),
                    _any(
                        _is("orders_count", "number_greater_than", 3),
                        _is("city", "contains", "praha"),
                    ),
                )
            },
        },
        {
            "name": "Mail tool",
            "description": "CSV; e-mail addresses leave in clear.",
            "attribute_ids": ["first_name", "email", "phone", "city", "orders_count", "lifetime_value"],
            "mandatory_attribute_ids": ["email"],
            "settings": {"format": "csv", "columns": {"email": {"treatment": "clear"}}},
        },
        ".csv",
    ),
    Planned(
        {
            "name": "Sleeping buyers",
            "description": "Bought in 2024 or later, not since May 2026; neither returns nor wholesale.",
            "settings": {
                "conditions_operation": _all(
                    _is("last_purchase", "date_between", ["2024-01-01", "2026-04-30"]),
                    _any(
                        _is("tags", "in", ["returns", "wholesale"]),
                        _is("country", "equals", "TR"),
                        negation=True,
                    ),
                )
            },
        },
        {
            "name": "Ad platform",
            "description": "Gzip CSV; e-mail addresses leave as SHA-256, phone numbers masked.",
            "attribute_ids": ["email", "phone", "country", "birth_date"],
            "settings": {
                "format": "csv",
                "compression": "gzip",
                "columns": {"email": {"treatment": "sha256"}, "phone": {"treatment": "masked"}},
            },
        },
        ".csv.gz",
    ),
    Planned(
        {
            "name": "Birthdays this month",
            "description": "Born in this month, whatever the year; known to have ordered.",
            "settings": {
                "conditions_operation": _all(
                    _is("birth_date", "date_matches_current_month"),
                    _is("last_order", "is_set"),
                    _is("registered", "date_lower_than", "yesterday"),
                )
            },
        },
        {
            "name": "Warehouse",
            "description": "Parquet, with lists and records as they are.",
            "attribute_ids": ["first_name", "birth_date", "tags", "visits", "addresses", "last_order"],
            "settings": {"format": "parquet"},
        },
        ".parquet",
    ),
    Planned(
        {
            "name": "Second homes",
            "description": "One and the same address is in Praha or Berlin and not the primary one.",
            "settings": {
                "conditions_operation": _all(
                    {
                        "attribute_id": "addresses",
                        "operation": "and",
                        "operands": [
                            _sub("city", "in", ["Praha", "Berlin"]),
                            _sub("primary", "is_false"),
                        ],
                    },
                    _is("tags", "equals", "vip", negation=True),
                )
            },
        },
        {
            "name": "Events",
            "description": "NDJSON, an object a line.",
            "attribute_ids": ["country", "email", "addresses", "tags"],
            "settings": {"format": "ndjson"},
        },
        ".ndjson",
    ),
)
