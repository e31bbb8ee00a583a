"""Strings are compared by Unicode 14's simple lower-casing, on every Python."""

from __future__ import annotations

import hashlib
import sys
import unicodedata

import pytest

from sendoff.conditions.casing import lower_simple


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("", ""),
        ("FOO bar_%", "foo bar_%"),
        ("İ", "i"),
        ("İİx", "iix"),
        ("ΟΔΟΣ", "οδοσ"),
        ("ς", "ς"),
        ("ẞ", "ß"),
        ("ǅ", "ǆ"),
        ("K", "k"),
        ("A\x00Ž", "a\x00ž"),
        ("𐐀", "𐐨"),
        ("\ua7cbA\U00010d50É", "\ua7cba\U00010d50é"),
    ],
)
def test_each_code_point_is_lower_cased_alone(text: str, lowered: str) -> None:
    assert lower_simple(text) == lowered


def test_the_whole_mapping_is_that_of_unicode_14() -> None:
    # Made on Python 3.11, whose tables are Unicode 14; DuckDB's `lower` gives the same for all of them.
    code_points = [c for c in range(sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF]
    mapped = [(c, ord(lower_simple(chr(c)))) for c in code_points if lower_simple(chr(c)) != chr(c)]
    assert len(mapped) == 1433
    assert hashlib.sha256(repr(mapped).encode()).hexdigest() == (
        "79b2c8534a2f5eeca438b84ca0345868c5feac9520a71f78bb64298f0f6e5e04"
    )


@pytest.mark.skipif(unicodedata.unidata_version != "14.0.0", reason="needs the tables of Unicode 14")
def test_nothing_that_unicode_14_maps_is_left_out() -> None:
    for code_point in range(sys.maxunicode + 1):
        character = chr(code_point)
        if character not in "İ":
            assert lower_simple(character) == character.lower()
