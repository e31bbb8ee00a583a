"""The referee and DuckDB select the same customers: random trees over random customers."""

from __future__ import annotations

import time

import pytest

from tests.engines.files import parquet_file
from tests.property import truth
from tests.property.bench import Bench, bench_over, judge_every_operation, judge_random_trees, people

TREES = truth.TREES or 2_100


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return bench_over(parquet_file(tmp_path_factory.mktemp("truth")), people())


@pytest.mark.timeout(0 if truth.TREES else 600)
def test_the_engine_selects_whom_the_referee_selects(bench: Bench) -> None:
    began = time.monotonic()
    judge_random_trees(bench, TREES)
    judge_every_operation(bench)
    truth.keep("duckdb", bench, trees=TREES, seconds=time.monotonic() - began)
