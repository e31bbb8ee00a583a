"""A query that runs: its batches, how it is stopped on the server, and whether anything happens to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any, TypeVar

import pyarrow as pa

from sendoff.engines.port import SourceUnavailable, Stopped, StopSignal
from sendoff.engines.spark.failures import FAILURES
from sendoff.engines.sql.batches import handed_out

T = TypeVar("T")

_LOOK_SECONDS = 0.05
"""How often a stop is looked for."""
IDLE_SECONDS = 600.0
"""How long a query may wait for a free core of the cluster."""


class Stoppable:
    """Waits for work in a thread of its own; once `stop` is set, calls `end` and waits no more.

    Args:
        end: ends the query on the server within a second; called from the waiting thread.
    """

    def __init__(self, stop: StopSignal | None, end: Callable[[], None]) -> None:
        self._stop = stop
        self._end = end
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="spark")

    def run(self, work: Callable[[], T]) -> T:
        """Raises: Stopped."""
        if self._stop is None:
            return work()
        self._check()
        running = self._thread.submit(work)
        while not wait([running], _LOOK_SECONDS).done:
            if self._stop.is_set():
                self._end()
        self._check()
        return running.result()

    def close(self) -> None:
        self._thread.shutdown(wait=False)

    def _check(self) -> None:
        if self._stop is not None and self._stop.is_set():
            raise Stopped


class Watch:
    """What the server tells of a query as it runs; the port's `Running`.

    Raises, where it is told: SourceUnavailable, after `IDLE_SECONDS` in which no task of it ran.
    """

    def __init__(self, source: str, now: Callable[[], float] = time.monotonic) -> None:
        self._done: float | None = None
        self._source = source
        self._now = now
        self._idle_since: float | None = None

    def progress(self) -> float | None:
        return self._done

    def __call__(
        self, stages: Iterable[Any] | None, inflight_tasks: int, operation_id: str | None, done: bool
    ) -> None:
        known = list(stages or ())
        tasks = sum(each.num_tasks for each in known)
        completed = sum(each.num_completed_tasks for each in known)
        if tasks:
            self._done = completed / tasks
        if inflight_tasks or done or completed >= tasks:
            self._idle_since = None
        elif self._idle_since is None:
            self._idle_since = self._now()
        elif self._now() - self._idle_since > IDLE_SECONDS:
            raise SourceUnavailable(
                f"The query over {self._source!r} has waited for {IDLE_SECONDS:.0f} seconds without a free "
                "core. Look whether the cluster has workers, and what keeps them, then try again."
            )


class RunningRows:
    """The batches of one query; the port's `Rows`.

    Args:
        explain: turns what came out of the driver into what is raised in its place.
    """

    def __init__(
        self,
        batches: Iterator[pa.RecordBatch],
        schema: pa.Schema,
        stoppable: Stoppable,
        watch: Watch,
        *,
        sources: tuple[str, ...],
        batch_rows: int,
        explain: Callable[[Exception], Exception],
    ) -> None:
        self._batches = batches
        self._schema = schema
        self._stoppable = stoppable
        self._watch = watch
        self._sources = sources
        self._batch_rows = batch_rows
        self._explain = explain
        self._closed = False

    @property
    def schema(self) -> pa.Schema:
        return self._schema

    @property
    def sources(self) -> tuple[str, ...]:
        return self._sources

    def progress(self) -> float | None:
        return None if self._closed else self._watch.progress()

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        given = iter(self._next, None)
        # What Spark says of its columns beside their types is not ours to pass on.
        batches = (pa.RecordBatch.from_arrays(each.columns, schema=self._schema) for each in given)
        yield from handed_out(batches, batch_rows=self._batch_rows)

    def close(self) -> None:
        self._closed = True
        with suppress(ValueError, *FAILURES):  # the thread of a stopped query may still be in it
            self._batches.close()  # type: ignore[attr-defined]  # of a generator

    def _next(self) -> pa.RecordBatch | None:
        try:
            return self._stoppable.run(lambda: next(self._batches, None))
        except FAILURES as error:
            raise self._explain(error) from None
