"""Column types of ClickHouse as attributes, or as not offered with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from clickhouse_connect.datatypes.base import ClickHouseType
from clickhouse_connect.datatypes.registry import get_from_name

from sendoff.attributes.catalogue import DataType, NotOffered
from sendoff.engines.clickhouse.doubles import DoubleBits
from sendoff.engines.sql.columns import ColumnType, Schema, schema_of
from sendoff.engines.sql.values import Steps, ValueType, days, decimals, integers, moments

_INTEGERS = {f"Int{bits}": integers(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32, 64, 128)}
_INTEGERS |= {f"UInt{bits}": integers(0, 2**bits - 1) for bits in (8, 16, 32, 64, 128)}

_DATE = days(date(1970, 1, 1), date(2149, 6, 6), bounded=False)
_DATETIME = moments(
    1_000_000,
    zoned=False,
    first=datetime(1970, 1, 1),
    last=datetime(2106, 2, 7, 6, 28, 15),
    bounded=False,
)
_NARROW_FIRST, _NARROW_LAST = datetime(1900, 1, 1), datetime(2299, 12, 31, 23, 59, 59, 999_999)
_MICROSECONDS = 6

_REASONS = {
    "Map": "A map: its keys are not known in advance.",
    "Array": "A list",
    "Nested": "A list",
    "Tuple": "A record",
    "Int256": "An integer of 256 bits.",
    "UInt256": "An integer of 256 bits.",
    "BFloat16": "A float of 16 bits.",
    "IPv4": "An IP address.",
    "IPv6": "An IP address.",
    "JSON": "Documents: their fields are not known in advance.",
    "Object": "Documents: their fields are not known in advance.",
    "Variant": "A union of several types.",
    "Dynamic": "Values of changing types.",
    "AggregateFunction": "The state of an aggregate function, not its value.",
    "Time": "A time of day without a date.",
    "Time64": "A time of day without a date.",
    "Nothing": "A column without a type: it holds nothing but unknown values.",
}
_NO_NAMES = "A record whose fields have no names."
_NULL_RECORDS = "A list of records that can be null themselves: let the list leave them out."


def read(columns: Iterable[tuple[str, str]], *, id_column: str, wide: bool) -> tuple[Schema, frozenset[str]]:
    """The schema of a table with these columns and types, and which of them are nullable records.

    Args:
        wide: whether the server's Date32 and DateTime64 hold the years 1 to 9999; else 1900 to 2299.
    Raises: NoId.
    """
    reading = _Reading(wide)
    found = [(name, reading.column(name, written)) for name, written in columns]
    return schema_of(found, reading.not_offered, id_column=id_column), frozenset(reading.nullable_records)


class _Reading:
    def __init__(self, wide: bool) -> None:
        self.wide = wide
        self.not_offered: list[NotOffered] = []
        self.nullable_records: list[str] = []

    def column(self, name: str, written: str) -> ColumnType | None:
        try:
            column_type = _plain(get_from_name(written))
        except Exception:  # a type of a newer server: the driver raises what it stumbles over
            self.leave_out(name, _reason(written.partition("(")[0], within=""))
            return None
        column = self.offered(name, column_type)
        if isinstance(column, ColumnType):
            return column
        self.leave_out(name, column)
        return None

    def offered(self, name: str, column_type: ClickHouseType) -> ColumnType | str:
        """What the column holds, or why it is not offered."""
        kind = _kind(column_type)
        multi = kind in ("Array", "Nested")
        inner = _plain(column_type.element_type) if kind == "Array" else column_type
        if _kind(inner) not in ("Tuple", "Nested") or (kind == "Array" and _kind(inner) == "Nested"):
            value = self.value(inner)
            if value is None:
                return _reason(_kind(inner), within="a list" if multi else "")
            return ColumnType(multi, False, value, {})
        if not inner.element_names:
            return _NO_NAMES
        if inner.nullable and multi:
            return _NULL_RECORDS
        fields: dict[str, ValueType] = {}
        for field, field_type in zip(inner.element_names, inner.element_types, strict=True):
            value = self.value(_plain(field_type))
            if value is None:
                self.leave_out(f"{name}.{field}", _reason(_kind(_plain(field_type)), within="a record"))
            else:
                fields[field] = value
        if not fields:
            return "A record without any field that is offered."
        if inner.nullable:
            self.nullable_records.append(name)
        return ColumnType(multi, False, None, fields, len(fields) < len(inner.element_names))

    def value(self, column_type: ClickHouseType) -> ValueType | None:
        """The scalar type; None where it is not offered."""
        kind = _kind(column_type)
        if kind in _INTEGERS:
            return ValueType(DataType.INT, kind, kind, _INTEGERS[kind])
        match kind:
            case "Float32" | "Float64":
                return ValueType(DataType.FLOAT, "Float64", kind, DoubleBits())
            case "Decimal":
                name = f"Decimal({column_type.prec}, {column_type.scale})"
                return ValueType(DataType.FLOAT, name, name, decimals(column_type.prec, column_type.scale))
            case "String":
                return ValueType(DataType.STRING, "String", "String")
            case "FixedString" | "Enum8" | "Enum16" | "UUID":
                return ValueType(DataType.STRING, "String", kind)
            case "Bool":
                return ValueType(DataType.BOOL, "Bool", "Bool")
            case "Date":
                return ValueType(DataType.DATE, "Date", "Date", _DATE)
            case "Date32":
                return ValueType(DataType.DATE, "Date32", "Date32", self._days())
            case "DateTime":
                return ValueType(DataType.DATETIME, "DateTime('UTC')", "DateTime", _DATETIME, zoned=True)
            case "DateTime64":
                scale = min(column_type.scale, _MICROSECONDS)
                axis = self._moments(10 ** (_MICROSECONDS - scale))
                stored = f"DateTime64({column_type.scale})"
                return ValueType(DataType.DATETIME, f"DateTime64({scale}, 'UTC')", stored, axis, zoned=True)
            case _:
                return None

    def _days(self) -> Steps:
        return days() if self.wide else days(_NARROW_FIRST.date(), _NARROW_LAST.date())

    def _moments(self, step_microseconds: int) -> Steps:
        if self.wide:
            return moments(step_microseconds, zoned=False)
        return moments(step_microseconds, zoned=False, first=_NARROW_FIRST, last=_NARROW_LAST)

    def leave_out(self, name: str, reason: str) -> None:
        self.not_offered.append(NotOffered(name, reason))


def _kind(column_type: ClickHouseType) -> str:
    return str(column_type.base_type)


def _plain(column_type: ClickHouseType) -> ClickHouseType:
    """What a SimpleAggregateFunction holds is a value like any other."""
    if _kind(column_type) == "SimpleAggregateFunction":
        return column_type.element_type
    return column_type


def _reason(kind: str, *, within: str) -> str:
    reason = _REASONS.get(kind, f"Its type {kind} is not one of ours.")
    if within and kind in ("Array", "Nested", "Tuple"):
        return f"{reason} inside {within}."
    return f"Inside {within}: {reason[0].lower()}{reason[1:]}" if within else reason
