"""A progress bar on standard error, for what takes longer than a moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sendoff.cli.output import errors

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

AFTER_SECONDS = 1.0
_LOOK_SECONDS = 0.1


@contextmanager
def progress_bar(
    what: str,
    *,
    total: float | None = 1.0,
    in_bytes: bool = False,
    after_seconds: float = AFTER_SECONDS,
    ask: Callable[[], float | None] | None = None,
) -> Iterator[Callable[[float], None]]:
    """Takes how much of `total` is done, and shows it once `after_seconds` have passed; gone at the end.

    It is shown by a thread of its own, however long the caller waits for something. Where standard
    error is no terminal, `what` alone is written there.

    Args:
        total: None where it is not known.
        ask: gives how much is done, beside what the caller says; None from it is not known yet.
    """
    shown = _Shown(what, total=total, in_bytes=in_bytes)
    ended = threading.Event()
    done = 0.0

    def show(amount: float) -> None:
        nonlocal done
        done = amount

    def keep_showing() -> None:
        if ended.wait(after_seconds):
            return
        shown.begin()
        while not ended.wait(_LOOK_SECONDS):
            asked = ask() if ask is not None else None
            shown.update(done if asked is None else asked)

    if after_seconds <= 0:
        shown.begin()
    thread = threading.Thread(target=keep_showing, name="progress", daemon=True)
    thread.start()
    try:
        yield show
    finally:
        ended.set()
        thread.join()
        shown.end()


class _Shown:
    """A bar that has begun or not."""

    def __init__(self, what: str, *, total: float | None, in_bytes: bool) -> None:
        self._what = what
        self._total = total
        self._in_bytes = in_bytes
        self._has_begun = False
        self._bar: Progress | None = None

    def begin(self) -> None:
        if self._has_begun:
            return
        self._has_begun = True
        if errors.is_terminal:
            self._bar = _bar(self._in_bytes)
            self._bar.start()
            self._bar.add_task(self._what, total=self._total)
        else:
            errors.print(f"{self._what} …", markup=False)

    def update(self, done: float) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar(in_bytes: bool) -> Progress:
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    amount: ProgressColumn = DownloadColumn() if in_bytes else TaskProgressColumn()
    words = TextColumn("{task.description}", markup=False)
    return Progress(words, BarColumn(), amount, TimeElapsedColumn(), console=errors, transient=True)
