"""The referee and every other engine select the same customers: the same random trees on each of them."""

from __future__ import annotations

import os

import pytest

from tests.engines.every import SERVERS
from tests.property.bench import bench_over, judge_every_operation, judge_random_trees, people

TREES = int(os.environ.get("SENDOFF_PROOF_RUNS", "300"))


@pytest.mark.slow
@pytest.mark.timeout(900 if TREES == 300 else 0)
@pytest.mark.parametrize("engine", SERVERS)
def test_an_engine_selects_whom_the_referee_selects(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, engine: str
) -> None:
    source = SERVERS[engine](request, tmp_path_factory.mktemp("truth"))
    bench = bench_over(source, people())
    judge_random_trees(bench, TREES)
    judge_every_operation(bench)
