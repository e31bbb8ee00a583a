"""A query that runs: its batches, its progress, and how it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from sendoff.engines.duckdb.failures import FAILURES, Failure
from sendoff.engines.port import Stopped, StopSignal
from sendoff.engines.sql.batches import handed_out

_INTERRUPT_SECONDS = 0.05
"""An interrupt sent before the query has begun is lost (1 of 50, 2026-11-24), so it is repeated."""


@contextmanager
def stoppable(connection: duckdb.DuckDBPyConnection, stop: StopSignal | None) -> Iterator[None]:
    """While inside, what runs on the connection is interrupted once `stop` is set, however often it takes.

    Raises: Stopped, where it was set before.
    """
    if stop is None:
        yield
        return
    if stop.is_set():
        raise Stopped
    ended = threading.Event()
    watcher = threading.Thread(
        target=_interrupt, args=(connection, stop, ended), name="engine-stop", daemon=True
    )
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _interrupt(connection: duckdb.DuckDBPyConnection, stop: StopSignal, ended: threading.Event) -> None:
    while not ended.wait(_INTERRUPT_SECONDS):
        if stop.is_set():
            connection.interrupt()


class RunningRows:
    """The batches of one query; the port's `Rows`.

    Args:
        finish: called after the last batch; raises where the files were found changed.
        explain: turns what DuckDB raised into what is raised in its place.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        reader: pa.RecordBatchReader,
        *,
        sources: tuple[str, ...],
        batch_rows: int,
        stop: StopSignal | None,
        finish: Callable[[], None],
        explain: Callable[[Failure], Exception],
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._sources = sources
        self._batch_rows = batch_rows
        self._stop = stop
        self._finish = finish
        self._explain = explain
        self._closing = threading.Lock()
        self._closed = False

    @property
    def schema(self) -> pa.Schema:
        return self._reader.schema

    @property
    def sources(self) -> tuple[str, ...]:
        return self._sources

    def progress(self) -> float | None:
        with self._closing:  # not to ask a connection while it closes
            percent = -1.0 if self._closed else self._connection.query_progress()
        return percent / 100 if 0 <= percent <= 100 else None

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        # DuckDB rounds the size up to whole vectors of 2048 rows.
        yield from handed_out(iter(self._next, None), batch_rows=self._batch_rows)
        self._finish()

    def close(self) -> None:
        """The query is over on the engine; `progress` is None from now on."""
        with self._closing:
            self._closed = True
            self._reader.close()

    def _next(self) -> pa.RecordBatch | None:
        while True:
            if self._stop is not None and self._stop.is_set():
                raise Stopped
            try:
                batch = self._reader.read_next_batch()
            except StopIteration:
                return None
            except FAILURES as error:
                raise self._explain(error) from None
            if batch.num_rows:
                return batch
