"""Rows as PostgreSQL's driver gives them, made into what is shown: decimals, records, lists of records.

Texts of NUMERIC(p, s) become decimals of as many digits, where Arrow has such (38 at most); other NUMERICs
have no fixed scale, and stay the exact text of the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from sendoff.engines.postgres.dialect import DOMAIN
from sendoff.engines.sql.columns import ColumnType, Schema
from sendoff.engines.sql.values import ValueType

_NUMERIC = re.compile(r"NUMERIC\((\d+), (\d+)\)")
_MOST_DIGITS = 38
_TYPES = {
    "SMALLINT": pa.int16(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "REAL": pa.float32(),
    "DOUBLE PRECISION": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
}


def shown_schema(schema: Schema, attribute_ids: Sequence[str]) -> pa.Schema:
    """The id, then the attributes, as the batches have them."""
    return pa.schema(
        [(each, _column_type(schema.columns[each])) for each in (schema.catalogue.id_column, *attribute_ids)]
    )


def assembled(batch: pa.RecordBatch, held: Sequence[ColumnType], schema: pa.Schema) -> pa.RecordBatch:
    """The batch with its columns of records put together (`Speech.records_apart`)."""
    given = iter(batch.columns)
    columns = [_column(given, each, field.type) for each, field in zip(held, schema, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _column_type(held: ColumnType) -> pa.DataType:
    if held.value is not None:
        one = _value_type(held.value)
    else:
        one = pa.struct([(sub, _value_type(value)) for sub, value in held.fields.items()])
    return pa.list_(one) if held.multi else one


def _value_type(value: ValueType) -> pa.DataType:
    numeric = _NUMERIC.fullmatch(value.column_type)
    if numeric is not None:
        precision, scale = map(int, numeric.groups())
        if scale <= precision <= _MOST_DIGITS:
            return pa.decimal128(precision, scale)
    return _TYPES.get(value.column_type.removeprefix(DOMAIN), pa.string())


def _column(given: Iterator[pa.Array], held: ColumnType, wanted: pa.DataType) -> pa.Array:
    first = next(given)
    if held.value is not None:
        return _listed(first, [first.values], wanted, None) if held.multi else _plain(first, wanted)
    fields = [next(given) for _ in held.fields]
    if not held.multi:
        return _record(first, fields, wanted)
    return _listed(first, [each.values for each in fields], wanted, first.values)


def _listed(
    lists: pa.ListArray, values: list[pa.Array], wanted: pa.ListType, there: pa.Array | None
) -> pa.Array:
    one = wanted.value_type
    elements = _plain(values[0], one) if there is None else _record(there, values, one)
    return pa.ListArray.from_arrays(lists.offsets, elements, type=wanted, mask=lists.is_null())


def _record(there: pa.Array, fields: list[pa.Array], wanted: pa.StructType) -> pa.Array:
    typed = [_plain(each, field.type) for each, field in zip(fields, wanted, strict=True)]
    missing = pc.invert(pc.fill_null(there, False))
    return pa.StructArray.from_arrays(typed, fields=list(wanted), mask=missing)


def _plain(values: pa.Array, wanted: pa.DataType) -> pa.Array:
    stored = values.storage if isinstance(values, pa.ExtensionArray) else values
    return stored if stored.type == wanted else pc.cast(stored, wanted)
