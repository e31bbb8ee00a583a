"""A progress bar on standard error, for what takes longer than a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sendoff.cli.output import errors
from sendoff.clock import monotonic_seconds

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

AFTER_SECONDS = 1.0


@contextmanager
def progress_bar(
    what: str, *, total: float | None = 1.0, in_bytes: bool = False, after_seconds: float = AFTER_SECONDS
) -> Iterator[Callable[[float], None]]:
    """Takes how much of `total` is done, and shows it once `after_seconds` have passed; gone at the end.

    Where standard error is no terminal, `what` alone is written there.

    Args:
        total: None where it is not known.
    """
    began = monotonic_seconds()
    bar: Progress | None = None
    is_told = False

    def show(done: float) -> None:
        nonlocal bar, is_told
        if not is_told and monotonic_seconds() - began >= after_seconds:
            is_told = True
            if errors.is_terminal:
                bar = _bar(in_bytes)
                bar.start()
                bar.add_task(what, total=total)
            else:
                errors.print(f"{what} …", markup=False)
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done)

    try:
        show(0.0)
        yield show
    finally:
        if bar is not None:
            bar.stop()


def _bar(in_bytes: bool) -> Progress:
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn

    amount: ProgressColumn = DownloadColumn() if in_bytes else TaskProgressColumn()
    words = TextColumn("{task.description}", markup=False)
    return Progress(words, BarColumn(), amount, console=errors, transient=True)
