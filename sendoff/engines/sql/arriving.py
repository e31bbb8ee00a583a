"""What a warehouse sends, made into batches of the types that we show: rows of JSON, or Arrow of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sendoff.attributes.catalogue import DataType
from sendoff.engines.sql.columns import ColumnType, Schema
from sendoff.engines.sql.values import Steps, ValueType

ArrowType = Callable[[ValueType], pa.DataType]
UTC_MICROSECONDS = pa.timestamp("us", tz="UTC")
MICROSECONDS = pa.timestamp("us")
_NANOSECOND_TEXT = 26
"""Characters of a moment down to the microsecond."""


def arrow_type_of(value: ValueType, *, single: str) -> pa.DataType:
    """The type in which values leave that are no whole numbers.

    Args:
        single: the engine's name of 32-bit floats.
    """
    match value.data_type:
        case DataType.FLOAT if isinstance(value.axis, Steps):
            width, scale = map(int, value.column_type.removeprefix("DECIMAL(").rstrip(")").split(","))
            return pa.decimal128(width, scale)
        case DataType.FLOAT:
            return pa.float32() if value.column_type == single else pa.float64()
        case DataType.BOOL:
            return pa.bool_()
        case DataType.DATE:
            return pa.date32()
        case DataType.DATETIME:
            return UTC_MICROSECONDS if value.zoned else MICROSECONDS
        case _:
            return pa.string()


def shown_schema(schema: Schema, attribute_ids: Sequence[str], arrow_type: ArrowType) -> pa.Schema:
    """The id, then the attributes, as the batches are to have them."""
    wanted = (schema.catalogue.id_column, *attribute_ids)
    return pa.schema([(each, _column_type(schema.columns[each], arrow_type)) for each in wanted])


def from_rows(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows as JSON has them: decimals, dates and moments as text, records as lists or as objects.

    Raises: pa.ArrowException, ValueError, TypeError where a value is none of its type.
    """
    columns = [[row[at] for row in rows] for at in range(len(schema))]
    arrays = [_array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def from_arrow(batch: pa.RecordBatch | pa.Table, schema: pa.Schema) -> list[pa.RecordBatch]:
    """The same in the wanted types; lists and records may come as JSON text. Raises as `from_rows` does."""
    columns = [_cast(held, field.type) for held, field in zip(batch.columns, schema, strict=True)]
    found: list[pa.RecordBatch] = pa.Table.from_arrays(columns, schema=schema).to_batches()
    return found


def _column_type(held: ColumnType, arrow_type: ArrowType) -> pa.DataType:
    if held.value is not None:
        one = arrow_type(held.value)
    else:
        one = pa.struct([(sub, arrow_type(value)) for sub, value in held.fields.items()])
    return pa.list_(one) if held.multi else one


def _cast(held: pa.Array | pa.ChunkedArray, wanted: pa.DataType) -> pa.Array | pa.ChunkedArray:
    if held.type == wanted:
        return held
    if pa.types.is_nested(wanted) and (pa.types.is_string(held.type) or pa.types.is_large_string(held.type)):
        return _array([None if text is None else _parsed(text) for text in held.to_pylist()], wanted)
    if pa.types.is_timestamp(wanted) and pa.types.is_decimal(held.type):
        held = pc.cast(held, pa.int64())
    if pa.types.is_timestamp(wanted) and pa.types.is_integer(held.type):
        held = pc.cast(held, pa.int64())
    return pc.cast(held, wanted)


def _parsed(text: str) -> Any:
    return json.loads(text, parse_float=str)


def _array(values: list[Any], wanted: pa.DataType) -> pa.Array:
    if pa.types.is_list(wanted):
        return _lists(values, wanted)
    if pa.types.is_struct(wanted):
        return _records(values, wanted)
    if pa.types.is_floating(wanted):
        return pa.array([None if each is None else float(each) for each in values], wanted)
    if pa.types.is_timestamp(wanted) and all(each is None or isinstance(each, int) for each in values):
        return pa.array(values, pa.int64()).cast(wanted)
    if pa.types.is_timestamp(wanted):
        texts = [None if each is None else each[:_NANOSECOND_TEXT] for each in values]
        return pa.array(texts, pa.string()).cast(MICROSECONDS).cast(wanted)
    if pa.types.is_decimal(wanted) or pa.types.is_date(wanted):
        return pa.array([None if each is None else str(each) for each in values], pa.string()).cast(wanted)
    return pa.array(values, wanted)


def _lists(values: list[Any], wanted: pa.ListType) -> pa.Array:
    offsets: list[int] = [0]
    flat: list[Any] = []
    for each in values:
        flat.extend(each or ())
        offsets.append(len(flat))
    missing = pa.array([each is None for each in values], pa.bool_())
    elements = _array(flat, wanted.value_type)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), elements, type=wanted, mask=missing)


def _records(values: list[Any], wanted: pa.StructType) -> pa.Array:
    columns = []
    for at, field in enumerate(wanted):
        columns.append(_array([_field(each, at, field.name) for each in values], field.type))
    missing = pa.array([each is None for each in values], pa.bool_())
    return pa.StructArray.from_arrays(columns, fields=list(wanted), mask=missing)


def _field(record: Any, at: int, field_name: str) -> Any:
    if record is None:
        return None
    return record.get(field_name) if isinstance(record, dict) else record[at]
