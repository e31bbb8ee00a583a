"""What is compiled for the warehouses of which no server is within reach, kept as SQL.

`python -m tests.engines.warehouses` writes `tests/engines/snapshots/` anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from google.cloud.bigquery import SchemaField
from sqlglot import exp

from sendoff.engines.bigquery.dialect import BigQuerySpeech
from sendoff.engines.bigquery.schema import read as bigquery_type
from sendoff.engines.bigquery.schema import scalar as bigquery_scalar
from sendoff.engines.databricks.dialect import DatabricksSpeech
from sendoff.engines.databricks.schema import read as databricks_type
from sendoff.engines.databricks.schema import scalar as databricks_scalar
from sendoff.engines.port import SourceUnusable
from sendoff.engines.snowflake.dialect import SnowflakeSpeech
from sendoff.engines.snowflake.schema import in_lists as snowflake_in_lists
from sendoff.engines.snowflake.schema import read as snowflake_type
from sendoff.engines.snowflake.schema import scalar as snowflake_scalar
from sendoff.engines.sql.columns import ColumnChanged, Schema
from sendoff.engines.sql.listed import values_of
from sendoff.engines.sql.queries import Compiled, Table
from sendoff.engines.sql.remote import Described
from sendoff.engines.sql.speech import SOURCE, VALUE, name
from sendoff.engines.sql.typed import read_schema, read_type
from sendoff.engines.sql.warehouse import (
    CUSTOMERS,
    WarehouseSpeech,
    lower_letters,
    lowered_names,
    upper_letters,
    with_definitions,
)
from sendoff.engines.trino.dialect import TrinoSpeech
from sendoff.engines.trino.schema import scalar as trino_scalar
from tests.engines.warehouse_trees import CORPUS

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPLOADED = {"names": ["ada", "žofie", "x'y\\"], "numbers": ["1", "9007199254740993"], "none": []}

_ID = "customer_entity_id"
_TRINO = {
    _ID: "varchar", "email": "varchar(100)", "age": "bigint", "level": "smallint", "spent": "double",
    "ratio": "real", "balance": "decimal(10,2)", "news": "boolean", "born": "date",
    "seen": "timestamp(6) with time zone", "at": "timestamp(3)", "exact": "timestamp(9)",
    "instant": "timestamp(12) with time zone", "code": "uuid", "tags": "array(varchar)",
    "visits": "array(bigint)", "days": "array(date)", "marks": "array(double)",
    "calls": "array(timestamp(9))",
    "address": "row(city varchar, floor integer, since timestamp(6) with time zone)",
    "orders": "array(row(sku varchar, quantity integer, paid decimal(12,4)))", "raw": "varbinary",
}  # fmt: skip
_SNOWFLAKE = {
    _ID: "VARCHAR(16777216)", "email": "VARCHAR(100)", "age": "NUMBER(38,0)", "level": "NUMBER(5,0)",
    "spent": "FLOAT", "balance": "NUMBER(10,2)", "news": "BOOLEAN", "born": "DATE",
    "seen": "TIMESTAMP_LTZ(9)", "at": "TIMESTAMP_NTZ(3)", "exact": "TIMESTAMP_NTZ(9)",
    "instant": "TIMESTAMP_TZ(9)", "tags": "ARRAY(VARCHAR(16777216))",
    "visits": "ARRAY(NUMBER(38,0) NOT NULL)",
    "days": "ARRAY(DATE)", "calls": "ARRAY(TIMESTAMP_NTZ(9))",
    "address": "OBJECT(city VARCHAR(16777216), floor NUMBER(38,0), since TIMESTAMP_TZ(9))",
    "orders": "ARRAY(OBJECT(sku VARCHAR(16777216), quantity NUMBER(38,0), paid NUMBER(12,4)))",
    "raw": "BINARY(8388608)", "documents": "VARIANT", "untyped": "ARRAY",
}  # fmt: skip
_DATABRICKS = {
    _ID: "string", "email": "varchar(100)", "age": "bigint", "level": "smallint", "spent": "double",
    "ratio": "float", "balance": "decimal(10,2)", "news": "boolean", "born": "date", "seen": "timestamp",
    "at": "timestamp_ntz", "tags": "array<string>", "visits": "array<bigint>", "days": "array<date>",
    "marks": "array<double>", "calls": "array<timestamp_ntz>",
    "address": "struct<city:string,floor:int,since:timestamp>",
    "orders": "array<struct<sku:string,quantity:int,paid:decimal(12,4)>>", "raw": "binary",
}  # fmt: skip
_BIGQUERY = [
    SchemaField(_ID, "STRING"),
    SchemaField("email", "STRING", max_length=100),
    SchemaField("age", "INTEGER"),
    SchemaField("spent", "FLOAT"),
    SchemaField("balance", "NUMERIC", precision=10, scale=2),
    SchemaField("fortune", "BIGNUMERIC"),
    SchemaField("news", "BOOLEAN"),
    SchemaField("born", "DATE"),
    SchemaField("seen", "TIMESTAMP"),
    SchemaField("at", "DATETIME"),
    SchemaField("tags", "STRING", mode="REPEATED"),
    SchemaField("visits", "INTEGER", mode="REPEATED"),
    SchemaField("days", "DATE", mode="REPEATED"),
    SchemaField("marks", "FLOAT", mode="REPEATED"),
    SchemaField("calls", "DATETIME", mode="REPEATED"),
    SchemaField(
        "address",
        "RECORD",
        fields=[
            SchemaField("city", "STRING"),
            SchemaField("floor", "INTEGER"),
            SchemaField("since", "TIMESTAMP"),
            SchemaField("raw", "BYTES"),
        ],
    ),
    SchemaField(
        "orders",
        "RECORD",
        mode="REPEATED",
        fields=[
            SchemaField("sku", "STRING"),
            SchemaField("quantity", "INTEGER"),
            SchemaField("paid", "NUMERIC"),
        ],
    ),
    SchemaField("raw", "BYTES"),
]


class Lists:
    """The port's `ValueLists`."""

    def table(self, key: str) -> pa.Table:
        return pa.table({VALUE: pa.array(UPLOADED[key], pa.large_string())})


@dataclass(frozen=True)
class Warehouse:
    """An engine over the corpus' customers. `dialect`: sqlglot's name of it."""

    dialect: str
    described: Described

    def compile(self, case: Callable[[Table], Compiled]) -> str:
        """The whole statement."""
        source = exp.Table(this=name(CUSTOMERS), alias=exp.TableAlias(this=name(SOURCE)))
        at = self.described
        compiled = case(Table(source, at.schema, at.speech))
        lists = {
            each: values_of(held, Lists()).column(VALUE).to_pylist()
            for each, held in compiled.relations.items()
        }
        return with_definitions(compiled.sql, lists, table=at.table, schema=at.schema, speech=at.speech)


def _warehouse(dialect: str, schema: Schema, speech: type[WarehouseSpeech]) -> Warehouse:
    table = exp.Table(this=name("customers"), db=name("shop"), catalog=name("main"))
    return Warehouse(dialect, Described(schema, speech(lowered_names(schema, speech.text_type)), table))


def _schemas() -> Mapping[str, tuple[Schema, type[WarehouseSpeech]]]:
    trino = [(each, read_type(written, "trino")) for each, written in _TRINO.items()]
    snowflake = [(each, snowflake_type(written)) for each, written in _SNOWFLAKE.items()]
    databricks = [(each, databricks_type(written)) for each, written in _DATABRICKS.items()]
    bigquery = [(field.name, bigquery_type(field)) for field in _BIGQUERY]
    return {
        "trino": (read_schema(trino, id_column=_ID, scalar=trino_scalar), TrinoSpeech),
        "snowflake": (
            read_schema(snowflake, id_column=_ID, scalar=snowflake_scalar, in_lists=snowflake_in_lists),
            SnowflakeSpeech,
        ),
        "bigquery": (read_schema(bigquery, id_column=_ID, scalar=bigquery_scalar), BigQuerySpeech),
        "databricks": (read_schema(databricks, id_column=_ID, scalar=databricks_scalar), DatabricksSpeech),
    }


WAREHOUSES: Mapping[str, Warehouse] = {
    engine: _warehouse(engine, schema, speech) for engine, (schema, speech) in _schemas().items()
}


def statements(warehouse: Warehouse) -> dict[str, dict[str, str]]:
    """The statements of each group, by title; where there is none, the reason as a comment. A case about a
    column that the engine has not is left out."""
    found: dict[str, dict[str, str]] = {}
    for group, cases in CORPUS.items():
        found[group] = {}
        for title, case in cases.items():
            try:
                found[group][title] = warehouse.compile(case)
            except ColumnChanged:
                continue
            except SourceUnusable as refused:
                found[group][title] = f"-- refused: {refused}"
    return found


def files(warehouse: Warehouse) -> dict[str, str]:
    """What each file of the engine's snapshots holds: its statements without the letters, which are the same
    everywhere."""
    return {
        f"{group}.sql": "\n".join(f"-- {title}\n{_without_letters(sql)}\n" for title, sql in cases.items())
        for group, cases in statements(warehouse).items()
    }


def _without_letters(sql: str) -> str:
    short = sql.replace(upper_letters(), "{upper letters}")
    return short.replace(lower_letters(), "{lower letters}")


def main() -> None:
    for engine, warehouse in WAREHOUSES.items():
        folder = SNAPSHOTS / engine
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in files(warehouse).items():
            (folder / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
