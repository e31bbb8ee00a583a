"""What Sendoff's own operations are asked with, by type: (value, satisfying, not satisfying).

At 2026-11-24 10:30 UTC in Europe/Prague, over the value lists of `tests/property/strategies.py`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sendoff.attributes.catalogue import DataType

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
TEXTS, NUMBERS = 1, 2

OWN_CASES: dict[str, dict[DataType, tuple[Any, list[Any], list[Any]]]] = {
    "starts_with": {DataType.STRING: ("fİ%", ["fi%", "FI%x"], ["fi", "xfi%", "fix", " fi%", ""])},
    "ends_with": {DataType.STRING: ("_Σ\x00", ["_σ\x00", "x_Σ\x00"], ["_ς\x00", "σ\x00", "_Σ\x00x", ""])},
    "date_in_last": {
        DataType.DATE: (
            "7 days",
            [date(2026, 11, 17), date(2026, 11, 24)],
            [date(2026, 11, 16), date(2026, 11, 25)],
        ),
        DataType.DATETIME: (
            {"amount": 7, "unit": "day"},
            [datetime(2026, 11, 16, 23), NOW],
            [datetime(2026, 11, 16, 22, 59, 59, 999_999), datetime(2026, 11, 24, 10, 30, 0, 1)],
        ),
    },
    "date_in_next": {
        DataType.DATE: (
            {"amount": 1, "unit": "months"},
            [date(2026, 11, 24), date(2026, 12, 24)],
            [date(2026, 11, 23), date(2026, 12, 25)],
        ),
        DataType.DATETIME: (
            "2 hours",
            [NOW, datetime(2026, 11, 24, 12, 30)],
            [datetime(2026, 11, 24, 10, 29, 59, 999_999), datetime(2026, 11, 24, 12, 30, 0, 1)],
        ),
    },
    "date_older_than": {
        DataType.DATE: ("1 week", [date(2026, 11, 16), date(1, 1, 1)], [date(2026, 11, 17)]),
        DataType.DATETIME: (
            "1 week",
            [datetime(2026, 11, 16, 22, 59, 59, 999_999), datetime(1, 1, 1)],
            [datetime(2026, 11, 16, 23), NOW],
        ),
    },
    "anniversary_in_next": {
        DataType.DATE: (
            "1 week",
            [date(1999, 11, 24), date(2030, 12, 1)],
            [date(1999, 11, 23), date(2026, 12, 2)],
        ),
        DataType.DATETIME: (
            {"amount": 7, "unit": "day"},
            [datetime(1999, 11, 23, 23), datetime(1999, 12, 1, 22, 59, 59)],
            [datetime(1999, 11, 23, 22, 59, 59), datetime(1999, 12, 1, 23)],
        ),
    },
    "in_list": {
        DataType.INT: (NUMBERS, [0, 2**53 + 1, 2**63 - 1], [1, 2**53, -(2**63)]),
        DataType.STRING: (TEXTS, ["Foo", "O", "", "İ"], ["foo bar", "%", " "]),
    },
}
OWN_NEGATIVES = {
    "not_start_with": "starts_with",
    "not_end_with": "ends_with",
    "not_in_list": "in_list",
}
