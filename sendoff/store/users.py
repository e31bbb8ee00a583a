"""Users, as rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from sendoff.store.pages import Page, containing
from sendoff.store.rows import AnyRow
from sendoff.store.tables import roles, tokens, users

_CALLER = (
    select(users.c.id, users.c.name, roles.c.features)
    .join(roles, roles.c.id == users.c.role_id)
    .where(~users.c.disabled, ~users.c.deleted, ~roles.c.disabled, ~roles.c.deleted)
)
_CALLER_BY_TOKEN = _CALLER.join(tokens, tokens.c.user_id == users.c.id).where(
    tokens.c.hash == bindparam("hash"),
    or_(tokens.c.expires.is_(None), tokens.c.expires > bindparam("now")),
)
_CALLER_BY_ID = _CALLER.where(users.c.id == bindparam("user_id"))


def caller_by_token(connection: Connection, *, token_hash: str, now: str) -> AnyRow | None:
    """`id, name, features` of the active user with this unexpired token; None for anything else."""
    return connection.execute(_CALLER_BY_TOKEN, {"hash": token_hash, "now": now}).first()


def caller_by_id(connection: Connection, *, user_id: int) -> AnyRow | None:
    """`id, name, features` of the user, if active; None for anything else."""
    return connection.execute(_CALLER_BY_ID, {"user_id": user_id}).first()


def by_id(connection: Connection, user_id: int) -> AnyRow | None:
    """The user, deleted ones too; None where there is none."""
    return connection.execute(select(users).where(users.c.id == user_id)).first()


def by_email(connection: Connection, email: str) -> AnyRow | None:
    """The user with this lower-case address, deleted ones too; None where there is none."""
    if "\0" in email:  # no address of ours has it, and PostgreSQL does not take it
        return None
    return connection.execute(select(users).where(users.c.email == email)).first()


def page(connection: Connection, *, name: str, page: Page) -> list[AnyRow]:
    """Users that are not deleted."""
    query = select(users).where(~users.c.deleted, containing(users.c.name, name))
    return list(connection.execute(page.of(query, users)))


def add(connection: Connection, values: dict[str, Any]) -> int:
    """The id of the new user."""
    return int(connection.execute(insert(users).values(values).returning(users.c.id)).scalar_one())


def change(connection: Connection, user_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(users).where(users.c.id == user_id).values(values))


def logged_in(connection: Connection, user_id: int, *, now: str) -> None:
    """Notes a login: the last one, and the first one where there was none."""
    times = {"last_login": now, "first_login": func.coalesce(users.c.first_login, now)}
    connection.execute(update(users).where(users.c.id == user_id).values(times))
