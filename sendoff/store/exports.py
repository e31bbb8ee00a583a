"""Exports, their history and their logs, as rows; every change of status goes through `move`."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from sendoff.exports.states import Status, sources_of
from sendoff.store.pages import Page
from sendoff.store.rows import AnyRow
from sendoff.store.sizes import Size
from sendoff.store.tables import export_history, export_logs, exports

_BY_ID = select(exports).where(
    exports.c.id == bindparam("export_id"), exports.c.segment_id == bindparam("segment_id")
)
_SHOWN = select(*(column for column in exports.c if column.key not in ("plan", "pinned")))
_SIZE = Size(exports.c.conditions_operation, exports.c.statuses_history, exports.c.error)
_LOG_SIZE = Size(export_logs.c.level, export_logs.c.text)

_STATE = (
    select(exports.c.status, exports.c.attempt, exports.c.statuses_history)
    .where(exports.c.id == bindparam("export_id"))
    .with_for_update()
)
_MOVE = update(exports).where(exports.c.id == bindparam("moved_id"))


def by_id(connection: Connection, *, segment_id: int, export_id: int) -> AnyRow | None:
    """The export of that segment; None where there is none, or it is another segment's."""
    return connection.execute(_BY_ID, {"export_id": export_id, "segment_id": segment_id}).first()


def page_of_segment(
    connection: Connection, *, segment_id: int, destination_ids: frozenset[int] | None, page: Page
) -> list[AnyRow]:
    """The segment's exports, without plan and pins; only those to `destination_ids`, unless None."""
    query = _SHOWN.where(exports.c.segment_id == segment_id)
    if destination_ids is not None:
        query = query.where(exports.c.segment_export_destination_id.in_(sorted(destination_ids)))
    return page.rows(connection, query, exports, size=_SIZE)


def add(connection: Connection, values: dict[str, Any], *, now: str) -> int:
    """The id of a new waiting export, with its first history entry and log line."""
    status = Status.WAITING
    row = {**values, "status": status, "statuses_history": json.dumps({status: now[:19]}), "created": now}
    (export_id,) = connection.execute(insert(exports).values(row).returning(exports.c.id)).one()
    _remember(connection, export_id, None, status, now)
    log(connection, export_id, "info", "The export was asked for and waits for a worker.", now=now)
    return int(export_id)


def move(
    connection: Connection,
    export_id: int,
    after: Status,
    *,
    now: str,
    attempt: int | None = None,
    changes: dict[str, Any] | None = None,
) -> bool:
    """Whether the export moved to `after`; False where its state or the fence forbids it.

    Args:
        attempt: the fence: only while this attempt is the one that counts; None: whichever.
        changes: other columns to set in the same statement.
    """
    row = connection.execute(_STATE, {"export_id": export_id}).first()
    if row is None or row.status not in sources_of(after) or attempt not in (None, row.attempt):
        return False
    reached = {**json.loads(row.statuses_history), str(after): now[:19]}
    values = {"status": after, "statuses_history": json.dumps(reached), **(changes or {})}
    connection.execute(_MOVE, {"moved_id": export_id, **values})
    _remember(connection, export_id, row.status, after, now)
    return True


def stands_at(connection: Connection, export_id: int, status: Status, *, attempt: int) -> bool:
    """Whether the export has this status, by this attempt."""
    row = connection.execute(_STATE, {"export_id": export_id}).first()
    return row is not None and (row.status, row.attempt) == (status, attempt)


def log(connection: Connection, export_id: int, level: str, text: str, *, now: str) -> None:
    line = {"export_id": export_id, "level": level, "text": text, "created": now}
    connection.execute(insert(export_logs), line)


def is_pinned(connection: Connection, key: str) -> bool:
    """Whether an export that has not ended has pinned the value list of this key."""
    query = select(exports.c.id).where(
        exports.c.status.in_([Status.WAITING, Status.RUNNING]),
        exports.c.pinned.contains(key, autoescape=True),
    )
    return connection.execute(query.limit(1)).first() is not None


def history_page(connection: Connection, export_id: int, page: Page) -> list[AnyRow]:
    query = select(export_history).where(export_history.c.export_id == export_id)
    return list(connection.execute(page.of(query, export_history)))


def history_item(connection: Connection, export_id: int, history_id: int) -> AnyRow | None:
    return connection.execute(
        select(export_history).where(
            export_history.c.export_id == export_id, export_history.c.id == history_id
        )
    ).first()


def logs_page(connection: Connection, export_id: int, page: Page) -> list[AnyRow]:
    query = select(export_logs).where(export_logs.c.export_id == export_id)
    return page.rows(connection, query, export_logs, size=_LOG_SIZE)


def _remember(connection: Connection, export_id: int, before: str | None, after: Status, now: str) -> None:
    entry = {"export_id": export_id, "from_status": before, "to_status": after, "created": now}
    connection.execute(insert(export_history), entry)
