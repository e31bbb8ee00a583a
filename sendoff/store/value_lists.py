"""Uploaded value lists as rows."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sendoff.store.rows import AnyRow
from sendoff.store.tables import value_lists


def by_id(connection: Connection, value_list_id: int) -> AnyRow | None:
    """The list, deleted or not; None where there is none."""
    return connection.execute(select(value_lists).where(value_lists.c.id == value_list_id)).first()
