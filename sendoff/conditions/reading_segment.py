"""Finds the segments that a document refers to, and keeps them from referring to themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sendoff.conditions.reading_limit import LIMIT_KEYS
from sendoff.conditions.references import References, SegmentReference, is_id
from sendoff.conditions.refusals import Refusals
from sendoff.strict_json import shown


class SegmentReader:
    """Knows which segments the reading is inside of, and looks each one up once."""

    def __init__(self, refusals: Refusals, references: References | None, segment_id: int | None) -> None:
        self._refusals = refusals
        self._references = references
        self._chain = [] if segment_id is None else [segment_id]
        self._looked_up: dict[int, SegmentReference | str] = {}

    def found(self, segment_id: object, path: str) -> SegmentReference | None:
        """The segment of that id, where it may be referred to; None where a problem was noted."""
        path = f"{path}.segment_id"
        if not is_id(segment_id):
            self._refusals.note(path, f"{shown(segment_id)} is no id of a segment, a whole number above 0.")
            return None
        if self._references is None:
            self._refusals.note(
                path,
                "Segments are kept by a server, and there is none here. Save and export this one there, or "
                "write the conditions of the other one in this place.",
            )
            return None
        if segment_id in self._chain:
            chain = [*self._chain[self._chain.index(segment_id) :], segment_id]
            self._refusals.note(
                path,
                f"Segment {' -> '.join(map(str, chain))}: it would refer to itself. Leave one of these "
                "references out.",
            )
            return None
        if segment_id not in self._looked_up:
            self._looked_up[segment_id] = self._references.segment(segment_id)
        found = self._looked_up[segment_id]
        if isinstance(found, str):
            self._refusals.note(path, found)
            return None
        if isinstance(found.document, dict) and found.document.keys() & LIMIT_KEYS:
            self._refusals.note(
                path,
                f"Segment {found.called} has a limit: who is in it depends on who else is, so it cannot be "
                "referred to.",
            )
            return None
        return found

    @contextmanager
    def inside(self, segment: SegmentReference, path: str) -> Iterator[None]:
        """What is read meanwhile is the document of `segment`, to which `path` refers."""
        self._chain.append(segment.segment_id)
        with self._refusals.inside(path, f"In segment {segment.called}", instead=segment.instead):
            yield
        self._chain.pop()
