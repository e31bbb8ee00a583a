"""The one source of `now`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Clock = Callable[[], datetime]
"""Gives the present moment, aware and UTC."""


def system_clock() -> datetime:
    """The present moment of this machine, aware and UTC; may go back when the machine's does."""
    return datetime.now(UTC)


def monotonic_seconds() -> float:
    """Seconds since some moment; never goes back. For durations only."""
    return time.monotonic()


def zone_of(name: str) -> ZoneInfo:
    """The IANA time zone of that name. Raises: ValueError, with a sentence."""
    try:
        if name not in _OF_ONE_MACHINE:
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise ValueError(f"{name!r} is no IANA time zone; one is 'Europe/Prague'")


_OF_ONE_MACHINE = ("localtime", "posixrules", "Factory")
"""Files that lie among the zones, and mean another one on each machine."""
