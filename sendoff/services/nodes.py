"""What is said of one node of a segment's tree, whoever asks about it: its kind, its place, its words."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from sendoff.conditions.describe import describe
from sendoff.conditions.reading import ROOT as ROOT_PATH
from sendoff.conditions.tree import (
    Condition,
    Everybody,
    Group,
    Joiner,
    Limited,
    Node,
    Quantity,
    Sample,
    Segment,
    Tree,
)

__all__ = ["ROOT_PATH", "NodeKind", "element_sentence_of", "kind_of", "nodes_of", "parts_of", "sentence_of"]


class NodeKind(StrEnum):
    """What a node is."""

    EVERYBODY = "everybody"
    CONDITION = "condition"
    AND = "and"
    OR = "or"
    SEGMENT = "segment"
    SAMPLE = "sample"
    LIMIT = "limit"


def kind_of(node: Tree) -> NodeKind:
    match node:
        case Everybody():
            return NodeKind.EVERYBODY
        case Condition():
            return NodeKind.CONDITION
        case Group(joiner=Joiner.AND):
            return NodeKind.AND
        case Group():
            return NodeKind.OR
        case Segment():
            return NodeKind.SEGMENT
        case Sample():
            return NodeKind.SAMPLE
        case Limited():
            return NodeKind.LIMIT


def sentence_of(node: Tree) -> str:
    """A node in the words of its segment's sentence; of a group only how its operands are joined.

    A group's own sentence would hold those of all below it.
    """
    match node:
        case Group():
            words = f"not ({_joined(node)})" if node.negation else _joined(node)
            return _sentence(words)
        case Limited():
            return describe(Limited(Everybody(), node.count, node.order))
        case _:
            return _sentence(describe(node).removeprefix("Customers where ").removesuffix("."))


def element_sentence_of(group: Group) -> str:
    """What is asked of one element of a compound, without the negation of the whole."""
    return _sentence(_these(group))


def parts_of(node: Tree, path: str) -> Iterator[tuple[str, Everybody | Node]]:
    """The operands, and what a limit is of, each with its path in the segment's document.

    What is in a segment that is referred to is none of them: it is another's document, with rights of
    its own.
    """
    match node:
        case Group():
            yield from ((f"{path}.operands[{at}]", operand) for at, operand in enumerate(node.operands))
        case Limited():
            yield f"{path}.of", node.of


def nodes_of(tree: Tree, *, with_segments: bool = False) -> Iterator[Tree]:
    """All nodes of the tree, in the order of the document.

    Args:
        with_segments: those of segments that are referred to as well.
    """
    pending: list[Tree] = [tree]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, Segment):
            pending += [node.tree] if with_segments else []
        else:
            pending += [part for _, part in reversed(list(parts_of(node, "")))]


def _joined(group: Group) -> str:
    if group.element_of is None:
        return _these(group)
    of, these = f"‘{group.element_of.name}’", _these(group)
    match group.quantifier:
        case Quantity.ALL:
            return f"{of} is set, and of each element {these}"
        case Quantity.NONE:
            return f"{of} is set, and of no element {these}"
        case int(count) if count > 1:
            return f"of at least {count:,} elements of {of} {these}"
        case _:
            return f"of some element of {of} {these}"


def _these(group: Group) -> str:
    return "all of these hold" if group.joiner is Joiner.AND else "one of these holds"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."
