"""A stop reaches the engine at any moment, and nothing is left behind."""

from __future__ import annotations

import gc
import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import EVERYBODY, And, AnyValue, Column, ContainsAny, Predicate
from sendoff.engines.port import Engine, EngineOptions, Query, Stopped
from sendoff.engines.registry import open_engine

SLOW: Predicate = And(
    tuple(
        AnyValue(
            Column("words", DataType.STRING, multi=True),
            ContainsAny(tuple(f"{part}{at}" for at in range(40))),
        )
        for part in "abcdefghi"
    )
)
"""Takes minutes over the customers below."""
STOPS_WITHIN_SECONDS = 2.0


@pytest.fixture(scope="module")
def many_customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "customers.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            """
            COPY (
                SELECT
                    i AS customer_entity_id,
                    [repeat('abcdefghi' || i, 40), repeat('ihg' || i, 40)] AS words
                FROM range(300000) numbers(i)
            ) TO ? (FORMAT parquet, ROW_GROUP_SIZE 20000)
            """,
            [str(path)],
        )
    return path


@pytest.fixture
def engine(many_customers: Path) -> Iterator[Engine]:
    yield open_engine(str(many_customers), EngineOptions(threads=2))
    _nothing_is_left(many_customers)


def _nothing_is_left(path: Path) -> None:
    gc.collect()
    assert not [thread for thread in threading.enumerate() if thread.name == "engine-stop"]
    held = [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if _is_open(fd)]
    assert str(path) not in held


def _is_open(fd: str) -> bool:
    return os.path.islink(f"/proc/self/fd/{fd}")


def test_reading_all_ids_is_stopped_too(engine: Engine) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        engine.identity_problems(stop=stop)


def set_after(stop: threading.Event, seconds: float) -> tuple[threading.Timer, list[float]]:
    """Sets `stop` at that time, and keeps the moment."""
    moments: list[float] = []

    def do() -> None:
        moments.append(time.monotonic())
        stop.set()

    timer = threading.Timer(seconds, do)
    timer.start()
    return timer, moments


def test_a_stop_before_the_beginning_runs_nothing(engine: Engine) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped), engine.rows(Query(EVERYBODY), batch_rows=10, stop=stop):
        pass
    with pytest.raises(Stopped):
        engine.count(EVERYBODY, stop=stop)


@pytest.mark.parametrize("seed", range(8))
def test_a_stop_at_a_random_moment_of_a_count_ends_it(engine: Engine, seed: int) -> None:
    stop = threading.Event()
    timer, moments = set_after(stop, random.Random(seed).uniform(0, 0.2))
    with pytest.raises(Stopped):
        engine.count(SLOW, stop=stop)
    assert time.monotonic() - moments[0] < STOPS_WITHIN_SECONDS
    timer.join()


@pytest.mark.parametrize("seed", range(8))
def test_a_stop_at_a_random_moment_of_a_stream_ends_it(engine: Engine, seed: int) -> None:
    stop = threading.Event()
    timer, moments = set_after(stop, random.Random(seed).uniform(0, 0.2))
    with (
        pytest.raises(Stopped),
        engine.rows(Query(SLOW, ("words",)), batch_rows=1000, stop=stop) as rows,
    ):
        list(rows)
    assert time.monotonic() - moments[0] < STOPS_WITHIN_SECONDS
    timer.join()


def test_a_stop_between_two_batches_gives_no_further_batch(engine: Engine) -> None:
    stop = threading.Event()
    with engine.rows(Query(EVERYBODY, ("words",)), batch_rows=1000, stop=stop) as rows:
        batches = iter(rows)
        next(batches)
        stop.set()
        with pytest.raises(Stopped):
            next(batches)


def test_leaving_in_the_middle_ends_the_query(engine: Engine) -> None:
    begun = time.monotonic()
    with engine.rows(Query(EVERYBODY, ("words",)), batch_rows=1000, stop=threading.Event()) as rows:
        next(iter(rows))
        progress = rows.progress
    assert progress() is None
    assert time.monotonic() - begun < STOPS_WITHIN_SECONDS


def test_a_stop_ends_its_own_query_alone(engine: Engine) -> None:
    stop = threading.Event()
    counts: list[int] = []
    with engine.rows(Query(EVERYBODY), batch_rows=1000, stop=threading.Event()) as other:
        timer, _ = set_after(stop, 0.05)
        with pytest.raises(Stopped):
            engine.count(SLOW, stop=stop)
        counts.extend(batch.num_rows for batch in other)
        timer.join()
    assert sum(counts) == 300_000


def test_the_engine_works_on_after_a_stop(engine: Engine) -> None:
    stop = threading.Event()
    timer, _ = set_after(stop, 0.05)
    with pytest.raises(Stopped):
        engine.count(SLOW, stop=stop)
    timer.join()
    assert engine.count(EVERYBODY) == 300_000
