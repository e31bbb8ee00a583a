"""kill -9 of a worker while a cluster writes its export in parts: another one's file is whole, and alone."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crash.accounts import check_file
from tests.crash.customers import MANY
from tests.crash.site import Site, kill
from tests.crash.waiting import until
from tests.spark_cluster import SparkCluster
from tests.spark_connect import SparkConnect

PARTS = 12
"""Enough that executors can be held between the first and the last."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def site(tmp_path: Path, many_customers: Path, spark_connect: SparkConnect) -> Iterator[Site]:
    spread = f"SELECT /*+ REPARTITION({PARTS}) */ * FROM parquet.`{many_customers}`"
    spark_connect.run(f"CREATE OR REPLACE VIEW spread AS {spread}")
    made = Site(tmp_path, profiles=spark_connect.source(table="spread"))
    yield made
    made.close()


@contextmanager
def held(processes: list[int]) -> Iterator[None]:
    """They stand still meanwhile."""
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def test_the_file_is_whole_though_a_worker_died_while_its_parts_were_written(
    site: Site, spark_cluster: SparkCluster, spark_connect: SparkConnect, tmp_path: Path
) -> None:
    executors = spark_cluster.executors(spark_connect.application_id)
    with site.serving(workers=0) as server:
        worker = site.start("worker", "--workers", "1")
        export_id = server.post()
        folder = site.artifacts / f"exports/{export_id}"
        until(lambda: list(folder.glob("1/parts/[0-9]*")))
        with held(executors):
            kill(worker)
            assert spark_connect.running_jobs()
        assert not list(folder.glob("1/customers.csv.parts"))

        site.start("worker", "--workers", "1")
        export = server.until(export_id, "finished", "error")
        assert server.path(export_id) == ["waiting", "running", "waiting", "running", "finished"]
        download = server.download(export_id)
        manifest = json.loads((folder / "2/manifest.json").read_text())

        # The dead worker's query went on without it, and wrote on.
        until(lambda: not spark_connect.running_jobs())
        site.start("worker", "--workers", "1")
        names = {part["name"] for part in manifest["parts"]}
        own = {f"exports/{export_id}/2/{name}" for name in ("customers.csv.parts", "manifest.json")}
        until(lambda: site.kept_files() == own | names)

    file = tmp_path / "customers.csv"
    file.write_bytes(download.content)
    rows = check_file(file, customers=MANY)
    assert export["stats"]["rows"] == {"matched": rows, "exported": rows}
    contents = [(site.artifacts / part["name"]).read_bytes() for part in manifest["parts"]]
    assert b"".join(contents) == download.content
    digests = [hashlib.sha256(content).hexdigest() for content in contents]
    assert [(part["bytes"], part["sha256"]) for part in manifest["parts"]] == [
        (len(content), digest) for content, digest in zip(contents, digests, strict=True)
    ]
    assert sum(part["rows"] for part in manifest["parts"]) == manifest["rows"] == rows
    assert manifest["bytes"] == export["stats"]["bytes"] == len(download.content)
    of_all = hashlib.sha256("".join(f"{digest}\n" for digest in digests).encode()).hexdigest()
    assert manifest["sha256"] == of_all
    assert download.headers["etag"] == f'"parts-{of_all}"'
