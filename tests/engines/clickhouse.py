"""Customers in a table of ClickHouse."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import clickhouse_connect
import pyarrow as pa
import pytest

from tests.engines.source import COLUMNS, Source

LISTS = ("tags", "orders", "many_")
"""What names of lists begin with: ClickHouse has no list that is null, and keeps an empty one."""


def clickhouse_table(request: pytest.FixtureRequest, folder: Path) -> Source:
    """A table named after the folder, on the one server of the test process."""
    named = re.sub(r"\W", "_", f"{folder.parent.name}_{folder.name}")
    return source_at(request.getfixturevalue("clickhouse_url"), named)


def source_at(server: str, table: str) -> Source:
    """`server` is a URL as of the fixture `clickhouse_url`."""

    def write(given: pa.Table) -> None:
        kept = [stored(row) for row in given.to_pylist()]
        write_table(server, table, pa.Table.from_pylist(kept, schema=given.schema))

    return Source(
        url_of(server, table), write, COLUMNS, False, rf"^clickhouse://[^@]*\?table={table}$", stored
    )


def url_of(server: str, table: str, **parameters: str) -> str:
    further = "".join(f"&{key}={value}" for key, value in parameters.items())
    return f"{server.replace('http:', 'clickhouse:')}?table={table}{further}"


def stored(customer: Mapping[str, Any]) -> dict[str, Any]:
    """Null lists are empty ones; a null in a list of records is left out."""
    return {key: _list(value) if key.startswith(LISTS) else value for key, value in customer.items()}


def _list(value: list[Any] | None) -> list[Any]:
    records = any(isinstance(each, dict) for each in value or [])
    return [each for each in value or [] if each is not None or not records]


def write_table(server: str, table: str, given: pa.Table) -> None:
    """Replaces the table."""
    columns = ", ".join(f"{_quoted(field.name)} {type_of(field.type)}" for field in given.schema)
    run(server, f"DROP TABLE IF EXISTS {table}")
    run(server, f"CREATE TABLE {table} ({columns}) ENGINE = MergeTree ORDER BY tuple()")
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, given.schema) as writer:
        writer.write_table(given)
    with closing(clickhouse_connect.get_client(dsn=server)) as client:
        client.raw_insert(table, insert_block=sink.getvalue().to_pybytes(), fmt="ArrowStream")


def run(server: str, statement: str) -> object:
    with closing(clickhouse_connect.get_client(dsn=server)) as client:
        return client.command(statement)


def rows_of(server: str, query: str) -> list[dict[str, Any]]:
    with closing(clickhouse_connect.get_client(dsn=server)) as client:
        found: list[dict[str, Any]] = client.query_arrow(query).to_pylist()
        return found


def type_of(arrow: pa.DataType) -> str:
    if pa.types.is_list(arrow):
        element = type_of(arrow.value_type)
        # No list of records that can be null themselves is offered.
        bare = pa.types.is_struct(arrow.value_type)
        return f"Array({element.removeprefix('Nullable(')[:-1] if bare else element})"
    if pa.types.is_struct(arrow):
        fields = ", ".join(f"{_quoted(field.name)} {type_of(field.type)}" for field in arrow)
        return f"Nullable(Tuple({fields}))"
    if pa.types.is_decimal(arrow):
        return f"Nullable(Decimal({arrow.precision}, {arrow.scale}))"
    if pa.types.is_timestamp(arrow):
        return "Nullable(DateTime64(6, 'UTC'))"
    return f"Nullable({_SCALARS[str(arrow)]})"


_SCALARS = {
    "string": "String",
    "int32": "Int32",
    "int64": "Int64",
    "double": "Float64",
    "bool": "Bool",
    "date32[day]": "Date32",
}


def _quoted(name: str) -> str:
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"
