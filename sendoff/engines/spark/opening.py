"""Where a `spark:` URL becomes an engine; the driver is asked for here and not before."""

from __future__ import annotations

from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.spark.address import parse
from sendoff.errors import invalid

_DRIVER = ("pyspark", "grpc", "google", "pandas", "zstandard")


def open_engine(url: str, options: EngineOptions) -> Engine:
    """The engine over one table or folder (`address.parse` says how it is named).

    Raises: Invalid, also where the driver is not installed.
    """
    address = parse(url)
    try:
        from sendoff.engines.spark.engine import SparkEngine
    except ImportError as missing:
        if missing.name is not None and not missing.name.startswith(_DRIVER):
            raise
        raise invalid(
            "Spark is read with a driver that is not installed. Install sendoff[spark].",
            path="profiles",
            code="engine_unknown",
        ) from None
    return SparkEngine(address, options)
