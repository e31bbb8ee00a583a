"""How one engine says the small things that leaves and queries are made of: its table of renderers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect

from sendoff.engines.sql.values import ValueType

SOURCE = "sendoff_source"
"""Alias of the customers in every query; columns are always written with it."""
ELEMENT = "sendoff_element"
"""What an element of a list is called in a test of it."""
VALUE = "value"
"""The one column, text, of a relation that stands for a long list."""


def call(function: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=function, expressions=list(arguments))


def name(identifier: str) -> exp.Expr:
    return exp.Identifier(this=identifier, quoted=True)


def column(column_name: str) -> exp.Expr:
    return exp.Column(this=name(column_name), table=name(SOURCE))


def number(value: int) -> exp.Expr:
    return exp.Literal.number(value)


def cast(value: exp.Expr, type_name: str) -> exp.Expr:
    return exp.Cast(this=value, to=exp.DataType(this=exp.DataType.Type.USERDEFINED, kind=type_name))


def alias(value: exp.Expr, as_name: str) -> exp.Expr:
    return exp.Alias(this=value, alias=name(as_name))


def is_null(at: exp.Expr) -> exp.Expr:
    return exp.Is(this=at, expression=exp.Null())


class Speech(ABC):
    """Stateless; goes to other processes. Arguments are consumed: an expression stands in one place."""

    dialect: type[Dialect]
    text_type: str
    """The type that holds any text."""
    max_long_lists: int = 25
    """Lists of one query that may be relations; further ones become literals."""
    max_leaves: int | None = None
    """Columns of an inner query, one for each leaf, at most; None: any number of them."""
    records_apart: bool = False
    """Whether a record is selected as columns of its own: whether there is one, then each of its fields."""

    def write(self, expression: exp.Expr) -> str:
        # Not `expression.sql()`: that copies the tree first, most of the time of 10,000 conditions.
        return str(self.dialect().generator().generate(expression, copy=False))

    # Values

    def text(self, value: str) -> exp.Expr:
        """A text literal, any character of it."""
        return exp.Literal.string(value)

    def literal(self, written: str, value: ValueType) -> exp.Expr:
        """A settled literal, in the type that the comparison is made in."""
        return cast(self.text(written), value.compared_as)

    @abstractmethod
    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """The stored value, in the type that we compare and show."""

    def shown_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """The value as a file shows it; `at` itself where it is shown as it is stored."""
        return at

    def as_text(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """An id as text, as Python's `str` writes it."""
        return cast(at, self.text_type)

    def ids(self, values: Sequence[str], value: ValueType) -> list[exp.Expr] | None:
        """Those ids that the column can hold, as literals of its own type, so that an index can be used;
        None where it is to be read as text."""
        return None

    # Tests of text

    @abstractmethod
    def lower(self, at: exp.Expr) -> exp.Expr:
        """By Unicode 14's simple lower-casing (spec/conditions.md, Operations)."""

    @abstractmethod
    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr: ...

    def contains_some(self, at: exp.Expr, needles: Sequence[str]) -> exp.Expr | None:
        """One of the needles is in the text; None where the engine has no way of its own to ask for many."""
        return None

    @abstractmethod
    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr: ...

    @abstractmethod
    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr: ...

    @abstractmethod
    def md5(self, at: exp.Expr) -> exp.Expr:
        """32 hexadecimal digits, in lower case, of the UTF-8 of the text, comparing by their bytes."""

    def ordered(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """What is ordered by: text by code point."""
        return at

    # Tests of numbers and moments

    @abstractmethod
    def is_nan(self, at: exp.Expr) -> exp.Expr: ...

    @abstractmethod
    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        """A date as it is; a datetime as the clocks of the zone show it. `at` is stored."""

    def month(self, local: exp.Expr) -> exp.Expr:
        return call("month", local)

    def day_of_month(self, local: exp.Expr) -> exp.Expr:
        return call("day", local)

    def day(self, local: exp.Expr) -> exp.Expr:
        return cast(local, "DATE")

    # Lists and records

    @abstractmethod
    def field(self, record: exp.Expr, field_name: str) -> exp.Expr: ...

    @abstractmethod
    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        """At least so many elements satisfy the test, in which one is called `ELEMENT`.

        `subquery`: a relation stands in the test.
        """

    @abstractmethod
    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        """The list of `shown` for each element, which is called `ELEMENT` in it; null stays null."""

    @abstractmethod
    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        """A record of these fields; null where `unless` is null."""

    def has_record(self, at: exp.Expr) -> exp.Expr:
        """There is a record, whatever its fields are."""
        return exp.Not(this=is_null(at))

    def element(self) -> exp.Expr:
        return name(ELEMENT)

    # Long lists

    def among(self, at: exp.Expr, values: exp.Select) -> exp.Expr:
        """`at` is one of what is selected; null may stand for false."""
        return exp.In(this=at, query=exp.Subquery(this=values))

    def listed(self, relation: str, type_name: str) -> exp.Select:
        """The values of a relation, in that type; what does not fit the type may come out null."""
        value: exp.Expr = exp.Column(this=name(VALUE), table=name(relation))
        typed = value if type_name == self.text_type else self.cast_listed(value, type_name)
        return exp.Select(expressions=[typed]).from_(exp.Table(this=name(relation)), copy=False)

    def cast_listed(self, value: exp.Expr, type_name: str) -> exp.Expr:
        return exp.TryCast(
            this=value, to=exp.DataType(this=exp.DataType.Type.USERDEFINED, kind=type_name), safe=True
        )
