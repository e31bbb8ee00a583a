"""Users, their roles and their tokens, as rows."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, or_, select

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
