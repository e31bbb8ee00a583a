"""Reads how many values, or elements, a condition asks for."""

from __future__ import annotations

from collections.abc import Mapping

from sendoff.conditions.refusals import Refusals
from sendoff.conditions.tree import Quantifier, Quantity
from sendoff.strict_json import shown

MAX_AT_LEAST = 1_000


def quantifier_of(document: Mapping[str, object], path: str, refusals: Refusals) -> Quantifier | None:
    """The `quantifier` of `document`; None where there is none, or one that was refused."""
    if "quantifier" not in document:
        return None
    written = document["quantifier"]
    if isinstance(written, str) and written in frozenset(Quantity):
        return Quantity(written)
    if isinstance(written, dict) and written.keys() == {"at_least"}:
        count = written["at_least"]
        if isinstance(count, int) and not isinstance(count, bool) and 1 <= count <= MAX_AT_LEAST:
            return count
    refusals.note(
        f"{path}.quantifier",
        f"{_shown(written)} is no quantifier. There are 'any', 'all', 'none' and {{'at_least': n}}, with n "
        f"from 1 to {MAX_AT_LEAST:,}.",
    )
    return None


def _shown(written: object) -> str:
    if isinstance(written, dict) and written.keys() == {"at_least"}:
        return f"{{'at_least': {shown(written['at_least'])}}}"
    return shown(written)
