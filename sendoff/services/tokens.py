"""What opens something for long: API tokens and download links, by whoever holds the data folder."""

from __future__ import annotations

from sqlalchemy import Connection, update

from sendoff.access.passwords import hash_token
from sendoff.errors import Kind, SendoffError, invalid
from sendoff.secrets import random_token
from sendoff.services.callers import active_caller
from sendoff.services.context import conflict, unknown
from sendoff.services.credentials import normal_email
from sendoff.services.house import House
from sendoff.store import exports as export_rows
from sendoff.store import tokens as rows
from sendoff.store import users
from sendoff.store.moments import kept
from sendoff.store.rows import AnyRow
from sendoff.store.tables import exports

MAX_TOKEN_NAME = 200


def make_token(house: House, *, email: str, name: str) -> tuple[int, str]:
    """The id of a new API token, and the token itself, which can be shown this once only.

    Raises: unknown, Invalid, conflict (the user is not active).
    """
    if len(name) > MAX_TOKEN_NAME or "\0" in name:
        raise invalid(f"The name of a token has at most {MAX_TOKEN_NAME} characters.", path="name")
    token = random_token()
    with house.database.writing() as connection:
        user = _user(connection, email)
        if active_caller(connection, user.id) is None:
            raise conflict("This user, or their role, is disabled or deleted.", code="user_not_active")
        token_id = rows.add(
            connection,
            token_hash=hash_token(token),
            user_id=user.id,
            kind=rows.TokenKind.API,
            name=name,
            now=kept(house.clock()),
        )
    return token_id, token


def list_tokens(house: House, *, email: str) -> list[AnyRow]:
    """The user's API tokens, oldest first, without the tokens themselves. Raises: unknown."""
    with house.database.reading() as connection:
        return rows.api_tokens(connection, _user(connection, email).id)


def revoke_token(house: House, token_id: int) -> None:
    """The API token opens nothing any more. Raises: unknown."""
    with house.database.writing() as connection:
        if not rows.remove(connection, token_id, kind=rows.TokenKind.API):
            raise unknown("API token", token_id)


def revoke_links(house: House, export_id: int) -> None:
    """Every download link of the export made so far opens nothing any more. Raises: unknown."""
    with house.database.writing() as connection:
        renewed = update(exports).where(exports.c.id == export_id).values(token_nonce=random_token())
        if connection.execute(renewed).rowcount == 0:
            raise unknown("export", export_id)
        export_rows.log(
            connection, export_id, "info", "Its download links were revoked.", now=kept(house.clock())
        )


def _user(connection: Connection, email: str) -> AnyRow:
    user = users.by_email(connection, normal_email(email))
    if user is None:
        raise SendoffError("There is no user with this e-mail.", code="unknown", kind=Kind.UNKNOWN)
    return user
