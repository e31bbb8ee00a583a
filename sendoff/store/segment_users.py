"""Who was invited to which segment, as rows."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow
from sendoff.store.tables import segment_users


def page(connection: Connection, segment_id: int, page: Page) -> list[AnyRow]:
    query = select(segment_users).where(segment_users.c.segment_id == segment_id)
    return list(connection.execute(page.of(query, segment_users)))


def by_user(connection: Connection, segment_id: int, user_id: int) -> AnyRow | None:
    return connection.execute(
        select(segment_users).where(
            segment_users.c.segment_id == segment_id, segment_users.c.user_id == user_id
        )
    ).first()


def add(connection: Connection, segment_id: int, *, user_id: int, permission: str, now: str) -> None:
    values = {"segment_id": segment_id, "user_id": user_id, "permission": permission, "created": now}
    connection.execute(insert(segment_users), values)


def change(connection: Connection, invitation_id: int, *, permission: str) -> None:
    query = update(segment_users).where(segment_users.c.id == invitation_id)
    connection.execute(query.values(permission=permission))


def remove(connection: Connection, invitation_id: int) -> None:
    connection.execute(delete(segment_users).where(segment_users.c.id == invitation_id))
