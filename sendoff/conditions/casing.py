"""How strings are compared: each code point by Unicode's simple lower-casing, version 14."""

from __future__ import annotations

import re

# Upper-case letters that Unicode took up after version 14, each with a lower-case mapping: they map
# to themselves here, so that every Python gives the same answer. Sources: UnicodeData.txt of 16.0
# (Cyrillic Tje, five Latin letters, Garay) and of 17.0 (three Latin letters, Beria Erfe); 15.0 and
# 15.1 brought none. tests/unit/conditions/test_casing.py holds the whole mapping to version 14.
_NEWER = re.compile(
    "(["
    "\u1c89\ua7cb\ua7cc\ua7da\ua7dc\U00010d50-\U00010d65"  # 16.0
    "\ua7ce\ua7d2\ua7d4\U00016ea0-\U00016eb8"  # 17.0
    "]+)"
)

# `str.lower` is the simple mapping but for these two: it looks at the neighbours of a Σ, and makes
# two code points of İ (SpecialCasing.txt; UnicodeData.txt maps them one to one).
_SIMPLE = {ord("Σ"): "σ", ord("İ"): "i"}


def lower_simple(text: str) -> str:
    """`text` with each code point lower-cased alone; as many code points as before."""
    if text.isascii():
        return text.lower()
    parts = _NEWER.split(text)
    parts[::2] = [part.translate(_SIMPLE).lower() for part in parts[::2]]
    return "".join(parts)
