"""Why a customer is in a segment or not: its tree node by node, beside what the customer has."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from sendoff.access.rights import Call
from sendoff.attributes.catalogue import Attribute
from sendoff.conditions.interpret import Explanation, Referee
from sendoff.conditions.lower import selection
from sendoff.conditions.tree import Condition, Everybody, Group, Joiner, Limited, Quantifier, Segment, Tree
from sendoff.delivery.treating import treated
from sendoff.engines.port import SourceUnusable, StopSignal, ValueLists
from sendoff.errors import Kind, SendoffError
from sendoff.formats.json_values import ready
from sendoff.services import customers
from sendoff.services.context import Context
from sendoff.services.house import House
from sendoff.services.nodes import (
    ROOT_PATH,
    NodeKind,
    element_sentence_of,
    kind_of,
    nodes_of,
    parts_of,
    sentence_of,
)
from sendoff.services.segments import Viewed, parsed, view_segment
from sendoff.services.sight import Sight, Withheld, sight_of
from sendoff.store.moments import kept

MAX_VALUES = 10
"""Shown of one attribute, as in sentences; the customer's page has all of them."""
MAX_CHARACTERS = 200
MAX_ELEMENTS = 10
"""Shown of one compound; those of which the conditions hold come first."""
MAX_TOLD = 10_000
"""Nodes of elements, and values, in one answer: of a large tree fewer elements of each compound are shown,
and fewer values of each attribute, but one at least."""
MAX_LOOKS = 500_000
"""Values compared, some 10 µs each (2026-11-28)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One node of the tree, or one element of a compound, as the caller may see it.

    Args:
        holds: negation included; None where it depends on what is withheld from the caller.
        values: what the customer has of a condition's attribute, JSON-ready, protected ones masked;
            None of all but conditions, and where the attribute is disabled.
        element: the place of the element in its list, from 0.
        parts: of the operands, in order; where the node is about one element of a compound, of elements.
    """

    path: str
    kind: NodeKind
    sentence: str
    negation: bool
    holds: bool | None
    attribute_id: str | None = None
    withheld: Withheld | None = None
    values: list[Any] | None = None
    more_values: int = 0
    quantifier: Quantifier | None = None
    element: int | None = None
    parts: list[Told] = field(default_factory=list)
    more_parts: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """`selected` is None where it depends on what is withheld from the caller."""

    segment_id: int
    customer_id: str
    as_of: str
    tree: Told

    @property
    def selected(self) -> bool | None:
        return self.tree.holds


def ask(context: Context, segment_id: int) -> tuple[Viewed, Sight]:
    """The segment, and what of its customers may be told. Raises: unknown, forbidden.

    Hidden attributes are told, as on a customer's page that is asked for them: the segment names them.
    """
    viewed = view_segment(context, segment_id, call=Call.EXPLAIN_SEGMENT)
    return viewed, sight_of(context, with_hidden=True)


def explain(house: House, viewed: Viewed, sight: Sight, customer_id: str, *, stop: StopSignal) -> Explained:
    """Why the customer with exactly this id is in the segment or not.

    One row is read of the source, of the attributes that the tree uses; nothing is counted, except where
    a limit leaves the question whether the customer is among the first.

    Not for an event loop, and in no transaction. Raises: unknown (there is no such customer), Invalid
    (too large), and as `segments.count`.
    """
    tree, now = parsed(house, viewed)
    row = customers.found(house, customer_id, _attribute_ids(tree), stop=stop)
    id_column = row.schema.names[0]
    held: dict[str, Any] = {**row.to_pylist()[0], id_column: customer_id}
    _check_size(tree, held)
    zone = house.settings.zone
    referee = Referee(tree, now=now, zone=zone, value_lists=_Listed(house.value_lists))
    explanation = referee.explain(held)
    telling = _Telling(sight, treated(row, sight.treatments).to_pylist()[0], *_shares(tree))
    told = telling.node(explanation, ROOT_PATH)
    if isinstance(tree, Limited) and told.holds:
        chosen = [customers.with_id(id_column, customer_id)]
        (count,) = house.profiles.counts(chosen, among=selection(tree, now=now, zone=zone), stop=stop)
        told = replace(told, holds=count > 0)
    return Explained(viewed.row.id, customer_id, kept(now), told)


@dataclass(frozen=True, slots=True)
class _Listed:
    """Uploaded lists for the referee, read as the engine reads them; each is looked up once."""

    value_lists: ValueLists | None
    _tables: dict[str, pa.Table] = field(default_factory=dict)

    def contains(self, key: str, value: str | int) -> bool:
        """Raises: SourceUnusable, where there is no such list any more."""
        if self.value_lists is None:
            raise SourceUnusable("The segment asks for an uploaded list of values, and here there are none.")
        if key not in self._tables:
            self._tables[key] = self.value_lists.table(key)
        values, wanted = self._tables[key].column("value"), str(value)
        # They are in order: looked at one after the other, 5 million would take 30 ms for each question.
        at = bisect_left(values, wanted, key=lambda each: each.as_py())
        return at < len(values) and values[at].as_py() == wanted


def _shares(tree: Tree) -> tuple[int, int]:
    """How many elements are shown of one compound, and how many values of one condition."""
    nodes = list(nodes_of(tree, with_segments=True))
    of_elements = sum(
        sum(1 for _ in nodes_of(node))
        for node in nodes
        if isinstance(node, Group) and node.element_of is not None
    )
    conditions = sum(isinstance(node, Condition) for node in nodes)
    return _share(of_elements, most=MAX_ELEMENTS), _share(conditions, most=MAX_VALUES)


def _share(asking: int, *, most: int) -> int:
    return max(1, min(most, MAX_TOLD // max(1, asking)))


def _attribute_ids(tree: Tree) -> tuple[str, ...]:
    conditions = [node for node in nodes_of(tree, with_segments=True) if isinstance(node, Condition)]
    return tuple(dict.fromkeys(condition.attribute.id for condition in conditions))


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells explanations to one caller; `shown` is the customer as that caller may see them.

    Args:
        elements: most that are told of one compound.
        values: most that are told of one condition.
    """

    sight: Sight
    shown: dict[str, Any]
    elements: int
    values: int

    def node(self, explanation: Explanation, path: str, element: Any = None) -> Told:
        """Args: element: the record that the node is about, as it is shown; None outside of compounds."""
        node = explanation.node
        told = Told(path, kind_of(node), sentence_of(node), _is_negated(node), explanation.holds)
        match node:
            case Condition():
                return self._condition(told, node, element)
            case Group(element_of=None):
                return self._operands(told, explanation, element)
            case Group(element_of=Attribute() as compound):
                return self._elements(replace(told, quantifier=node.quantifier), explanation, compound)
            case Segment():
                (part,) = explanation.parts
                is_told = self.node(part, path).holds is not None
                return replace(told, holds=told.holds if is_told else None)
            case Limited():
                return self._limit(told, explanation, node)
            case _:
                return told

    def _condition(self, told: Told, condition: Condition, element: Any) -> Told:
        attribute_id, withheld = condition.attribute.id, self.sight.withheld(condition.attribute)
        told = replace(told, attribute_id=attribute_id, withheld=withheld, quantifier=condition.quantifier)
        if withheld is not None:
            told = replace(told, holds=None)
        if withheld is Withheld.DISABLED:
            return told
        values = customers.known(self.shown[attribute_id] if element is None else element)
        if condition.sub_attribute is not None:
            values = customers.known([value[condition.sub_attribute.id] for value in values])
        kept_values = [_cut(ready(value)) for value in values[: self.values]]
        return replace(told, values=kept_values, more_values=len(values) - len(kept_values))

    def _operands(self, told: Told, explanation: Explanation, element: Any) -> Told:
        group = explanation.node
        assert isinstance(group, Group)
        places = (path for path, _ in parts_of(group, told.path))
        parts = [self.node(part, path, element) for part, path in zip(explanation.parts, places, strict=True)]
        return replace(told, parts=parts, holds=_as_far_as_told(told.holds, group.joiner, parts))

    def _limit(self, told: Told, explanation: Explanation, limited: Limited) -> Told:
        """Who is among the first tells of the attributes that the order is by."""
        ((path, _),) = parts_of(limited, told.path)
        of = self.node(explanation.parts[0], path)
        withheld = self.sight.withheld(*(by.attribute for by in limited.order))
        is_told = withheld is None or of.holds is False  # by its conditions alone
        return replace(told, holds=of.holds if is_told else None, withheld=withheld, parts=[of])

    def _elements(self, told: Told, explanation: Explanation, compound: Attribute) -> Told:
        """A compound is withheld or not as a whole, so whatever is asked of its elements is too."""
        withheld = self.sight.withheld(compound)
        told = replace(told, attribute_id=compound.id, withheld=withheld)
        if withheld is not None:
            told = replace(told, holds=None)
        if withheld is Withheld.DISABLED:
            return told
        held = self.shown[compound.id]
        records = held if isinstance(held, list) else [held]
        # Which come first would tell of which the conditions hold.
        first = explanation.parts if withheld else sorted(explanation.parts, key=lambda part: not part.holds)
        chosen = sorted(first[: self.elements], key=lambda part: part.element or 0)
        parts = [self._element(told.path, part, records[part.element or 0]) for part in chosen]
        return replace(told, parts=parts, more_parts=len(explanation.parts) - len(parts))

    def _element(self, path: str, explanation: Explanation, record: Any) -> Told:
        group = explanation.node
        assert isinstance(group, Group)
        told = Told(path, kind_of(group), element_sentence_of(group), False, explanation.holds)
        return replace(self._operands(told, explanation, record), element=explanation.element)


def _as_far_as_told(holds: bool | None, joiner: Joiner, parts: list[Told]) -> bool | None:
    """Whether the group holds, where the parts that are told settle it."""
    told = [part.holds for part in parts]
    settles = joiner is Joiner.OR  # one true part does, or in an `and` one that is false
    return holds if None not in told or settles in told else None


def _is_negated(node: Tree) -> bool:
    return not isinstance(node, Everybody | Limited) and node.negation


def _cut(value: Any) -> Any:
    match value:
        case str() if len(value) > MAX_CHARACTERS:
            return value[:MAX_CHARACTERS] + "…"
        case dict():
            return {key: _cut(each) for key, each in value.items()}
        case _:
            return value


def _check_size(tree: Tree, held: dict[str, Any]) -> None:
    """Raises: too large: the referee compares in plain Python, and cannot be stopped."""
    looks = 0
    for node in nodes_of(tree, with_segments=True):
        if isinstance(node, Condition):
            values = held[node.attribute.id]
            looks += max(1, len(values)) if isinstance(values, list) else 1
    if looks > MAX_LOOKS:
        raise SendoffError(
            f"The segment and the customer are too large to be explained: {looks:,} values would be "
            f"compared, and {MAX_LOOKS:,} is the most. Explain a segment of fewer conditions.",
            code="too_large_to_explain",
            kind=Kind.INVALID,
        )
