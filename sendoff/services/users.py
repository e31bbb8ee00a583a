"""Users: who may log in, and as what."""

from __future__ import annotations

from typing import Any

from sendoff.access.features import Feature
from sendoff.errors import invalid
from sendoff.services.administrators import features_of, keeping_one, require_all
from sendoff.services.context import Context, conflict, forbidden, unknown
from sendoff.services.credentials import checked_email
from sendoff.store import roles, tokens
from sendoff.store import users as rows
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow

_GUARDED = frozenset({"email", "password_hash", "role_id", "disabled", "deleted"})
"""Of a user who holds a feature that the caller lacks, these stay as they are (spec/api.md, Rights)."""

_OPEN = ("id", "name")
"""What anyone signed in may see, and so order by."""


def list_users(context: Context, *, name: str, page: Page) -> tuple[list[AnyRow], bool]:
    """Users that are not deleted, and whether the caller may see more of them than `id` and `name`.

    Raises: forbidden (ordered by what the caller may not see).
    """
    may_see_all = context.caller.holds(Feature.WRITE_USERS)
    if not may_see_all and page.order_by not in _OPEN:
        raise forbidden(to=f"to order users by {page.order_by}", features=[Feature.WRITE_USERS])
    return rows.page(context.connection, name=name, page=page), may_see_all


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


def create_user(context: Context, values: dict[str, Any]) -> AnyRow:
    """The new user.

    Args:
        values: columns of the table `users` that a person sets.
    Raises: forbidden (the role holds what the caller lacks), invalid, conflict (the e-mail is taken).
    """
    require_write(context)
    roles.lock(context.connection)
    _require_role(context, values["role_id"])
    now = kept(context.now)
    values = values | {"email": _free_email(context, values["email"]), "created": now, "modified": now}
    return get_user(context, rows.add(context.connection, values))


def change_user(context: Context, user_id: int, values: dict[str, Any]) -> AnyRow:
    """The user, changed; a changed password, role or state ends their sessions, deletion every token.

    Raises: unknown, forbidden (the user or the new role holds what the caller lacks), invalid,
    conflict (deleted, the e-mail is taken, or no Administrator would stay).
    """
    get_user(context, user_id)
    with keeping_one(context):
        row = get_user(context, user_id)
        if row.deleted:
            raise conflict("This user was deleted. Make a new one.", code="user_deleted")
        if "email" in values:
            values = values | {"email": _free_email(context, values["email"], user_id=user_id)}
        changes = {key: value for key, value in values.items() if value != getattr(row, key)}
        if changes.keys() & _GUARDED:
            role = roles.by_id(context.connection, row.role_id)
            assert role is not None  # users refer to it
            what = "the e-mail, password, role or state of this user"
            require_all(context, features_of(role), to=f"to change {what}")
        if "role_id" in changes:
            _require_role(context, changes["role_id"])
        if changes:
            rows.change(context.connection, user_id, changes | {"modified": kept(context.now)})
        if changes.get("deleted"):
            tokens.revoke_all(context.connection, user_id)
        elif changes.keys() & {"password_hash", "role_id", "disabled"}:
            tokens.end_sessions(context.connection, user_id)
    return _changed(context, user_id)


def delete_user(context: Context, user_id: int) -> AnyRow:
    """The user, deleted, with no token left; as it is where it was already. Raises: as `change_user`."""
    row = get_user(context, user_id)
    return row if row.deleted else change_user(context, user_id, {"deleted": True})


def _changed(context: Context, user_id: int) -> AnyRow:
    row = rows.by_id(context.connection, user_id)
    assert row is not None  # it was there a moment ago, and rows are only marked as deleted
    return row


def _free_email(context: Context, email: str, *, user_id: int | None = None) -> str:
    address = checked_email(email)
    taken = rows.by_email(context.connection, address)
    if taken is not None and taken.id != user_id:
        state = "deleted user" if taken.deleted else "user"
        raise conflict(f"The {state} {taken.id} has this e-mail already.", code="email_taken")
    return address


def _require_role(context: Context, role_id: int) -> None:
    role = roles.by_id(context.connection, role_id)
    if role is None or role.deleted:
        raise invalid(f"There is no role with the id {role_id}.", path="role_id")
    require_all(context, features_of(role), to="to give this role")
