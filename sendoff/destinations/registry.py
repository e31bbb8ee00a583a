"""Destination types by key, through the entry points of the group `sendoff.destinations`."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points

from sendoff.destinations.port import DestinationType
from sendoff.errors import invalid

GROUP = "sendoff.destinations"


def get(key: str) -> DestinationType:
    """The type. Raises: Invalid, naming those that are installed."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    if key not in found:
        raise invalid(
            f"There is no destination type {key[:80]!r}. Choose one of: {', '.join(sorted(found))}.",
            path="settings.type",
            code="destination_type_unknown",
        )
    return _loaded(key)


@lru_cache(maxsize=64)
def _loaded(key: str) -> DestinationType:
    (point,) = entry_points(group=GROUP, name=key)
    kind: DestinationType = point.load()()
    return kind
