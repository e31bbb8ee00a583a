"""What a tree may refer to: other segments and uploaded value lists, looked up or kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeGuard

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.operations import registry
from sendoff.conditions.operations.record import Shape
from sendoff.conditions.refusals import refused_in
from sendoff.strict_json import shown


@dataclass(frozen=True, slots=True)
class SegmentReference:
    """A segment that may be referred to; `document` is its `conditions_operation`, as parsed JSON.

    Args:
        is_told: whether the tree is read for somebody who may know the name and what is in it; of any
            other segment the id alone is told, also where something in it is refused.
    """

    segment_id: int
    name: str
    document: object
    is_told: bool = False

    @property
    def called(self) -> str:
        """What a sentence calls it: `7 ('Adults')`, or `7`."""
        return f"{self.segment_id} ({shown(self.name)})" if self.is_told else str(self.segment_id)

    @property
    def instead(self) -> str | None:
        """What is said in place of whatever is refused in it; None: that itself."""
        return None if self.is_told else refused_in(self.segment_id)


@dataclass(frozen=True, slots=True)
class ValueListReference:
    """An uploaded list that may be asked for.

    Args:
        data_type: of its values: STRING or INT.
        values: how many there are.
        key: the list's name in the engine's `ValueLists`; one content has one key forever.
    """

    value_list_id: int
    name: str
    data_type: DataType
    values: int
    key: str


class References(Protocol):
    """Where a tree's references are looked up. What cannot be used is told as a sentence."""

    def segment(self, segment_id: int) -> SegmentReference | str: ...

    def value_list(self, value_list_id: int) -> ValueListReference | str: ...


@dataclass(frozen=True, slots=True)
class Pinned:
    """References as they were at one moment, so that a run reads what was asked for then."""

    segments: Mapping[int, SegmentReference] = field(default_factory=dict)
    value_lists: Mapping[int, ValueListReference] = field(default_factory=dict)

    def segment(self, segment_id: int) -> SegmentReference | str:
        return self.segments.get(segment_id) or f"Segment {segment_id} was not kept with this."

    def value_list(self, value_list_id: int) -> ValueListReference | str:
        return self.value_lists.get(value_list_id) or f"Value list {value_list_id} was not kept with this."

    def to_json(self) -> dict[str, object]:
        """Plain JSON, of which `from_json` makes the same again."""
        return {
            "segments": {
                str(s.segment_id): {"name": s.name, "conditions_operation": s.document}
                for s in self.segments.values()
            },
            "value_lists": {
                str(v.value_list_id): {
                    "name": v.name,
                    "data_type": str(v.data_type),
                    "values": v.values,
                    "key": v.key,
                }
                for v in self.value_lists.values()
            },
        }

    @classmethod
    def from_json(cls, kept: Any) -> Pinned:
        """What `to_json` gave, for nobody in particular: no segment of it is told.

        A document of another shape is a KeyError, TypeError or ValueError.
        """
        segments = [
            SegmentReference(int(key), each["name"], each["conditions_operation"])
            for key, each in kept["segments"].items()
        ]
        value_lists = [
            ValueListReference(
                int(key), each["name"], DataType(each["data_type"]), each["values"], each["key"]
            )
            for key, each in kept["value_lists"].items()
        ]
        return cls({s.segment_id: s for s in segments}, {v.value_list_id: v for v in value_lists})


@dataclass(frozen=True, slots=True)
class Named:
    """The ids that one document names itself, not those that its segments name in turn.

    Args:
        conditions: how many it has, as the limits of the language count them.
        list_values: in all its lists.
    """

    segment_ids: frozenset[int] = frozenset()
    value_list_ids: frozenset[int] = frozenset()
    conditions: int = 0
    list_values: int = 0


_COUNTED = {"condition", "segment_id", "sample"}
"""A node with one of these counts as a condition."""


def named_by(document: object) -> Named:
    """What a document that `parse` has accepted names; of any other, some of it."""
    segment_ids: set[int] = set()
    value_list_ids: set[int] = set()
    conditions = list_values = 0
    pending = [document]
    while pending:
        node = pending.pop()
        if not isinstance(node, dict):
            continue
        conditions += not node.keys().isdisjoint(_COUNTED)
        if is_id(node.get("segment_id")):
            segment_ids.add(node["segment_id"])
        condition = node.get("condition")
        if isinstance(condition, dict):
            name, value = condition.get("operation"), condition.get("value")
            operation = registry.get(name) if isinstance(name, str) else None
            shape = None if operation is None else operation.shape
            if shape is Shape.VALUE_LIST and is_id(value):
                value_list_ids.add(value)
            if shape is Shape.LIST and isinstance(value, list):
                list_values += len(value)
        operands = node.get("operands")
        pending += [*(operands if isinstance(operands, list) else ()), node.get("of")]
    return Named(frozenset(segment_ids), frozenset(value_list_ids), conditions, list_values)


def is_id(value: object) -> TypeGuard[int]:
    """Whether it can be an id: a whole number above 0 that a database can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63


class Recording:
    """References that note what was found through them, so that it can be kept."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._segments: dict[int, SegmentReference] = {}
        self._value_lists: dict[int, ValueListReference] = {}

    def segment(self, segment_id: int) -> SegmentReference | str:
        found = self._references.segment(segment_id)
        if isinstance(found, SegmentReference):
            self._segments[segment_id] = found
        return found

    def value_list(self, value_list_id: int) -> ValueListReference | str:
        found = self._references.value_list(value_list_id)
        if isinstance(found, ValueListReference):
            self._value_lists[value_list_id] = found
        return found

    def pinned(self) -> Pinned:
        """All that was found so far."""
        return Pinned(dict(self._segments), dict(self._value_lists))
