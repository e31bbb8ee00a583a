"""Queries that run on Spark: written in parts by its executors, stopped, lost in the middle."""

from __future__ import annotations

import hashlib
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import EVERYBODY, AnyValue, Column, Constant, HashedBelow, Within
from sendoff.engines.port import (
    Engine,
    Part,
    PartWriter,
    Query,
    Running,
    SourceUnavailable,
    SourceUnusable,
    Stopped,
    WritesParts,
)
from sendoff.engines.registry import open_engine
from tests.crash.waiting import until
from tests.spark_cluster import SparkCluster, end
from tests.spark_connect import SparkConnect, running_connect

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

STOPS_WITHIN_SECONDS = 2.0
FILES, EACH = 3, 20_000
AGE = Column("age", DataType.INT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = tmp_path / "people"
    people.mkdir()
    for at in range(FILES):
        ids = range(at * EACH, (at + 1) * EACH)
        table = pa.table(
            {"customer_entity_id": [f"c{each}" for each in ids], "age": [each % 100 for each in ids]}
        )
        parquet.write_table(table, people / f"{at}.parquet")
    return people


@pytest.fixture
def engine(spark_connect: SparkConnect, folder: Path) -> Engine:
    return open_engine(spark_connect.source(parquet=str(folder)))


def view(server: SparkConnect, name: str, *, rows: int, partitions: int) -> Engine:
    """Customers that Spark counts up as it is asked."""
    server.run(
        f"CREATE OR REPLACE VIEW {name} AS SELECT CAST(id AS STRING) AS customer_entity_id, "
        f"CAST(id % 100 AS INT) AS age FROM range(0, {rows}, 1, {partitions})"
    )
    return open_engine(server.source(table=name))


@pytest.fixture
def endless(spark_connect: SparkConnect) -> Engine:
    """It takes hours to ask anything about these customers."""
    return view(spark_connect, "endless", rows=10**13, partitions=100)


SOME = AnyValue(Column("customer_entity_id", DataType.STRING), HashedBelow("salt", "8"))


def part_writer(to: Path, **trouble: Any) -> PartWriter:
    """Writes Parquet files there, from wherever it is called."""

    # Within a function: what a module names, an executor would look for in that module.
    class Writer:
        def __call__(self, batches: Iterator[pa.RecordBatch], schema: pa.Schema, /, *, label: str) -> Part:
            import hashlib
            import os
            import threading

            import pyarrow.parquet as pq

            from sendoff.engines.port import Part

            marker = trouble.get("dies_without")
            path = to / f"{label}.parquet"
            rows = 0
            goes_on = trouble.get("holds_others")
            while goes_on is not None and not label.startswith("000000") and not os.path.exists(goes_on):
                threading.Event().wait(0.01)
            with pq.ParquetWriter(path, schema) as file:
                for batch in batches:
                    file.write_batch(batch)
                    rows += batch.num_rows
                    if marker is not None and not os.path.exists(marker):
                        open(marker, "w").close()
                        os._exit(1)
                    if trouble.get("fails"):
                        raise ConnectionError("a secret of the store")
            content = path.read_bytes()
            return Part(path.name, rows, len(content), hashlib.sha256(content).hexdigest())

    return Writer()


def write(engine: Engine, query: Query, writer: PartWriter, **options: Any) -> Any:
    assert isinstance(engine, WritesParts)
    return engine.write_parts(query, writer, **options)


def test_an_export_is_written_in_parts_by_the_executors(
    spark_connect: SparkConnect, engine: Engine, tmp_path: Path
) -> None:
    query = Query(AnyValue(AGE, Within(low=50)), ("age",))
    found = write(engine, query, part_writer(tmp_path))
    with engine.rows(query, batch_rows=1000) as rows:
        assert found.schema == rows.schema
        assert found.sources == rows.sources
    written = [parquet.read_table(tmp_path / part.name) for part in found.parts]
    assert all(table.schema.equals(found.schema) for table in written)
    assert [table.num_rows for table in written] == [part.rows for part in found.parts]
    ids = {each for table in written for each in table.column(0).to_pylist()}
    assert len(ids) == sum(part.rows for part in found.parts) == FILES * EACH // 2
    for part in found.parts:
        content = (tmp_path / part.name).read_bytes()
        assert (part.bytes, part.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    names = [part.name for part in found.parts]
    assert names == sorted(names)


def test_nobody_is_no_part(engine: Engine, tmp_path: Path) -> None:
    found = write(engine, Query(Constant(False), ("age",)), part_writer(tmp_path))
    assert found.parts == ()
    assert found.schema.names == ["customer_entity_id", "age"]


def test_a_task_that_dies_is_tried_again_and_counts_once(engine: Engine, tmp_path: Path) -> None:
    found = write(engine, Query(EVERYBODY), part_writer(tmp_path, dies_without=str(tmp_path / "died")))
    assert (tmp_path / "died").exists()
    assert sum(part.rows for part in found.parts) == FILES * EACH
    names = {part.name for part in found.parts}
    assert names < {each.name for each in tmp_path.glob("*.parquet")}  # the dead one's file counts not


def test_the_writing_tells_how_far_it_is(spark_connect: SparkConnect, tmp_path: Path) -> None:
    engine = view(spark_connect, "quarters", rows=400, partitions=4)
    others_go_on, told = tmp_path / "others go on", list[float]()

    def look(running: Running) -> None:
        try:
            told.append(until(lambda: running.progress()))
        finally:
            others_go_on.touch()

    def watch(running: Running) -> None:
        threading.Thread(target=look, args=[running]).start()

    write(engine, Query(EVERYBODY), part_writer(tmp_path, holds_others=str(others_go_on)), watch=watch)
    assert told == [1 / 4]


def test_a_customer_without_an_id_ends_the_writing(engine: Engine, folder: Path, tmp_path: Path) -> None:
    nobody = pa.table({"customer_entity_id": pa.array([None], pa.string()), "age": [5]})
    parquet.write_table(nobody, folder / "nobody.parquet")
    with pytest.raises(SourceUnusable, match="no id in 'customer_entity_id'"):
        write(engine, Query(EVERYBODY), part_writer(tmp_path))


def test_a_writer_that_fails_is_worth_another_try(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="ConnectionError") as told:
        write(engine, Query(EVERYBODY), part_writer(tmp_path, fails=True))
    assert "secret" not in told.value.message


@contextmanager
def stopped_once_running(server: SparkConnect) -> Iterator[threading.Event]:
    """An event that is set when the server runs a job; what is inside ends soon after, there too."""
    stop, moments = threading.Event(), list[float]()

    def watch() -> None:
        try:
            until(server.running_jobs)
        finally:
            moments.append(time.monotonic())
            stop.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield stop
    ended = time.monotonic()
    watcher.join()
    assert ended - moments[0] < STOPS_WITHIN_SECONDS
    until(lambda: not server.running_jobs(), seconds=STOPS_WITHIN_SECONDS)


def test_a_stop_ends_a_count_on_the_server(spark_connect: SparkConnect, endless: Engine) -> None:
    with stopped_once_running(spark_connect) as stop, pytest.raises(Stopped):
        endless.count(SOME, stop=stop)


def test_a_stop_ends_a_stream_before_its_first_row(spark_connect: SparkConnect, endless: Engine) -> None:
    with (
        stopped_once_running(spark_connect) as stop,
        pytest.raises(Stopped),
        endless.rows(Query(SOME), batch_rows=1000, stop=stop) as rows,
    ):
        list(rows)


def test_a_stop_ends_the_writing_of_parts(
    spark_connect: SparkConnect, endless: Engine, tmp_path: Path
) -> None:
    with stopped_once_running(spark_connect) as stop, pytest.raises(Stopped):
        write(endless, Query(SOME), part_writer(tmp_path), stop=stop)


def test_a_stop_before_the_beginning_asks_for_nothing() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        open_engine("spark://127.0.0.1:1/?table=a").count(EVERYBODY, stop=stop)


def test_leaving_in_the_middle_ends_the_query_on_the_server(spark_connect: SparkConnect) -> None:
    engine = view(spark_connect, "many", rows=30_000_000, partitions=100)
    with engine.rows(Query(EVERYBODY), batch_rows=1000) as rows:
        next(iter(rows))
        until(spark_connect.running_jobs)
    until(lambda: not spark_connect.running_jobs(), seconds=STOPS_WITHIN_SECONDS)


def test_a_lost_executor_loses_no_customer(spark_connect: SparkConnect, spark_cluster: SparkCluster) -> None:
    engine = view(spark_connect, "several", rows=4_000_000, partitions=20)
    seen: set[str] = set()
    total = 0
    with engine.rows(Query(EVERYBODY), batch_rows=10_000) as rows:
        for at, batch in enumerate(rows):
            if at == 0:
                spark_cluster.kill_executor(spark_connect.application_id)
            seen.update(batch.column(0).to_pylist())
            total += batch.num_rows
    assert len(seen) == total == 4_000_000


def test_a_server_that_is_gone_in_the_middle_is_worth_another_try(spark_cluster: SparkCluster) -> None:
    with running_connect(spark_cluster) as server:
        engine = view(server, "many", rows=30_000_000, partitions=100)
        with engine.rows(Query(EVERYBODY), batch_rows=1000) as rows:
            batches = iter(rows)
            next(batches)
            end(server.process, signal.SIGKILL)
            with pytest.raises(SourceUnavailable, match="did not answer, or was cut off"):
                list(batches)
        with pytest.raises(SourceUnavailable):
            engine.count(EVERYBODY)
