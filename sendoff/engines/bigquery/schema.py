"""Column types of BigQuery as attributes, or as not offered with the reason."""

from __future__ import annotations

import pyarrow as pa
from google.cloud.bigquery import SchemaField
from sqlglot import exp

from sendoff.attributes.catalogue import DataType
from sendoff.engines.sql.arriving import MICROSECONDS, UTC_MICROSECONDS
from sendoff.engines.sql.typed import Found, Kind, unknown
from sendoff.engines.sql.values import Doubles, ValueType, days, decimals, fixed_point, integers, moments

TEXT = "STRING"

_PICOSECONDS = 12
_KINDS = {
    "INTEGER": Kind.BIGINT,
    "INT64": Kind.BIGINT,
    "FLOAT": Kind.DOUBLE,
    "FLOAT64": Kind.DOUBLE,
    "NUMERIC": Kind.DECIMAL,
    "BIGNUMERIC": Kind.BIGDECIMAL,
    "STRING": Kind.TEXT,
    "BOOLEAN": Kind.BOOLEAN,
    "BOOL": Kind.BOOLEAN,
    "DATE": Kind.DATE,
    "DATETIME": Kind.TIMESTAMP,
    "TIMESTAMP": Kind.TIMESTAMPTZ,
    "BYTES": Kind.BINARY,
    "TIME": Kind.TIME,
    "JSON": Kind.JSON,
    "GEOGRAPHY": Kind.GEOGRAPHY,
    "INTERVAL": Kind.INTERVAL,
}
_VALUES = {
    Kind.BIGINT: ValueType(DataType.INT, "INT64", "INT64", integers(-(2**63), 2**63 - 1)),
    Kind.DOUBLE: ValueType(DataType.FLOAT, "FLOAT64", "FLOAT64", Doubles()),
    Kind.DECIMAL: ValueType(DataType.FLOAT, "NUMERIC", "NUMERIC", decimals(38, 9)),
    # A whole number of 256 bits, 38 digits of which are the fraction.
    Kind.BIGDECIMAL: ValueType(
        DataType.FLOAT, "BIGNUMERIC", "BIGNUMERIC", fixed_point(-(2**255), 2**255 - 1, scale=38)
    ),
    Kind.TEXT: ValueType(DataType.STRING, TEXT, TEXT),
    Kind.BOOLEAN: ValueType(DataType.BOOL, "BOOL", "BOOL"),
    # Years 1 to 9999, all of them.
    Kind.DATE: ValueType(DataType.DATE, "DATE", "DATE", days(bounded=False)),
    Kind.TIMESTAMP: ValueType(
        DataType.DATETIME, "DATETIME", "DATETIME", moments(1, zoned=False, bounded=False)
    ),
    Kind.TIMESTAMPTZ: ValueType(
        DataType.DATETIME, "TIMESTAMP", "TIMESTAMP", moments(1, zoned=False, bounded=False), zoned=True
    ),
}
_ARROW = {
    "INT64": pa.int64(),
    "FLOAT64": pa.float64(),
    "NUMERIC": pa.decimal128(38, 9),
    "BIGNUMERIC": pa.decimal256(76, 38),
    TEXT: pa.string(),
    "BOOL": pa.bool_(),
    "DATE": pa.date32(),
    "DATETIME": MICROSECONDS,
    "TIMESTAMP": UTC_MICROSECONDS,
}


def read(field: SchemaField) -> Found:
    """A column, or a field of a record."""
    one = _one(field)
    if isinstance(one, str) or field.mode != "REPEATED":
        return one
    return exp.DataType(this=Kind.ARRAY, expressions=[one], nested=True)


def scalar(kind: exp.DataType) -> ValueType | str:
    """The type as we compare it, or why it is not offered."""
    return _VALUES.get(kind.this) or unknown(kind)


def arrow_type(value: ValueType) -> pa.DataType:
    """The type in which it leaves."""
    return _ARROW[value.column_type]


def _one(field: SchemaField) -> Found:
    if field.field_type in ("RECORD", "STRUCT"):
        # A field that is not offered stands there as a type that is not.
        fields = [
            exp.ColumnDef(this=exp.Identifier(this=each.name, quoted=True), kind=_or_unknown(read(each)))
            for each in field.fields
        ]
        return exp.DataType(this=Kind.STRUCT, expressions=fields, nested=True)
    properties = field.to_api_repr()
    if properties.get("collation"):
        return "A text with a collation, under which texts that differ can be equal: let a view drop it."
    if int(properties.get("timestampPrecision") or 0) == _PICOSECONDS:
        return "A moment in picoseconds: let a view cut it to microseconds."
    kind = _KINDS.get(field.field_type)
    return "Its type is not one of ours." if kind is None else exp.DataType(this=kind)


def _or_unknown(found: Found) -> exp.DataType:
    return exp.DataType(this=Kind.UNKNOWN) if isinstance(found, str) else found
