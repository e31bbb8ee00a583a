"""Where a `postgresql:` URL becomes an engine; the driver is asked for here and not before."""

from __future__ import annotations

from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.postgres.address import parse
from sendoff.errors import invalid


def open_engine(url: str, options: EngineOptions) -> Engine:
    """The engine over one table (`address.parse` says how it is named).

    Raises: Invalid, also where the driver is not installed.
    """
    address = parse(url)
    try:
        from sendoff.engines.postgres.engine import PostgresEngine
    except ModuleNotFoundError as missing:
        if missing.name is None or not missing.name.startswith("adbc_driver"):
            raise
        raise invalid(
            "PostgreSQL is read with a driver that is not installed. Install sendoff[postgres].",
            path="profiles",
            code="engine_unknown",
        ) from None
    return PostgresEngine(address, options)
