"""Rows of a query that runs: the port's `Rows`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa

from sendoff.engines.port import Stopped, StopSignal
from sendoff.engines.postgres.assembling import assembled
from sendoff.engines.postgres.failures import FAILURES, Failure
from sendoff.engines.sql.batches import handed_out
from sendoff.engines.sql.columns import ColumnType


class Stream:
    """The answer to a statement as it comes. `ended`: all of it has come, and nothing runs on the server."""

    def __init__(self, reader: pa.RecordBatchReader) -> None:
        self._reader = reader
        self.ended = False

    def next(self) -> pa.RecordBatch | None:
        """None: it has ended. Raises: one of `FAILURES`."""
        try:
            return self._reader.read_next_batch()
        except StopIteration:
            self.ended = True
            return None


class RunningRows:
    """The batches of one query.

    Args:
        schema: of the batches that are given; `held` are their columns.
        explain: turns what the driver raised into what is raised in its place.
    """

    def __init__(
        self,
        stream: Stream,
        *,
        schema: pa.Schema,
        held: Sequence[ColumnType],
        sources: tuple[str, ...],
        batch_rows: int,
        stop: StopSignal | None,
        explain: Callable[[Failure], Exception],
    ) -> None:
        self._stream = stream
        self._schema = schema
        self._held = held
        self._sources = sources
        self._batch_rows = batch_rows
        self._stop = stop
        self._explain = explain

    @property
    def schema(self) -> pa.Schema:
        return self._schema

    @property
    def sources(self) -> tuple[str, ...]:
        return self._sources

    def progress(self) -> float | None:
        """PostgreSQL has no estimate."""
        return None

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        given = iter(self._next, None)
        batches = (assembled(each, self._held, self._schema) for each in given)
        yield from handed_out(batches, batch_rows=self._batch_rows)

    def _next(self) -> pa.RecordBatch | None:
        while True:
            if self._stop is not None and self._stop.is_set():
                raise Stopped
            try:
                batch = self._stream.next()
            except FAILURES as error:
                raise self._explain(error) from None
            if batch is None or batch.num_rows:
                return batch
