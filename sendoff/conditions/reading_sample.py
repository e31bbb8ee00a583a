"""Reads which share of the customers a sample takes."""

from __future__ import annotations

from collections.abc import Mapping

from sendoff.conditions.refusals import Refusals
from sendoff.conditions.tree import Sample
from sendoff.strict_json import shown

MAX_SALT_CHARACTERS = 200

_KEYS = frozenset({"percent", "salt"})


def sample_of(
    document: Mapping[str, object], path: str, refusals: Refusals, *, id_column: str, negation: bool
) -> Sample | None:
    """The sample that `document` takes; None where a problem was noted."""
    inner, path = document["sample"], f"{path}.sample"
    if not isinstance(inner, dict):
        refusals.note(path, f"{shown(inner)} stands where an object with 'percent' is wanted.")
        return None
    refusals.note_other_keys(inner, path, _KEYS)
    percent = inner.get("percent")
    salt = inner.get("salt", "")
    if "percent" not in inner:
        refusals.note(f"{path}.percent", "It is missing: a sample needs a percentage.")
    if isinstance(percent, bool) or not isinstance(percent, int | float) or not 0 < percent <= 100:
        if "percent" in inner:
            refusals.note(
                f"{path}.percent", f"{shown(percent)} is no percentage. Give a number above 0, at most 100."
            )
        return None
    if not isinstance(salt, str) or not _is_salt(salt):
        refusals.note(
            f"{path}.salt",
            f"{shown(salt)} is no salt. Give a text of at most {MAX_SALT_CHARACTERS} characters, none of "
            "them NUL or half a surrogate pair.",
        )
        return None
    return Sample(percent, salt, id_column, negation)


def _is_salt(text: str) -> bool:
    if len(text) > MAX_SALT_CHARACTERS or "\x00" in text:
        return False
    return not any("\ud800" <= character <= "\udfff" for character in text)
