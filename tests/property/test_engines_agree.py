"""The referee and every other engine select the same customers: random trees on each of them."""

from __future__ import annotations

import time

import pytest

from tests.engines.every import SERVERS
from tests.property import truth
from tests.property.bench import AT_ONCE, bench_over, judge_every_operation, judge_random_trees, people

TREES = truth.TREES or 300


@pytest.mark.slow
@pytest.mark.timeout(0 if truth.TREES else 900)
@pytest.mark.parametrize("engine", SERVERS)
def test_an_engine_selects_whom_the_referee_selects(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, engine: str
) -> None:
    bench = bench_over(SERVERS[engine](request, tmp_path_factory.mktemp("truth")), people())
    began = time.monotonic()
    judge_random_trees(bench, TREES, at_once=AT_ONCE)
    judge_every_operation(bench, at_once=AT_ONCE)
    truth.keep(engine, bench, trees=TREES, seconds=time.monotonic() - began)
