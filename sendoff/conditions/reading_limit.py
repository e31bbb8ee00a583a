"""Reads how many customers a limit leaves, and by which order."""

from __future__ import annotations

from collections.abc import Mapping

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.reading_attribute import AttributeReader
from sendoff.conditions.refusals import Refusals
from sendoff.conditions.tree import OrderedBy
from sendoff.strict_json import shown

LIMIT_KEYS = frozenset({"limit", "order_by", "of"})
MAX_LIMIT = 2**31 - 1
MAX_ORDERS = 5

_ORDER_KEYS = frozenset({"attribute_id", "direction"})
_DIRECTIONS = ("asc", "desc")


def count_of(document: Mapping[str, object], path: str, refusals: Refusals) -> int | None:
    """The `limit` of `document`; None where a problem was noted."""
    path, count = f"{path}.limit", document.get("limit")
    if "limit" not in document:
        refusals.note(path, "It is missing: say how many customers there may be.")
    elif isinstance(count, int) and not isinstance(count, bool) and 1 <= count <= MAX_LIMIT:
        return count
    else:
        refusals.note(path, f"{shown(count)} is no limit. Give a whole number from 1 to {MAX_LIMIT:,}.")
    return None


def order_of(
    document: Mapping[str, object], path: str, refusals: Refusals, attributes: AttributeReader
) -> tuple[OrderedBy, ...]:
    """The `order_by` of `document`, without what was refused."""
    path, written = f"{path}.order_by", document.get("order_by", [])
    if not isinstance(written, list) or len(written) > MAX_ORDERS:
        refusals.note(path, f"{shown(written)} is no order. Give a list of at most {MAX_ORDERS} attributes.")
        return ()
    read = [_ordered(each, f"{path}[{at}]", refusals, attributes) for at, each in enumerate(written)]
    return tuple([each for each in read if each is not None])


def _ordered(written: object, path: str, refusals: Refusals, attributes: AttributeReader) -> OrderedBy | None:
    if not isinstance(written, dict):
        refusals.note(path, f"{shown(written)} stands where an object with 'attribute_id' is wanted.")
        return None
    refusals.note_other_keys(written, path, _ORDER_KEYS)
    direction = written.get("direction", "asc")
    if direction not in _DIRECTIONS:
        refusals.note(f"{path}.direction", f"{shown(direction)} is neither 'asc' nor 'desc'.")
    attribute = attributes.attribute(written, path)
    if attribute is None:
        return None
    if attribute.multi or attribute.data_type is DataType.COMPOUND:
        refusals.note(
            f"{path}.attribute_id",
            f"Customers cannot be ordered by {shown(attribute.id)}, which is a "
            f"{'list' if attribute.multi else 'compound'}. Choose an attribute of one value.",
        )
        return None
    return OrderedBy(attribute, direction == "desc")
