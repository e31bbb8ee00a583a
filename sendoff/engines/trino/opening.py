"""Where a `trino:` URL becomes an engine; the driver is asked for here and not before."""

from __future__ import annotations

from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.sql.drivers import installed
from sendoff.engines.trino.address import parse


def open_engine(url: str, options: EngineOptions) -> Engine:
    """The engine over one table (`address.parse` says how it is named).

    Raises: Invalid, also where the driver is not installed.
    """
    address = parse(url)
    with installed("Trino", extra="trino", packages=("trino", "requests")):
        from sendoff.engines.trino.engine import TrinoEngine
    return TrinoEngine(address, options)
