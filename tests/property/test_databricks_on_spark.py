"""What is written for Databricks selects whom the referee selects, on a Spark, whose SQL it is."""

from __future__ import annotations

import pytest

from tests.engines.databricks import databricks_on_spark
from tests.property.bench import AT_ONCE, bench_over, judge_every_operation, judge_random_trees, people

TREES = 100


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_sql_for_databricks_selects_whom_the_referee_selects(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bench = bench_over(databricks_on_spark(request, tmp_path_factory.mktemp("truth")), people())
    judge_random_trees(bench, TREES, at_once=AT_ONCE)
    judge_every_operation(bench, at_once=AT_ONCE)
