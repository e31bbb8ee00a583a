"""Column types of Databricks as attributes, or as not offered with the reason."""

from __future__ import annotations

import re

import pyarrow as pa
from sqlglot import exp

from sendoff.attributes.catalogue import DataType
from sendoff.engines.sql.arriving import arrow_type_of
from sendoff.engines.sql.typed import Found, Kind, read_type, sizes, unknown
from sendoff.engines.sql.values import Doubles, ValueType, days, decimals, integers, moments

TEXT = "STRING"

_COLLATED = re.compile(r"\bcollate\s+(?!utf8_binary\b)", re.IGNORECASE)
_WHOLE = {
    Kind.TINYINT: ("TINYINT", 8, pa.int8()),
    Kind.SMALLINT: ("SMALLINT", 16, pa.int16()),
    Kind.INT: ("INT", 32, pa.int32()),
    Kind.BIGINT: ("BIGINT", 64, pa.int64()),
}


def read(written: str) -> Found:
    """A type as DESCRIBE TABLE names it."""
    if _COLLATED.search(written):
        return "A text with a collation, under which texts that differ can be equal: let a view drop it."
    return read_type(re.sub(r"\s+collate\s+utf8_binary\b", "", written, flags=re.IGNORECASE), "databricks")


def scalar(kind: exp.DataType) -> ValueType | str:
    """The type as we compare it, or why it is not offered."""
    if kind.this in _WHOLE:
        written, bits, _ = _WHOLE[kind.this]
        axis = integers(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        return ValueType(DataType.INT, written, written, axis)
    match kind.this:
        case Kind.FLOAT | Kind.DOUBLE:
            stored = "FLOAT" if kind.this is Kind.FLOAT else "DOUBLE"
            return ValueType(DataType.FLOAT, "DOUBLE", stored, Doubles())
        case Kind.DECIMAL if len(found := sizes(kind)) == 2:
            written = f"DECIMAL({found[0]}, {found[1]})"
            return ValueType(DataType.FLOAT, written, written, decimals(*found))
        case Kind.TEXT | Kind.VARCHAR:
            return ValueType(DataType.STRING, TEXT, TEXT)
        case Kind.BOOLEAN:
            return ValueType(DataType.BOOL, "BOOLEAN", "BOOLEAN")
        case Kind.DATE:
            return ValueType(DataType.DATE, "DATE", "DATE", days())
        case Kind.TIMESTAMPTZ | Kind.TIMESTAMPNTZ:
            zoned = kind.this is Kind.TIMESTAMPTZ
            written = "TIMESTAMP" if zoned else "TIMESTAMP_NTZ"
            return ValueType(DataType.DATETIME, written, written, moments(1, zoned=False), zoned=zoned)
        case Kind.NULL:
            return "A column without a type: it holds nothing but unknown values."
        case _:
            return unknown(kind)


def arrow_type(value: ValueType) -> pa.DataType:
    """The type in which it leaves."""
    if value.data_type is DataType.INT:
        return next(arrow for written, _, arrow in _WHOLE.values() if written == value.column_type)
    return arrow_type_of(value, single="FLOAT")
