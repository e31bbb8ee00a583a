"""What people set on attributes, as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, update

from sendoff.store.rows import AnyRow
from sendoff.store.tables import attribute_settings

_PROTECTED = select(attribute_settings.c.attribute_id).where(attribute_settings.c.is_pii_protected)


def settings(connection: Connection) -> dict[str, AnyRow]:
    """The settings by attribute id; attributes that nobody touched are not in it."""
    return {row.attribute_id: row for row in connection.execute(select(attribute_settings))}


def protected(connection: Connection) -> frozenset[str]:
    """The ids of the attributes that are masked at every door."""
    return frozenset(connection.execute(_PROTECTED).scalars())


def change(connection: Connection, attribute_id: str, values: dict[str, Any], *, now: str) -> None:
    """Keeps `values`; the first ones make the row."""
    query = update(attribute_settings).where(attribute_settings.c.attribute_id == attribute_id)
    if not connection.execute(query.values(**values, modified=now)).rowcount:
        row = {"attribute_id": attribute_id, "created": now, "modified": now, **values}
        connection.execute(insert(attribute_settings).values(row))
