"""The features a role may hold, and what holding one implies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class Feature(StrEnum):
    SEGMENTS_CREATE = "segments/create"
    SEGMENTS_EXPORT = "segments/export"
    FOREIGN_SEGMENTS_LIST = "foreign_segments/list"
    FOREIGN_SEGMENTS_VIEW = "foreign_segments/view"
    FOREIGN_SEGMENTS_EDIT = "foreign_segments/edit"
    CUSTOMERS_SEARCH = "customers/search"
    CUSTOMERS_DETAIL = "customers/detail"
    CUSTOMERS_PII = "customers/pii"
    READ_DESTINATIONS = "data/sources_and_destinations"
    WRITE_DESTINATIONS = "settings/sources_and_destinations"
    WRITE_ATTRIBUTES = "settings/cdp_entities"
    WRITE_USERS = "settings/users"
    WRITE_ROLES = "settings/roles"


MAX_FEATURES = 1_000
"""Of one role: it is read at every call of its users."""

_EXPORT_TO = re.compile(r"segments/export/([1-9][0-9]{0,17})", re.ASCII)


_FEATURES = frozenset(str(feature) for feature in Feature)


def export_to(destination_id: int) -> str:
    """The feature that allows exports to this destination alone."""
    return f"{Feature.SEGMENTS_EXPORT}/{destination_id}"


def is_feature(text: str) -> bool:
    return text in _FEATURES or _EXPORT_TO.fullmatch(text) is not None


def exportable_destinations(features: Iterable[str]) -> frozenset[int]:
    """The destinations named by `segments/export/<id>` features."""
    found = (_EXPORT_TO.fullmatch(feature) for feature in features)
    return frozenset(int(match[1]) for match in found if match)


def lacking(holder: frozenset[str], wanted: Iterable[str]) -> list[str]:
    """Those of `wanted` that a holder of `holder` does not hold, in order.

    `segments/export` reaches every destination, so it implies each `segments/export/<id>`.
    """
    return [
        feature
        for feature in wanted
        if feature not in holder and not (_EXPORT_TO.fullmatch(feature) and Feature.SEGMENTS_EXPORT in holder)
    ]


STARTING_ROLES: dict[str, tuple[Feature, ...]] = {
    "Administrator": tuple(Feature),
    "Marketer": (
        Feature.SEGMENTS_CREATE,
        Feature.SEGMENTS_EXPORT,
        Feature.FOREIGN_SEGMENTS_LIST,
        Feature.FOREIGN_SEGMENTS_VIEW,
        Feature.CUSTOMERS_SEARCH,
        Feature.CUSTOMERS_DETAIL,
    ),
    "Analyst": (
        Feature.SEGMENTS_CREATE,
        Feature.FOREIGN_SEGMENTS_LIST,
        Feature.FOREIGN_SEGMENTS_VIEW,
    ),
}
"""Made at first start (spec/api.md, last table)."""
