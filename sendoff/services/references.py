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
from sendoff.errors import Invalid, Problem
from sendoff.services.context import Caller
from sendoff.store import segments, value_lists
from sendoff.store.database import Database


@dataclass(frozen=True, slots=True)
class Naming:
    """A caller who names these segments in conditions of their own, and must be allowed to see them.

    Those that are named by these in turn are their authors' affair: who may see a segment may use it whole.
    """

    caller: Caller
    segment_ids: frozenset[int]

    def is_allowed(self, segment_id: int, acl: Acl) -> bool:
        features = self.caller.features
        return segment_id not in self.segment_ids or bool(reach(Call.SEE_SEGMENT, features=features, acl=acl))


@dataclass(frozen=True, slots=True)
class InTransaction:
    """References as one transaction sees them.

    Args:
        naming: whose rights are looked at; None: that was settled when the segments were named.
    """

    connection: Connection
    naming: Naming | None = None

    def segment(self, segment_id: int) -> SegmentReference | str:
        user_id = 0 if self.naming is None else self.naming.caller.user_id
        row = segments.with_acl(self.connection, segment_id, user_id=user_id)
        if row is None or not (self.naming is None or self.naming.is_allowed(segment_id, Acl(row.acl))):
            # One answer for both: whether there is such a segment is not told to everybody.
            return f"There is no segment {segment_id} that you may use. Choose another one."
        if row.deleted:
            return f"Segment {segment_id} ({row.name!r}) is in the trash. Restore it, or choose another one."
        return SegmentReference(segment_id, row.name, json.loads(row.conditions_operation))

    def value_list(self, value_list_id: int) -> ValueListReference | str:
        row = value_lists.by_id(self.connection, value_list_id)
        if row is None or row.deleted:
            return f"There is no value list {value_list_id} (any more). Choose another one, or upload it."
        return ValueListReference(value_list_id, row.name, DataType(row.data_type), row.values_count, row.key)


@dataclass(frozen=True, slots=True)
class AtEachLook:
    """References as they are at each look, which takes a transaction of its own."""

    database: Database
    naming: Naming | None = None

    def segment(self, segment_id: int) -> SegmentReference | str:
        with self.database.reading() as connection:
            return InTransaction(connection, self.naming).segment(segment_id)

    def value_list(self, value_list_id: int) -> ValueListReference | str:
        with self.database.reading() as connection:
            return InTransaction(connection, self.naming).value_list(value_list_id)


def pinned(connection: Connection, conditions_operation: str) -> str | None:
    """All that the conditions name, themselves or through segments, as JSON text; None: nothing.

    Raises: Invalid, where some of it cannot be used any more.
    """
    recording = Recording(InTransaction(connection))
    problems: list[Problem] = []
    seen: set[int] = set()
    pending = [json.loads(conditions_operation)]
    while pending:
        named = named_by(pending.pop())
        for value_list_id in named.value_list_ids:
            listed = recording.value_list(value_list_id)
            if isinstance(listed, str):
                problems.append(Problem("", listed))
        for segment_id in named.segment_ids - seen:
            seen.add(segment_id)
            found = recording.segment(segment_id)
            if isinstance(found, str):
                problems.append(Problem("", found))
            else:
                pending.append(found.document)
    if problems:
        raise Invalid(problems, code="conditions_outdated")
    kept = recording.pinned()
    if not kept.segments and not kept.value_lists:
        return None
    return json.dumps(kept.to_json())


def unpinned(kept: str | None) -> Pinned:
    """What `pinned` kept."""
    return Pinned() if kept is None else Pinned.from_json(json.loads(kept))
