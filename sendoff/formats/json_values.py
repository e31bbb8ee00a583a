"""Values as JSON, the same in NDJSON and in the JSON text of a CSV cell."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import orjson

_MAX_INT = 2**63


def json_bytes(value: object) -> bytes:
    """Compact JSON, UTF-8. NaN is null, as it is no value; infinities are the texts `inf`, `-inf`."""
    return orjson.dumps(ready(value))


def ready(value: Any) -> Any:
    """The value with everything replaced that JSON has no type for; numbers keep every digit."""
    match value:
        case None | bool() | str():
            return value
        case int():
            return value if -_MAX_INT <= value < _MAX_INT else orjson.Fragment(str(value))
        case float():
            return value if math.isfinite(value) else None if math.isnan(value) else str(value)
        case Decimal():
            return orjson.Fragment(format(value, "f"))
        case datetime():
            return datetime_text(value)
        case date():
            return value.isoformat()
        case list():
            return [ready(item) for item in value]
        case dict():
            return {str(key): ready(item) for key, item in value.items()}
        case _:
            return str(value)


def datetime_text(value: datetime) -> str:
    """`YYYY-MM-DD HH:MM:SS` in UTC, a fraction only where it is not zero (spec/exports.md, Files)."""
    plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    text = plain.isoformat(" ")
    return text.rstrip("0") if "." in text else text
