"""What the conditions of segments name: other segments and value lists, as rows."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, func, insert, select, update

from sendoff.store.rows import AnyRow
from sendoff.store.tables import segment_uses, segments, value_lists

SEGMENT, VALUE_LIST = "segment", "value_list"


def replace(
    connection: Connection,
    segment_id: int,
    *,
    segment_ids: Collection[int],
    value_list_ids: Collection[int],
) -> None:
    """The segment names these from now on, and nothing else."""
    connection.execute(delete(segment_uses).where(segment_uses.c.segment_id == segment_id))
    named = [(SEGMENT, each) for each in segment_ids] + [(VALUE_LIST, each) for each in value_list_ids]
    if named:
        rows = [{"segment_id": segment_id, "noun": noun, "used_id": used} for noun, used in sorted(named)]
        connection.execute(insert(segment_uses), rows)


def users_of_segment(connection: Connection, segment_id: int) -> list[AnyRow]:
    """Segments, not in the trash, whose conditions name this one: id and name, by id."""
    return _users(connection, SEGMENT, segment_id)


def users_of_value_list(connection: Connection, value_list_id: int) -> list[AnyRow]:
    """Segments, not in the trash, whose conditions name the list: id and name, by id."""
    return _users(connection, VALUE_LIST, value_list_id)


def can_be_named(
    connection: Connection, *, segment_ids: Collection[int], value_list_ids: Collection[int]
) -> bool:
    """Whether all of these are there, and none in the trash or deleted."""
    found = sum(
        connection.execute(
            select(func.count()).select_from(table).where(table.c.id.in_(ids), ~table.c.deleted)
        ).scalar_one()
        for table, ids in ((segments, segment_ids), (value_lists, value_list_ids))
    )
    return bool(found == len(segment_ids) + len(value_list_ids))


def reaches(connection: Connection, segment_ids: Collection[int], target: int) -> bool:
    """Whether one of these segments is the target, or names it, itself or through others."""
    seen: set[int] = set()
    pending = list(segment_ids)
    while pending:
        if target in pending:
            return True
        seen.update(pending)
        used = connection.execute(
            select(segment_uses.c.used_id)
            .where(segment_uses.c.noun == SEGMENT, segment_uses.c.segment_id.in_(pending))
            .distinct()
        ).scalars()
        pending = [each for each in used if each not in seen]
    return False


def forget_counts(connection: Connection, segment_id: int) -> None:
    """Nobody has counted the segment, nor those that name it, themselves or through others, in the trash
    or not."""
    changed = select(segments.c.id).where(segments.c.id == segment_id).cte("changed", recursive=True)
    changed = changed.union(
        select(segment_uses.c.segment_id)
        .join(changed, segment_uses.c.used_id == changed.c.id)
        .where(segment_uses.c.noun == SEGMENT)
    )
    # All of them, counted or not: whoever counts one at this moment waits, and sees the change.
    connection.execute(
        update(segments).where(segments.c.id.in_(select(changed.c.id))).values(customers_count=None)
    )


def _users(connection: Connection, noun: str, used_id: int) -> list[AnyRow]:
    query = (
        select(segments.c.id, segments.c.name)
        .join(segment_uses, segment_uses.c.segment_id == segments.c.id)
        .where(segment_uses.c.noun == noun, segment_uses.c.used_id == used_id, ~segments.c.deleted)
        .order_by(segments.c.id)
    )
    return list(connection.execute(query))
