"""Users: who may log in, and as what."""

from __future__ import annotations

from typing import Any

from sendoff.access.credentials import checked_email, checked_password
from sendoff.access.features import Feature
from sendoff.access.passwords import hash_password
from sendoff.errors import invalid
from sendoff.services.administrators import features_of, keeping_one, require_all
from sendoff.services.context import Context, conflict, unknown
from sendoff.store import roles, tokens
from sendoff.store import users as rows
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow

_GUARDED = frozenset({"email", "password_hash", "role_id", "disabled", "deleted"})
"""Of a user who holds a feature that the caller lacks, these stay as they are (spec/api.md, Rights)."""

_OPEN = ("id", "name")
"""What anyone signed in may see, and so order by."""


def list_users(context: Context, *, page: Page) -> tuple[list[AnyRow], bool]:
    """Users that are not deleted, and whether the caller may see more of them than `id` and `name`.

    Raises: invalid (ordered by what the caller may not see).
    """
    may_see_all = context.caller.holds(Feature.WRITE_USERS)
    if not may_see_all and page.order_by not in _OPEN:
        raise invalid(
            f"You see the id and the name of users only, so they cannot be ordered by {page.order_by}.",
            path="order_by",
        )
    return rows.page(context.connection, page), may_see_all


def get_user(context: Context, user_id: int) -> AnyRow:
    """The user, deleted ones too. Raises: unknown, forbidden."""
    row = rows.by_id(context.connection, user_id)
    if row is None:
        raise unknown("user", user_id)
    require_write(context)
    return row


def require_write(context: Context) -> None:
    """The caller may see and change users. Raises: forbidden."""
    context.require([Feature.WRITE_USERS], to="to see and change users")


def password_hash(password: str) -> str:
    """What is kept of a password. Slow on purpose: before the transaction. Raises: Invalid."""
    return hash_password(checked_password(password))


def create_user(context: Context, values: dict[str, Any]) -> AnyRow:
    """The new user.

    Args:
        values: columns of the table `users` that a person sets.
    Raises: forbidden (the role holds what the caller lacks), invalid, conflict (the e-mail is taken).
    """
    require_write(context)
    roles.lock(context.connection)
    values = values | {"email": _free_email(context, values["email"])}
    _require_role(context, values["role_id"])
    return get_user(context, rows.add(context.connection, values, now=kept(context.now)))


def change_user(context: Context, user_id: int, values: dict[str, Any]) -> AnyRow:
    """The user, changed; a changed password, role or state ends their sessions, deletion every token.

    Raises: unknown, forbidden (the user or the new role holds what the caller lacks), invalid,
    conflict (the e-mail is taken, or no Administrator would stay).
    """
    get_user(context, user_id)
    with keeping_one(context):
        row = get_user(context, user_id)
        if "email" in values:
            values = values | {"email": _free_email(context, values["email"], user_id=user_id)}
        changes = {key: value for key, value in values.items() if value != getattr(row, key)}
        if changes.keys() & _GUARDED:
            role = roles.by_id(context.connection, row.role_id)
            assert role is not None  # users refer to it
            require_all(context, features_of(role), to="to change the e-mail, password, role or state of this user")
        if "role_id" in changes:
            _require_role(context, changes["role_id"])
        if changes:
            rows.change(context.connection, user_id, changes, now=kept(context.now))
        if changes.get("deleted"):
            tokens.revoke_all(context.connection, user_id)
        elif changes.keys() & {"password_hash", "role_id", "disabled"}:
            tokens.end_sessions(context.connection, user_id)
    return _changed(context, user_id)


def delete_user(context: Context, user_id: int) -> AnyRow:
    """The user, deleted, with no token left. Raises: as `change_user`."""
    return change_user(context, user_id, {"deleted": True})


def _changed(context: Context, user_id: int) -> AnyRow:
    row = rows.by_id(context.connection, user_id)
    assert row is not None  # it was there a moment ago, and rows are only marked as deleted
    return row


def _free_email(context: Context, email: str, *, user_id: int | None = None) -> str:
    address = checked_email(email)
    taken = rows.by_email(context.connection, address)
    if taken is not None and taken.id != user_id:
        state = f" It is deleted; PATCH /users/{taken.id} with deleted 0 restores it." if taken.deleted else ""
        raise conflict(f"The user {taken.id} has this e-mail already.{state}", code="email_taken")
    return address


def _require_role(context: Context, role_id: int) -> None:
    role = roles.by_id(context.connection, role_id)
    if role is None or role.deleted:
        raise invalid(f"There is no role with the id {role_id}.", path="role_id")
    require_all(context, features_of(role), to="to give this role")
