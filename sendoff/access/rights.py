"""The rights table as data: who may make which call (spec/api.md, Rights)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from sendoff.access.features import Feature, export_to, exportable_destinations


class Acl(IntEnum):
    """A user's own access to one segment. Its author has `AUTHOR`."""

    NONE = 0
    READ = 1
    WRITE = 2
    AUTHOR = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """Allowed when any one part holds.

    Args:
        acl: the least ACL that suffices; None: no ACL does.
        features: any of these suffices.
        export: `segments/export` suffices, and `segments/export/<id>` for that destination.
        author_with: the author suffices when holding this feature too.
        also: without this feature nothing suffices.
    """

    acl: Acl | None = None
    features: frozenset[Feature] = field(default=frozenset())
    export: bool = False
    author_with: Feature | None = None
    also: Feature | None = None


_SEE = frozenset({Feature.FOREIGN_SEGMENTS_VIEW, Feature.FOREIGN_SEGMENTS_EDIT})
_EDIT = frozenset({Feature.FOREIGN_SEGMENTS_EDIT})


class Call(StrEnum):
    """The calls on a segment, on its exports, and on value lists, which have authors but no ACL."""

    READ_EXPORT = "read exports of this segment"
    RUN_EXPORT = "run this export"
    DOWNLOAD_EXPORT = "download this export"
    CANCEL_EXPORT = "cancel this export"
    SEE_SEGMENT = "see this segment"
    PREVIEW_SEGMENT = "see customers of this segment"
    EXPLAIN_SEGMENT = "see why a customer is in this segment or not"
    CHANGE_SEGMENT = "change this segment"
    CHANGE_ACL = "change who may work with this segment"
    SEE_VALUE_LIST = "see value lists"
    CREATE_VALUE_LIST = "upload value lists"
    DELETE_VALUE_LIST = "delete this value list"


RULES: dict[Call, Rule] = {
    Call.READ_EXPORT: Rule(acl=Acl.READ, features=_SEE, export=True),
    Call.RUN_EXPORT: Rule(export=True),
    Call.DOWNLOAD_EXPORT: Rule(export=True),
    Call.CANCEL_EXPORT: Rule(acl=Acl.WRITE, features=_EDIT, export=True),
    Call.SEE_SEGMENT: Rule(acl=Acl.READ, features=_SEE),
    Call.PREVIEW_SEGMENT: Rule(acl=Acl.READ, features=_SEE, also=Feature.CUSTOMERS_DETAIL),
    Call.EXPLAIN_SEGMENT: Rule(acl=Acl.READ, features=_SEE, also=Feature.CUSTOMERS_DETAIL),
    Call.CHANGE_SEGMENT: Rule(acl=Acl.WRITE, features=_EDIT, author_with=Feature.SEGMENTS_CREATE),
    Call.CHANGE_ACL: Rule(acl=Acl.AUTHOR, features=_EDIT),
    Call.SEE_VALUE_LIST: Rule(features=_SEE | {Feature.FOREIGN_SEGMENTS_LIST, Feature.SEGMENTS_CREATE}),
    Call.CREATE_VALUE_LIST: Rule(features=frozenset({Feature.SEGMENTS_CREATE})),
    Call.DELETE_VALUE_LIST: Rule(features=_EDIT, author_with=Feature.SEGMENTS_CREATE),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Which of a segment's exports a rule reaches: all, those to some destinations, or none."""

    everything: bool
    destination_ids: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.destination_ids)

    def covers(self, destination_id: int) -> bool:
        return self.everything or destination_id in self.destination_ids


def reach(call: Call, *, features: frozenset[str], acl: Acl, strict: bool = False) -> Reach:
    """What a user with these features and this ACL reaches by `call`.

    Args:
        strict: export features count only together with sight of the segment
            (setting `strict_export_rights`).
    """
    rule = RULES[call]
    if rule.also is not None and rule.also not in features:
        return Reach(everything=False)
    if rule.author_with is not None and acl is Acl.AUTHOR:
        own = rule.author_with in features
    else:
        own = rule.acl is not None and acl >= rule.acl
    if own or rule.features & features:
        return Reach(everything=True)
    if not rule.export or (strict and not _sees(features, acl)):
        return Reach(everything=False)
    if Feature.SEGMENTS_EXPORT in features:
        return Reach(everything=True)
    return Reach(everything=False, destination_ids=exportable_destinations(features))


def sufficient(call: Call, *, destination_id: int | None = None) -> list[str]:
    """The features of which any one allows `call` to whoever has no ACL, for a refusal to name.

    Args:
        destination_id: of the export in question; None: whichever.
    """
    rule = RULES[call]
    found = {str(feature) for feature in rule.features}
    if rule.export:
        one = f"{Feature.SEGMENTS_EXPORT}/<destination id>"
        found |= {Feature.SEGMENTS_EXPORT, one if destination_id is None else export_to(destination_id)}
    return sorted(found)


def sight() -> list[str]:
    """The features of which any one shows every segment."""
    return sorted(_SEE)


def _sees(features: frozenset[str], acl: Acl) -> bool:
    return acl >= Acl.READ or bool(_SEE & features)
