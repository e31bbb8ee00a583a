"""How PostgreSQL says what leaves and queries are made of: its table of renderers.

Known differences of PostgreSQL, and what is done about each:
- texts compare by their column's collation: all are compared and ordered under "C", by code point;
- what its `lower` does depends on the collation, and with ICU on the neighbours: `letters.py`;
- no text holds a NUL: a literal with one is null, which equals and is contained in nothing;
- NaN equals itself and is above infinity: ranges over floats end at infinity, a numeric NaN is read as null;
- dates and moments may be infinite or before the year 1: every range over them ends within years 1 to 9999;
- a record with fields that are all null `IS NULL`: whether there is one is asked by IS DISTINCT FROM;
- its `timezone` takes seven zones for offsets that never change: they are refused;
- `char(n)` is padded with blanks that do not count: they are left off;
- arrays of several dimensions have the type of those of one: all their elements are one list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlglot import exp
from sqlglot.dialects import Postgres

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.predicates import Or
from sendoff.engines.dialect import joined
from sendoff.engines.port import SourceUnusable
from sendoff.engines.postgres.letters import FROM, TO, Lowering
from sendoff.engines.sql.leaves import is_known
from sendoff.engines.sql.speech import ELEMENT, Speech, call, cast, name, number
from sendoff.engines.sql.values import ValueType

DOMAIN = "DOMAIN OVER "
"""Begins the `column_type` of a domain's values; its base type follows."""
CONVERTED = "SHOWN AS TEXT"
"""`column_type` of values that are text to us, and of a type of its own to PostgreSQL."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LOWERED = "sendoff_lowered"
OFFSETS = ("CET", "EET", "EST", "HST", "MET", "MST", "WET")
"""Zones that are also abbreviations to PostgreSQL, which it looks up first, and which know no summer time nor
any history: https://www.postgresql.org/docs/current/datetime-config-files.html"""
_FEW_NEEDLES = 3
"""Up to so many, each may lower-case the text anew."""
_MANY_NEEDLES = 100


def text(value: str) -> exp.Expr:
    return cast(exp.Null(), "TEXT") if "\0" in value else exp.Literal.string(value)


def by_code_point(at: exp.Expr) -> exp.Expr:
    return collated(at, "C")


def collated(at: exp.Expr, collation: str) -> exp.Expr:
    wanted = exp.Dot(this=name("pg_catalog"), expression=name(collation))
    return exp.Paren(this=exp.Collate(this=at, expression=wanted))


@dataclass(frozen=True)
class PostgresSpeech(Speech):
    lowering: Lowering = field(default_factory=Lowering)

    dialect = Postgres
    text_type = "TEXT"
    max_long_lists = 100
    max_leaves = 1600  # its MaxTupleAttributeNumber is 1664
    records_apart = True

    def text(self, value: str) -> exp.Expr:
        return text(value)

    # Values

    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        if value.compared_as == "NUMERIC":
            return call("nullif", at, cast(text("NaN"), "NUMERIC"))
        if value.column_type == value.compared_as:
            return at
        read = cast(at, value.compared_as)
        return by_code_point(read) if value.column_type == CONVERTED else read

    def shown_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """32-bit floats stay as they are; numbers of NUMERIC become decimals in `assembling.py`."""
        if value.data_type in (DataType.DATE, DataType.DATETIME):
            known = is_known(self, at.copy(), value)
            return exp.Case(ifs=[exp.If(this=known, true=self.read_value(at, value))])
        if value.compared_as == "NUMERIC" or value.column_type in ("UUID", CONVERTED):
            return self.read_value(at, value)
        if value.column_type.startswith(DOMAIN):
            return cast(at, value.column_type.removeprefix(DOMAIN))
        return at

    def as_text(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        return by_code_point(cast(at, self.text_type))

    def ids(self, values: Sequence[str], value: ValueType) -> list[exp.Expr] | None:
        if value.column_type != "UUID":
            return None
        return [cast(text(each), "UUID") for each in values if _UUID.fullmatch(each)]

    # Tests of text

    def lower(self, at: exp.Expr) -> exp.Expr:
        how = self.lowering
        ascii_only = exp.EQ(this=call("octet_length", at), expression=call("char_length", at.copy()))
        ways = [exp.If(this=ascii_only, true=call("lower", by_code_point(at.copy())))]
        letters = [call("current_setting", text(setting)) for setting in (FROM, TO)]
        everywhere = call("translate", call("lower", by_code_point(at.copy())), *letters)
        if how.collation is None:
            return exp.Case(ifs=ways, default=everywhere)
        if how.foreign:
            has_one = exp.RegexpLike(this=by_code_point(at.copy()), expression=text(f"[{how.foreign}]"))
            ways.append(exp.If(this=has_one, true=everywhere))
        rest = at.copy()
        if how.first:
            rest = call("translate", rest, text(how.first), text(lower_simple(how.first)))
        lowered = by_code_point(call("lower", collated(rest, how.collation)))
        return exp.Case(ifs=ways, default=lowered)

    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return exp.GT(this=call("strpos", at, needle), expression=number(0))

    def contains_some(self, at: exp.Expr, needles: Sequence[str]) -> exp.Expr | None:
        """The text is lower-cased once for all of them."""
        if not _FEW_NEEDLES < len(needles) <= _MANY_NEEDLES:
            return None
        once = exp.Select(expressions=[exp.Alias(this=at, alias=name(_LOWERED))]).offset(0, copy=False)
        lowered = exp.Column(this=name(_LOWERED))
        some = joined(Or, [self.contains(lowered.copy(), text(each)) for each in needles])
        texts = once.subquery("sendoff_once", copy=False)
        found = exp.Select(expressions=[number(1)]).from_(texts, copy=False).where(some, copy=False)
        return exp.Exists(this=found)

    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return call("starts_with", at, prefix)

    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return exp.EQ(this=call("right", at, call("char_length", suffix)), expression=suffix.copy())

    def md5(self, at: exp.Expr) -> exp.Expr:
        return by_code_point(call("md5", exp.Paren(this=at)))

    def ordered(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        return by_code_point(at) if value.data_type is DataType.STRING else at

    # Tests of numbers and moments

    def is_nan(self, at: exp.Expr) -> exp.Expr:
        return exp.EQ(this=at, expression=text("NaN"))

    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        at = self.read_value(at, value)
        if value.data_type is DataType.DATE or (zone == "UTC" and not value.zoned):
            return at
        if zone in OFFSETS:
            raise SourceUnusable(
                f"PostgreSQL takes the time zone {zone!r} for an offset that never changes, so months and "
                "anniversaries would not be exact. Name the zone by a place, such as 'Europe/Berlin'."
            )
        instant = at if value.zoned else call("timezone", text("UTC"), at)
        return call("timezone", text(zone), instant)

    def month(self, local: exp.Expr) -> exp.Expr:
        return call("date_part", text("month"), local)

    def day_of_month(self, local: exp.Expr) -> exp.Expr:
        return call("date_part", text("day"), local)

    # Lists and records

    def field(self, record: exp.Expr, field_name: str) -> exp.Expr:
        return exp.Dot(this=exp.Paren(this=record), expression=name(field_name))

    def has_record(self, at: exp.Expr) -> exp.Expr:
        return exp.NullSafeNEQ(this=at, expression=exp.Null())

    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        elements = _elements(values)
        if at_least == 1:
            found_one = exp.Select(expressions=[number(1)]).from_(elements, copy=False)
            return exp.Exists(this=found_one.where(test, copy=False))
        counted = exp.Select(expressions=[exp.Count(this=exp.Star())]).from_(elements, copy=False)
        many = exp.Subquery(this=counted.where(test, copy=False))
        return exp.GTE(this=many, expression=number(at_least))

    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        is_list = exp.Not(this=exp.Is(this=values.copy(), expression=exp.Null()))
        elements = exp.Select(expressions=[shown]).from_(_elements(values), copy=False)
        return exp.Case(ifs=[exp.If(this=is_list, true=call("array", elements))])

    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        raise TypeError("Records come out in columns of their own.")

    # Long lists

    def among(self, at: exp.Expr, values: exp.Select) -> exp.Expr:
        """Not as a join: PostgreSQL takes the list to be short, and would loop over it for each customer.
        Under IS TRUE it is hashed once."""
        found = exp.In(this=at, query=exp.Subquery(this=values))
        return exp.Is(this=exp.Paren(this=found), expression=exp.true())

    def cast_listed(self, value: exp.Expr, type_name: str) -> exp.Expr:
        """A whole number that the type does not hold is null."""
        if type_name not in WHOLE:
            return cast(value, type_name)
        bits = WHOLE[type_name]
        held = exp.Between(
            this=cast(value, "NUMERIC"),
            low=exp.Literal.number(-(2 ** (bits - 1))),
            high=exp.Literal.number(2 ** (bits - 1) - 1),
        )
        return exp.Case(ifs=[exp.If(this=held, true=cast(value.copy(), type_name))])


WHOLE = {"SMALLINT": 16, "INTEGER": 32, "BIGINT": 64}
"""Types of whole numbers and their bits."""


def _elements(values: exp.Expr) -> exp.Expr:
    unnested = exp.Alias(this=call("unnest", values), alias=name(ELEMENT))
    return exp.Select(expressions=[unnested]).subquery("sendoff_elements", copy=False)
