"""How Spark says what leaves and queries are made of: its table of renderers.

Known differences of Spark, and what is done about each (measured on 4.3, 2026-11-24):
- its `lower` is of a newer Unicode, makes two code points of İ and looks at a Σ's neighbours: text that is
  not ASCII goes letter by letter (`letters.py`);
- it replaces `${…}` anywhere in a statement, within text too: the session's settings forbid it;
- a list of more than 10 literals, and the dictionary of a Parquet file, tell 0.0 from -0.0: floats are read
  as `x + 0.0`, and no literal is -0.0;
- it orders NaN above infinity: every range over floats ends at infinity;
- it holds dates and datetimes beyond the years 1 to 9999: every range ends within those;
- it compares integers, decimals and doubles through a common type: literals are settled (`sql/values.py`);
- no relation can stand in a lambda: there the elements are unnested into a subquery.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp
from sqlglot.dialects import Spark

from sendoff.attributes.catalogue import DataType
from sendoff.engines.spark.letters import LOWER, UPPER
from sendoff.engines.spark.schema import COLLATED
from sendoff.engines.sql.leaves import is_known
from sendoff.engines.sql.speech import Speech, call, cast, is_null, name, number
from sendoff.engines.sql.values import Doubles, ValueType

_FEW_NEEDLES = 20


class SparkSpeech(Speech):
    """Lists of conditions are literals, which Spark looks up in a set, within lambdas too: 20,000 take no
    longer than a join, and 30 joins over a multi-valued attribute took the server down (2026-11-24)."""

    dialect = Spark
    text_type = "STRING"
    max_long_lists = 0

    def literal(self, written: str, value: ValueType) -> exp.Expr:
        if isinstance(value.axis, Doubles) and written == "-0.0":
            written = "0.0"
        return cast(self.text(written), value.compared_as)

    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        if value.column_type == COLLATED:
            return call("collate", at, self.text("UTF8_BINARY"))
        if isinstance(value.axis, Doubles):
            return _without_negative_zero(cast(at, "DOUBLE") if value.column_type == "FLOAT" else at)
        return at

    def shown_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """Floats stay as they are; dates and datetimes that are no value are unknown."""
        if value.column_type == COLLATED:
            return self.read_value(at, value)
        if value.data_type in (DataType.DATE, DataType.DATETIME):
            known = is_known(self, at.copy(), value)
            return exp.Case(ifs=[exp.If(this=known, true=at)])
        return at

    def lower(self, at: exp.Expr) -> exp.Expr:
        ascii_only = exp.EQ(this=call("length", at.copy()), expression=call("octet_length", at.copy()))
        letters = [exp.Dot(this=name("session"), expression=name(each)) for each in (UPPER, LOWER)]
        whole = call("translate", at, *letters)
        return exp.Case(ifs=[exp.If(this=ascii_only, true=call("lower", at.copy()))], default=whole)

    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return call("contains", at, needle)

    def contains_some(self, at: exp.Expr, needles: Sequence[str]) -> exp.Expr | None:
        """In lambdas, so that the text is made once: 200 needles take a fifth of the time (2026-11-24)."""
        if len(needles) <= _FEW_NEEDLES:
            return None
        text, needle = name("sendoff_text"), name("sendoff_needle")
        each = exp.Lambda(this=self.contains(text.copy(), needle.copy()), expressions=[needle])
        some = call("exists", call("array", *(self.text(one) for one in needles)), each)
        return call("exists", call("array", at), exp.Lambda(this=some, expressions=[text]))

    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return call("startswith", at, prefix)

    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return call("endswith", at, suffix)

    def md5(self, at: exp.Expr) -> exp.Expr:
        return call("md5", at)

    def is_nan(self, at: exp.Expr) -> exp.Expr:
        return call("isnan", at)

    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        if value.data_type is DataType.DATE or zone == "UTC":
            return at
        instant = at if value.zoned else cast(at, "TIMESTAMP")
        shifted = call("from_utc_timestamp", instant, self.text(zone))
        # A moment at the end of what Spark can hold would be an error, even where it is no value.
        return exp.Case(ifs=[exp.If(this=is_known(self, at.copy(), value), true=shifted)])

    def field(self, record: exp.Expr, field_name: str) -> exp.Expr:
        return exp.Dot(this=record, expression=name(field_name))

    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        if not subquery:
            found = exp.Lambda(this=test, expressions=[self.element()])
            if at_least == 1:
                return call("exists", values, found)
            satisfying = call("array_size", call("filter", values, found))
            return exp.GTE(this=satisfying, expression=number(at_least))
        unnested = exp.Alias(this=call("explode", values), alias=self.element())
        elements = exp.Select(expressions=[unnested]).subquery("sendoff_elements", copy=False)
        if at_least == 1:
            found_one = exp.Select(expressions=[number(1)]).from_(elements, copy=False)
            return exp.Exists(this=found_one.where(test, copy=False))
        counted = exp.Select(expressions=[exp.Count(this=exp.Star())]).from_(elements, copy=False)
        many = exp.Subquery(this=counted.where(test, copy=False))
        return exp.GTE(this=many, expression=number(at_least))

    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        return call("transform", values, exp.Lambda(this=shown, expressions=[self.element()]))

    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        pairs = [each for sub, value in fields.items() for each in (self.text(sub), value)]
        record = call("named_struct", *pairs)
        return exp.Case(ifs=[exp.If(this=is_null(unless), true=exp.Null())], default=record)

    def cast_listed(self, value: exp.Expr, type_name: str) -> exp.Expr:
        typed = super().cast_listed(value, type_name)
        return _without_negative_zero(typed) if type_name == "DOUBLE" else typed


def _without_negative_zero(value: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.Add(this=value, expression=exp.Literal.number("0.0D")))


SPEECH = SparkSpeech()
