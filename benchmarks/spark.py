"""A Spark of the benchmarks' own, a master, two workers and a Connect server, over the measured files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.spark_cluster import ENVIRONMENT, running_cluster
from tests.spark_connect import running_connect


@contextmanager
def serving_files(customers: Path) -> Iterator[str]:
    """The profiles' URL of these files, which the executors read where they lie."""
    print("  starting Spark", file=sys.stderr)
    os.environ.update(ENVIRONMENT)
    with running_cluster() as cluster, running_connect(cluster) as server:
        yield server.source(parquet=str(customers))
