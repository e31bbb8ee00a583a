"""How Databricks says what leaves and queries are made of: its table of renderers.

Known differences of Databricks, and what is done about each (measured on Spark 4.3, whose SQL it is):
- its `lower` is of a newer Unicode and aware of a word's end: text beyond ASCII goes letter by letter;
- `${…}` anywhere in a statement is replaced, within text too: it is never written in one piece;
- lists of literals tell 0.0 from -0.0: floats are read as `x + 0.0`, and no literal is -0.0;
- NaN is above infinity: every range over floats ends at infinity;
- it holds dates and moments beyond the years 1 to 9999: every range ends within those;
- no subquery can stand in a lambda, a column of the row can: long lists are columns there.
"""

from __future__ import annotations

import re

from sqlglot import exp
from sqlglot.dialects import Databricks

from sendoff.attributes.catalogue import DataType
from sendoff.engines.databricks.schema import TEXT
from sendoff.engines.sql.leaves import is_known
from sendoff.engines.sql.speech import ELEMENT, VALUE, alias, call, cast, is_null, name, number
from sendoff.engines.sql.values import Doubles, ValueType
from sendoff.engines.sql.warehouse import WarehouseSpeech


class _Dialect(Databricks):  # type: ignore[misc]  # of no type
    class Generator(Databricks.Generator):  # type: ignore[misc]
        def is_sql(self, expression: exp.Is) -> str:
            if isinstance(expression.expression, exp.Boolean):
                return str(self.sql(call("COALESCE", expression.this, exp.false())))
            return str(super().is_sql(expression))


class DatabricksSpeech(WarehouseSpeech):
    dialect = _Dialect
    text_type = TEXT
    max_long_lists = 100

    # Values

    def text(self, value: str) -> exp.Expr:
        parts: list[exp.Expr] = []
        for piece in re.split("(\0)|(?<=\\$)(?={)", value):
            if piece == "\0":
                parts.append(call("CHR", number(0)))
            elif piece:
                parts.append(exp.Literal.string(piece))
        if len(parts) > 1:
            return call("CONCAT", *parts)
        return parts[0] if parts else exp.Literal.string("")

    def literal(self, written: str, value: ValueType) -> exp.Expr:
        if value.zoned:
            return cast(self.text(f"{written}+00:00"), "TIMESTAMP")
        return super().literal(written, value)

    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        if isinstance(value.axis, Doubles):
            return _without_negative_zero(cast(at, "DOUBLE") if value.column_type == "FLOAT" else at)
        return at

    def shown_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """Floats stay as they are; days and moments that are no value are unknown."""
        if value.data_type not in (DataType.DATE, DataType.DATETIME):
            return at
        known = is_known(self, at.copy(), value)
        return exp.Case(ifs=[exp.If(this=known, true=at)])

    # Tests

    def is_ascii(self, at: exp.Expr) -> exp.Expr:
        return exp.EQ(this=call("OCTET_LENGTH", at.copy()), expression=call("CHAR_LENGTH", at.copy()))

    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return call("CONTAINS", at, needle)

    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return call("STARTSWITH", at, prefix)

    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return call("ENDSWITH", at, suffix)

    def md5(self, at: exp.Expr) -> exp.Expr:
        return call("MD5", at)

    def is_nan(self, at: exp.Expr) -> exp.Expr:
        return call("ISNAN", at)

    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        """The session's zone is UTC, in which a moment without one becomes an instant."""
        if value.data_type is DataType.DATE or zone == "UTC":
            return at
        instant = at if value.zoned else cast(at, "TIMESTAMP")
        shifted = call("FROM_UTC_TIMESTAMP", instant, self.text(zone))
        # A moment at the end of what it can hold would be an error, even where it is no value.
        return exp.Case(ifs=[exp.If(this=is_known(self, at.copy(), value), true=shifted)])

    # Lists and records

    def field(self, record: exp.Expr, field_name: str) -> exp.Expr:
        return exp.Dot(this=record, expression=name(field_name))

    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        found = exp.Lambda(this=test, expressions=[self.element()])
        if at_least == 1:
            return call("EXISTS", values, found)
        satisfying = call("ARRAY_SIZE", call("FILTER", values, found))
        return exp.GTE(this=satisfying, expression=number(at_least))

    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        return call("TRANSFORM", values, exp.Lambda(this=shown, expressions=[name(ELEMENT)]))

    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        pairs = [each for sub, value in fields.items() for each in (self.text(sub), value)]
        record = call("NAMED_STRUCT", *pairs)
        return exp.Case(ifs=[exp.If(this=is_null(unless), true=exp.Null())], default=record)

    # Long lists

    def cast_listed(self, value: exp.Expr, type_name: str) -> exp.Expr:
        typed = super().cast_listed(value, type_name)
        return _without_negative_zero(typed) if type_name == "DOUBLE" else typed

    def split(self, whole: exp.Expr, separator: exp.Expr) -> exp.Expr:
        """The separator is a pattern to it, and none of the letters that mean something in one."""
        return call("SPLIT", whole, separator)

    def no_texts(self) -> exp.Expr:
        return cast(call("ARRAY"), "ARRAY<STRING>")

    def spread(self, texts: exp.Expr, row: exp.Expr) -> exp.Select:
        return exp.Select(expressions=[alias(call("EXPLODE", texts), VALUE)]).from_(row, copy=False)

    def among_texts(self, at: exp.Expr, texts: exp.Expr, type_name: str) -> exp.Expr:
        if type_name != self.text_type:
            typed = exp.Lambda(this=self.cast_listed(name(VALUE), type_name), expressions=[name(VALUE)])
            texts = call("TRANSFORM", texts, typed)
        return call("ARRAY_CONTAINS", texts, at)


def _without_negative_zero(value: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.Add(this=value, expression=exp.Literal.number("0.0D")))
