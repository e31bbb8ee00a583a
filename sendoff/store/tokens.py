"""Tokens, as rows: sessions and long-lived API tokens, by their hash alone."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select, update

from sendoff.store.rows import AnyRow
from sendoff.store.tables import tokens


class TokenKind(StrEnum):
    SESSION = "session"
    API = "api"


def add(
    connection: Connection,
    *,
    token_hash: str,
    user_id: int,
    kind: TokenKind,
    now: str,
    name: str = "",
    expires: str | None = None,
) -> int:
    """The id of the new token; `expires` None: it holds until it is revoked."""
    values = {"hash": token_hash, "user_id": user_id, "kind": kind, "name": name, "login": now}
    query = insert(tokens).values(**values, expires=expires, created=now).returning(tokens.c.id)
    return int(connection.execute(query).scalar_one())


def session(connection: Connection, token_hash: str) -> AnyRow | None:
    """The session, expired ones too; None where there is none."""
    query = select(tokens).where(tokens.c.hash == token_hash, tokens.c.kind == TokenKind.SESSION)
    return connection.execute(query).first()


def api_tokens(connection: Connection, user_id: int) -> list[AnyRow]:
    query = select(tokens).where(tokens.c.user_id == user_id, tokens.c.kind == TokenKind.API)
    return list(connection.execute(query.order_by(tokens.c.id)))


def prolong(connection: Connection, token_id: int, *, expires: str) -> None:
    connection.execute(update(tokens).where(tokens.c.id == token_id).values(expires=expires))


def remove(connection: Connection, token_id: int, *, kind: TokenKind) -> bool:
    """Whether there was such a token; there is none any more."""
    query = delete(tokens).where(tokens.c.id == token_id, tokens.c.kind == kind)
    return connection.execute(query).rowcount == 1


def end_sessions(connection: Connection, user_id: int, *, expired_before: str | None = None) -> None:
    """Removes the user's sessions; those alone that expired before a moment, where one is given."""
    query = delete(tokens).where(tokens.c.user_id == user_id, tokens.c.kind == TokenKind.SESSION)
    if expired_before is not None:
        query = query.where(tokens.c.expires < expired_before)
    connection.execute(query)


def revoke_all(connection: Connection, user_id: int) -> None:
    """Removes the user's sessions and API tokens."""
    connection.execute(delete(tokens).where(tokens.c.user_id == user_id))
