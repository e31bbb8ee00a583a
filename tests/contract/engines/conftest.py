"""The contract suite runs on every source there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendoff.engines.port import Engine
from tests.engines.every import MAKERS
from tests.engines.source import Source, customers


@pytest.fixture(params=MAKERS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Source:
    """The customers, written."""
    made = MAKERS[request.param](request, tmp_path)
    made.write(customers(made.columns))
    return made


@pytest.fixture
def engine(source: Source) -> Engine:
    return source.open()
