"""The referee and DuckDB select the same customers: random trees over random customers."""

from __future__ import annotations

import pytest

from tests.engines.files import parquet_file
from tests.property.bench import Bench, bench_over, judge_every_operation, judge_random_trees, people

TREES = 2_100


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return bench_over(parquet_file(tmp_path_factory.mktemp("truth")), people())


def test_the_engine_selects_whom_the_referee_selects(bench: Bench) -> None:
    judge_random_trees(bench, TREES)
    judge_every_operation(bench)
