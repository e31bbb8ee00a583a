"""Where a `bigquery:` URL becomes an engine; the driver is asked for here and not before."""

from __future__ import annotations

from sendoff.engines.bigquery.address import parse
from sendoff.engines.port import Engine, EngineOptions
from sendoff.engines.sql.drivers import installed


def open_engine(url: str, options: EngineOptions) -> Engine:
    """The engine over one table (`address.parse` says how it is named).

    Raises: Invalid, also where the driver is not installed.
    """
    address = parse(url)
    with installed("BigQuery", extra="bigquery", packages=("google", "requests", "grpc")):
        from sendoff.engines.bigquery.engine import BigQueryEngine
    return BigQueryEngine(address, options)
