"""A tree to the predicate that engines render: negation at the leaves, every choice made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import Attribute, DataType
from sendoff.conditions.operations import registry
from sendoff.conditions.operations.literals import operand
from sendoff.conditions.operations.record import Asks, Context, Operation
from sendoff.conditions.predicates import (
    EVERYBODY,
    And,
    AnyElement,
    AnyValue,
    Column,
    Constant,
    HashedBelow,
    Known,
    Leaf,
    Not,
    Or,
    Order,
    Predicate,
    Selection,
    Top,
)
from sendoff.conditions.tree import (
    Condition,
    Everybody,
    Joiner,
    Limited,
    Node,
    Quantifier,
    Quantity,
    Sample,
    Segment,
    Tree,
)

MAX_OPERANDS = 100
"""Longer chains are balanced into a tree: engines recurse over them (ours to choose)."""

_NEVER = Constant(False)
_ALL_SHARES = 2**64
_HASH_DIGITS = 16


def lower(tree: Tree, *, now: datetime, zone: ZoneInfo) -> Predicate:
    """The predicate that selects exactly the customers of `tree` at `now`; of a limit, all it is of.

    Args:
        now: an aware UTC instant, the run's `as_of`.
        zone: the instance's; in it days begin and end.
    Raises:
        Invalid: a phrase now lands outside years 1 to 9999.
    """
    of = tree.of if isinstance(tree, Limited) else tree
    return _whole(of, Context(now, zone), negated=False)


def selection(tree: Tree, *, now: datetime, zone: ZoneInfo) -> Selection:
    """The customers of `tree` at `now`, its limit kept. Raises as `lower`."""
    return Selection(lower(tree, now=now, zone=zone), top_of(tree))


def top_of(tree: Tree) -> Top | None:
    """The limit of `tree`; None where it has none."""
    if not isinstance(tree, Limited):
        return None
    return Top(tree.count, tuple(Order(by.attribute.id, by.descending) for by in tree.order))


def known(attribute: Attribute) -> Predicate:
    """The predicate of the customers of whom some value of `attribute` is known."""
    if attribute.data_type is DataType.COMPOUND:
        return _elements(attribute, _fields(attribute), EVERYBODY, 1)
    return AnyValue(Column(attribute.id, attribute.data_type, attribute.multi), Known())


def _whole(tree: Everybody | Node, context: Context, *, negated: bool) -> Predicate:
    if isinstance(tree, Everybody):
        return Constant(not negated)
    return _lowered(tree, context, negated=negated, in_element=False)


def _lowered(node: Node, context: Context, *, negated: bool, in_element: bool) -> Predicate:
    """`in_element`: inside an attribute operation on a compound, whose element the node reads."""
    negated ^= node.negation
    if isinstance(node, Condition):
        return _condition(node, context, negated=negated, in_element=in_element)
    if isinstance(node, Segment):
        return _whole(node.tree, context, negated=negated)
    if isinstance(node, Sample):
        share = _share(node)
        return _complement(share) if negated else share
    if node.element_of is not None:
        parts = [_lowered(o, context, negated=False, in_element=True) for o in node.operands]
        inner = _joined(node.joiner is Joiner.AND, parts)
        some = _quantified(node.element_of, _fields(node.element_of), inner, node.quantifier)
        return _complement(some) if negated else some
    parts = [_lowered(o, context, negated=negated, in_element=in_element) for o in node.operands]
    return _joined((node.joiner is Joiner.AND) is not negated, parts)


def _share(sample: Sample) -> Predicate:
    if sample.bound == _ALL_SHARES:
        return EVERYBODY
    bound = f"{sample.bound:0{_HASH_DIGITS}x}"
    return AnyValue(Column(sample.id_column, DataType.STRING), HashedBelow(sample.salt, bound))


def _condition(condition: Condition, context: Context, *, negated: bool, in_element: bool) -> Predicate:
    operation = registry.get(condition.operation)
    assert operation is not None, "the parser knows only registered operations"
    subject = condition.sub_attribute or condition.attribute
    data_type = subject.data_type
    if condition.quantifier is not None:
        asked = _each_value(condition, condition.quantifier, operation, context)
        return _complement(asked) if negated else asked
    some: Predicate
    if data_type is DataType.COMPOUND:
        # Presence alone is asked of a whole record, and an element is one with something known.
        something = some = EVERYBODY if in_element else known(condition.attribute)
    else:
        column = Column(
            condition.attribute.id,
            data_type,
            multi=condition.attribute.multi and not in_element,
            sub_attribute_id=condition.sub_attribute.id if condition.sub_attribute else None,
        )
        something = AnyValue(column, Known())
        literals = operand(condition.value, operation.shape, data_type, context)
        some = _any([AnyValue(column, test) for test in operation.tests(data_type, literals, context)])
    match operation.asks:
        case Asks.ANY:
            asked = some
        case Asks.NONE:
            asked = _complement(some)
        case Asks.KNOWN_AND_NONE:
            asked = _joined(True, [something, _complement(some)])
    return _complement(asked) if negated else asked


def _each_value(
    condition: Condition, quantifier: Quantifier, operation: Operation, context: Context
) -> Predicate:
    """Each known value is an element of the one field; there, to be known goes without saying."""
    sub_attribute, attribute = condition.sub_attribute, condition.attribute
    data_type = (sub_attribute or attribute).data_type
    column = Column(attribute.id, data_type, False, sub_attribute.id if sub_attribute else None)
    literals = operand(condition.value, operation.shape, data_type, context)
    some = _any([AnyValue(column, test) for test in operation.tests(data_type, literals, context)])
    inner = some if operation.asks is Asks.ANY else _complement(some)
    return _quantified(attribute, (column,), inner, quantifier)


def _quantified(
    attribute: Attribute, fields: tuple[Column, ...], inner: Predicate, quantifier: Quantifier | None
) -> Predicate:
    """So many elements satisfy `inner`; a quantifier of None is any."""
    if quantifier is Quantity.ALL or quantifier is Quantity.NONE:
        exception = _complement(inner) if quantifier is Quantity.ALL else inner
        something = _elements(attribute, fields, EVERYBODY, 1)
        return _joined(True, [something, _complement(_elements(attribute, fields, exception, 1))])
    return _elements(attribute, fields, inner, quantifier if isinstance(quantifier, int) else 1)


def _elements(attribute: Attribute, fields: tuple[Column, ...], inner: Predicate, at_least: int) -> Predicate:
    if inner == _NEVER:
        return _NEVER
    return AnyElement(attribute.id, attribute.multi, fields, inner, at_least)


def _fields(attribute: Attribute) -> tuple[Column, ...]:
    return tuple(Column(attribute.id, s.data_type, False, s.id) for s in attribute.sub_attributes)


def _complement(predicate: Predicate) -> Predicate:
    """The exact complement, with `Not` over leaves alone: leaves are two-valued."""
    match predicate:
        case Constant(value):
            return Constant(not value)
        case Not(leaf):
            return leaf
        case And(operands):
            return _joined(False, [_complement(part) for part in operands])
        case Or(operands):
            return _joined(True, [_complement(part) for part in operands])
        case _:
            return Not(predicate)


def _any(leaves: Sequence[Leaf]) -> Predicate:
    return _joined(False, leaves)


def _joined(conjunction: bool, parts: Iterable[Predicate]) -> Predicate:
    """The parts under one `And` (`Or`), constants folded and the same operator laid flat."""
    joiner = And if conjunction else Or
    neutral = Constant(conjunction)
    flat: list[Predicate] = []
    for part in parts:
        if isinstance(part, joiner):
            flat.extend(part.operands)
        elif isinstance(part, Constant):
            if part != neutral:
                return part
        else:
            flat.append(part)
    if not flat:
        return neutral
    return _balanced(joiner, flat)


def _balanced(joiner: type[And] | type[Or], parts: list[Predicate]) -> Predicate:
    while len(parts) > MAX_OPERANDS:
        chunks = [parts[at : at + MAX_OPERANDS] for at in range(0, len(parts), MAX_OPERANDS)]
        parts = [joiner(tuple(chunk)) if len(chunk) > 1 else chunk[0] for chunk in chunks]
    return joiner(tuple(parts)) if len(parts) > 1 else parts[0]
