"""A request that runs: its Arrow stream, and how it is stopped on the server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import IO, Protocol, TypeVar, cast

import pyarrow as pa

from sendoff.engines.clickhouse.failures import FAILURES, ServerError, code_within
from sendoff.engines.port import SourceUnusable, Stopped, StopSignal
from sendoff.engines.sql.batches import handed_out

T = TypeVar("T")

_LOOK_SECONDS = 0.05
"""How often a stop is looked for."""
_KILL_AGAIN_SECONDS = 0.2
"""A kill that comes before the query has begun finds none, so it is repeated."""
_GIVE_UP_SECONDS = 1.0
"""A server that does not answer is not waited for: whoever has set the stop is told within 2 seconds."""
_END_OF_STREAM = b"\xff\xff\xff\xff\x00\x00\x00\x00"
"""The last bytes of an Arrow stream that is whole: https://arrow.apache.org/docs/format/Columnar.html"""
_KEPT_BYTES = 16_384
_READ_BYTES = 2**20


class Stoppable:
    """Waits for work in a thread of its own; once `stop` is set, calls `end` until the work has ended.

    Args:
        end: ends the query on the server; called from the waiting thread, raises nothing.
        cut: where that did not end the work, ends the connection, and so the work.
    """

    def __init__(self, stop: StopSignal | None, *, end: Callable[[], None], cut: Callable[[], None]) -> None:
        self._stop = stop
        self._end = end
        self._cut = cut
        self.has_ended = False
        """Whether `end` was called."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="clickhouse")

    def run(self, work: Callable[[], T]) -> T:
        """Raises: Stopped."""
        if self._stop is None:
            return work()
        if self._stop.is_set():
            raise Stopped
        running = self._thread.submit(work)
        while not wait([running], _LOOK_SECONDS).done:
            if self._stop.is_set():
                deadline = time.monotonic() + _GIVE_UP_SECONDS
                while not running.done() and time.monotonic() < deadline:
                    self.has_ended = True
                    self._end()
                    wait([running], _KILL_AGAIN_SECONDS)
                if not running.done():
                    self._cut()
                raise Stopped
        if self._stop.is_set():
            raise Stopped
        return running.result()

    def close(self) -> None:
        self._thread.shutdown(wait=False)


class _Response(Protocol):
    """urllib3's."""

    def read1(self, amt: int) -> bytes: ...

    def close(self) -> None: ...


class _Watched:
    """A response, read by Arrow; keeps its last bytes, also those before it broke off."""

    def __init__(self, response: _Response) -> None:
        self._response = response
        self.last = b""
        self.closed = False

    def read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0 and (part := self._response.read1(min(size, _READ_BYTES))):
            parts.append(part)
            size -= len(part)
            self.last = (self.last + part[-_KEPT_BYTES:])[-_KEPT_BYTES:]
        return b"".join(parts)

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return True


class ArrowStream:
    """The batches of one response, which must end as a stream does: one that was cut is an error."""

    def __init__(self, response: _Response) -> None:
        self._response = response
        self._watched = _Watched(response)
        self._reader = self._told(lambda: pa.ipc.open_stream(cast(IO[bytes], self._watched)))
        self.ended = False

    @property
    def schema(self) -> pa.Schema:
        return self._reader.schema

    def next(self) -> pa.RecordBatch | None:
        """A batch with rows, or None after the last one.

        Raises: ServerError, or one of `FAILURES`.
        """
        while True:
            batch = self._told(self._next_of_any_size)
            if batch is None:
                self._check_whole()
                self.ended = True
                return None
            if batch.num_rows:
                return batch

    def close(self) -> None:
        self._response.close()

    def _next_of_any_size(self) -> pa.RecordBatch | None:
        try:
            return self._reader.read_next_batch()
        except StopIteration:
            return None

    def _told(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except FAILURES:
            code = code_within(self._watched.last)
            if code is not None:
                raise ServerError(code) from None
            raise

    def _check_whole(self) -> None:
        if not self._watched.last.endswith(_END_OF_STREAM):
            raise pa.ArrowInvalid("The stream was cut.")
        rest = self._watched.read(_KEPT_BYTES)
        if rest:
            raise ServerError(code_within(rest) or 0)


class RunningRows:
    """The batches of one query; the port's `Rows`.

    Args:
        explain: turns what came out of the stream into what is raised in its place.
    """

    def __init__(
        self,
        stream: ArrowStream,
        stoppable: Stoppable,
        *,
        sources: tuple[str, ...],
        batch_rows: int,
        explain: Callable[[Exception], Exception],
    ) -> None:
        self._stream = stream
        self._stoppable = stoppable
        self._sources = sources
        self._batch_rows = batch_rows
        self._explain = explain

    @property
    def schema(self) -> pa.Schema:
        return self._stream.schema

    @property
    def sources(self) -> tuple[str, ...]:
        return self._sources

    def progress(self) -> float | None:
        return None

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        batches = (self._with_readable_ids(each) for each in iter(self._next, None))
        yield from handed_out(batches, batch_rows=self._batch_rows)

    def _next(self) -> pa.RecordBatch | None:
        try:
            return self._stoppable.run(self._stream.next)
        except (ServerError, *FAILURES) as error:
            raise self._explain(error) from None

    def _with_readable_ids(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        try:
            batch.column(0).validate(full=True)
        except pa.ArrowInvalid:
            shown = repr(self.schema.field(0).name)
            raise SourceUnusable(f"An id in {shown} is no UTF-8 text. Correct the source.") from None
        return batch
