"""Ctrl-C and SIGTERM: what is under way is undone, and the command ends with their code."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sendoff.cli.exit_codes import INTERRUPTED, TERMINATED


@dataclass(slots=True)
class Interruption:
    """`exit_code` is None as long as nobody has asked for an end."""

    exit_code: int | None = None


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Inside, Ctrl-C raises KeyboardInterrupt and SIGTERM SystemExit, so that `finally` is run.

    Either is noted too: DuckDB makes an error of its own of what a handler raises. In another thread
    than the main one signals do not arrive, and nothing changes.
    """
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():
        yield interruption
        return

    def interrupt(*_: object) -> None:
        interruption.exit_code = INTERRUPTED
        raise KeyboardInterrupt

    def terminate(*_: object) -> None:
        interruption.exit_code = TERMINATED
        sys.exit(TERMINATED)

    before = {
        number: signal.signal(number, handler)
        for number, handler in ((signal.SIGINT, interrupt), (signal.SIGTERM, terminate))
    }
    try:
        yield interruption
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
