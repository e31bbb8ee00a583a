"""How many customers each node of a segment keeps, alone and after all before it, in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.lower import lower
from sendoff.conditions.predicates import EVERYBODY, Predicate
from sendoff.conditions.tree import Condition, Everybody, Group, Joiner, Limited, Node, Tree
from sendoff.engines.port import StopSignal
from sendoff.services.house import House
from sendoff.services.nodes import ROOT_PATH, NodeKind, kind_of, nodes_of, parts_of, sentence_of
from sendoff.services.segments import Viewed, parsed
from sendoff.store.moments import kept

MAX_NODES = 200
MAX_ASKED = 25_000
"""Conditions in all that is counted, each 20 values of a list as one more: 200 nodes in a row,
or the first of the largest trees. As many take about 6 s to be planned (2026-11-24)."""

IN_A_COMPOUND = 20
"""What a condition on a compound counts for: it is asked of every element. 9,000 of them in one group took
135 s (2026-11-24)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One node; `alone` and `so_far` as `waterfall` says."""

    path: str
    kind: NodeKind
    sentence: str
    depth: int
    alone: int
    so_far: int


@dataclass(frozen=True, slots=True)
class Waterfall:
    """`nodes` in the order of the document, the whole tree first; `more_nodes` were too many to count."""

    segment_id: int
    as_of: str
    customers: int
    selected: int
    nodes: list[Counted]
    more_nodes: int


def waterfall(house: House, viewed: Viewed, *, stop: StopSignal) -> Waterfall:
    """How many customers each node of the segment keeps, counted in one pass.

    - Alone: customers of the whole source that satisfy the node by itself, its negation included.
    - So far: of an operand of an `and`, those of them that satisfy it, all operands before it, and all
      that stands before the `and` in the same way; of an operand of an `or`, those that satisfy it or
      an operand before it, and all that stands before the `or`.

    What stands around a node counts before its negation: the operands of a negated group are counted as
    they are written. Inside an operation on a compound a customer counts who has an element for it (as
    many as its quantifier says), and so far one and the same element must satisfy all before it. A limit
    cuts its own node alone; what is in a segment that is referred to is counted as one node.

    Not for an event loop, and in no transaction. Raises as `segments.count`.
    """
    tree, now = parsed(house, viewed)
    asked, more_nodes = _asked(tree)
    predicates: dict[Predicate, int] = {EVERYBODY: 0}

    def place_of(counted: Tree) -> int:
        predicate = lower(counted, now=now, zone=house.settings.zone)
        return predicates.setdefault(predicate, len(predicates))

    places = [(place_of(each.node_alone), place_of(each.reached)) for each in asked]
    counts = house.profiles.counts(list(predicates), stop=stop)
    nodes = [
        _counted(each, counts[alone], counts[so_far])
        for each, (alone, so_far) in zip(asked, places, strict=True)
    ]
    return Waterfall(viewed.row.id, kept(now), counts[0], nodes[0].alone, nodes, more_nodes)


@dataclass(frozen=True, slots=True)
class _Asked:
    path: str
    node: Tree
    depth: int
    node_alone: Tree
    reached: Tree


def _counted(asked: _Asked, alone: int, so_far: int) -> Counted:
    node = asked.node
    if isinstance(node, Limited):  # the first n of a set are n, or all where there are fewer
        alone, so_far = min(alone, node.count), min(so_far, node.count)
    return Counted(asked.path, kind_of(node), sentence_of(node), asked.depth, alone, so_far)


@dataclass(frozen=True, slots=True)
class _Before:
    """What a customer has satisfied on the way to a node.

    Args:
        of_customer: nodes that the customer satisfies.
        within: the group on a compound that the node is in; None outside of any.
        of_element: nodes in it that one element satisfies.
    """

    of_customer: tuple[Node, ...] = ()
    within: Group | None = None
    of_element: tuple[Node, ...] = ()

    def and_also(self, *nodes: Node) -> _Before:
        if self.within is None:
            return replace(self, of_customer=(*self.of_customer, *nodes))
        return replace(self, of_element=(*self.of_element, *nodes))

    def inside(self, group: Group) -> _Before:
        return self if group.element_of is None else replace(self, within=group)

    def alone(self, node: Node) -> Tree:
        return node if self.within is None else _some_element(self.within, (node,))

    @property
    def tree(self) -> Tree:
        element = (_some_element(self.within, self.of_element),) if self.within and self.of_element else ()
        return Group(Joiner.AND, (*self.of_customer, *element))


def _some_element(within: Group, nodes: tuple[Node, ...]) -> Group:
    return replace(within, joiner=Joiner.AND, operands=nodes, negation=False)


def _asked(tree: Tree) -> tuple[list[_Asked], int]:
    """The first nodes of the document, as many as may be counted, and how many there are beyond them."""
    asked: list[_Asked] = []
    size = 0
    for each in _nodes(tree):
        size += _size(each.node_alone) + _size(each.reached)
        if asked and (size > MAX_ASKED or len(asked) == MAX_NODES):
            break
        asked.append(each)
    return asked, sum(1 for _ in nodes_of(tree)) - len(asked)


def _nodes(tree: Tree) -> Iterator[_Asked]:
    yield _Asked(ROOT_PATH, tree, 0, tree, tree)
    if isinstance(tree, Limited):
        ((path, of),) = parts_of(tree, ROOT_PATH)
        yield _Asked(path, of, 1, of, of)
        yield from _below(of, path, 2, _Before())
    else:
        yield from _below(tree, ROOT_PATH, 1, _Before())


def _below(group: Everybody | Node, path: str, depth: int, before: _Before) -> Iterator[_Asked]:
    if not isinstance(group, Group):
        return
    before = before.inside(group)
    for at, node in enumerate(group.operands):
        place = f"{path}.operands[{at}]"
        if group.joiner is Joiner.AND:
            reached = before.and_also(node)
        else:
            reached = before.and_also(Group(Joiner.OR, group.operands[: at + 1]))
        yield _Asked(place, node, depth, before.alone(node), reached.tree)
        yield from _below(node, place, depth + 1, before)
        if group.joiner is Joiner.AND:
            before = reached


def _size(tree: Tree) -> int:
    """How much there is to ask: its conditions and their lists."""
    return sum(
        (IN_A_COMPOUND if node.attribute.data_type is DataType.COMPOUND else 1)
        + (len(node.value) // 20 if isinstance(node.value, tuple) else 0)
        for node in nodes_of(tree, with_segments=True)
        if isinstance(node, Condition)
    )
