"""Column types of a warehouse, as sqlglot reads them, into columns of ours or reasons not to offer them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlglot import exp

from sendoff.attributes.catalogue import NotOffered
from sendoff.engines.sql.columns import ColumnType, Schema, schema_of
from sendoff.engines.sql.values import ValueType

Found = exp.DataType | str
"""A column's type, or why it cannot be read."""
Scalar = Callable[[exp.DataType], ValueType | str]
"""A scalar type as we compare it, or why it is not offered."""

Kind = exp.DataType.Type

_REASONS = {
    Kind.MAP: "A map: its keys are not known in advance.",
    Kind.JSON: "Documents: their fields are not known in advance.",
    Kind.VARIANT: "Documents: their fields are not known in advance.",
    Kind.TIME: "A time of day without a date.",
    Kind.TIMETZ: "A time of day without a date.",
    Kind.BINARY: "Bytes.",
    Kind.VARBINARY: "Bytes.",
    Kind.INTERVAL: "A span of time.",
    Kind.GEOGRAPHY: "A place or shape.",
    Kind.GEOMETRY: "A place or shape.",
    Kind.CHAR: "A text padded with blanks: let a view give it without them.",
}
_RECORDS = (Kind.STRUCT, Kind.OBJECT)
_NO_NAMES = "A record whose fields have no names."


def read_type(written: str, dialect: str) -> Found:
    """The type that a warehouse names in this way."""
    try:
        found: exp.Expr = exp.DataType.build(written, dialect=dialect)
    except Exception:  # sqlglot raises what it stumbles over, in types that it does not know
        return "Its type is not one of ours."
    return found if isinstance(found, exp.DataType) else _REASONS[Kind.INTERVAL]


def read_schema(
    columns: Iterable[tuple[str, Found]], *, id_column: str, scalar: Scalar, in_lists: Scalar | None = None
) -> Schema:
    """The schema of a table with these columns.

    Args:
        in_lists: as `scalar`, for values within lists and records; None: they are the same.
    Raises: NoId.
    """
    reading = _Reading(scalar, in_lists or scalar)
    return schema_of(
        [(each, reading.column(each, found)) for each, found in columns],
        reading.not_offered,
        id_column=id_column,
    )


def unknown(kind: exp.DataType) -> str:
    """Why a type is not offered."""
    return _REASONS.get(kind.this, "Its type is not one of ours.")


def sizes(kind: exp.DataType) -> list[int]:
    """The numbers in `DECIMAL(10, 2)`."""
    return [int(each.name) for each in kind.expressions if isinstance(each, exp.DataTypeParam)]


class _Reading:
    def __init__(self, scalar: Scalar, in_lists: Scalar) -> None:
        self._scalar = scalar
        self._in_lists = in_lists
        self.not_offered: list[NotOffered] = []

    def column(self, column_name: str, found: Found) -> ColumnType | None:
        column = found if isinstance(found, str) else self._offered(column_name, found)
        if isinstance(column, str):
            self.not_offered.append(NotOffered(column_name, column))
            return None
        return column

    def _offered(self, column_name: str, kind: exp.DataType) -> ColumnType | str:
        multi = kind.this is Kind.ARRAY
        if multi and not kind.expressions:
            return "A list whose elements have no type."
        one = kind.expressions[0] if multi else kind
        if not isinstance(one, exp.DataType):
            return "Its type is not one of ours."
        if one.this not in _RECORDS:
            if multi and one.this in (Kind.ARRAY, Kind.MAP):
                return "A list or a map inside a list."
            value = (self._in_lists if multi else self._scalar)(one)
            return value if isinstance(value, str) else ColumnType(multi, False, value, {})
        return self._record(column_name, one, multi)

    def _record(self, column_name: str, record: exp.DataType, multi: bool) -> ColumnType | str:
        if not record.expressions or not all(isinstance(each, exp.ColumnDef) for each in record.expressions):
            return _NO_NAMES
        fields: dict[str, ValueType] = {}
        for each in record.expressions:
            kind = each.args["kind"]
            nested = kind.this in (Kind.ARRAY, *_RECORDS)
            value = "A list or a record inside a record." if nested else self._in_lists(kind)
            if isinstance(value, str):
                self.not_offered.append(NotOffered(f"{column_name}.{each.name}", value))
            else:
                fields[each.name] = value
        if not fields:
            return "A record without any field that is offered."
        return ColumnType(multi, False, None, fields, len(fields) < len(record.expressions))
