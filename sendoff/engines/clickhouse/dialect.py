"""How ClickHouse says what leaves and queries are made of: its table of renderers.

Known differences of ClickHouse, and what is done about each (measured on 26.9, 2026-11-24):
- its `lower` is ASCII, its `lowerUTF8` of a newer Unicode and aware of a word's end: `definitions.py`;
- its strings are bytes: what is no UTF-8 is read with U+FFFD in its place, in conditions and rows alike;
- `in` tells 0.0 from -0.0: floats are read as `x + 0.0`, literals written by their bits (`doubles.py`);
- a whole number beyond 64 bits is read as a float: literals are casts of text;
- its clocks stop at the end of 9999: what is beyond is a day of the year 0, which no condition names;
- it casts a DateTime64 by cutting towards zero: nanoseconds are cut down first;
- it has no subquery that depends on a row: many needles are asked for by `multiSearchAny`;
- `is true` is only in newer versions: `ifNull`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp
from sqlglot.dialects import ClickHouse

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import Or
from sendoff.engines.clickhouse.doubles import DoubleBits
from sendoff.engines.dialect import joined
from sendoff.engines.sql.days import end_of_years
from sendoff.engines.sql.leaves import is_known, within
from sendoff.engines.sql.speech import ELEMENT, Speech, call, is_null, name, number
from sendoff.engines.sql.values import ValueType

NEEDLES = 200
"""`multiSearchAny` takes 255 at most: https://clickhouse.com/docs/sql-reference/functions/string-search-functions"""

_SHOWN_TYPE = "shown type"


class _Dialect(ClickHouse):  # type: ignore[misc]  # of no type
    class Generator(ClickHouse.Generator):  # type: ignore[misc]
        def identifier_sql(self, expression: exp.Identifier) -> str:
            # A backslash escapes in quoted names as it does in text; sqlglot 30 leaves it alone.
            escaped = expression.name.replace("\\", "\\\\").replace("`", "\\`")
            return f"`{escaped}`"

        def is_sql(self, expression: exp.Is) -> str:
            if isinstance(expression.expression, exp.Boolean):
                return str(self.sql(call("ifNull", expression.this, exp.false())))
            return str(super().is_sql(expression))


def cast(value: exp.Expr, type_name: str) -> exp.Expr:
    # Not sqlglot's: it makes every type nullable.
    return call("CAST", value, exp.Literal.string(type_name))


def _first_day_of_year_0(zone: str) -> exp.Expr:
    noon = call(
        "toDateTime64", exp.Literal.string("0001-01-01 12:00:00"), number(0), exp.Literal.string(zone)
    )
    return call("subtractYears", noon, number(1))  # a year 0 that is written is not read as such


@dataclass(frozen=True)
class ClickHouseSpeech(Speech):
    """Over one table: which column identifies a customer, and which hold records that can be null.

    Args:
        lowering: what a statement calls the function that lower-cases: as no column of the table is called.
    """

    id_column: str
    nullable_records: frozenset[str] = frozenset()
    lowering: str = "sendoff_lower"

    dialect = _Dialect
    text_type = "String"
    max_long_lists = 1_000_000

    def literal(self, written: str, value: ValueType) -> exp.Expr:
        if isinstance(value.axis, DoubleBits):
            return call("reinterpretAsFloat64", call("toUInt64", self.text(written)))
        return cast(self.text(written), value.compared_as)

    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        if value.data_type is DataType.STRING:
            return call("toValidUTF8", at if value.column_type == "String" else call("toString", at))
        if isinstance(value.axis, DoubleBits):
            wide = call("toFloat64", at) if value.column_type == "Float32" else at
            return exp.Paren(this=exp.Add(this=wide, expression=exp.Literal.number("0.0")))
        if value.column_type in ("DateTime64(7)", "DateTime64(8)", "DateTime64(9)"):
            return call("toDateTime64", call("toStartOfMicrosecond", at), number(6), self.text("UTC"))
        return at

    def shown_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        shown, shown_type = self._shown(at, value)
        shown.meta[_SHOWN_TYPE] = f"Nullable({shown_type})"
        return shown

    def _shown(self, at: exp.Expr, value: ValueType) -> tuple[exp.Expr, str]:
        if value.data_type is DataType.STRING:
            # An id is shown as it is: two that are no UTF-8 could become one.
            of_id = value.column_type == "String" and isinstance(at, exp.Column) and at.name == self.id_column
            return at if of_id else self.read_value(at, value), "String"
        if value.column_type in ("Int128", "UInt128"):
            return call("toDecimal256", at, number(0)), "Decimal(76, 0)"  # Arrow has no such integer
        if value.column_type == "DateTime":
            return call("toDateTime64", at, number(0), self.text("UTC")), "DateTime64(0, 'UTC')"
        if value.data_type is DataType.DATETIME or value.column_type == "Date32":
            read = self.read_value(at.copy(), value)
            if value.data_type is DataType.DATETIME:
                read = call("toTimeZone", read, self.text("UTC"))
            known = is_known(self, at, value)
            return exp.Case(ifs=[exp.If(this=known, true=read)]), value.compared_as
        return at, value.column_type

    def as_text(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        return call("toString", at)

    def lower(self, at: exp.Expr) -> exp.Expr:
        return call(self.lowering, at)

    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return exp.GT(this=call("position", at, needle), expression=number(0))

    def contains_some(self, at: exp.Expr, needles: Sequence[str]) -> exp.Expr:
        if "" in needles:
            return exp.Not(this=is_null(at))
        pieces = [needles[start : start + NEEDLES] for start in range(0, len(needles), NEEDLES)]
        texts = [exp.Array(expressions=[self.text(each) for each in piece]) for piece in pieces]
        return joined(Or, [call("multiSearchAny", at.copy(), each) for each in texts])

    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return call("startsWith", at, prefix)

    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return call("endsWith", at, suffix)

    def md5(self, at: exp.Expr) -> exp.Expr:
        return call("lower", call("hex", call("MD5", at)))

    def is_nan(self, at: exp.Expr) -> exp.Expr:
        return call("isNaN", at)

    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        if value.data_type is DataType.DATE:
            return at
        read = self.read_value(at, value)
        end = end_of_years(zone)
        assert value.axis is not None
        beyond = None if end is None else value.axis.span(end, None)
        if beyond is not None:
            holds = within(self, read.copy(), value, *beyond)
            read = call("if", holds, _first_day_of_year_0(zone), read)
        return call("toTimeZone", read, self.text(zone))

    def month(self, local: exp.Expr) -> exp.Expr:
        return call("toMonth", local)

    def day_of_month(self, local: exp.Expr) -> exp.Expr:
        return call("toDayOfMonth", local)

    def day(self, local: exp.Expr) -> exp.Expr:
        """As text: older servers take a listed day before 1900 for one of 1900."""
        return call("toString", call("toDate32", local))

    def field(self, record: exp.Expr, field_name: str) -> exp.Expr:
        return call("tupleElement", record, self.text(field_name))

    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        """A relation may stand in a lambda: it does not depend on the element."""
        found = exp.Lambda(this=call("ifNull", test, exp.false()), expressions=[self.element()])
        if at_least == 1:
            return call("arrayExists", found, values)
        return exp.GTE(this=call("arrayCount", found, values), expression=number(at_least))

    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        return call("arrayMap", exp.Lambda(this=shown, expressions=[name(ELEMENT)]), values)

    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        names = [f"{self.write(name(sub))} {value.meta[_SHOWN_TYPE]}" for sub, value in fields.items()]
        record = cast(call("tuple", *fields.values()), f"Tuple({', '.join(names)})")
        if isinstance(unless, exp.Column) and unless.name in self.nullable_records:
            # Nothing else may be made nullable: servers before 26 have no null records.
            return exp.Case(ifs=[exp.If(this=call("isNull", unless), true=exp.Null())], default=record)
        return record

    def cast_listed(self, value: exp.Expr, type_name: str) -> exp.Expr:
        if type_name == "Float64":
            return call("reinterpretAsFloat64", call("toUInt64", value))
        if type_name == "DATE":  # what `day` is compared with
            return value
        return call("accurateCastOrNull", value, self.text(type_name))
