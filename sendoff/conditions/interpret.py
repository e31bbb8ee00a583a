"""The referee: what a tree means for one customer, in plain Python, and why.

It shares no code with the lowering but what a literal stands for. Whatever an engine answers, this
is what it should have answered.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import Attribute, DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.operations import registry
from sendoff.conditions.operations.literals import operand
from sendoff.conditions.operations.record import Asks, Context, ListedValues, Operand, Value
from sendoff.conditions.tree import (
    Condition,
    Everybody,
    Group,
    Joiner,
    Limited,
    Node,
    Quantifier,
    Quantity,
    Sample,
    Segment,
    Tree,
)

Customer = Mapping[str, object]
"""Values by attribute id: None, text, numbers, dates, datetimes (a naive one is UTC), booleans; lists
of these; for a compound a mapping by sub-attribute id, or a list of them. An id that is missing is
unknown."""

Element = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether `node` holds, its own negation included, and why.

    `parts` are of the node's operands, in order; of a segment or a limit, of the one tree in it
    (whether the customer is among the first that a limit leaves is not said). Where the node is about
    elements of a compound, they are of its elements instead, each one the same group read for that
    element (`element`: its place in the list, from 0), and those have the operands as parts.
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
        """Whether the tree holds for the customer; of a limit, whether that does which it is of."""
        return self._whole(self._tree.of if isinstance(self._tree, Limited) else self._tree, customer)

    def explain(self, customer: Customer) -> Explanation:
        if isinstance(self._tree, Limited):
            of = self._whole_explained(self._tree.of, customer)
            return Explanation(self._tree, of.holds, (of,))
        return self._whole_explained(self._tree, customer)

    def _whole(self, tree: Everybody | Node, customer: Customer) -> bool:
        return isinstance(tree, Everybody) or self._holds(tree, customer, None)

    def _whole_explained(self, tree: Everybody | Node, customer: Customer) -> Explanation:
        if isinstance(tree, Everybody):
            return Explanation(tree, True)
        return self._explain(tree, customer, None)

    def _holds(self, node: Node, customer: Customer, element: Element | None) -> bool:
        match node:
            case Condition():
                holds = self._condition(node, customer, element)
            case Segment():
                holds = self._whole(node.tree, customer)
            case Sample():
                holds = _is_in_sample(node, customer.get(node.id_column))
            case Group(element_of=None):
                holds = self._joins(node, customer, element)
            case Group(element_of=attribute):
                assert attribute is not None
                elements = _elements(attribute, customer.get(attribute.id))
                holds = _suffices([self._joins(node, customer, e) for _, e in elements], node.quantifier)
        return holds is not node.negation

    def _joins(self, group: Group, customer: Customer, element: Element | None) -> bool:
        join = all if group.joiner is Joiner.AND else any
        return join(self._holds(operand, customer, element) for operand in group.operands)

    def _explain(self, node: Node, customer: Customer, element: Element | None) -> Explanation:
        match node:
            case Condition() | Sample():
                return Explanation(node, self._holds(node, customer, element))
            case Segment():
                whole = self._whole_explained(node.tree, customer)
                return Explanation(node, whole.holds is not node.negation, (whole,))
            case Group(element_of=None):
                joined = self._joins_explained(node, customer, element)
                return replace(joined, holds=joined.holds is not node.negation)
            case Group(element_of=attribute):
                assert attribute is not None
                parts = tuple(
                    replace(self._joins_explained(node, customer, each), element=at)
                    for at, each in _elements(attribute, customer.get(attribute.id))
                )
                holds = _suffices([part.holds for part in parts], node.quantifier)
                return Explanation(node, holds is not node.negation, parts)

    def _joins_explained(self, group: Group, customer: Customer, element: Element | None) -> Explanation:
        """Of the operands, before any negation of the group."""
        parts = tuple(self._explain(operand, customer, element) for operand in group.operands)
        join = all if group.joiner is Joiner.AND else any
        return Explanation(group, join(part.holds for part in parts), parts)

    def _condition(self, condition: Condition, customer: Customer, element: Element | None) -> bool:
        operation = registry.get(condition.operation)
        assert operation is not None, "the parser knows only registered operations"
        literals = self._operands.get(id(condition))
        if literals is None:
            data_type = (condition.sub_attribute or condition.attribute).data_type
            literals = operand(condition.value, operation.shape, data_type, self._context)
            self._operands[id(condition)] = literals
        values = _known_values(condition, customer, element)
        if condition.quantifier is not None:
            negative = operation.asks is Asks.KNOWN_AND_NONE
            each = [operation.holds(value, literals, self._context) is not negative for value in values]
            return _suffices(each, condition.quantifier)
        satisfied = any(operation.holds(value, literals, self._context) for value in values)
        match operation.asks:
            case Asks.ANY:
                return satisfied
            case Asks.NONE:
                return not satisfied
            case Asks.KNOWN_AND_NONE:
                return bool(values) and not satisfied


def select(
    tree: Tree,
    customers: Iterable[Customer],
    *,
    now: datetime,
    zone: ZoneInfo,
    id_column: str,
    value_lists: ListedValues | None = None,
) -> list[Customer]:
    """The customers that `tree` selects: in the order of its limit, or as they came."""
    referee = Referee(tree, now=now, zone=zone, value_lists=value_lists)
    selected = [customer for customer in customers if referee.selects(customer)]
    if not isinstance(tree, Limited):
        return selected
    selected.sort(key=lambda customer: str(customer[id_column]))
    # Sorting keeps the order of equals: the last key first.
    for by in reversed(tree.order):
        known = [c for c in selected if not _is_unknown(c.get(by.attribute.id))]
        unknown = [c for c in selected if _is_unknown(c.get(by.attribute.id))]
        known.sort(key=lambda c: _ordered(c[by.attribute.id], by.attribute.data_type), reverse=by.descending)
        selected = known + unknown
    return selected[: tree.count]


def _ordered(value: object, data_type: DataType) -> Any:
    """The value as it is stored, a datetime as its instant, a text by its code points."""
    return str(value) if data_type is DataType.STRING else _compared(value, data_type)


def _suffices(each: Sequence[bool], quantifier: Quantifier | None) -> bool:
    """Whether that many of the known values satisfy; a quantifier of None is any."""
    match quantifier:
        case Quantity.ALL:
            return bool(each) and all(each)
        case Quantity.NONE:
            return bool(each) and not any(each)
        case int(count):
            return sum(each) >= count
        case _:
            return any(each)


def _is_in_sample(sample: Sample, customer_id: object) -> bool:
    """Whether the MD5 of salt and id lies, of all 2^64 places, in the share."""
    digest = hashlib.md5(f"{sample.salt}:{customer_id}".encode(), usedforsecurity=False).hexdigest()
    return int(digest[:16], 16) < sample.bound


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
