"""What engines render, and nothing else: a few frozen nodes, two-valued, with all choices made.

Every leaf asks whether *some known value* satisfies a test; it is true or false, never null.
Known: not null, not NaN. `Not` stands directly over a leaf only. Literals are settled: strings
are lower-cased (compare them with the lower-cased value), moments are resolved, a literal that
no value of the type can equal has become a `Constant` or a bound rounded inwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sendoff.attributes.catalogue import DataType

Scalar = str | int | float | bool | date | datetime
"""Datetimes are aware and UTC; integers of any size; floats finite."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the values are: an attribute's column, or one field of its records.

    `data_type` is that of the values themselves. `multi`: the column holds a list (of values,
    or of records). Inside `AnyElement` the column is the element's own field: `multi` is False.
    An `attribute_id` equal to the source's id column means the id, as text.
    """

    attribute_id: str
    data_type: DataType
    multi: bool = False
    sub_attribute_id: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Any known value."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Equal to one of `values` (at least one, all of the column's type; unordered, distinct)."""

    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class ContainsAny:
    """The lower-cased string has one of `needles` (lower-cased, at least one) as a substring."""

    needles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartsWithAny:
    """The lower-cased string begins with one of `prefixes` (lower-cased, not empty, at least one)."""

    prefixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EndsWithAny:
    """The lower-cased string ends with one of `suffixes` (lower-cased, not empty, at least one)."""

    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InValueList:
    """Equal to one value of an uploaded list: text, lower-cased, or whole numbers.

    `key` is the list's name in the engine's `ValueLists`; one content has one key forever.
    """

    key: str


@dataclass(frozen=True, slots=True)
class Exactly:
    """Equal to one of these texts as they are, case and all. Asked of the id alone."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HashedBelow:
    """The first 16 hexadecimal digits of MD5(`salt` + `:` + the text as it is), in lower case, sort
    below `bound`, which has 16 too. Asked of the id alone."""

    salt: str
    bound: str


@dataclass(frozen=True, slots=True)
class Within:
    """Between the bounds; a bound of None is no bound; bounds count unless `…_open`."""

    low: int | float | date | datetime | None = None
    high: int | float | date | datetime | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class OnDay:
    """A datetime whose date in `zone` (IANA name) is one of `days`."""

    days: tuple[date, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class InMonth:
    """A date, or a datetime read in `zone`, in this month (1 to 12) of any year."""

    month: int
    zone: str


@dataclass(frozen=True, slots=True)
class OnMonthDay:
    """A date, or a datetime read in `zone`, on one of these months and days of any year.

    `days`: at least one `(month, day)`, distinct.
    """

    days: tuple[tuple[int, int], ...]
    zone: str


Test = (
    Known
    | OneOf
    | ContainsAny
    | StartsWithAny
    | EndsWithAny
    | InValueList
    | Exactly
    | HashedBelow
    | Within
    | OnDay
    | InMonth
    | OnMonthDay
)


@dataclass(frozen=True, slots=True)
class AnyValue:
    """Some known value of `column` satisfies `test`."""

    column: Column
    test: Test


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Some element (a record with at least one known field of `fields`) satisfies `inner`.

    A column that holds one record and no list is a list of at most that one. `inner` is built of
    `AnyValue` over the element's fields, `Not`, `And`, `Or` and `Constant`. In a list of scalars an
    element is a known value; its one field has no `sub_attribute_id`.

    Args:
        at_least: how many elements satisfy it; more than 1 in a list alone.
    """

    attribute_id: str
    multi: bool
    fields: tuple[Column, ...]
    inner: Predicate
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Constant:
    value: bool


Leaf = AnyValue | AnyElement


@dataclass(frozen=True, slots=True)
class Not:
    operand: Leaf


@dataclass(frozen=True, slots=True)
class And:
    """All hold; at least two operands, none of them an `And`, except where a long chain was balanced."""

    operands: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One holds; at least two operands, none of them an `Or`, except where a long chain was balanced."""

    operands: tuple[Predicate, ...]


Predicate = Constant | AnyValue | AnyElement | Not | And | Or

EVERYBODY = Constant(True)


@dataclass(frozen=True, slots=True)
class Order:
    """By one single-valued attribute: text by code point, unknown values last in both directions."""

    attribute_id: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Top:
    """The first `count` customers by `order`; those who tie by their ids as text, so that it is exact."""

    count: int
    order: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The customers that satisfy `predicate`, or the top of them."""

    predicate: Predicate
    top: Top | None = None


ALL_CUSTOMERS = Selection(EVERYBODY)
