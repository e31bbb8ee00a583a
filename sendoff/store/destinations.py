"""Destinations, as rows."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from sendoff.store.rows import AnyRow
from sendoff.store.tables import destinations


def by_id(connection: Connection, destination_id: int) -> AnyRow | None:
    """The destination, deleted ones too; None where there is none."""
    return connection.execute(select(destinations).where(destinations.c.id == destination_id)).first()


def by_ids(connection: Connection, destination_ids: Collection[int]) -> dict[int, AnyRow]:
    query = select(destinations).where(destinations.c.id.in_(sorted(destination_ids)))
    return {row.id: row for row in connection.execute(query)}
