"""What is written for Databricks, asked of a Spark: the SQL is Spark's, the driver and the server are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from sqlglot import exp

from sendoff.engines.databricks.address import parse
from sendoff.engines.databricks.dialect import DatabricksSpeech
from sendoff.engines.databricks.engine import DatabricksEngine, described
from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.spark.address import Address as SparkAddress
from sendoff.engines.spark.address import parse as parse_spark
from sendoff.engines.spark.connections import opened
from sendoff.engines.spark.failures import FAILURES
from sendoff.engines.sql.arriving import from_arrow
from sendoff.engines.sql.queries import all_columns
from sendoff.engines.sql.remote import Described
from sendoff.engines.sql.speech import name
from sendoff.errors import SendoffError
from tests.engines.source import Source
from tests.engines.spark import spark_files

# As a SQL warehouse has them, where Sendoff's own sessions on Spark have others.
_SETTINGS = {"spark.sql.variable.substitute": "true", "spark.sql.caseSensitive": "false"}
_URL = "databricks://tests/main/shop/customers?warehouse=a1"


class _Session:
    """The port of `sql/remote.py`, over Spark Connect."""

    def __init__(self, address: SparkAddress) -> None:
        self._held = ExitStack()
        self._connection = self._held.enter_context(opened(address, _SETTINGS))

    def ask(self, sql: str, /) -> list[Sequence[Any]]:
        # By place: sums that are alike have one name.
        columns = ([each.to_pylist() for each in batch.columns] for batch in self._connection.batches(sql))
        return [row for batch in columns for row in zip(*batch, strict=True)]

    def columns(self, sql: str) -> list[tuple[str, str]]:
        return [(each.name, each.dataType.simpleString()) for each in self._connection.columns(sql)]

    def batches(self, sql: str, schema: pa.Schema, /) -> Iterator[pa.RecordBatch]:
        for batch in self._connection.batches(sql):
            if batch.num_rows:
                yield from from_arrow(batch, schema)

    def cancel(self) -> None:
        self._connection.end()

    def close(self) -> None:
        self._held.close()


class _OnSpark(DatabricksEngine):
    failures = (*DatabricksEngine.failures, *FAILURES)

    def __init__(self, address: SparkAddress, options: EngineOptions) -> None:
        super().__init__(parse(_URL), options)
        self._spark = address

    def connect(self) -> Any:
        return _Session(self._spark)

    def describe(self, session: Any) -> Described:
        table = exp.Table(this=name(str(self._spark.parquet)), db=name("parquet"))
        found = session.columns(all_columns(DatabricksSpeech(), table.copy()))
        return described(found, table, id_column=self._id_column)

    def explain(self, error: Exception) -> SendoffError:
        raise error  # of Spark, about SQL that is not good


class _Source(Source):
    def open(self, **options: object) -> Engine:
        return _OnSpark(parse_spark(self.url), EngineOptions(**options))  # type: ignore[arg-type]


def databricks_on_spark(request: pytest.FixtureRequest, folder: Path) -> Source:
    made = spark_files(request, folder)
    return _Source(made.url, made.write, made.columns, False, "^databricks://tests/main/shop/customers$")
