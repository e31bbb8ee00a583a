"""Uploaded value lists as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, update

from sendoff.store.pages import Page, containing
from sendoff.store.rows import AnyRow
from sendoff.store.sizes import Size
from sendoff.store.tables import value_lists

_SIZE = Size(value_lists.c.name, value_lists.c.sha256)


def by_id(connection: Connection, value_list_id: int) -> AnyRow | None:
    """The list, deleted or not; None where there is none."""
    return connection.execute(select(value_lists).where(value_lists.c.id == value_list_id)).first()


def page(connection: Connection, *, name: str, page: Page) -> list[AnyRow]:
    """Lists that are not deleted."""
    query = select(value_lists).where(~value_lists.c.deleted, containing(value_lists.c.name, name))
    return page.rows(connection, query, value_lists, size=_SIZE)


def add(connection: Connection, values: dict[str, Any]) -> int:
    """The id of the new list."""
    query = insert(value_lists).values(values).returning(value_lists.c.id)
    return int(connection.execute(query).scalar_one())


def deleted_by_key(connection: Connection) -> dict[str, bool]:
    """Whether the list of each key is deleted."""
    return {
        row.key: row.deleted for row in connection.execute(select(value_lists.c.key, value_lists.c.deleted))
    }


def mark_deleted(connection: Connection, value_list_id: int) -> None:
    connection.execute(update(value_lists).where(value_lists.c.id == value_list_id).values(deleted=True))
