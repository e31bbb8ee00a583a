"""Roles, as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, exists, insert, select, update

from sendoff.store.pages import Page, containing
from sendoff.store.rows import AnyRow
from sendoff.store.sizes import Size
from sendoff.store.tables import roles, users

_SIZE = Size(roles.c.features, roles.c.description)


def lock(connection: Connection) -> None:
    """From now on to the end of this transaction, nobody else changes users or roles.

    SQLite's writing transactions are alone already; on PostgreSQL the rows of all roles are locked,
    which every change of a user or a role asks for first.
    """
    connection.execute(select(roles.c.id).order_by(roles.c.id).with_for_update()).all()


def by_id(connection: Connection, role_id: int) -> AnyRow | None:
    """The role, deleted ones too; None where there is none."""
    return connection.execute(select(roles).where(roles.c.id == role_id)).first()


def by_name(connection: Connection, name: str) -> AnyRow | None:
    """The role, deleted ones too; None where there is none."""
    return connection.execute(select(roles).where(roles.c.name == name)).first()


def page(connection: Connection, *, name: str, page: Page) -> list[AnyRow]:
    """Roles that are not deleted."""
    query = select(roles).where(~roles.c.deleted, containing(roles.c.name, name))
    return page.rows(connection, query, roles, size=_SIZE)


def held(connection: Connection) -> list[AnyRow]:
    """Roles that some active user has, neither disabled nor deleted themselves."""
    holder = exists().where(users.c.role_id == roles.c.id, ~users.c.disabled, ~users.c.deleted)
    return list(connection.execute(select(roles).where(~roles.c.disabled, ~roles.c.deleted, holder)))


def is_in_use(connection: Connection, role_id: int) -> bool:
    """Whether a user who is not deleted has the role."""
    query = select(users.c.id).where(users.c.role_id == role_id, ~users.c.deleted).limit(1)
    return connection.execute(query).first() is not None


def add(connection: Connection, values: dict[str, Any]) -> int:
    """The id of the new role."""
    return int(connection.execute(insert(roles).values(values).returning(roles.c.id)).scalar_one())


def change(connection: Connection, role_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(roles).where(roles.c.id == role_id).values(values))
