"""Where a `spark:` URL becomes an engine; the driver is asked for here and not before."""

from __future__ import annotations

from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.spark.address import parse
from sendoff.engines.sql.drivers import installed

_DRIVER = ("pyspark", "grpc", "google", "pandas", "zstandard")


def open_engine(url: str, options: EngineOptions) -> Engine:
    """The engine over one table or folder (`address.parse` says how it is named).

    Raises: Invalid, also where the driver is not installed.
    """
    address = parse(url)
    with installed("Spark", extra="spark", packages=_DRIVER):
        from sendoff.engines.spark.engine import SparkEngine
    return SparkEngine(address, options)
