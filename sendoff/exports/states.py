"""The states of an export and every permitted move, as one table."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where an export is in its life."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    ERROR = "error"
    CANCELED = "canceled"


MOVES: dict[Status | None, frozenset[Status]] = {
    None: frozenset({Status.WAITING}),
    Status.WAITING: frozenset({Status.RUNNING, Status.CANCELED}),
    Status.RUNNING: frozenset({Status.FINISHED, Status.ERROR, Status.CANCELED, Status.WAITING}),
    Status.FINISHED: frozenset(),
    Status.ERROR: frozenset(),
    Status.CANCELED: frozenset(),
}
"""From each state to those it may move to; None is before it was asked. `running` back to
`waiting` is a lost or handed-back worker (spec/api.md, Statuses)."""

FINAL = frozenset(status for status in Status if not MOVES[status])


def may_move(before: Status | None, after: Status) -> bool:
    return after in MOVES[before]


def sources_of(after: Status) -> frozenset[Status]:
    """The states from which `after` may be reached."""
    return frozenset(before for before, afters in MOVES.items() if before is not None and after in afters)
