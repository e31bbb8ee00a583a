"""Where a `trino:` URL becomes an engine; the driver is asked for here and not before."""

from __future__ import annotations

from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.trino.address import parse
from sendoff.errors import invalid


def open_engine(url: str, options: EngineOptions) -> Engine:
    """The engine over one table (`address.parse` says how it is named).

    Raises: Invalid, also where the driver is not installed.
    """
    address = parse(url)
    try:
        from sendoff.engines.trino.engine import TrinoEngine
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] not in ("trino", "requests"):
            raise
        raise invalid(
            "Trino is read with a driver that is not installed. Install sendoff[trino].",
            path="profiles",
            code="engine_unknown",
        ) from None
    return TrinoEngine(address, options)
