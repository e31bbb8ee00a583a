"""The first start of an instance: its roles, its first administrator, and their token."""

from __future__ import annotations

import json

from sqlalchemy import exists, select

from sendoff.access.features import STARTING_ROLES
from sendoff.access.passwords import hash_password, hash_token
from sendoff.secrets import random_token
from sendoff.services.context import conflict
from sendoff.services.credentials import checked_email, checked_password
from sendoff.services.house import House
from sendoff.store import roles, tables, tokens, users
from sendoff.store.moments import kept
from sendoff.store.tokens import TokenKind


def make_first(house: House, *, email: str, password: str, name: str = "Administrator") -> str:
    """A long-lived token of the first administrator, made with the starting roles.

    Raises: Invalid; conflict, where there are users already.
    """
    address, password = checked_email(email), checked_password(password)
    hashed = hash_password(password)  # slow on purpose, so before the write lock
    token, now = random_token(), kept(house.clock())
    with house.database.writing() as connection:
        if connection.execute(select(exists().select_from(tables.users))).scalar():
            raise conflict("This instance has users already. Log in as one of them.", code="already_set_up")
        role_ids = {}
        for role, features in STARTING_ROLES.items():
            values = {"name": role, "features": json.dumps(features), "created": now, "modified": now}
            role_ids[role] = roles.add(connection, values)
        administrator = {
            "name": name,
            "email": address,
            "password_hash": hashed,
            "role_id": role_ids["Administrator"],
            "created": now,
            "modified": now,
        }
        user_id = users.add(connection, administrator)
        tokens.add(
            connection,
            token_hash=hash_token(token),
            user_id=user_id,
            kind=TokenKind.API,
            name="first start",
            now=now,
        )
    return token
