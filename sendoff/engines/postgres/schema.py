"""Column types of PostgreSQL as attributes, or as not offered with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sendoff.attributes.catalogue import DataType, NotOffered
from sendoff.engines.postgres.definitions import Column, Definition, FoundType
from sendoff.engines.postgres.dialect import CONVERTED, DOMAIN, WHOLE
from sendoff.engines.postgres.numeric import Numerics
from sendoff.engines.sql.columns import ColumnType, Schema, schema_of
from sendoff.engines.sql.values import Doubles, ValueType, days, integers, moments

NO_RIGHT = "The role may not read it. GRANT SELECT on the table or on the column to it."


def read(definition: Definition, *, id_column: str) -> Schema:
    """The schema of a table with these columns.

    Raises: NoId.
    """
    not_offered: list[NotOffered] = []
    found = [(each.name, _column(each, definition.types, not_offered)) for each in definition.columns]
    return schema_of(found, not_offered, id_column=id_column)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A type without the domains around it."""

    found: FoundType
    modifier: int
    domain: bool
    by_bytes: bool


def _column(
    column: Column, types: Mapping[int, FoundType], not_offered: list[NotOffered]
) -> ColumnType | None:
    def leave_out(reason: str, field: str = "") -> None:
        not_offered.append(NotOffered(f"{column.name}.{field}" if field else column.name, reason))

    if not column.readable:
        leave_out(NO_RIGHT)
        return None
    plain = _without_domains(column, types)
    multi = plain.found.element != 0
    if multi:
        element = Column(column.name, plain.found.element, plain.modifier, plain.by_bytes)
        plain = _without_domains(element, types)
    if plain.found.kind != "c":
        value = _value_type(plain)
        if value is None:
            leave_out(_reason(plain.found, within="a list" if multi else ""))
            return None
        return ColumnType(multi, False, value, {})
    fields: dict[str, ValueType] = {}
    for each in plain.found.fields:
        inner = _without_domains(each, types)
        value = _value_type(inner)
        if value is None:
            leave_out(_reason(inner.found, within="a record"), each.name)
        else:
            fields[each.name] = value
    if not fields:
        leave_out("A record without any field that is offered.")
        return None
    return ColumnType(multi, False, None, fields, len(fields) < len(plain.found.fields))


def _without_domains(column: Column, types: Mapping[int, FoundType]) -> _Plain:
    found, modifier, domain = types[column.type_id], column.modifier, False
    while found.kind == "d":
        modifier, domain = found.modifier, True
        found = types[found.over]
    return _Plain(found, modifier, domain, column.by_bytes)


_TEXTS = {"text", "varchar"}
_AS_TEXT = {"bpchar", "name"}
_REALS = {"float4": "REAL", "float8": "DOUBLE PRECISION"}
_WHOLE = {"int2": "SMALLINT", "int4": "INTEGER", "int8": "BIGINT"}
_MOMENTS = {"timestamp": "TIMESTAMP", "timestamptz": "TIMESTAMPTZ"}

_REASONS = {
    "json": "JSON: values of changing types. Offer its parts in a view, as columns.",
    "jsonb": "JSON: values of changing types. Offer its parts in a view, as columns.",
    "hstore": "A map: its keys are not known in advance.",
    "bytea": "Binary data.",
    "bit": "A bit string.",
    "varbit": "A bit string.",
    "time": "A time of day without a date.",
    "timetz": "A time of day without a date.",
    "interval": "A span of time.",
    "money": "Money: what it shows depends on a setting of the server. Use numeric.",
    "xml": "XML.",
    "inet": "A network address.",
    "cidr": "A network address.",
    "tsvector": "Words of a text search.",
    "point": "A geometry.",
    "geometry": "A geometry.",
    "geography": "A geometry.",
}


def _value_type(plain: _Plain) -> ValueType | None:
    """The scalar type; None where it is not offered."""
    found, kind = plain.found, plain.found.name
    if found.kind == "e" or kind == "citext":
        return _text(CONVERTED)
    if not found.built_in:
        return None
    if kind in _WHOLE:
        name = _WHOLE[kind]
        bits = WHOLE[name]
        axis = integers(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        return ValueType(DataType.INT, name, _stored(name, plain), axis)
    if kind in _MOMENTS:
        name, zoned = _MOMENTS[kind], kind == "timestamptz"
        return ValueType(DataType.DATETIME, name, _stored(name, plain), moments(1, zoned=zoned), zoned)
    if kind in _REALS:
        return ValueType(DataType.FLOAT, "DOUBLE PRECISION", _stored(_REALS[kind], plain), Doubles())
    if kind in _AS_TEXT or (kind in _TEXTS and not plain.by_bytes):
        return _text(CONVERTED)
    match kind:
        case "text" | "varchar":
            return _text(_stored("TEXT", plain))
        case "uuid":
            return _text("UUID")
        case "numeric":
            return ValueType(DataType.FLOAT, "NUMERIC", _numeric(plain.modifier), Numerics(), dense=True)
        case "bool":
            return ValueType(DataType.BOOL, "BOOLEAN", _stored("BOOLEAN", plain))
        case "date":
            return ValueType(DataType.DATE, "DATE", _stored("DATE", plain), days())
        case _:
            return None


def _text(column_type: str) -> ValueType:
    return ValueType(DataType.STRING, "TEXT", column_type)


def _stored(name: str, plain: _Plain) -> str:
    return f"{DOMAIN}{name}" if plain.domain else name


def _numeric(modifier: int) -> str:
    """With its precision and scale; the scale may be below zero or above the precision (15 and newer)."""
    if modifier < 0:
        return "NUMERIC"
    precision, scale = (modifier - 4) >> 16 & 0xFFFF, ((modifier - 4 & 0x7FF) ^ 1024) - 1024
    return f"NUMERIC({precision}, {scale})"


def _reason(found: FoundType, *, within: str) -> str:
    if found.kind == "c":
        return f"A record inside {within}."
    if found.element:
        return f"A list inside {within}."
    if found.kind in ("r", "m"):
        reason = "A range of values."
    else:
        reason = _REASONS.get(found.name, f"Its type {found.name} is not one of ours.")
    return f"Inside {within}: {reason[0].lower()}{reason[1:]}" if within else reason
