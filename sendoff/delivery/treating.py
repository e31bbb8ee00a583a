"""Column treatments on record batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from sendoff.exports.treatments import Treatment, masked, sha256
from sendoff.formats.json_values import ready

_TREAT: dict[Treatment, Callable[[str], str]] = {Treatment.MASKED: masked, Treatment.SHA256: sha256}


def treated(batch: pa.RecordBatch, treatments: Mapping[str, Treatment]) -> pa.RecordBatch:
    """The batch with its columns treated; a treated column is text (a list of texts, records of texts)."""
    if all(treatment not in _TREAT for treatment in treatments.values()):
        return batch
    columns = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        treat = _TREAT.get(treatments.get(name, Treatment.CLEAR))
        columns.append(column if treat is None else _mapped(column, treat))
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _mapped(column: pa.Array, treat: Callable[[str], str]) -> pa.Array:
    return pa.array([_each(value, treat) for value in column.to_pylist()], _text_type(column.type))


def _each(value: Any, treat: Callable[[str], str]) -> Any:
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, list):
        return [_each(item, treat) for item in value]
    if isinstance(value, dict):
        return {key: _each(item, treat) for key, item in value.items()}
    return treat(_text(value))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = ready(value)
    return plain if isinstance(plain, str) else str(value)


def _text_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_text_type(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, _text_type(field.type)) for field in kind])
    return pa.string()
