"""Drivers are extras: each is asked for where its URL is opened, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sendoff.errors import invalid


@contextmanager
def installed(engine: str, *, extra: str, packages: tuple[str, ...]) -> Iterator[None]:
    """Around the import of an engine's code, which imports its driver.

    Args:
        packages: how the names of the driver's modules begin.
    Raises: Invalid, naming the extra, where one of these is missing; any other missing module is a defect.
    """
    try:
        yield
    except ImportError as missing:
        # Without a name it is the driver itself that says what it misses.
        if missing.name is not None and not missing.name.startswith(packages):
            raise
        raise invalid(
            f"{engine} is read with a driver that is not installed. Install sendoff[{extra}].",
            path="profiles",
            code="engine_unknown",
        ) from None
