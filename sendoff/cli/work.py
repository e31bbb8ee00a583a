"""Work of this machine that takes its time: with a progress bar, and ended by Ctrl-C."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sendoff.cli.progress import progress_bar

T = TypeVar("T")


def carried_out(
    work: Callable[[threading.Event], T],
    what: str,
    *,
    total: float | None = 1.0,
    progress: Callable[[], float | None] | None = None,
) -> T:
    """What `work` returns.

    It is done in a thread of its own: signals come to the main thread, and not while it is inside a
    query. Then the event that `work` is given is set, and it has ended when the signal's exception
    goes on.

    Args:
        progress: how much of `total` is done.
    """
    stop = threading.Event()
    with (
        ThreadPoolExecutor(1, thread_name_prefix="work") as pool,
        progress_bar(what, total=total, ask=progress),
    ):
        try:
            # In here too: the thread may have begun when a signal comes.
            return pool.submit(work, stop).result()
        except BaseException:  # Ctrl-C among them: the work must stop, not be waited for
            stop.set()
            raise
