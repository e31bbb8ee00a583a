"""The tests' own Spark cluster is what its fixture promises."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession

from tests.crash.waiting import until
from tests.spark_cluster import SparkCluster

# Starting the cluster and an application counts towards the time of the first test.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def spark(spark_cluster: SparkCluster) -> Iterator[Any]:
    builder = SparkSession.builder.master(spark_cluster.url).appName("tests")
    session = builder.config(map=spark_cluster.settings).getOrCreate()
    yield session
    session.stop()


def test_a_job_over_parquet_runs_on_two_executors(
    spark: Any, spark_cluster: SparkCluster, tmp_path: Path
) -> None:
    for part in range(4):
        pq.write_table(pa.table({"id": range(part * 1000, part * 1000 + 1000)}), tmp_path / f"{part}.parquet")
    two_executors(spark, spark_cluster)
    people = spark.read.parquet(str(tmp_path))
    assert people.where("id % 2 = 0").count() == 2000

    # Within the test: what a module names, an executor would look for in that module.
    def folders_of_executors(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            folder = os.environ["SPARK_EXECUTOR_DIRS"]
            yield batch.from_pydict({"folder": [folder]})

    folders = people.repartition(8).mapInArrow(folders_of_executors, "folder string").distinct().toArrow()
    assert len(folders) == 2


def test_a_killed_executor_is_replaced(spark: Any, spark_cluster: SparkCluster) -> None:
    before = two_executors(spark, spark_cluster)
    killed = spark_cluster.kill_executor(spark.sparkContext.applicationId)
    assert killed in before
    after = two_executors(spark, spark_cluster, without=killed)
    assert killed not in after
    assert spark.range(1000).selectExpr("sum(id)").toArrow()[0][0].as_py() == 499_500


def two_executors(spark: Any, cluster: SparkCluster, *, without: int | None = None) -> list[int]:
    def found() -> list[int] | None:
        executors = cluster.executors(spark.sparkContext.applicationId)
        return executors if len(executors) == 2 and without not in executors else None

    return until(found)
