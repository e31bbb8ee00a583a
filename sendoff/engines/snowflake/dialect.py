"""How Snowflake says what leaves and queries are made of: its table of renderers.

What it may do otherwise than we do, and what is done about each:
- its `lower` is of a Unicode that it does not name: text beyond ASCII goes letter by letter;
- NaN equals itself and is above infinity: every range over floats ends at infinity;
- what text a date or moment is depends on the session: each is read and written by a format of ours;
- moments have nine digits, and zones: they are compared and leave in UTC, cut to microseconds;
- what a lambda may name of its row is not told for all editions: letters stand in it as literals, and
  a long list cannot;
- lists and records leave as JSON (`sql/arriving.py`).
"""

from __future__ import annotations

from sqlglot import exp
from sqlglot.dialects import Snowflake

from sendoff.attributes.catalogue import DataType
from sendoff.engines.port import SourceUnusable
from sendoff.engines.snowflake.schema import TEXT
from sendoff.engines.sql.leaves import is_known
from sendoff.engines.sql.speech import ELEMENT, VALUE, alias, call, cast, is_null, name, number
from sendoff.engines.sql.values import Doubles, ValueType
from sendoff.engines.sql.warehouse import WarehouseSpeech

_DAY = "YYYY-MM-DD"
_MOMENT = "YYYY-MM-DD HH24:MI:SS.FF6"
_WHOLE_SECONDS = 19


class _Dialect(Snowflake):  # type: ignore[misc]  # of no type
    class Generator(Snowflake.Generator):  # type: ignore[misc]
        def is_sql(self, expression: exp.Is) -> str:
            if isinstance(expression.expression, exp.Boolean):
                return str(self.sql(call("COALESCE", expression.this, exp.false())))
            return str(super().is_sql(expression))


class SnowflakeSpeech(WarehouseSpeech):
    dialect = _Dialect
    text_type = TEXT
    captures = False
    max_long_lists = 0
    """Lists of conditions are literals, which may stand in a lambda."""

    # Values

    def text(self, value: str) -> exp.Expr:
        first, *rest = value.split("\0")
        whole: exp.Expr = exp.Literal.string(first)
        for piece in rest:
            whole = exp.DPipe(this=whole, expression=call("CHR", number(0)))
            whole = exp.DPipe(this=whole, expression=exp.Literal.string(piece))
        return exp.Paren(this=whole) if rest else whole

    def literal(self, written: str, value: ValueType) -> exp.Expr:
        if value.data_type is DataType.DATE:
            return call("TO_DATE", self.text(written), self.text(_DAY))
        if value.data_type is DataType.DATETIME:
            moment = f"{written}.000000" if len(written) == _WHOLE_SECONDS else written
            return call("TO_TIMESTAMP_NTZ", self.text(moment), self.text(_MOMENT))
        return super().literal(written, value)

    def read_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        if value.data_type is DataType.DATETIME:
            moment = call("CONVERT_TIMEZONE", self.text("UTC"), at) if value.zoned else at
            return call("DATE_TRUNC", self.text("MICROSECOND"), cast(moment, "TIMESTAMP_NTZ(9)"))
        if isinstance(value.axis, Doubles):
            return exp.Paren(this=exp.Add(this=at, expression=cast(self.text("0"), "FLOAT")))
        return at

    def shown_value(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        """Days as text, moments as microseconds since 1970: no format and no driver comes between."""
        if value.data_type not in (DataType.DATE, DataType.DATETIME):
            return at
        known = is_known(self, at.copy(), value)
        if value.data_type is DataType.DATE:
            shown = call("TO_VARCHAR", at, self.text(_DAY))
        else:
            shown = call("DATE_PART", self.text("EPOCH_MICROSECOND"), self.read_value(at, value))
        return exp.Case(ifs=[exp.If(this=known, true=shown)])

    def as_text(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        if value.data_type is DataType.DATE:
            return call("TO_VARCHAR", at, self.text(_DAY))
        return super().as_text(at, value)

    # Tests

    def is_ascii(self, at: exp.Expr) -> exp.Expr:
        return exp.EQ(this=call("OCTET_LENGTH", at.copy()), expression=call("LENGTH", at.copy()))

    def contains(self, at: exp.Expr, needle: exp.Expr) -> exp.Expr:
        return call("CONTAINS", at, needle)

    def starts_with(self, at: exp.Expr, prefix: exp.Expr) -> exp.Expr:
        return call("STARTSWITH", at, prefix)

    def ends_with(self, at: exp.Expr, suffix: exp.Expr) -> exp.Expr:
        return call("ENDSWITH", at, suffix)

    def md5(self, at: exp.Expr) -> exp.Expr:
        return call("MD5_HEX", at)

    def is_nan(self, at: exp.Expr) -> exp.Expr:
        return exp.EQ(this=at, expression=cast(self.text("NaN"), "FLOAT"))

    def local(self, at: exp.Expr, value: ValueType, zone: str) -> exp.Expr:
        if value.data_type is DataType.DATE:
            return at
        moment = self.read_value(at, value)
        if zone == "UTC":
            return moment
        return call("CONVERT_TIMEZONE", self.text("UTC"), self.text(zone), moment)

    def day(self, local: exp.Expr) -> exp.Expr:
        return call("TO_DATE", local)

    # Lists and records

    def field(self, record: exp.Expr, field_name: str) -> exp.Expr:
        return exp.Bracket(this=record, expressions=[self.text(field_name)])

    def some(self, values: exp.Expr, test: exp.Expr, *, at_least: int, subquery: bool) -> exp.Expr:
        found = exp.Lambda(this=test, expressions=[self.element()])
        satisfying = call("ARRAY_SIZE", call("FILTER", values, found))
        return exp.GTE(this=satisfying, expression=number(at_least))

    def each(self, values: exp.Expr, shown: exp.Expr) -> exp.Expr:
        return call("TRANSFORM", values, exp.Lambda(this=shown, expressions=[name(ELEMENT)]))

    def record(self, fields: dict[str, exp.Expr], *, unless: exp.Expr) -> exp.Expr:
        pairs = [each for sub, value in fields.items() for each in (self.text(sub), value)]
        record = call("OBJECT_CONSTRUCT_KEEP_NULL", *pairs)
        return exp.Case(ifs=[exp.If(this=is_null(unless), true=exp.Null())], default=record)

    # Long lists

    def cast_listed(self, value: exp.Expr, type_name: str) -> exp.Expr:
        if type_name == "DATE":
            return call("TRY_TO_DATE", value, self.text(_DAY))
        return super().cast_listed(value, type_name)

    def split(self, whole: exp.Expr, separator: exp.Expr) -> exp.Expr:
        return call("SPLIT", whole, separator)

    def no_texts(self) -> exp.Expr:
        return call("ARRAY_CONSTRUCT")

    def spread(self, texts: exp.Expr, row: exp.Expr) -> exp.Select:
        flat = exp.TableFromRows(this=call("FLATTEN", texts), alias=exp.TableAlias(this=name("sendoff_each")))
        value = exp.Column(this=name("VALUE"), table=name("sendoff_each"))
        rows = exp.Select(expressions=[alias(cast(value, TEXT), VALUE)]).from_(row, copy=False)
        return rows.join(flat, copy=False)

    def among_texts(self, at: exp.Expr, texts: exp.Expr, type_name: str) -> exp.Expr:
        raise SourceUnusable(
            "On Snowflake no element of a list can be looked for in an uploaded list of values. Write the "
            "values into the condition, or ask for an attribute with one value."
        )
