"""What warehouses share that are asked over a network: what their statements define before they begin.

Lower-casing depends on no server's Unicode: all letters that have a lower case stand in the statement once,
as a relation of one row, and each text column that is asked about is lower-cased once, beside the others. A
long list stands there once too, as one text that is split.
"""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from sqlglot import exp

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.casing import lower_simple
from sendoff.conditions.predicates import Or
from sendoff.engines.dialect import joined
from sendoff.engines.sql.columns import Schema
from sendoff.engines.sql.speech import ELEMENT, SOURCE, Speech, alias, call, column, is_null, name
from sendoff.engines.sql.values import Doubles, ValueType

CUSTOMERS = "sendoff_customers"
"""What the table is called from the definitions on."""
UPPER, LOWER = "sendoff_upper", "sendoff_lower"
"""Columns with all letters that have a lower case, and with those lower cases."""

_LETTERS = "sendoff_letters"
_LISTED = "listed"
_SURROGATES = range(0xD800, 0xE000)
_PRIVATE = range(0xE000, 0xF900)


@dataclass(frozen=True)
class WarehouseSpeech(Speech):
    """`texts`: columns of text, each with the name that its lower-cased copy has."""

    texts: Mapping[str, str] = field(default_factory=dict)

    captures = True
    """Whether a test of an element may name columns of its row."""

    def write(self, expression: exp.Expr) -> str:
        """With all names quoted: an engine may keep others in capitals."""
        return str(self.dialect().generator(identify=True).generate(expression, copy=False))

    def literal(self, written: str, value: ValueType) -> exp.Expr:
        if isinstance(value.axis, Doubles):
            written = {"inf": "Infinity", "-inf": "-Infinity", "-0.0": "0.0"}.get(written, written)
        return super().literal(written, value)

    def as_text(self, at: exp.Expr, value: ValueType) -> exp.Expr:
        return at if value.data_type is DataType.STRING else super().as_text(at, value)

    def lower(self, at: exp.Expr) -> exp.Expr:
        if isinstance(at, exp.Column) and at.table == SOURCE and at.name in self.texts:
            return column(self.texts[at.name])
        if self.captures:
            return self.lowered(at, column(UPPER), column(LOWER))
        return self.lowered(at, self.text(upper_letters()), self.text(lower_letters()))

    def lowered(self, at: exp.Expr, upper: exp.Expr, lower: exp.Expr) -> exp.Expr:
        """In ASCII all engines agree."""
        plain = exp.If(this=self.is_ascii(at), true=call("LOWER", at.copy()))
        return exp.Case(ifs=[plain], default=call("TRANSLATE", at.copy(), upper, lower))

    def contains_some(self, at: exp.Expr, needles: Sequence[str]) -> exp.Expr | None:
        """Never by a subquery that depends on the row, which not every engine has."""
        if "" in needles:
            return exp.Not(this=is_null(at))
        return joined(Or, [self.contains(at.copy(), self.text(each)) for each in needles])

    def listed(self, relation: str, type_name: str) -> exp.Select:
        select = super().listed(relation, type_name)
        select.meta[_LISTED] = (relation, type_name)
        return select

    def among(self, at: exp.Expr, values: exp.Select) -> exp.Expr:
        """Where it is asked of an element, in which no subquery may stand, the list is a column."""
        if not any(each.name == ELEMENT for each in at.find_all(exp.Identifier)):
            return super().among(at, values)
        relation, type_name = values.meta[_LISTED]
        return self.among_texts(at, column(_texts_of(relation)), type_name)

    @abstractmethod
    def is_ascii(self, at: exp.Expr) -> exp.Expr: ...

    @abstractmethod
    def split(self, whole: exp.Expr, separator: exp.Expr) -> exp.Expr:
        """The list of texts between the separators."""

    @abstractmethod
    def no_texts(self) -> exp.Expr:
        """The list of texts that is empty."""

    @abstractmethod
    def spread(self, texts: exp.Expr, row: exp.Expr) -> exp.Select:
        """A row for each of the texts, which are a column of the one row; their column is `VALUE`."""

    @abstractmethod
    def among_texts(self, at: exp.Expr, texts: exp.Expr, type_name: str) -> exp.Expr:
        """`at` is one of the texts, read as values of that type."""


def lowered_names(schema: Schema, text_type: str) -> dict[str, str]:
    """Names for the lower-cased copies of all columns of text."""
    texts = (
        each
        for each, held in schema.columns.items()
        if held.value is not None and not held.multi and held.value.column_type == text_type
    )
    return {each: f"sendoff_lowered_{at}" for at, each in enumerate(texts)}


def with_definitions(
    sql: str, lists: Mapping[str, Sequence[str]], *, table: exp.Expr, schema: Schema, speech: WarehouseSpeech
) -> str:
    """The statement over `CUSTOMERS`, with that and all that it names defined."""
    definitions: list[exp.Expr] = []
    beside: list[str] = []

    def is_named(wanted: str) -> bool:
        return speech.write(name(wanted)) in sql

    id_column = schema.catalogue.id_column
    shown: list[exp.Expr] = [column(each) for each in schema.columns if each == id_column or is_named(each)]
    lowered = {each: copy for each, copy in speech.texts.items() if is_named(copy)}
    if lowered or is_named(UPPER):
        letters = [
            alias(speech.text(upper_letters()), UPPER),
            alias(speech.text(lower_letters()), LOWER),
        ]
        definitions.append(_defined(_LETTERS, exp.Select(expressions=letters)))
        beside.append(_LETTERS)
        shown += [_of(_LETTERS, UPPER), _of(_LETTERS, LOWER)]
        for each, copy in lowered.items():
            copied = speech.lowered(column(each), _of(_LETTERS, UPPER), _of(_LETTERS, LOWER))
            shown.append(alias(copied, copy))
    for relation, values in lists.items():
        row, texts = f"{relation}_row", _texts_of(relation)
        definitions.append(_defined(row, exp.Select(expressions=[alias(_texts(values, speech), texts)])))
        if is_named(texts):
            beside.append(row)
            shown.append(_of(row, texts))
        if is_named(relation):
            spread = speech.spread(_of(row, texts), exp.Table(this=name(row)))
            definitions.append(_defined(relation, spread))
    source = table.copy()
    source.set("alias", exp.TableAlias(this=name(SOURCE)))
    customers = exp.Select(expressions=shown).from_(source, copy=False)
    for each in beside:
        customers = customers.join(exp.Table(this=name(each)), join_type="CROSS", copy=False)
    definitions.append(_defined(CUSTOMERS, customers))
    return f"{speech.write(exp.With(expressions=definitions))} {sql}"


@cache
def upper_letters() -> str:
    """All letters that are lower-cased: one code point each, as their lower cases are."""
    letters = (chr(at) for at in range(0x20, sys.maxunicode + 1) if at not in _SURROGATES)
    return "".join(each for each in letters if each.lower() != each and lower_simple(each) != each)


def lower_letters() -> str:
    return lower_simple(upper_letters())


def _texts(values: Sequence[str], speech: WarehouseSpeech) -> exp.Expr:
    if not values:
        return speech.no_texts()
    used = set().union(*values)
    separator = next(each for each in map(chr, _PRIVATE) if each not in used)
    return speech.split(speech.text(separator.join(values)), speech.text(separator))


def _texts_of(relation: str) -> str:
    return f"{relation}_texts"


def _of(table: str, column_name: str) -> exp.Expr:
    return exp.Column(this=name(column_name), table=name(table))


def _defined(as_name: str, select: exp.Select) -> exp.Expr:
    return exp.CTE(this=select, alias=exp.TableAlias(this=name(as_name)))
