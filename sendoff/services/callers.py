"""Who is asking: a token to a caller, looked up anew at every call."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection

from sendoff.access.passwords import hash_token
from sendoff.errors import Kind, SendoffError
from sendoff.services.context import Caller
from sendoff.store import users
from sendoff.store.moments import kept
from sendoff.store.rows import AnyRow


def caller_of_token(connection: Connection, token: str | None, *, now: datetime) -> Caller:
    """The caller with this token.

    Raises: SendoffError (unauthenticated) for a missing, unknown, expired or ended token, and for
    a user or role that is disabled or deleted: one answer for all, so that nothing can be probed.
    """
    if not token:
        raise unauthenticated("This call needs a login: send your token in the header X-Access-Token.")
    row = users.caller_by_token(connection, token_hash=hash_token(token), now=kept(now))
    if row is None:
        raise unauthenticated("The token in X-Access-Token is not valid (any more). Log in again.")
    return _caller(row)


def active_caller(connection: Connection, user_id: int) -> Caller | None:
    """The user as a caller, or None where they are not active."""
    row = users.caller_by_id(connection, user_id=user_id)
    return _caller(row) if row is not None else None


def unauthenticated(message: str) -> SendoffError:
    return SendoffError(message, code="unauthenticated", kind=Kind.UNAUTHENTICATED)


def _caller(row: AnyRow) -> Caller:
    return Caller(user_id=row.id, name=row.name, features=_features(row.features))


@lru_cache(maxsize=256)
def _features(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))
