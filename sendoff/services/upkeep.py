"""What keeps an instance clean: lost leases taken back, and files gone that nothing needs any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select, update

from sendoff.artifacts.value_lists import keys_of, remove_list
from sendoff.exports.states import Status
from sendoff.services import runs
from sendoff.services.house import House
from sendoff.services.value_lists import TAKE_IN_SECONDS
from sendoff.store import exports as rows
from sendoff.store import queue, value_lists
from sendoff.store.moments import kept
from sendoff.store.queue import Lease
from sendoff.store.tables import exports

LEFT_BEHIND_SECONDS = 2 * TAKE_IN_SECONDS
"""A list gets no row any more after half of that; the rest is for a row that is being written."""

_ATTEMPT_FOLDER = re.compile(r"exports/([0-9]+)/([0-9]+)/")


def take_back_lost(house: House, *, lost: Callable[[Sequence[Lease]], Sequence[Lease]]) -> list[int]:
    """The ids of exports whose worker was lost, queued again or ended as an error, without its files.

    Args:
        lost: tells, of the leases of all running exports, those that ran out.
    """
    with house.database.reading() as connection:
        candidates = lost(queue.leases(connection))
    if not candidates:
        return []
    with house.database.writing() as connection:
        taken = queue.take_back(connection, candidates, now=house.clock())
    for lease in taken:
        # The worker may live and write on: what it publishes yet counts for nothing, and goes too.
        runs.remove_files(house, lease.export_id, lease.attempt)
    return [lease.export_id for lease in taken]


def retire_files(house: House) -> list[int]:
    """The ids of exports whose files went after the retention; their records stay."""
    now = house.clock()
    oldest = kept(now - timedelta(days=house.settings.retention_days))
    query = select(exports.c.id).where(
        exports.c.status == Status.FINISHED, exports.c.artifact.is_not(None), exports.c.ended < oldest
    )
    with house.database.reading() as connection:
        old = list(connection.execute(query).scalars())
    for export_id in old:
        # The row first: from then on nobody is sent to a file that is about to go.
        with house.database.writing() as connection:
            connection.execute(update(exports).where(exports.c.id == export_id).values(artifact=None))
            text = f"The file is gone after {house.settings.retention_days:g} days."
            rows.log(connection, export_id, "info", text, now=kept(now))
        house.artifacts.delete(f"exports/{export_id}/")
    return old


def remove_dead_attempts(house: House) -> int:
    """How many attempt folders were removed: those that neither run nor hold the file that counts."""
    found = {
        match[0]: match
        for name in house.artifacts.names("exports/")
        if (match := _ATTEMPT_FOLDER.match(name))
    }
    removed = 0
    for folder, match in found.items():
        # Looked up one by one, after the listing: an attempt that began since then is seen running.
        with house.database.reading() as connection:
            row = connection.execute(
                select(exports.c.status, exports.c.attempt, exports.c.artifact).where(
                    exports.c.id == int(match[1])
                )
            ).first()
        counts = row is not None and (
            (row.status == Status.RUNNING and row.attempt == int(match[2]))
            or (row.artifact is not None and row.artifact.startswith(folder))
        )
        if not counts:
            house.artifacts.delete(folder)
            removed += 1
    return removed


def remove_unused_lists(house: House, *, unnamed: Mapping[str, float], now: float) -> dict[str, float]:
    """The keys of value lists that no row names, and so may be on their way in, each with the moment since
    which that is seen; what is unused is gone.

    Unused are lists that were deleted, unless an export that has not ended has pinned them, and those
    that no row has named for `LEFT_BEHIND_SECONDS`, whose process was lost.

    Args:
        unnamed: what the look before returned.
        now: in seconds that never go back, as are the moments.
    """
    kept_keys = keys_of(house.artifacts)  # before the rows are read: a list that came since is named there
    with house.database.reading() as connection:
        deleted = value_lists.deleted_by_key(connection)
        unused = {key for key in kept_keys if deleted.get(key) and not rows.is_pinned(connection, key)}
    since = {key: unnamed.get(key, now) for key in kept_keys - deleted.keys()}
    left_behind = {key for key in since if now - since[key] >= LEFT_BEHIND_SECONDS}
    for key in unused | left_behind:
        remove_list(house.artifacts, key)
    return {key: since[key] for key in since.keys() - left_behind}
