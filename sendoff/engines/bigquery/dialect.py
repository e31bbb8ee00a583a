"""How BigQuery says what leaves and queries are made of: its table of renderers.

What it may do otherwise than we do, and what is done about each:
- its `lower` is of a Unicode that it does not name, and aware of a word's end: text beyond ASCII goes letter
  by letter;
- `CHR(0)` is empty: a NUL is put in by `CODE_POINTS_TO_STRING`;
- a list is never null and holds no null: an empty one is unknown as it is;
- a moment at an end of the calendar has no local time in some zones, which would be an error: `SAFE.`.
"""

from __future__ import annotations

from sqlglot import exp
from sqlglot.dialects import BigQuery

from sendoff.attributes.catalogue import DataType
from sendoff.engines.bigquery.schema import TEXT
from sendoff.engines.sql.speech import ELEMENT, VALUE, alias, call, cast, is_null, name, number
from sendoff.engines.sql.values import ValueType
from sendoff.engines.sql.warehouse import WarehouseSpeech

_POSITION = "sendoff_position"


class _Dialect(BigQuery):  # type: ignore[misc]  # of no type
    class Generator(BigQuery.Generator):  # type: ignore[misc]
        def is_sql(self, expression: exp.Is) -> str:
            if isinstance(expression.expression, exp.Boolean):
                return str(self.sql(call("COALESCE", expression.this, exp.false())))
            return str(super().is_sql(expression))


class BigQuerySpeech(WarehouseSpeech):
    dialect = _Dialect
    text_type = TEXT
    max_long_lists = 100

    # Values

    def text(self, value: str) -> exp.Expr:
        first, *rest = value.split("\0")
        parts: list[exp.Expr] = [exp.Literal.string(first)]
        for piece in rest:
            parts += [
                call("CODE_POINTS_TO_STRING", exp.Array(expressions=[number(0)])),
                exp.Literal.string(piece),
            ]
        return call("CONCAT", *parts) if rest else parts[0]

    def literal(self, written: str, value: ValueType) -> exp.Expr:
        if value.zoned:
            return cast(self.text(f"{written}+00:00"), "TIMESTAMP")
        return super().literal(written, value)

    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        return at

    # Tests

    def is_ascii(self, at: exp.Expr) -> exp.Expr:
        return exp.EQ(this=call("BYTE_LENGTH", at.copy()), expression=call("CHAR_LENGTH", at.copy()))

    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return exp.GT(this=call("STRPOS", at, needle), expression=number(0))

    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return call("STARTS_WITH", at, prefix)

    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return call("ENDS_WITH", at, suffix)

    def md5(self, at: exp.Expr) -> exp.Expr:
        return call("TO_HEX", call("MD5", at))

    def is_nan(self, at: exp.Expr) -> exp.Expr:
        return call("IS_NAN", at)

    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        if value.data_type is DataType.DATE or (zone == "UTC" and not value.zoned):
            return at
        instant = at if value.zoned else call("TIMESTAMP", at, self.text("UTC"))
        return call("SAFE.DATETIME", instant, self.text(zone))

    def month(self, local: exp.Expr) -> exp.Expr:
        return exp.Extract(this=exp.Var(this="MONTH"), expression=local)

    def day_of_month(self, local: exp.Expr) -> exp.Expr:
        return exp.Extract(this=exp.Var(this="DAY"), expression=local)

    # Lists and records

    def field(self, record: exp.Expr, field_name: str) -> exp.Expr:
        return exp.Dot(this=record, expression=name(field_name))

    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        if at_least == 1:
            found_one = exp.Select(expressions=[number(1)]).from_(_unnested(values), copy=False)
            return exp.Exists(this=found_one.where(test, copy=False))
        counted = exp.Select(expressions=[exp.Count(this=exp.Star())]).from_(_unnested(values), copy=False)
        many = exp.Subquery(this=counted.where(test, copy=False))
        return exp.GTE(this=many, expression=number(at_least))

    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        unnested = _unnested(values)
        unnested.set("offset", name(_POSITION))
        elements = exp.Select(expressions=[shown]).from_(unnested, copy=False)
        return call("ARRAY", elements.order_by(name(_POSITION), copy=False))

    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        record = call("STRUCT", *(alias(value, sub) for sub, value in fields.items()))
        return exp.Case(ifs=[exp.If(this=is_null(unless), true=exp.Null())], default=record)

    # Long lists

    def split(self, whole: exp.Expr, separator: exp.Expr) -> exp.Expr:
        return call("SPLIT", whole, separator)

    def no_texts(self) -> exp.Expr:
        return cast(exp.Array(expressions=[]), "ARRAY<STRING>")

    def spread(self, texts: exp.Expr, row: exp.Expr) -> exp.Select:
        rows = exp.Select(expressions=[name(VALUE)]).from_(row, copy=False)
        return rows.join(_unnested(texts, as_name=VALUE), join_type="CROSS", copy=False)

    def among_texts(self, at: exp.Expr, texts: exp.Expr, type_name: str) -> exp.Expr:
        if type_name == self.text_type:
            return exp.In(this=at, unnest=exp.Unnest(expressions=[texts]))
        equal = exp.EQ(this=self.cast_listed(name(VALUE), type_name), expression=at)
        found_one = exp.Select(expressions=[number(1)]).from_(_unnested(texts, as_name=VALUE), copy=False)
        return exp.Exists(this=found_one.where(equal, copy=False))


def _unnested(values: exp.Expr, *, as_name: str = ELEMENT) -> exp.Unnest:
    return exp.Unnest(expressions=[values], alias=exp.TableAlias(columns=[name(as_name)]))
