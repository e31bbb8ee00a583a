"""The nodes of a condition tree, as parsed, and the language's limits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sendoff.attributes.catalogue import Attribute, SubAttribute

MAX_DEPTH = 64
MAX_CONDITIONS = 10_000
MAX_LIST_VALUES = 100_000
"""All lists of one tree together. Limits: spec/conditions.md, Grammar. They are of the whole tree,
with what is in the segments that it refers to; such a reference is a condition, and one deeper."""

TOO_MANY_CONDITIONS = (
    f"There are more than {MAX_CONDITIONS:,} conditions, the most there may be, those of the segments that "
    "are referred to included."
)
TOO_MANY_LIST_VALUES = f"There are more than {MAX_LIST_VALUES:,} values in all lists, the most there may be."


class Joiner(StrEnum):
    AND = "and"
    OR = "or"


class Quantity(StrEnum):
    """How many of a customer's known values, or elements, satisfy."""

    ANY = "any"
    ALL = "all"
    """There is one, and each satisfies."""
    NONE = "none"
    """There is one, and none satisfies."""


Quantifier = Quantity | int
"""A number: at least so many."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One operation on one attribute (or on one of its sub-attributes).

    `value` is shaped as the operation's record says (`operations/`); None where it takes none.
    Strings and moments are kept as written. With a `quantifier` each known value is read by itself.
    """

    attribute: Attribute
    operation: str
    value: object = None
    sub_attribute: SubAttribute | None = None
    negation: bool = False
    quantifier: Quantifier | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """`and` or `or` over at least one operand.

    `element_of` is set on an attribute operation over a compound, on its outermost group alone:
    the whole group is about one element of that attribute, or about as many as its `quantifier`
    says. Attribute operations on scalars are parsed to plain groups, since they mean the same
    (spec/conditions.md, One truth).
    """

    joiner: Joiner
    operands: tuple[Node, ...]
    negation: bool = False
    element_of: Attribute | None = None
    quantifier: Quantifier | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The customers of another segment, whose document was read in this place.

    `name` is None where the tree was read for somebody who may be told nothing but the id.
    """

    segment_id: int
    name: str | None
    tree: Everybody | Node
    negation: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A share of the customers, the same ones always; shares of one salt lie within each other.

    Args:
        percent: above 0, at most 100; as written.
    """

    percent: int | float
    salt: str
    id_column: str
    negation: bool = False

    @property
    def bound(self) -> int:
        """Of 2^64 equal shares, how many are in, rounded down."""
        return int(Fraction(Decimal(repr(self.percent))) / 100 * 2**64)


@dataclass(frozen=True, slots=True)
class Everybody:
    """The empty tree, `{}`."""


@dataclass(frozen=True, slots=True)
class OrderedBy:
    """One key of a limit's order, a single-valued scalar attribute."""

    attribute: Attribute
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Limited:
    """The first `count` customers of `of`; only as the whole tree."""

    of: Everybody | Node
    count: int
    order: tuple[OrderedBy, ...] = ()


Node = Condition | Group | Segment | Sample
Tree = Everybody | Node | Limited
