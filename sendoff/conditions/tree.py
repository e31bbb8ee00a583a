"""The nodes of a condition tree, as parsed, and the language's limits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sendoff.attributes.catalogue import Attribute, SubAttribute

MAX_DEPTH = 64
MAX_CONDITIONS = 10_000
MAX_LIST_VALUES = 100_000
"""All lists of one tree together. Limits: spec/conditions.md, Grammar."""


class Joiner(StrEnum):
    AND = "and"
    OR = "or"


@dataclass(frozen=True, slots=True)
class Condition:
    """One operation on one attribute (or on one of its sub-attributes).

    `value` is shaped as the operation's record says (`operations/`); None where it takes none.
    Strings and moments are kept as written.
    """

    attribute: Attribute
    operation: str
    value: object = None
    sub_attribute: SubAttribute | None = None
    negation: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """`and` or `or` over at least one operand.

    `element_of` is set on an attribute operation over a compound, on its outermost group alone:
    the whole group is about one element of that attribute. Attribute operations on scalars are
    parsed to plain groups, since they mean the same (spec/conditions.md, One truth).
    """

    joiner: Joiner
    operands: tuple[Node, ...]
    negation: bool = False
    element_of: Attribute | None = None


@dataclass(frozen=True, slots=True)
class Everybody:
    """The empty tree, `{}`."""


Node = Condition | Group
Tree = Everybody | Condition | Group
