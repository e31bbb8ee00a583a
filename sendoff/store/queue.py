"""The queue in the export row: claim, lease, fence, and taking back what was lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, text, update

from sendoff.exports.states import Status
from sendoff.store import exports as rows
from sendoff.store.moments import kept, kept_after
from sendoff.store.rows import AnyRow
from sendoff.store.tables import exports

LEASE_SECONDS = 15.0
RENEW_SECONDS = 5.0
MAX_LOST_LEASES = 3
"""spec/exports.md, Claimed."""
MAX_RETRY_SECONDS = 60.0
"""The longest that a retry is put off, and that one can be held up by a clock that went back."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who runs an attempt of an export. `until` is written anew at each renewal."""

    export_id: int
    attempt: int
    owner: str
    until: str


_CLAIM_LOCK = 0x5E2D0C1
"""PostgreSQL advisory lock: claims are made one after the other, so that counting the running
exports of a destination and claiming another are one step. SQLite's write lock does the same."""


_other = exports.alias("other")
_running_there = (
    select(func.count())
    .where(
        _other.c.segment_export_destination_id == exports.c.segment_export_destination_id,
        _other.c.status == Status.RUNNING,
    )
    .scalar_subquery()
)
_CANDIDATE = (
    select(exports.c.id, exports.c.attempt, exports.c.as_of)
    .where(
        exports.c.status == Status.WAITING,
        or_(
            exports.c.not_before.is_(None),
            exports.c.not_before <= bindparam("now"),
            # Set before the clock went back: no retry is put off as far as that.
            exports.c.not_before > bindparam("latest"),
        ),
        or_(exports.c.concurrency.is_(None), _running_there < exports.c.concurrency),
    )
    .order_by(exports.c.id)
    .limit(1)
)
"""The oldest export that may start now. Written once: building it takes longer than running it."""
_LOCKED_CANDIDATE = _CANDIDATE.with_for_update(skip_locked=True)
_CLAIMED = select(exports).where(exports.c.id == bindparam("export_id"))


def may_start(connection: Connection, *, now: datetime) -> bool:
    """Whether there is an export to claim. A look alone: it takes no lock and waits for none."""
    return connection.execute(_CANDIDATE, _at(now)).first() is not None


def claim(connection: Connection, *, owner: str, now: datetime) -> AnyRow | None:
    """The oldest export that may start, now running under `owner` with a new attempt; or None.

    The transaction must be a writing one.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CLAIM_LOCK})
    found = connection.execute(_LOCKED_CANDIDATE, _at(now)).first()
    if found is None:
        return None
    moved = rows.move(
        connection,
        found.id,
        Status.RUNNING,
        now=kept(now),
        changes={
            "attempt": found.attempt + 1,
            "lease_owner": owner,
            "lease_until": kept_after(now, seconds=LEASE_SECONDS),
            "not_before": None,
            "progress": 0.0,
            # The moment at which the segment is evaluated; a later attempt keeps it.
            "as_of": found.as_of or kept(now),
        },
    )
    return connection.execute(_CLAIMED, {"export_id": found.id}).one() if moved else None


def renew(connection: Connection, export_id: int, *, attempt: int, progress: float, now: datetime) -> bool:
    """Whether the lease was renewed; False: the attempt counts no more, stop its work."""
    done = connection.execute(
        update(exports)
        .where(exports.c.id == export_id, exports.c.attempt == attempt, exports.c.status == Status.RUNNING)
        .values(lease_until=kept_after(now, seconds=LEASE_SECONDS), progress=progress)
    )
    return done.rowcount == 1


def still_counting(connection: Connection, attempts: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the (export id, attempt) pairs that are still running as such."""
    ids = [export_id for export_id, _ in attempts]
    query = select(exports.c.id, exports.c.attempt).where(
        exports.c.id.in_(ids), exports.c.status == Status.RUNNING
    )
    return {(row.id, row.attempt) for row in connection.execute(query)} & set(attempts)


def hand_back(connection: Connection, export_id: int, *, attempt: int, reason: str, now: datetime) -> bool:
    """Whether the attempt went back to `waiting`; it counts neither as a lost lease nor as a retry."""
    return _back_to_waiting(connection, export_id, attempt=attempt, reason=reason, now=now, changes={})


def try_again(
    connection: Connection,
    export_id: int,
    *,
    attempt: int,
    retries: int,
    reason: str,
    now: datetime,
    after_seconds: float = 0.0,
) -> bool:
    """Whether the attempt went back to `waiting`, as the export's retry number `retries`.

    Args:
        after_seconds: it is not claimed earlier; at most `MAX_RETRY_SECONDS`.
    """
    seconds = min(after_seconds, MAX_RETRY_SECONDS)
    changes = {"retries": retries, "not_before": kept_after(now, seconds=seconds) if seconds else None}
    return _back_to_waiting(connection, export_id, attempt=attempt, reason=reason, now=now, changes=changes)


def leases(connection: Connection) -> list[Lease]:
    """Those of all running exports."""
    query = select(exports.c.id, exports.c.attempt, exports.c.lease_owner, exports.c.lease_until).where(
        exports.c.status == Status.RUNNING
    )
    return [
        Lease(row.id, row.attempt, row.lease_owner or "", row.lease_until or "")
        for row in connection.execute(query)
    ]


def take_back(connection: Connection, lost: Iterable[Lease], *, now: datetime) -> list[Lease]:
    """Those of the leases that were taken: their exports are `waiting` again or, too often lost, `error`.

    One that was renewed or moved since it was read is left alone. The transaction must be a writing one.
    """
    taken = []
    for lease in lost:
        query = select(exports.c.lost_leases, exports.c.lease_until).where(exports.c.id == lease.export_id)
        row = connection.execute(query.with_for_update()).one()
        if (row.lease_until or "") != lease.until:
            continue
        count = row.lost_leases + 1
        final = count >= MAX_LOST_LEASES
        sentence = f"Its worker was lost (time {count} of at most {MAX_LOST_LEASES})."
        changes: dict[str, Any] = {"lost_leases": count, "lease_owner": None, "lease_until": None}
        if final:
            sentence += " It is not tried again: look at the workers' logs and memory, then run it anew."
            changes |= {"error": sentence, "ended": kept(now)}
        else:
            sentence += " It is taken up again."
        after = Status.ERROR if final else Status.WAITING
        if rows.move(
            connection, lease.export_id, after, now=kept(now), attempt=lease.attempt, changes=changes
        ):
            level = "error" if final else "warning"
            rows.log(connection, lease.export_id, level, sentence, now=kept(now))
            taken.append(lease)
    return taken


def _back_to_waiting(
    connection: Connection,
    export_id: int,
    *,
    attempt: int,
    reason: str,
    now: datetime,
    changes: dict[str, Any],
) -> bool:
    moved = rows.move(
        connection,
        export_id,
        Status.WAITING,
        now=kept(now),
        attempt=attempt,
        changes={"lease_owner": None, "lease_until": None, **changes},
    )
    if moved:
        rows.log(connection, export_id, "warning", reason, now=kept(now))
    return moved


def _at(now: datetime) -> dict[str, str]:
    return {"now": kept(now), "latest": kept_after(now, seconds=MAX_RETRY_SECONDS)}
