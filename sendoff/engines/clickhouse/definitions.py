"""What a statement defines before it begins: exact lower-casing, and the lists that stand beside it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from sqlglot import exp

from sendoff.conditions.casing import lower_simple
from sendoff.engines.clickhouse.dialect import ClickHouseSpeech
from sendoff.engines.sql.speech import VALUE, Speech, alias, call, name

_ARGUMENT = "sendoff_text"
_SURROGATES = range(0xD800, 0xE000)


def free_name(wanted: str, columns: Collection[str]) -> str:
    """The name, made longer until no column has it: in a statement both are names of one kind."""
    while wanted in columns:
        wanted += "_"
    return wanted


def with_definitions(sql: str, lists: Mapping[str, Sequence[str]], speech: ClickHouseSpeech) -> str:
    """The statement, with its function that lower-cases where it is called, and each list as a relation."""
    definitions = [
        f"{speech.write(name(each))} AS ({_list(values, speech)})" for each, values in lists.items()
    ]
    if speech.lowering in sql:
        definitions.insert(0, f"{_lowering(speech)} AS {speech.lowering}")
    return f"WITH {', '.join(definitions)} {sql}" if definitions else sql


def _list(values: Sequence[str], speech: Speech) -> str:
    """One text that is split: read ten times as fast as a million literals (2026-11-24)."""
    split = call("emptyArrayString")
    if values:
        apart = _separator(values)
        split = call("splitByString", speech.text(apart), speech.text(apart.join(values)))
    return speech.write(exp.Select(expressions=[alias(call("arrayJoin", split), VALUE)]))


def _separator(values: Sequence[str]) -> str:
    """A text that none of the values holds, and that cannot begin within itself."""
    at = 0
    while any(f"\x1f{at}\x1e" in value for value in values):
        at += 1
    return f"\x1f{at}\x1e"


def _lowering(speech: Speech) -> str:
    """Letter by letter, as told by us: it depends on no server's Unicode, and on no letter's neighbours.

    1,407 letters beyond ASCII take 0.05 s for a million texts, ASCII alone 0.01 s (2026-11-24).
    """
    upper = _upper_letters()
    text = name(_ARGUMENT)
    ascii_only = exp.EQ(this=call("length", text.copy()), expression=call("lengthUTF8", text.copy()))
    lowered = call("lower", text.copy())
    whole = call("translateUTF8", lowered.copy(), speech.text(upper), speech.text(lower_simple(upper)))
    return speech.write(exp.Lambda(this=call("if", ascii_only, lowered, whole), expressions=[text]))


@cache
def _upper_letters() -> str:
    """All letters beyond ASCII that are lower-cased: one code point each, as their lower cases are."""
    letters = (chr(at) for at in range(0x80, sys.maxunicode + 1) if at not in _SURROGATES)
    return "".join(each for each in letters if each.lower() != each and lower_simple(each) != each)
