"""Destinations, as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, true, update

from sendoff.store.pages import Page, containing
from sendoff.store.rows import AnyRow
from sendoff.store.sizes import Size
from sendoff.store.tables import destinations

SIZE = Size(
    destinations.c.settings,
    destinations.c.frontend_settings,
    destinations.c.attribute_ids,
    destinations.c.mandatory_attribute_ids,
    destinations.c.description,
    destinations.c.icon,
)
"""Of what is shown of a destination."""


def by_id(connection: Connection, destination_id: int) -> AnyRow | None:
    """The destination, deleted ones too; None where there is none."""
    return connection.execute(select(destinations).where(destinations.c.id == destination_id)).first()


def known(connection: Connection, destination_ids: frozenset[int]) -> set[int]:
    """Those of the ids that a destination has, deleted ones too; they are at most a few thousand."""
    query = select(destinations.c.id).where(destinations.c.id.in_(sorted(destination_ids)))
    return set(connection.execute(query).scalars())


def page(connection: Connection, *, only: frozenset[int] | None, name: str, page: Page) -> list[AnyRow]:
    """Destinations that are not deleted; those with an id in `only`, unless it is None."""
    query = select(destinations).where(
        ~destinations.c.deleted,
        true() if only is None else destinations.c.id.in_(sorted(only)),
        containing(destinations.c.name, name),
    )
    return page.rows(connection, query, destinations, size=SIZE)


def add(connection: Connection, values: dict[str, Any]) -> int:
    """The id of the new destination."""
    query = insert(destinations).values(values).returning(destinations.c.id)
    return int(connection.execute(query).scalar_one())


def change(connection: Connection, destination_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(destinations).where(destinations.c.id == destination_id).values(values))
