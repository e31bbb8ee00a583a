"""Column types of Trino as attributes, or as not offered with the reason."""

from __future__ import annotations

import pyarrow as pa
from sqlglot import exp

from sendoff.attributes.catalogue import DataType
from sendoff.engines.sql.arriving import arrow_type_of
from sendoff.engines.sql.typed import Kind, sizes, unknown
from sendoff.engines.sql.values import Doubles, ValueType, days, decimals, integers, moments

_WHOLE = {
    Kind.TINYINT: ("TINYINT", 8, pa.int8()),
    Kind.SMALLINT: ("SMALLINT", 16, pa.int16()),
    Kind.INT: ("INTEGER", 32, pa.int32()),
    Kind.BIGINT: ("BIGINT", 64, pa.int64()),
}
_MICROSECONDS = 6
_DEFAULT_PRECISION = 3
"""Of a TIMESTAMP without one: https://trino.io/docs/current/language/types.html"""


def scalar(kind: exp.DataType) -> ValueType | str:
    """The type as we compare it, or why it is not offered."""
    found = sizes(kind)
    if kind.this in _WHOLE:
        written, bits, _ = _WHOLE[kind.this]
        axis = integers(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        return ValueType(DataType.INT, written, written, axis)
    match kind.this:
        case Kind.FLOAT | Kind.DOUBLE:
            stored = "REAL" if kind.this is Kind.FLOAT else "DOUBLE"
            return ValueType(DataType.FLOAT, "DOUBLE", stored, Doubles())
        case Kind.DECIMAL if len(found) == 2:
            written = f"DECIMAL({found[0]}, {found[1]})"
            return ValueType(DataType.FLOAT, written, written, decimals(*found))
        case Kind.VARCHAR:
            return ValueType(DataType.STRING, "VARCHAR", "VARCHAR")
        case Kind.UUID:
            return ValueType(DataType.STRING, "VARCHAR", "UUID")
        case Kind.BOOLEAN:
            return ValueType(DataType.BOOL, "BOOLEAN", "BOOLEAN")
        case Kind.DATE:
            return ValueType(DataType.DATE, "DATE", "DATE", days())
        case Kind.TIMESTAMP | Kind.TIMESTAMPTZ:
            stored_digits = found[0] if found else _DEFAULT_PRECISION
            digits = min(stored_digits, _MICROSECONDS)
            zoned = kind.this is Kind.TIMESTAMPTZ
            after = " WITH TIME ZONE" if zoned else ""
            axis = moments(10 ** (_MICROSECONDS - digits), zoned=False)
            stored = f"TIMESTAMP({stored_digits}){after}"
            return ValueType(DataType.DATETIME, f"TIMESTAMP({digits}){after}", stored, axis, zoned=zoned)
        case _:
            return unknown(kind)


def arrow_type(value: ValueType) -> pa.DataType:
    """The type in which it leaves."""
    if value.data_type is DataType.INT:
        return next(arrow for written, _, arrow in _WHOLE.values() if written == value.column_type)
    return arrow_type_of(value, single="REAL")
