"""Customers in a table of PostgreSQL."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pytest
from psycopg import sql

from tests.engines.source import COLUMNS, Source


def postgres_table(request: pytest.FixtureRequest, folder: Path) -> Source:
    """A table in a schema named after the folder, on the one server of the test process."""
    named = re.sub(r"\W", "_", f"{folder.parent.name}_{folder.name}").lower()[-50:]
    return source_at(request.getfixturevalue("postgres_url"), named)


def source_at(server: str, schema: str) -> Source:
    """`server` is a URL as of the fixture `postgres_url`."""

    def write(given: pa.Table) -> None:
        write_table(server, schema, given)

    return Source(
        url_of(server, f"{schema}.people"), write, COLUMNS, False,
        rf"^postgresql://[^@]*\?table={schema}\.people$", stored,
    )  # fmt: skip


def url_of(server: str, table: str, *, user: str = "", **parameters: str) -> str:
    """Args: user: and password, as a URL has them; that of the server's URL where it is empty."""
    plain = server.replace("+psycopg", "")
    if user:
        plain = f"postgresql://{user}@{plain.partition('@')[2]}"
    return f"{plain}?table={table}" + "".join(f"&{key}={value}" for key, value in parameters.items())


def stored(customer: Mapping[str, Any]) -> dict[str, Any]:
    """No text of PostgreSQL has a NUL in it."""
    return {key: _without_nul(value) for key, value in customer.items()}


def run(server: str, *statements: str) -> None:
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def write_table(server: str, schema: str, given: pa.Table) -> None:
    """Replaces the schema by one with the table `people` in it, and the types of its records."""
    of = sql.Identifier(schema)
    people = sql.Identifier(schema, "people")
    with psycopg.connect(server.replace("+psycopg", "")) as connection:
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(of))
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(of))
        columns = [
            sql.SQL("{} {}").format(sql.Identifier(field.name), _type(connection, schema, field))
            for field in given.schema
        ]
        connection.execute(sql.SQL("CREATE TABLE {} ({})").format(people, sql.SQL(", ").join(columns)))
        rows = json.dumps([_as_texts(stored(row)) for row in given.to_pylist()])
        insert = sql.SQL("INSERT INTO {} SELECT * FROM json_populate_recordset(null::{}, %s::json)")
        connection.execute(insert.format(people, people), [rows])


def _type(connection: psycopg.Connection[Any], schema: str, field: pa.Field) -> sql.Composable:
    kind, suffix = field.type, ""
    if pa.types.is_list(kind):
        kind, suffix = kind.value_type, "[]"
    if not pa.types.is_struct(kind):
        return sql.SQL(_scalar(kind) + suffix)
    record = sql.Identifier(schema, f"{field.name}_record")
    fields = [sql.SQL("{} " + _scalar(each.type)).format(sql.Identifier(each.name)) for each in kind]
    connection.execute(sql.SQL("CREATE TYPE {} AS ({})").format(record, sql.SQL(", ").join(fields)))
    return sql.SQL("{}" + suffix).format(record)


def _scalar(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"numeric({kind.precision}, {kind.scale})"
    if pa.types.is_timestamp(kind):
        return "timestamptz" if kind.tz else "timestamp"
    return _SCALARS[kind]


_SCALARS = {
    pa.string(): "text",
    pa.int32(): "integer",
    pa.int64(): "bigint",
    pa.float64(): "double precision",
    pa.bool_(): "boolean",
    pa.date32(): "date",
}


def _as_texts(value: Any) -> Any:
    """What JSON has not, or not exactly, as texts that PostgreSQL reads."""
    if isinstance(value, float | Decimal | date):
        return str(value)
    if isinstance(value, list):
        return [_as_texts(each) for each in value]
    return {key: _as_texts(each) for key, each in value.items()} if isinstance(value, dict) else value


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_nul(each) for each in value]
    return {key: _without_nul(each) for key, each in value.items()} if isinstance(value, dict) else value
