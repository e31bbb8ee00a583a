"""Column types of DuckDB as attributes, or as not offered with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from duckdb.sqltypes import DuckDBPyType

from sendoff.attributes.catalogue import DataType, NotOffered
from sendoff.engines.sql.columns import ColumnType, Schema, schema_of
from sendoff.engines.sql.values import Doubles, ValueType, days, decimals, integers, moments


def read(names: Sequence[str], types: Sequence[DuckDBPyType], *, id_column: str) -> Schema:
    """The schema of a relation with these columns.

    Raises: NoId.
    """
    not_offered: list[NotOffered] = []
    found = [(name, _column(name, kind, not_offered)) for name, kind in zip(names, types, strict=True)]
    return schema_of(found, not_offered, id_column=id_column)


def _column(name: str, column_type: DuckDBPyType, not_offered: list[NotOffered]) -> ColumnType | None:
    multi = column_type.id in ("list", "array")
    array = column_type.id == "array"
    inner = _child(column_type) if multi else column_type
    if inner.id != "struct":
        value = value_type(inner)
        if value is None:
            not_offered.append(NotOffered(name, _reason(inner, within="a list" if multi else "")))
            return None
        return ColumnType(multi, array, value, {})
    fields: dict[str, ValueType] = {}
    left_out = False
    for field_name, field_type in inner.children:
        assert isinstance(field_type, DuckDBPyType)
        value = value_type(field_type)
        if value is None:
            left_out = True
            not_offered.append(NotOffered(f"{name}.{field_name}", _reason(field_type, within="a record")))
        else:
            fields[field_name] = value
    if not fields:
        not_offered.append(NotOffered(name, "A record without any field that is offered."))
        return None
    return ColumnType(multi, array, None, fields, left_out)


def _child(column_type: DuckDBPyType) -> DuckDBPyType:
    child = dict(column_type.children)["child"]
    assert isinstance(child, DuckDBPyType)
    return child


_INTEGERS = {
    "tinyint": (-(2**7), 2**7 - 1),
    "smallint": (-(2**15), 2**15 - 1),
    "integer": (-(2**31), 2**31 - 1),
    "bigint": (-(2**63), 2**63 - 1),
    "hugeint": (-(2**127), 2**127 - 1),
    "utinyint": (0, 2**8 - 1),
    "usmallint": (0, 2**16 - 1),
    "uinteger": (0, 2**32 - 1),
    "ubigint": (0, 2**64 - 1),
    "uhugeint": (0, 2**128 - 1),
}

# Nanoseconds are cut to microseconds, Python's and most engines' resolution: one meaning everywhere.
_MOMENTS = {
    "timestamp": ("TIMESTAMP", 1),
    "timestamp_s": ("TIMESTAMP_S", 1_000_000),
    "timestamp_ms": ("TIMESTAMP_MS", 1_000),
    "timestamp_ns": ("TIMESTAMP", 1),
    "timestamp with time zone": ("TIMESTAMPTZ", 1),
    "timestamptz_ns": ("TIMESTAMPTZ", 1),
}

_REASONS = {
    "map": "A map: its keys are not known in advance.",
    "list": "A list",
    "array": "A list",
    "struct": "A record",
    "blob": "Binary data.",
    "bit": "A bit string.",
    "time": "A time of day without a date.",
    "time_ns": "A time of day without a date.",
    "time with time zone": "A time of day without a date.",
    "interval": "A span of time.",
    "union": "A union of several types.",
    "null": "A column without a type: it holds nothing but unknown values.",
    "sqlnull": "A column without a type: it holds nothing but unknown values.",
    "bignum": "An integer without a limit.",
    "variant": "Values of changing types.",
    "geometry": "A geometry.",
}


def value_type(column_type: DuckDBPyType) -> ValueType | None:
    """The scalar type; None where it is not offered."""
    kind = column_type.id
    if kind in _INTEGERS:
        return ValueType(DataType.INT, kind.upper(), kind.upper(), integers(*_INTEGERS[kind]))
    if kind in _MOMENTS:
        name, step = _MOMENTS[kind]
        zoned = name == "TIMESTAMPTZ"
        return ValueType(DataType.DATETIME, name, kind.upper(), moments(step, zoned=zoned), zoned)
    match kind:
        case "float" | "double":
            return ValueType(DataType.FLOAT, "DOUBLE", kind.upper(), Doubles())
        case "decimal":
            parts = dict(column_type.children)
            width, scale = parts["precision"], parts["scale"]
            assert isinstance(width, int)
            assert isinstance(scale, int)
            name = f"DECIMAL({width}, {scale})"
            return ValueType(DataType.FLOAT, name, name, decimals(width, scale))
        case "varchar":
            return ValueType(DataType.STRING, "VARCHAR", "VARCHAR")
        case "enum" | "uuid":
            return ValueType(DataType.STRING, "VARCHAR", kind.upper())
        case "boolean":
            return ValueType(DataType.BOOL, "BOOLEAN", "BOOLEAN")
        case "date":
            return ValueType(DataType.DATE, "DATE", "DATE", days())
        case _:
            return None


def _reason(column_type: DuckDBPyType, *, within: str) -> str:
    reason = _REASONS.get(column_type.id, f"Its type {column_type.id.upper()} is not one of ours.")
    if within and column_type.id in ("list", "array", "struct"):
        return f"{reason} inside {within}."
    return f"Inside {within}: {reason[0].lower()}{reason[1:]}" if within else reason
