"""Engines by URL, through the entry points of the group `sendoff.engines`; ours are among them."""

from __future__ import annotations

import re
from importlib.metadata import EntryPoint, entry_points

from sendoff.engines.port import Engine, EngineOptions, OpenEngine
from sendoff.errors import invalid

GROUP = "sendoff.engines"
FILES = "file"
"""The name under which an engine for plain paths is registered."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")


def open_engine(url: str, options: EngineOptions | None = None) -> Engine:
    """The engine that is registered for the URL's scheme; a path without one is `file`.

    Nothing of the source is opened yet.

    Raises: Invalid, where no engine is registered for it, or the engine refuses the URL.
    """
    scheme = scheme_of(url)
    found = {point.name: point for point in entry_points(group=GROUP)}
    if scheme not in found:
        known = ", ".join(sorted(found)) or "none"
        raise invalid(
            f"No engine is installed for {scheme!r} URLs (installed: {known}). "
            "Correct `profiles`, or install the package of that engine.",
            path="profiles",
            code="engine_unknown",
        )
    return _load(found[scheme])(url, options or EngineOptions())


def scheme_of(url: str) -> str:
    """`duckdb` of `duckdb:///a.duckdb`; `file` of a path."""
    found = _SCHEME.match(url)
    return found.group(1).lower() if found else FILES


def _load(point: EntryPoint) -> OpenEngine:
    opener: OpenEngine = point.load()
    return opener
