"""Work of a driver that blocks, waited for by somebody who may be told to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from typing import TypeVar

from sendoff.engines.port import Stopped, StopSignal

T = TypeVar("T")

_LOOK_SECONDS = 0.05
"""How often a stop is looked for."""
_AGAIN_SECONDS = 0.2
"""A cancel that comes before the statement is known to the server finds none, so it is repeated."""
_GIVE_UP_SECONDS = 1.2
"""A server that does not answer is not waited for: whoever has set the stop is told within 2 seconds."""


class Waiting:
    """Waits for one call's work, a thread for each piece; once `stop` is set, `cancel` is called until that
    piece has ended."""

    def __init__(self, stop: StopSignal | None) -> None:
        self._stop = stop
        self.cancel: Callable[[], None] = lambda: None

    def opened(self, connect: Callable[[], T], *, close: Callable[[T], None]) -> T:
        """What `connect` opens; closed, whenever it comes, where nobody waits for it any more.

        Raises: Stopped.
        """
        if self._stop is not None and self._stop.is_set():
            raise Stopped
        connecting = _started(connect)
        while not wait([connecting], None if self._stop is None else _LOOK_SECONDS).done:
            if self._stop is not None and self._stop.is_set():
                connecting.add_done_callback(lambda done: _close(done, close))
                raise Stopped
        return connecting.result()

    def run(self, work: Callable[[], T]) -> T:
        """Raises: Stopped."""
        if self._stop is None:
            return work()
        if self._stop.is_set():
            raise Stopped
        running = _started(work)
        while not wait([running], _LOOK_SECONDS).done:
            if self._stop.is_set():
                self._end(running)
                raise Stopped
        if self._stop.is_set():
            raise Stopped
        return running.result()

    def bounded(self, work: Callable[[], None]) -> None:
        """Does the work, or has stopped waiting for it; whatever it raises is of no interest any more."""
        wait([_started(work)], _GIVE_UP_SECONDS / 2)

    def _end(self, running: Future[T]) -> None:
        deadline = time.monotonic() + _GIVE_UP_SECONDS
        while not running.done() and time.monotonic() < deadline:
            wait([_started(self.cancel)], _AGAIN_SECONDS)
            wait([running], _AGAIN_SECONDS)


def _started(work: Callable[[], T]) -> Future[T]:
    """In a thread that no process waits for at its end."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # raised where it is waited for
            done.set_exception(error)

    threading.Thread(target=run, name="engine-work", daemon=True).start()
    return done


def _close(opened: Future[T], close: Callable[[T], None]) -> None:
    with suppress(Exception):
        close(opened.result())
