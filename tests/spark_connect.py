"""A Spark Connect server of the tests' own, on their Spark cluster: the door through which Sendoff asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from pyspark.sql.connect.session import SparkSession

from tests.spark_cluster import START_SECONDS, SparkCluster, end, launch, told_by

TOKEN = "a-token-of-the-tests"
MEMORY = "1g"


@dataclass(frozen=True)
class SparkConnect:
    """A running server; `url` is a `spark:` URL without what is read."""

    url: str
    process: int
    application_id: str
    status_url: str

    def source(self, **parameters: str) -> str:
        return self.url + "&" + "&".join(f"{key}={value}" for key, value in parameters.items())

    def run(self, statement: str) -> None:
        """As another user of the server; views stay for all."""
        port = urlsplit(self.url).port
        session = SparkSession(connection=f"sc://localhost:{port}/;user_id=other;token={TOKEN}")
        session.sql(statement)
        session.stop()

    def running_jobs(self) -> list[dict[str, Any]]:
        """The jobs that Spark runs now, as it tells of them itself."""
        asked = f"{self.status_url}/api/v1/applications/{self.application_id}/jobs?status=running"
        found: list[dict[str, Any]] = httpx.get(asked, timeout=START_SECONDS).raise_for_status().json()
        return found


@pytest.fixture(scope="session")
def spark_connect(spark_cluster: SparkCluster) -> Iterator[SparkConnect]:
    """The server of this test process."""
    with running_connect(spark_cluster) as server:
        yield server


@contextmanager
def running_connect(cluster: SparkCluster) -> Iterator[SparkConnect]:
    """A new server; its process is gone afterwards, and its executors with it."""
    name = f"connect-{uuid4().hex[:8]}"
    folder = Path(cluster.folder)
    settings = cluster.settings | {
        "spark.connect.grpc.binding.address": "127.0.0.1", "spark.connect.grpc.binding.port": "0",
        "spark.ui.enabled": "true", "spark.ui.port": "0", "spark.driver.memory": MEMORY,
        # What it remembers of thousands of queries is memory that it needs for the next one.
        "spark.ui.retainedJobs": "50", "spark.ui.retainedStages": "50", "spark.ui.retainedTasks": "500",
        "spark.sql.ui.retainedExecutions": "20",
        # The executors are there before the first query.
        "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    }  # fmt: skip
    process = launch(
        folder,
        name,
        [
            "org.apache.spark.deploy.SparkSubmit",
            *("--class", "org.apache.spark.sql.connect.service.SparkConnectServer"),
            *("--master", cluster.url, "--name", name),
            *(part for key, value in settings.items() for part in ("--conf", f"{key}={value}")),
            "spark-internal",
        ],
        SPARK_DAEMON_MEMORY=MEMORY,
        SPARK_CONNECT_AUTHENTICATE_TOKEN=TOKEN,
    )
    try:
        token = folder / f"{name}.token"
        token.write_text(f"{TOKEN}\n")
        port = told_by(folder, name, r"Spark Connect server started at: \S+:(\d+)")
        status_port = told_by(folder, name, r"'SparkUI' on port (\d+)")
        yield SparkConnect(
            f"spark://tests@127.0.0.1:{port}/?token_file={token}",
            process,
            told_by(folder, name, r"with app ID (app-\S+)"),
            f"http://127.0.0.1:{status_port}",
        )
    finally:
        end(process)
