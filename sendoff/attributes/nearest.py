"""What may have been meant by an attribute id that there is not."""

from __future__ import annotations

from difflib import get_close_matches

from sendoff.attributes.catalogue import Catalogue

_MAX_CHARACTERS = 80
"""Longer ids, and larger catalogues, are not compared: it takes a millisecond for each hundred."""
_MAX_COMPARED = 1_000
_MAX_LISTED = 20


def suggestion(attribute_id: str, catalogue: Catalogue) -> str:
    """`Did you mean 'city'?`, or which attributes there are where they are few, or nothing."""
    found = catalogue.attributes
    if len(attribute_id) <= _MAX_CHARACTERS and len(found) <= _MAX_COMPARED:
        by_folded = {known.casefold(): known for known in found}
        near = get_close_matches(attribute_id.casefold(), by_folded, n=1, cutoff=0.75)
        if near:
            return f"Did you mean {by_folded[near[0]]!r}?"
    if found and len(found) <= _MAX_LISTED:
        return f"There are {', '.join(map(repr, found))}."
    return ""
