"""Segments and who may work with them, as rows."""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, case, literal, select

from sendoff.access.rights import Acl
from sendoff.store.rows import AnyRow
from sendoff.store.tables import segment_users, segments

_WITH_ACL = (
    select(
        segments,
        case(
            (segments.c.author_id == bindparam("user_id"), literal(int(Acl.AUTHOR))),
            (segment_users.c.permission == "write", literal(int(Acl.WRITE))),
            (segment_users.c.permission == "read", literal(int(Acl.READ))),
            else_=literal(int(Acl.NONE)),
        ).label("acl"),
    )
    .outerjoin(
        segment_users,
        and_(
            segment_users.c.segment_id == segments.c.id,
            segment_users.c.user_id == bindparam("user_id"),
        ),
    )
    .where(segments.c.id == bindparam("segment_id"))
)


def with_acl(connection: Connection, segment_id: int, *, user_id: int) -> AnyRow | None:
    """The segment, with the user's own access to it as `acl` (a value of `Acl`); deleted ones too."""
    return connection.execute(_WITH_ACL, {"segment_id": segment_id, "user_id": user_id}).first()
