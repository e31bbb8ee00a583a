"""The contract suite runs on every source there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendoff.engines.port import Engine
from tests.engines.every import MAKERS, SLOW
from tests.engines.source import Source, customers


@pytest.fixture(
    params=[pytest.param(each, marks=pytest.mark.slow if each in SLOW else ()) for each in MAKERS]
)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    """The customers, written."""
    made = MAKERS[request.param](request, tmp_path)
    made.write(customers(made.columns))
    return made


@pytest.fixture
def engine(source: Source) -> Engine:
    return source.open()
