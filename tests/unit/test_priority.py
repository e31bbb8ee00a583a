"""Which threads give way."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from sendoff.engines.port import EngineOptions
from sendoff.engines.registry import open_engine
from sendoff.priority import yield_to_others

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a priority for each thread")


def _niceness(thread_id: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, thread_id)


def test_a_thread_that_yields_and_those_it_starts_give_way_and_no_other() -> None:
    own = _niceness(threading.get_native_id())

    def started_by_it() -> int:
        with ThreadPoolExecutor(1) as inner:
            return inner.submit(lambda: _niceness(threading.get_native_id())).result()

    with ThreadPoolExecutor(1, initializer=yield_to_others) as yielding:
        assert yielding.submit(lambda: _niceness(threading.get_native_id())).result() > own
        assert yielding.submit(started_by_it).result() > own
    assert _niceness(threading.get_native_id()) == own


def test_the_threads_of_an_engine_give_way_whoever_asks_it_first(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 'c' AS customer_entity_id) TO '{tmp_path / 'customers.parquet'}' (FORMAT parquet)"
        )
    before = set(os.listdir("/proc/self/task"))
    engine = open_engine(str(tmp_path / "customers.parquet"), EngineOptions(threads=3))
    engine.catalogue()
    of_the_engine = set(os.listdir("/proc/self/task")) - before
    assert of_the_engine
    assert all(_niceness(int(thread)) > _niceness(threading.get_native_id()) for thread in of_the_engine)
