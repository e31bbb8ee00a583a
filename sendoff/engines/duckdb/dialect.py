"""How DuckDB says what leaves and queries are made of: its table of renderers.

Known differences of DuckDB, and what is done about each:
- it compares integers, decimals and doubles through DOUBLE: literals are settled (`sql/values.py`);
- it orders NaN above infinity: every range over floats ends at infinity, so that NaN is no value;
- its casts round nanoseconds: they are cut;
- its `timezone` fails beyond the year 290,000: it is asked of values alone;
- it has infinite dates: every range over dates and datetimes ends within years 1 to 9999;
- its `lower` is that of Unicode 14, one code point to one: nothing is done.
"""

from __future__ import annotations

from sqlglot import exp
from sqlglot.dialects import DuckDB

from sendoff.attributes.catalogue import DataType
from sendoff.engines.sql.leaves import is_known
from sendoff.engines.sql.speech import Speech, call, cast, is_null, name, number
from sendoff.engines.sql.values import ValueType


def text(value: str) -> exp.Expr:
    """A text literal. DuckDB's SQL text ends at a NUL, so each is put in with `chr(0)`."""
    first, *rest = value.split("\0")
    whole: exp.Expr = exp.Literal.string(first)
    for piece in rest:
        whole = exp.DPipe(this=whole, expression=call("chr", number(0)))
        whole = exp.DPipe(this=whole, expression=exp.Literal.string(piece))
    return exp.Paren(this=whole) if rest else whole


class DuckDBSpeech(Speech):
    """Each registered list is a join of the query, and DuckDB 2.0 plans joins together in cubic time: 50
    lists over a multi-valued attribute in 5 s, 100 in 145 s (2026-11-24). Further lists become literals."""

    dialect = DuckDB
    text_type = "VARCHAR"
    max_long_lists = 25

    def text(self, value: str) -> exp.Expr:
        return text(value)

    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        if value.column_type in ("ENUM", "UUID", "FLOAT"):
            return cast(at, value.compared_as)
        if value.column_type in ("TIMESTAMP_NS", "TIMESTAMPTZ_NS"):
            # DuckDB's own cast rounds to microseconds, its division goes towards zero; both would move
            # a moment into the next one.
            nanoseconds = call("epoch_ns", at)
            negative = exp.LT(this=nanoseconds, expression=number(0))
            lowered = exp.Paren(this=exp.Sub(this=nanoseconds.copy(), expression=number(999)))
            whole = exp.Case(ifs=[exp.If(this=negative, true=lowered)], default=nanoseconds.copy())
            make = "make_timestamptz" if value.zoned else "make_timestamp"
            return call(make, exp.IntDiv(this=exp.Paren(this=whole), expression=number(1000)))
        return at

    def shown_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """32-bit floats stay as they are."""
        if value.column_type in ("ENUM", "UUID"):
            return self.read_value(at, value)
        if value.column_type == "UHUGEINT":
            return cast(at, "VARCHAR")  # Arrow has no type for it: DuckDB 2.0 gives 2^128 - 1 as -1
        if value.data_type in (DataType.DATE, DataType.DATETIME):
            known = is_known(self, at.copy(), value)
            return exp.Case(ifs=[exp.If(this=known, true=self.read_value(at, value))])
        return at

    def lower(self, at: exp.Expr) -> exp.Expr:
        return call("lower", at)

    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return call("contains", at, needle)

    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return call("starts_with", at, prefix)

    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return call("ends_with", at, suffix)

    def md5(self, at: exp.Expr) -> exp.Expr:
        return call("md5", at)

    def is_nan(self, at: exp.Expr) -> exp.Expr:
        return call("isnan", at)

    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        read = self.read_value(at, value)
        if value.data_type is DataType.DATE or (zone == "UTC" and not value.zoned):
            return read
        # At the ends of its own years `timezone` fails, whether or not a condition beside it has held.
        known = is_known(self, at.copy(), value)
        at = exp.Case(ifs=[exp.If(this=known, true=read)])
        instant = at if value.zoned else call("timezone", text("UTC"), cast(at, "TIMESTAMP"))
        return call("timezone", text(zone), instant)

    def field(self, record: exp.Expr, field_name: str) -> exp.Expr:
        return call("struct_extract", record, text(field_name))

    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        """The lambda takes a seventh of the subquery's time (3 M rows, 2026-11-24), but no relation can
        stand in it."""
        if not subquery:
            found = exp.Lambda(this=test, expressions=[self.element()])
            satisfying = call("len", call("list_filter", values, found))
            return exp.GTE(this=satisfying, expression=number(at_least))
        unnested = exp.Alias(this=call("unnest", values), alias=self.element())
        elements = exp.Select(expressions=[unnested]).subquery("sendoff_elements", copy=False)
        if at_least == 1:
            found_one = exp.Select(expressions=[number(1)]).from_(elements, copy=False)
            return exp.Exists(this=found_one.where(test, copy=False))
        counted = exp.Select(expressions=[exp.Count(this=exp.Star())]).from_(elements, copy=False)
        many = exp.Subquery(this=counted.where(test, copy=False))
        return exp.GTE(this=many, expression=number(at_least))

    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        return call("list_transform", values, exp.Lambda(this=shown, expressions=[self.element()]))

    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        record = exp.Struct(
            expressions=[exp.PropertyEQ(this=name(sub), expression=value) for sub, value in fields.items()]
        )
        return exp.Case(ifs=[exp.If(this=is_null(unless), true=exp.Null())], default=record)


SPEECH = DuckDBSpeech()
