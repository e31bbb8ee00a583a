"""How Trino says what leaves and queries are made of: its table of renderers.

Known differences of Trino, and what is done about each:
- its `lower` is that of its Java's Unicode: text beyond ASCII goes letter by letter (`sql/warehouse.py`);
- no subquery can stand in a lambda, a column of the row can: long lists are columns there;
- it casts a TIMESTAMP(9) to microseconds by rounding: digits are cut from its text;
- it has no `IS TRUE`;
- a row made anew has no names: it is cast to a row that has.
"""

from __future__ import annotations

import re

from sqlglot import exp
from sqlglot.dialects import Trino

from sendoff.attributes.catalogue import DataType
from sendoff.engines.sql.leaves import is_known
from sendoff.engines.sql.speech import ELEMENT, VALUE, call, cast, is_null, name, number
from sendoff.engines.sql.values import ValueType
from sendoff.engines.sql.warehouse import WarehouseSpeech

TEXTS = "ARRAY(VARCHAR)"
_PRECISION = re.compile(r"TIMESTAMP\((\d+)\)")
_MICROSECONDS = 6
_SHOWN_TYPE = "shown type"


class _Dialect(Trino):  # type: ignore[misc]  # of no type
    class Generator(Trino.Generator):  # type: ignore[misc]
        def is_sql(self, expression: exp.Is) -> str:
            if isinstance(expression.expression, exp.Boolean):
                return str(self.sql(call("COALESCE", expression.this, exp.false())))
            return str(super().is_sql(expression))


class TrinoSpeech(WarehouseSpeech):
    dialect = _Dialect
    text_type = "VARCHAR"
    max_long_lists = 100

    # Values

    def text(self, value: str) -> exp.Expr:
        """NUL is put in by its number: what becomes of it in a statement's text is not told."""
        first, *rest = value.split("\0")
        whole: exp.Expr = exp.Literal.string(first)
        for piece in rest:
            whole = exp.DPipe(this=whole, expression=call("CHR", number(0)))
            whole = exp.DPipe(this=whole, expression=exp.Literal.string(piece))
        return exp.Paren(this=whole) if rest else whole

    def literal(self, written: str, value: ValueType) -> exp.Expr:
        if not value.zoned:
            return super().literal(written, value)
        moment = cast(self.text(written), value.compared_as.partition(" ")[0])
        return call("WITH_TIMEZONE", moment, self.text("UTC"))

    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        if value.data_type is DataType.DATETIME and _digits(value.column_type) > _MICROSECONDS:
            moment = self._in_utc(at, value, value.column_type) if value.zoned else at
            cut = _cut(moment, _digits(value.column_type) - _MICROSECONDS)
            return call("WITH_TIMEZONE", cut, self.text("UTC")) if value.zoned else cut
        return at if value.column_type == value.compared_as else cast(at, value.compared_as)

    def shown_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        shown, shown_type = self._shown(at, value)
        shown.meta[_SHOWN_TYPE] = shown_type
        return shown

    def _shown(self, at: exp.Expr, value: ValueType) -> tuple[exp.Expr, str]:
        """Floats of 32 bits stay as they are; moments leave in UTC."""
        if value.data_type is DataType.DATETIME:
            read = self.read_value(at.copy(), value)
            if value.zoned:
                read = self._in_utc(read, value, value.compared_as)
            known = is_known(self, at, value)
            return exp.Case(ifs=[exp.If(this=known, true=read)]), value.compared_as.partition(" ")[0]
        if value.data_type is DataType.DATE:
            known = is_known(self, at.copy(), value)
            return exp.Case(ifs=[exp.If(this=known, true=at)]), "DATE"
        if value.data_type is DataType.FLOAT:
            return at, value.column_type
        return self.read_value(at, value), value.compared_as

    def _in_utc(self, at: exp.Expr, value: ValueType, type_name: str) -> exp.Expr:
        return cast(call("AT_TIMEZONE", at, self.text("UTC")), type_name.partition(" ")[0])

    # Tests

    def is_ascii(self, at: exp.Expr) -> exp.Expr:
        return exp.EQ(this=call("LENGTH", call("TO_UTF8", at.copy())), expression=call("LENGTH", at.copy()))

    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return exp.GT(this=call("STRPOS", at, needle), expression=number(0))

    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return call("STARTS_WITH", at, prefix)

    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        last = call("SUBSTR", at, exp.Neg(this=call("LENGTH", suffix)))
        return exp.EQ(this=last, expression=suffix.copy())

    def md5(self, at: exp.Expr) -> exp.Expr:
        return call("LOWER", call("TO_HEX", call("MD5", call("TO_UTF8", at))))

    def is_nan(self, at: exp.Expr) -> exp.Expr:
        return call("IS_NAN", at)

    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        at = self.read_value(at, value)
        if value.data_type is DataType.DATE or (zone == "UTC" and not value.zoned):
            return at
        instant = at if value.zoned else call("WITH_TIMEZONE", at, self.text("UTC"))
        return call("AT_TIMEZONE", instant, self.text(zone))

    # Lists and records

    def field(self, record: exp.Expr, field_name: str) -> exp.Expr:
        return exp.Dot(this=record, expression=name(field_name))

    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        found = exp.Lambda(this=test, expressions=[self.element()])
        if at_least == 1:
            return call("ANY_MATCH", values, found)
        satisfying = call("CARDINALITY", call("FILTER", values, found))
        return exp.GTE(this=satisfying, expression=number(at_least))

    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        return call("TRANSFORM", values, exp.Lambda(this=shown, expressions=[name(ELEMENT)]))

    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        names = [f"{self.write(name(sub))} {value.meta[_SHOWN_TYPE]}" for sub, value in fields.items()]
        record = cast(call("ROW", *fields.values()), f"ROW({', '.join(names)})")
        return exp.Case(ifs=[exp.If(this=is_null(unless), true=exp.Null())], default=record)

    # Long lists

    def split(self, whole: exp.Expr, separator: exp.Expr) -> exp.Expr:
        return call("SPLIT", whole, separator)

    def no_texts(self) -> exp.Expr:
        return cast(exp.Array(expressions=[]), TEXTS)

    def spread(self, texts: exp.Expr, row: exp.Expr) -> exp.Select:
        unnested = exp.Unnest(
            expressions=[texts], alias=exp.TableAlias(this=name("sendoff_each"), columns=[name(VALUE)])
        )
        value = exp.Column(this=name(VALUE), table=name("sendoff_each"))
        rows = exp.Select(expressions=[value]).from_(row, copy=False)
        return rows.join(unnested, join_type="CROSS", copy=False)

    def among_texts(self, at: exp.Expr, texts: exp.Expr, type_name: str) -> exp.Expr:
        if type_name != self.text_type:
            one = name(VALUE)
            typed = exp.Lambda(this=self.cast_listed(one, type_name), expressions=[one.copy()])
            texts = call("TRANSFORM", texts, typed)
        return call("CONTAINS", texts, at)


def _digits(type_name: str) -> int:
    found = _PRECISION.match(type_name)
    assert found is not None  # of a TIMESTAMP, whose precision is written
    return int(found.group(1))


def _cut(moment: exp.Expr, digits: int) -> exp.Expr:
    """Without the last digits of its fraction, as they are written: that is towards the past, always."""
    text = cast(moment, "VARCHAR")
    kept = exp.Sub(this=call("LENGTH", text.copy()), expression=number(digits))
    return cast(call("SUBSTR", text, number(1), kept), f"TIMESTAMP({_MICROSECONDS})")
