"""Who may work with a segment beside its author."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.exc import IntegrityError

from sendoff.access.rights import Call
from sendoff.errors import invalid
from sendoff.services.context import Context, conflict, unknown
from sendoff.services.segments import get_segment
from sendoff.store import segment_users as rows
from sendoff.store import users
from sendoff.store.moments import kept
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow


class Permission(StrEnum):
    """What an invited user may do with a segment."""

    READ = "read"
    WRITE = "write"


def list_invited(context: Context, segment_id: int, *, page: Page) -> list[AnyRow]:
    """The users invited to the segment. Raises: unknown, forbidden."""
    get_segment(context, segment_id)
    return rows.page(context.connection, segment_id, page)


def invite(context: Context, segment_id: int, *, user_id: int, permission: Permission) -> AnyRow:
    """The invitation. Raises: unknown, forbidden, invalid (no such user), conflict (invited already)."""
    segment = get_segment(context, segment_id, call=Call.CHANGE_ACL)
    user = users.by_id(context.connection, user_id)
    if user is None or user.deleted:
        raise invalid(f"There is no user with the id {user_id}.", path="user_id")
    if user_id == segment.author_id:
        raise invalid("The author of a segment may do everything with it already.", path="user_id")
    try:
        rows.add(
            context.connection, segment_id, user_id=user_id, permission=permission, now=kept(context.now)
        )
    except IntegrityError:  # a look first would not see who is being invited at this moment
        raise conflict(
            f"The user {user_id} is invited already. Change the permission instead.", code="invited_already"
        ) from None
    return _invitation(context, segment_id, user_id)


def change_invitation(context: Context, segment_id: int, user_id: int, *, permission: Permission) -> AnyRow:
    """The invitation with another permission. Raises: unknown, forbidden."""
    found = _invited(context, segment_id, user_id)
    rows.change(context.connection, found.id, permission=permission)
    return _invitation(context, segment_id, user_id)


def remove_invitation(context: Context, segment_id: int, user_id: int) -> AnyRow:
    """The invitation that is no more. Raises: unknown, forbidden."""
    found = _invited(context, segment_id, user_id)
    rows.remove(context.connection, found.id)
    return found


def _invited(context: Context, segment_id: int, user_id: int) -> AnyRow:
    # Ids in the path belong together, or it is a 404 before any right is looked at (spec/api.md).
    found = _invitation(context, segment_id, user_id)
    get_segment(context, segment_id, call=Call.CHANGE_ACL)
    return found


def _invitation(context: Context, segment_id: int, user_id: int) -> AnyRow:
    found = rows.by_user(context.connection, segment_id, user_id)
    if found is None:
        raise unknown("invited user of this segment", user_id)
    return found
