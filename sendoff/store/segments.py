"""Segments and who may work with them, as rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy import update as update_of

from sendoff.access.rights import Acl
from sendoff.store.pages import Page, containing
from sendoff.store.rows import AnyRow
from sendoff.store.sizes import Size
from sendoff.store.tables import segment_users, segments

_ACL = case(
    (segments.c.author_id == bindparam("user_id"), literal(int(Acl.AUTHOR))),
    (segment_users.c.permission == "write", literal(int(Acl.WRITE))),
    (segment_users.c.permission == "read", literal(int(Acl.READ))),
    else_=literal(int(Acl.NONE)),
).label("acl")
_ALL = select(segments, _ACL).outerjoin(
    segment_users,
    and_(segment_users.c.segment_id == segments.c.id, segment_users.c.user_id == bindparam("user_id")),
)
_WITH_ACL = _ALL.where(segments.c.id == bindparam("segment_id"))
_ACL_ALONE = _WITH_ACL.with_only_columns(_ACL, maintain_column_froms=True)

SIZE = Size(
    segments.c.conditions_operation,
    segments.c.destination_parameters,
    segments.c.frontend_settings,
    segments.c.description,
    segments.c.tags,
)
"""Of what is shown of a segment."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of segments leaves out; `mine`, `shared` and `foreign` are joined by or."""

    name: str = ""
    tag_ids: tuple[int, ...] = ()
    mine: bool = False
    shared: bool = False
    foreign: bool = False
    deleted: bool = False


def with_acl(connection: Connection, segment_id: int, *, user_id: int) -> AnyRow | None:
    """The segment, with the user's own access to it as `acl` (a value of `Acl`); deleted ones too."""
    return connection.execute(_WITH_ACL, {"segment_id": segment_id, "user_id": user_id}).first()


def acl(connection: Connection, segment_id: int, *, user_id: int) -> int | None:
    """The user's own access to the segment (a value of `Acl`), deleted or not; None where there is none."""
    found: int | None = connection.execute(
        _ACL_ALONE, {"segment_id": segment_id, "user_id": user_id}
    ).scalar()
    return found


def page(
    connection: Connection, *, user_id: int, with_foreign: bool, filters: Filters, page: Page
) -> list[AnyRow]:
    """Segments with the user's `acl`: those of their own or shared with them, or all `with_foreign`."""
    mine = segments.c.author_id == user_id
    shared = and_(segment_users.c.user_id.is_not(None), ~mine)
    foreign = and_(segment_users.c.user_id.is_(None), ~mine)
    wanted = [
        part
        for part, asked in ((mine, filters.mine), (shared, filters.shared), (foreign, filters.foreign))
        if asked
    ]
    query = _ALL.where(
        segments.c.deleted == filters.deleted,
        true() if with_foreign else or_(mine, shared),
        or_(*wanted) if wanted else true(),
        containing(segments.c.name, filters.name),
        or_(*(_tagged(tag) for tag in filters.tag_ids)) if filters.tag_ids else true(),
    )
    return page.rows(connection, query, segments, size=SIZE, parameters={"user_id": user_id})


def add(connection: Connection, values: dict[str, Any]) -> int:
    """The id of the new segment."""
    return int(connection.execute(insert(segments).values(values).returning(segments.c.id)).scalar_one())


def change(connection: Connection, segment_id: int, values: dict[str, Any]) -> None:
    connection.execute(update_of(segments).where(segments.c.id == segment_id).values(values))


def conditions_of(connection: Connection, segment_ids: Collection[int]) -> dict[int, str]:
    """`conditions_operation` of each of the segments that are there, deleted or not."""
    query = select(segments.c.id, segments.c.conditions_operation).where(segments.c.id.in_(segment_ids))
    return {row.id: row.conditions_operation for row in connection.execute(query)}


def _tagged(tag: int) -> ColumnElement[bool]:
    """The JSON list of whole numbers, written without spaces, has this one."""
    plain = func.replace(func.replace(segments.c.tags, "[", ","), "]", ",")
    return plain.like(f"%,{tag},%")
