"""Exact lower-casing by a server that has its own: how its collations differ from ours is asked of it.

Measured on PostgreSQL 15 (2026-11-24), one million texts: "C" lower-cases ASCII alone, "C.utf8" (the C
library's) is ours, "und-x-icu" differs on İ and on Σ at a word's end, and takes 0.3 s where "C" takes 0.1 s.
Newer Unicodes lower-case letters that are none in version 14. `translate` with all 1,400 letters takes
60 s, so it is for texts with such letters alone, and for servers without any of these collations.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sendoff.conditions.casing import lower_simple

COLLATIONS = ("pg_c_utf8", "C.utf8", "C.UTF-8", "und-x-icu")
"""Those of the schema pg_catalog that know more than ASCII, the fastest first; a server has some of them.
The first is PostgreSQL's own, from 17 on."""
SEPARATOR = "\n"
FROM, TO = "sendoff.cased", "sendoff.lowered"
"""Names of the session's settings that hold `all_letters`, so that a statement need not repeat them."""

_CONTEXTUAL = "Σ"
"""ICU looks at the neighbours of this letter."""
_LAST_PLANE_WITH_LETTERS = 0x1FFFF


@dataclass(frozen=True, slots=True)
class Lowering:
    """How a server lower-cases texts that are not ASCII.

    Args:
        collation: whose `lower` does; None: no collation's.
        first: letters to be replaced by their lower case before, since it would do so otherwise.
        foreign: letters that it would lower-case and we do not.
    """

    collation: str | None = None
    first: str = ""
    foreign: str = ""

    @property
    def needs_all_letters(self) -> bool:
        return self.collation is None or self.foreign != ""


def best(answers: dict[str, str]) -> Lowering:
    """The one that differs least; `answers` are `lower(question())` under each collation there is."""
    found = [_lowering(each, answers[each]) for each in COLLATIONS if each in answers]
    return min(found, key=lambda one: len(one.foreign), default=Lowering())


@lru_cache
def question() -> str:
    """All letters that can have a lower case, and whatever a newer Unicode may have made one."""
    return SEPARATOR.join(_asked())


@lru_cache
def all_letters() -> str:
    """All beyond ASCII that we lower-case, one code point to one."""
    return "".join(each for each in _asked() if lower_simple(each) != each and not each.isascii())


def all_lowered() -> str:
    return lower_simple(all_letters())


@lru_cache
def _asked() -> tuple[str, ...]:
    return tuple(
        each
        for each in map(chr, range(1, _LAST_PLANE_WITH_LETTERS + 1))
        if each.lower() != each or unicodedata.category(each) == "Cn"
    )


@lru_cache(maxsize=64)
def _lowering(collation: str, answer: str) -> Lowering:
    # 45,000 letters are compared in 80 ms, and servers answer the same each time.
    differing = [
        each
        for each, lowered in zip(_asked(), answer.split(SEPARATOR), strict=True)
        if lowered != lower_simple(each)
    ]
    first = {each for each in differing if lower_simple(each) != each}
    if collation.endswith("-icu"):
        first.add(_CONTEXTUAL)
    foreign = (each for each in differing if lower_simple(each) == each)
    return Lowering(collation, "".join(sorted(first)), "".join(foreign))
