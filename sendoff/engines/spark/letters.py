"""The letters that are lower-cased, as told by us: on no server's Unicode, and on no letter's neighbours.

They stand in variables of the session, since each is 1,400 letters long and a query can name them often.
A million texts beyond ASCII take 2 s, ASCII alone 1 s (2026-11-24).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

from sqlglot import exp
from sqlglot.dialects import Spark

from sendoff.conditions.casing import lower_simple

UPPER, LOWER = "sendoff_upper_letters", "sendoff_lower_letters"

_SURROGATES = range(0xD800, 0xE000)


def declarations(sql: str) -> Iterator[str]:
    """The statements to run first, where the query needs any."""
    if UPPER in sql:
        upper = _upper_letters()
        for variable, letters in ((UPPER, upper), (LOWER, lower_simple(upper))):
            written = exp.Literal.string(letters).sql(Spark)
            yield f"DECLARE OR REPLACE VARIABLE {variable} STRING DEFAULT {written}"


@cache
def _upper_letters() -> str:
    letters = (chr(at) for at in range(sys.maxunicode + 1) if at not in _SURROGATES)
    return "".join(each for each in letters if each.lower() != each and lower_simple(each) != each)
