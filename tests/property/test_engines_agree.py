"""The referee and every other engine select the same customers: random trees on each of them."""

from __future__ import annotations

import time

import pytest

from tests.engines.every import SERVERS, SLOW
from tests.property import truth
from tests.property.bench import bench_over, judge_every_operation, judge_random_trees, people

TREES = truth.TREES or 300
TREES_OF_SLOW = truth.TREES or 60


@pytest.mark.slow
@pytest.mark.timeout(0 if truth.TREES else 900)
@pytest.mark.parametrize("engine", SERVERS)
def test_an_engine_selects_whom_the_referee_selects(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, engine: str
) -> None:
    bench = bench_over(SERVERS[engine](request, tmp_path_factory.mktemp("truth")), people())
    trees = TREES_OF_SLOW if engine in SLOW else TREES
    began = time.monotonic()
    judge_random_trees(bench, trees)
    judge_every_operation(bench, asked=1 if engine in SLOW else 3)
    truth.keep(engine, bench, trees=trees, seconds=time.monotonic() - began)
