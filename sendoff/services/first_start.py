"""The first start of an instance: its roles, its first administrator, and their token."""

from __future__ import annotations

import json

from sqlalchemy import func, insert, select

from sendoff.access.features import STARTING_ROLES
from sendoff.access.passwords import (
    MAX_PASSWORD_CHARACTERS,
    MIN_PASSWORD_CHARACTERS,
    hash_password,
    hash_token,
)
from sendoff.errors import invalid
from sendoff.secrets import random_token
from sendoff.services.context import conflict
from sendoff.services.house import House
from sendoff.store.moments import kept
from sendoff.store.tables import roles, tokens, users


def make_first(house: House, *, email: str, password: str, name: str = "Administrator") -> str:
    """A long-lived token of the first administrator, made with the starting roles.

    Raises: Invalid; conflict, where there are users already.
    """
    address = email.strip().lower()
    if not 3 <= len(address) <= 320 or "@" not in address[1:-1] or not address.isprintable():
        raise invalid("This is no e-mail address.", path="email")
    if not MIN_PASSWORD_CHARACTERS <= len(password) <= MAX_PASSWORD_CHARACTERS:
        raise invalid(
            f"A password has {MIN_PASSWORD_CHARACTERS} to {MAX_PASSWORD_CHARACTERS} characters.",
            path="password",
        )
    hashed = hash_password(password)  # slow on purpose, so before the write lock
    token, now = random_token(), kept(house.clock())
    with house.database.writing() as connection:
        if connection.execute(select(func.count()).select_from(users)).scalar_one():
            raise conflict("This instance has users already. Log in as one of them.", code="already_set_up")
        role_ids = {}
        for role, features in STARTING_ROLES.items():
            values = {"name": role, "features": json.dumps(features), "created": now, "modified": now}
            role_ids[role] = connection.execute(
                insert(roles).values(values).returning(roles.c.id)
            ).scalar_one()
        user_id = connection.execute(
            insert(users)
            .values(
                name=name,
                email=address,
                password_hash=hashed,
                role_id=role_ids["Administrator"],
                created=now,
                modified=now,
            )
            .returning(users.c.id)
        ).scalar_one()
        connection.execute(
            insert(tokens).values(
                hash=hash_token(token),
                user_id=user_id,
                kind="api",
                name="first start",
                login=now,
                created=now,
            )
        )
    return token
