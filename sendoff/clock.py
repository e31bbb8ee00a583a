"""The one source of `now`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment, aware and UTC."""


def system_clock() -> datetime:
    """The present moment of this machine, aware and UTC; may go back when the machine's does."""
    return datetime.now(UTC)


def monotonic_seconds() -> float:
    """Seconds since some moment; never goes back. For durations only."""
    return time.monotonic()
