"""Column types of Snowflake as attributes, or as not offered with the reason."""

from __future__ import annotations

import re

import pyarrow as pa
from sqlglot import exp

from sendoff.attributes.catalogue import DataType
from sendoff.engines.sql.arriving import arrow_type_of
from sendoff.engines.sql.typed import Found, Kind, read_type, sizes, unknown
from sendoff.engines.sql.values import Doubles, ValueType, days, decimals, integers, moments

TEXT = "VARCHAR"
WHOLE_DIGITS = 38
_NOT_NULL = re.compile(r"\s+NOT NULL(?=[,)])")
_MICROSECONDS = 6
_INT64_DIGITS = 18


def read(written: str) -> Found:
    """A type as DESCRIBE TABLE names it."""
    if re.search(r"\bCOLLATE\b", written, re.IGNORECASE):
        return "A text with a collation, under which texts that differ can be equal: let a view drop it."
    return read_type(_NOT_NULL.sub("", written), "snowflake")


def scalar(kind: exp.DataType) -> ValueType | str:
    """The type as we compare it, or why it is not offered."""
    found = sizes(kind)
    match kind.this:
        case Kind.DECIMAL if len(found) == 2:
            written = f"NUMBER({found[0]}, {found[1]})"
            if found[1] == 0:
                most = 10 ** found[0] - 1
                return ValueType(DataType.INT, written, written, integers(-most, most))
            return ValueType(DataType.FLOAT, written, written, decimals(*found))
        case Kind.DOUBLE:
            return ValueType(DataType.FLOAT, "FLOAT", "FLOAT", Doubles())
        case Kind.VARCHAR:
            return ValueType(DataType.STRING, TEXT, TEXT)
        case Kind.BOOLEAN:
            return ValueType(DataType.BOOL, "BOOLEAN", "BOOLEAN")
        case Kind.DATE:
            return ValueType(DataType.DATE, "DATE", "DATE", days())
        case Kind.TIMESTAMPNTZ | Kind.TIMESTAMPLTZ | Kind.TIMESTAMPTZ:
            digits = min(found[0] if found else 9, _MICROSECONDS)
            axis = moments(10 ** (_MICROSECONDS - digits), zoned=False)
            zoned = kind.this is not Kind.TIMESTAMPNTZ
            stored = f"{kind.this.value}({found[0] if found else 9})"
            return ValueType(DataType.DATETIME, "TIMESTAMP_NTZ(6)", stored, axis, zoned=zoned)
        case Kind.OBJECT:
            return "A record whose fields have no types."
        case Kind.DECFLOAT:
            return "Decimals without a fixed scale."
        case _:
            return unknown(kind)


def in_lists(kind: exp.DataType) -> ValueType | str:
    """Within lists and records, which leave as JSON."""
    if kind.this is Kind.DOUBLE:
        return "A float inside a list or a record, whose last digits are lost on the way out."
    return scalar(kind)


def arrow_type(value: ValueType) -> pa.DataType:
    """The type in which it leaves."""
    if value.column_type.startswith("NUMBER("):
        width, scale = map(int, value.column_type.removeprefix("NUMBER(").rstrip(")").split(","))
        return pa.int64() if scale == 0 and width <= _INT64_DIGITS else pa.decimal128(width, scale)
    return arrow_type_of(value, single="")  # it has no such floats
