"""Waiting for a condition, with patience for slow machines."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from sendoff.clock import monotonic_seconds

T = TypeVar("T")

PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.01


def until(look: Callable[[], T | None], *, seconds: float = PATIENCE_SECONDS) -> T:
    """What `look` returns, as soon as it is true. Fails with its last answer after `seconds`."""
    deadline = monotonic_seconds() + seconds
    never = threading.Event()
    while not (found := look()):
        if monotonic_seconds() > deadline:
            raise AssertionError(f"after {seconds} s it was still {found!r}")
        never.wait(LOOK_SECONDS)
    return found
