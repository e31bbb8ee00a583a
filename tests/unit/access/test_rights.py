"""The rights table, whole: every call, every right that matters, every ACL (spec/api.md, Rights)."""

from __future__ import annotations

import pytest

from sendoff.access.features import Feature, export_to
from sendoff.access.rights import Acl, Call, reach

VIEW, EDIT = Feature.FOREIGN_SEGMENTS_VIEW, Feature.FOREIGN_SEGMENTS_EDIT
EXPORT, CREATE, LIST = Feature.SEGMENTS_EXPORT, Feature.SEGMENTS_CREATE, Feature.FOREIGN_SEGMENTS_LIST
TO_7 = export_to(7)

ALLOWED_BY_FEATURE: dict[Call, set[str]] = {
    Call.READ_EXPORT: {VIEW, EDIT, EXPORT, TO_7},
    Call.RUN_EXPORT: {EXPORT, TO_7},
    Call.DOWNLOAD_EXPORT: {EXPORT, TO_7},
    Call.CANCEL_EXPORT: {EDIT, EXPORT, TO_7},
    Call.SEE_SEGMENT: {VIEW, EDIT},
    Call.PREVIEW_SEGMENT: set(),
    Call.EXPLAIN_SEGMENT: set(),
    Call.CHANGE_SEGMENT: {EDIT},
    Call.CHANGE_ACL: {EDIT},
    Call.SEE_VALUE_LIST: {VIEW, EDIT, CREATE, LIST},
    Call.CREATE_VALUE_LIST: {CREATE},
    Call.DELETE_VALUE_LIST: {EDIT},
}
ALLOWED_BY_ACL: dict[Call, set[Acl]] = {
    Call.READ_EXPORT: {Acl.READ, Acl.WRITE, Acl.AUTHOR},
    Call.RUN_EXPORT: set(),
    Call.DOWNLOAD_EXPORT: set(),
    Call.CANCEL_EXPORT: {Acl.WRITE, Acl.AUTHOR},
    Call.SEE_SEGMENT: {Acl.READ, Acl.WRITE, Acl.AUTHOR},
    Call.PREVIEW_SEGMENT: set(),
    Call.EXPLAIN_SEGMENT: set(),
    Call.CHANGE_SEGMENT: {Acl.WRITE},
    Call.CHANGE_ACL: {Acl.AUTHOR},
    Call.SEE_VALUE_LIST: set(),
    Call.CREATE_VALUE_LIST: set(),
    Call.DELETE_VALUE_LIST: set(),
}
AUTHOR_WITH_CREATE = {Call.CHANGE_SEGMENT, Call.DELETE_VALUE_LIST}


@pytest.mark.parametrize("acl", Acl)
@pytest.mark.parametrize("feature", [None, VIEW, EDIT, EXPORT, TO_7, CREATE, LIST])
@pytest.mark.parametrize("call", Call)
def test_each_right_alone_reaches_what_the_table_says(call: Call, feature: str | None, acl: Acl) -> None:
    held = frozenset({feature} if feature else ())
    author = call in AUTHOR_WITH_CREATE and acl is Acl.AUTHOR and feature == CREATE
    expected = feature in ALLOWED_BY_FEATURE[call] or acl in ALLOWED_BY_ACL[call] or author
    assert reach(call, features=held, acl=acl).covers(7) is expected


@pytest.mark.parametrize("acl", Acl)
@pytest.mark.parametrize("feature", [None, VIEW, EDIT, EXPORT, TO_7, CREATE, LIST])
def test_customers_are_shown_to_those_who_see_the_segment_and_may_see_customers(
    feature: str | None, acl: Acl
) -> None:
    held = frozenset({Feature.CUSTOMERS_DETAIL, feature} if feature else {Feature.CUSTOMERS_DETAIL})
    expected = feature in (VIEW, EDIT) or acl >= Acl.READ
    for call in (Call.PREVIEW_SEGMENT, Call.EXPLAIN_SEGMENT):
        assert reach(call, features=held, acl=acl).everything is expected


@pytest.mark.parametrize(
    "call", [Call.READ_EXPORT, Call.RUN_EXPORT, Call.DOWNLOAD_EXPORT, Call.CANCEL_EXPORT]
)
def test_a_right_to_one_destination_reaches_no_other(call: Call) -> None:
    reached = reach(call, features=frozenset({TO_7}), acl=Acl.NONE)
    assert not reached.everything
    assert reached.covers(7)
    assert not reached.covers(8)


@pytest.mark.parametrize(
    ("features", "acl", "allowed"),
    [
        ({EXPORT}, Acl.NONE, False),
        ({TO_7}, Acl.NONE, False),
        ({EXPORT}, Acl.READ, True),
        ({TO_7, VIEW}, Acl.NONE, True),
        ({VIEW}, Acl.WRITE, False),
    ],
)
def test_strict_export_rights_also_ask_for_sight(features: set[str], acl: Acl, allowed: bool) -> None:
    reached = reach(Call.RUN_EXPORT, features=frozenset(features), acl=acl, strict=True)
    assert reached.covers(7) is allowed
