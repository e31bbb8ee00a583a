"""What conditions name, as the database has it: looked up for a caller, and kept for a run."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection

from sendoff.access.rights import Acl, Call, reach
from sendoff.attributes.catalogue import DataType
from sendoff.conditions.references import (
    Pinned,
    Recording,
    SegmentReference,
    ValueListReference,
    named_by,
)
from sendoff.conditions.tree import (
    MAX_CONDITIONS,
    MAX_LIST_VALUES,
    TOO_MANY_CONDITIONS,
    TOO_MANY_LIST_VALUES,
)
from sendoff.errors import Invalid, Problem
from sendoff.services.context import Caller
from sendoff.store import segments, value_lists
from sendoff.store.database import Database


@dataclass(frozen=True, slots=True)
class InTransaction:
    """References as one transaction sees them, told to one caller.

    Args:
        caller: of a segment they may not see they are told the id alone, wherever it is named.
        named: segments that the caller names in conditions of their own, and must be allowed to see. Those
            that are named by these in turn are their authors' affair: who may see a segment may use it whole.
    """

    connection: Connection
    caller: Caller
    named: frozenset[int] = frozenset()

    def segment(self, segment_id: int) -> SegmentReference | str:
        row = segments.with_acl(self.connection, segment_id, user_id=self.caller.user_id)
        is_seen = row is not None and bool(
            reach(Call.SEE_SEGMENT, features=self.caller.features, acl=Acl(row.acl))
        )
        if row is None or (segment_id in self.named and not is_seen):
            # One answer for both: whether there is such a segment is not told to everybody.
            return f"There is no segment {segment_id} that you may use. Choose another one."
        found = SegmentReference(segment_id, row.name, json.loads(row.conditions_operation), is_told=is_seen)
        if row.deleted:
            return f"Segment {found.called} is in the trash. Restore it, or choose another one."
        return found

    def value_list(self, value_list_id: int) -> ValueListReference | str:
        row = value_lists.by_id(self.connection, value_list_id)
        if row is None or row.deleted:
            return f"There is no value list {value_list_id} (any more). Choose another one, or upload it."
        return ValueListReference(value_list_id, row.name, DataType(row.data_type), row.values_count, row.key)


@dataclass(frozen=True, slots=True)
class AtEachLook:
    """`InTransaction` at each look, which takes a transaction of its own."""

    database: Database
    caller: Caller
    named: frozenset[int] = frozenset()

    def segment(self, segment_id: int) -> SegmentReference | str:
        with self.database.reading() as connection:
            return InTransaction(connection, self.caller, self.named).segment(segment_id)

    def value_list(self, value_list_id: int) -> ValueListReference | str:
        with self.database.reading() as connection:
            return InTransaction(connection, self.caller).value_list(value_list_id)


def pinned(connection: Connection, conditions_operation: str, *, caller: Caller) -> str | None:
    """All that the conditions name, themselves or through segments, as JSON text; None: nothing.

    Segments may have grown since they were named: no more is read than a tree may have, in which each of
    them stands at least once.

    Args:
        caller: who is told what cannot be used.
    Raises: Invalid, where some of it cannot be used any more, or it is too large.
    """
    recording = Recording(InTransaction(connection, caller))
    problems: list[Problem] = []
    seen: set[int] = set()
    conditions = list_values = 0
    pending: list[tuple[object, str | None]] = [(json.loads(conditions_operation), None)]
    while pending:
        document, instead = pending.pop()
        named = named_by(document)
        conditions += named.conditions
        list_values += named.list_values
        if conditions > MAX_CONDITIONS or list_values > MAX_LIST_VALUES:
            too_many = TOO_MANY_CONDITIONS if conditions > MAX_CONDITIONS else TOO_MANY_LIST_VALUES
            problems.append(Problem("", instead or too_many))
            break
        for value_list_id in named.value_list_ids:
            listed = recording.value_list(value_list_id)
            if isinstance(listed, str):
                problems.append(Problem("", instead or listed))
        for segment_id in named.segment_ids - seen:
            seen.add(segment_id)
            found = recording.segment(segment_id)
            if isinstance(found, str):
                problems.append(Problem("", instead or found))
            else:
                pending.append((found.document, instead or found.instead))
    if problems:
        raise Invalid(list(dict.fromkeys(problems)), code="conditions_outdated")
    kept = recording.pinned()
    if not kept.segments and not kept.value_lists:
        return None
    return json.dumps(kept.to_json())


def unpinned(kept: str | None) -> Pinned:
    """What `pinned` kept."""
    return Pinned() if kept is None else Pinned.from_json(json.loads(kept))


def are_as_pinned(connection: Connection, kept: str | None) -> bool:
    """Whether the segments that `pinned` kept ask now what they asked then."""
    then = unpinned(kept).segments
    now = segments.conditions_of(connection, then.keys())
    return all(json.loads(now[each.segment_id]) == each.document for each in then.values())
