"""What an operation is: one record, read by the parser, the referee, the lowering and the sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import Scalar, Test

Value = str | int | float | bool | Decimal | date | datetime
"""A known value of a customer, as the referee compares it: strings lower-cased, datetimes aware and UTC."""

Operand = tuple[Scalar, ...]
"""The literals of a condition: none, one, two (from, to) or many. Strings lower-cased, moments
resolved: a date where the moment is a day, an aware UTC datetime where it is an instant. Of a span
the amount and the unit, of a value list its key."""

NUMERIC = frozenset({DataType.INT, DataType.FLOAT})
TEMPORAL = frozenset({DataType.DATE, DataType.DATETIME})
SCALAR = frozenset(DataType) - {DataType.COMPOUND}


class Shape(StrEnum):
    """What `value` holds."""

    NONE = "none"
    """`value` is absent."""
    ONE = "one"
    LIST = "list"
    """At least one."""
    RANGE = "range"
    """Two: `[from, to]`, or an object with `from` and `to`."""
    SPAN = "span"
    """A length of time: `{"amount": 30, "unit": "day"}`, or `"30 days"`."""
    VALUE_LIST = "value_list"
    """The id of an uploaded value list."""


class Asks(StrEnum):
    """What is asked of all known values of the attribute together."""

    ANY = "any"
    """Some known value satisfies."""
    KNOWN_AND_NONE = "known_and_none"
    """There is a known value, and none satisfies: the negative operations."""
    NONE = "none"
    """No known value satisfies; holds where nothing is known."""


class ListedValues(Protocol):
    """The values of uploaded lists, as the referee asks for them."""

    def contains(self, key: str, value: str | int) -> bool:
        """Whether the list of that key has `value`: a lower-cased text, or a whole number."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """What moments are resolved against: an aware UTC instant, and the instance's zone.

    `value_lists` is what the referee asks; None where no condition names one.
    """

    now: datetime
    zone: ZoneInfo
    value_lists: ListedValues | None = None


Holds = Callable[[Value, Operand, Context], bool]
Tests = Callable[[DataType, Operand, Context], Collection[Test]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, whole.

    Args:
        key: as it stands in `condition.operation`; `aliases` mean the same.
        types: the data types of attributes (or sub-attributes) that it takes.
        phrase: English, between the attribute and the value: `is at least`. Never with `and` or `or` in it,
            which join conditions in a sentence.
        holds: the referee's reading: whether one known value satisfies (the positive sense).
        tests: the lowering's reading: a known value satisfies (the positive sense) where it
            satisfies one of these; none of them is never. It is written apart from `holds`, so that
            the two check each other. Both raise Invalid where a span leads outside years 1 to 9999
            or is longer than the operation takes; what `tests` raises is refused when written.
        negative_of: the key of the positive operation, where this one is negative.
        own: an addition of Sendoff's own to the language.
    """

    key: str
    types: frozenset[DataType]
    shape: Shape
    phrase: str
    holds: Holds
    tests: Tests
    aliases: tuple[str, ...] = ()
    asks: Asks = Asks.ANY
    negative_of: str | None = None
    own: bool = False

    def negative(self, key: str, *, phrase: str) -> Operation:
        """The operation that holds where something is known and this one does not hold."""
        return replace(
            self, key=key, phrase=phrase, aliases=(), asks=Asks.KNOWN_AND_NONE, negative_of=self.key
        )

    def under(self, key: str, *, types: frozenset[DataType], phrase: str | None = None) -> Operation:
        """The same operation under another key, on some of its types."""
        return replace(self, key=key, types=types, phrase=phrase or self.phrase, aliases=())
