"""Destination types by key, through the entry points of the group `sendoff.destinations`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from sendoff.destinations.port import DestinationType
from sendoff.errors import invalid

GROUP = "sendoff.destinations"


def get(key: str) -> DestinationType:
    """The type. Raises: Invalid, naming those that are installed."""
    if key not in _installed():
        raise invalid(
            f"There is no destination type {key[:80]!r}. Choose one of: {', '.join(sorted(_installed()))}.",
            path="settings.type",
            code="destination_type_unknown",
        )
    return _loaded(key)


@cache
def _installed() -> Mapping[str, EntryPoint]:
    # Once a process: it reads a file of every package there is, a third of a small export's time.
    return {point.name: point for point in entry_points(group=GROUP)}


@cache
def _loaded(key: str) -> DestinationType:
    kind: DestinationType = _installed()[key].load()()
    return kind
