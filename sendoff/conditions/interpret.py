"""The referee: what a tree means for one customer, in plain Python, and why.

It shares no code with the lowering but what a literal stands for. Whatever an engine answers, this
is what it should have answered.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import Attribute, DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.operations import registry
from sendoff.conditions.operations.literals import operand
from sendoff.conditions.operations.record import Asks, Context, ListedValues, Operand, Value
from sendoff.conditions.tree import Condition, Everybody, Group, Joiner, Node, Tree

Customer = Mapping[str, object]
"""Values by attribute id: None, text, numbers, dates, datetimes (a naive one is UTC), booleans; lists
of these; for a compound a mapping by sub-attribute id, or a list of them. An id that is missing is
unknown."""

Element = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether `node` holds, its own negation included, and why.

    `parts` are of the node's operands, in order. Where the node is about one element of a compound,
    they are of its elements instead, each one the same group read for that element (`element`: its
    place in the list, from 0), and those have the operands as parts.
    """

    node: Tree
    holds: bool
    parts: tuple[Explanation, ...] = ()
    element: int | None = None


def interpret(
    tree: Tree,
    customer: Customer,
    *,
    now: datetime,
    zone: ZoneInfo,
    value_lists: ListedValues | None = None,
) -> bool:
    """Whether `tree` selects the customer at `now`, an aware UTC instant."""
    return Referee(tree, now=now, zone=zone, value_lists=value_lists).selects(customer)


def explain(
    tree: Tree,
    customer: Customer,
    *,
    now: datetime,
    zone: ZoneInfo,
    value_lists: ListedValues | None = None,
) -> Explanation:
    """Why `tree` selects the customer or not, node by node; all nodes are looked at."""
    return Referee(tree, now=now, zone=zone, value_lists=value_lists).explain(customer)


class Referee:
    """One tree at one moment, for any number of customers.

    Args:
        value_lists: what uploaded lists hold; None only where the tree names none.
    Raises: Invalid, while it judges, where a phrase now lands outside years 1 to 9999.
    """

    def __init__(
        self, tree: Tree, *, now: datetime, zone: ZoneInfo, value_lists: ListedValues | None = None
    ) -> None:
        self._tree = tree
        self._context = Context(now, zone, value_lists)
        # By identity: hashing a condition would hash its whole list. The tree keeps them alive.
        self._operands: dict[int, Operand] = {}

    def selects(self, customer: Customer) -> bool:
        if isinstance(self._tree, Everybody):
            return True
        return self._holds(self._tree, customer, None)

    def explain(self, customer: Customer) -> Explanation:
        if isinstance(self._tree, Everybody):
            return Explanation(self._tree, True)
        return self._explain(self._tree, customer, None)

    def _holds(self, node: Node, customer: Customer, element: Element | None) -> bool:
        if isinstance(node, Condition):
            return self._condition(node, customer, element) is not node.negation
        if node.element_of is None:
            return self._joins(node, customer, element) is not node.negation
        elements = _elements(node.element_of, customer.get(node.element_of.id))
        return any(self._joins(node, customer, e) for _, e in elements) is not node.negation

    def _joins(self, group: Group, customer: Customer, element: Element | None) -> bool:
        join = all if group.joiner is Joiner.AND else any
        return join(self._holds(operand, customer, element) for operand in group.operands)

    def _explain(self, node: Node, customer: Customer, element: Element | None) -> Explanation:
        holds = self._holds(node, customer, element)
        if isinstance(node, Condition):
            return Explanation(node, holds)
        if node.element_of is None:
            return Explanation(node, holds, self._operands_explained(node, customer, element))
        parts = tuple(
            Explanation(node, self._joins(node, customer, e), self._operands_explained(node, customer, e), at)
            for at, e in _elements(node.element_of, customer.get(node.element_of.id))
        )
        return Explanation(node, holds, parts)

    def _operands_explained(
        self, group: Group, customer: Customer, element: Element | None
    ) -> tuple[Explanation, ...]:
        return tuple(self._explain(operand, customer, element) for operand in group.operands)

    def _condition(self, condition: Condition, customer: Customer, element: Element | None) -> bool:
        operation = registry.get(condition.operation)
        assert operation is not None, "the parser knows only registered operations"
        literals = self._operands.get(id(condition))
        if literals is None:
            data_type = (condition.sub_attribute or condition.attribute).data_type
            literals = operand(condition.value, operation.shape, data_type, self._context)
            self._operands[id(condition)] = literals
        values = _known_values(condition, customer, element)
        satisfied = any(operation.holds(value, literals, self._context) for value in values)
        match operation.asks:
            case Asks.ANY:
                return satisfied
            case Asks.NONE:
                return not satisfied
            case Asks.KNOWN_AND_NONE:
                return bool(values) and not satisfied


def _known_values(condition: Condition, customer: Customer, element: Element | None) -> Sequence[Value]:
    attribute, sub_attribute = condition.attribute, condition.sub_attribute
    stored = customer.get(attribute.id)
    if attribute.data_type is not DataType.COMPOUND:
        return _known(_listed(stored), attribute.data_type)
    elements = [element] if element is not None else [e for _, e in _elements(attribute, stored)]
    if sub_attribute is None:
        # Presence alone is asked of whole records, and an element has something known.
        return [True] * len(elements)
    return _known([e.get(sub_attribute.id) for e in elements], sub_attribute.data_type)


def _elements(attribute: Attribute, stored: object) -> list[tuple[int, Element]]:
    """The records with some known sub-value, each with its place in the list."""
    found: list[tuple[int, Element]] = []
    for at, record in enumerate(_listed(stored)):
        if isinstance(record, Mapping) and any(
            _known([record.get(s.id)], s.data_type) for s in attribute.sub_attributes
        ):
            found.append((at, record))
    return found


def _listed(stored: object) -> Sequence[object]:
    return stored if isinstance(stored, list | tuple) else (stored,)


def _known(stored: Iterable[object], data_type: DataType) -> list[Value]:
    """The values there are, as they are compared."""
    return [_compared(value, data_type) for value in stored if not _is_unknown(value)]


def _is_unknown(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_nan()
    return value is None or (isinstance(value, float) and math.isnan(value))


def _compared(value: object, data_type: DataType) -> Value:
    if data_type is DataType.STRING:
        return lower_simple(str(value))
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return cast(Value, value)
