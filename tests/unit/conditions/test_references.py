"""Trees that refer to other segments and to value lists: what is read, and what is refused."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.describe import describe
from sendoff.conditions.interpret import Explanation, explain, interpret
from sendoff.conditions.lower import lower
from sendoff.conditions.parse import parse, parse_stored, render
from sendoff.conditions.predicates import AnyValue, Column, Constant, InValueList
from sendoff.conditions.references import Pinned, Recording, SegmentReference, ValueListReference
from sendoff.conditions.refusals import refused_in
from sendoff.conditions.tree import Condition, Everybody, Group, Joiner, Segment, Tree
from sendoff.errors import Invalid, Problem
from tests.property.strategies import CATALOGUE, ListedHere

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("UTC")
ROOT = "conditions_operation"
IS_SET: dict[str, Any] = {"attribute_id": "one_int", "condition": {"operation": "is_set"}}
TEXTS = ValueListReference(1, "Texts", DataType.STRING, 3, "texts")


def _joined(*operands: object, **more: Any) -> dict[str, Any]:
    return {"operation": "and", "operands": list(operands), **more}


def _segments(documents: Mapping[int, object], untold: frozenset[int] = frozenset()) -> Pinned:
    return Pinned({
        key: SegmentReference(key, f"Name {key}", each, is_told=key not in untold)
        for key, each in documents.items()
    })  # fmt: skip


def _parse(
    document: object,
    segments: Mapping[int, object],
    segment_id: int | None = None,
    *,
    untold: frozenset[int] = frozenset(),
) -> Tree:
    return parse(
        document,
        catalogue=CATALOGUE,
        now=NOW,
        zone=ZONE,
        references=_segments(segments, untold),
        segment_id=segment_id,
    )


def _refused(
    document: object,
    segments: Mapping[int, object],
    segment_id: int | None = None,
    *,
    untold: frozenset[int] = frozenset(),
) -> tuple[Problem, ...]:
    with pytest.raises(Invalid) as refusal:
        _parse(document, segments, segment_id, untold=untold)
    return refusal.value.problems


def _in_list(attribute_id: str, value: object) -> dict[str, Any]:
    return {"attribute_id": attribute_id, "condition": {"operation": "in_list", "value": value}}


def test_a_segment_is_read_in_its_place_and_written_back_as_the_reference() -> None:
    document = _joined(IS_SET, {"segment_id": 7, "negation": True})
    tree = _parse(document, {7: IS_SET})
    leaf = Condition(CATALOGUE.attributes["one_int"], "is_set")
    assert tree == Group(Joiner.AND, (leaf, Segment(7, "Name 7", leaf, negation=True)))
    assert render(tree) == _joined(
        {**IS_SET, "negation": False}, {"segment_id": 7, "negation": True}, negation=False
    )
    assert describe(tree) == (
        "Customers where ‘One int’ is set and not (the customer is in segment ‘Name 7’ (7))."
    )


def test_a_segment_alone_is_the_whole_tree_and_may_be_everybody() -> None:
    tree = _parse({"segment_id": 7}, {7: {}})
    assert tree == Segment(7, "Name 7", Everybody())
    assert lower(tree, now=NOW, zone=ZONE) == Constant(True)
    assert interpret(tree, {}, now=NOW, zone=ZONE) is True
    nobody = _parse({"segment_id": 7, "negation": True}, {7: {}})
    assert lower(nobody, now=NOW, zone=ZONE) == Constant(False)
    assert interpret(nobody, {}, now=NOW, zone=ZONE) is False


def test_an_explanation_goes_into_the_segment() -> None:
    tree = _parse({"segment_id": 3, "negation": True}, {3: _joined(IS_SET, {"segment_id": 7}), 7: {}})
    told = explain(tree, {"one_int": 1}, now=NOW, zone=ZONE)
    assert told.holds is False
    (group,) = told.parts
    assert group.holds is True
    assert [part.holds for part in group.parts] == [True, True]
    assert group.parts[1].parts == (Explanation(Everybody(), True),)


@pytest.mark.parametrize(
    ("document", "path", "told"),
    [
        ({"segment_id": "7"}, ".segment_id", "'7' is no id of a segment"),
        ({"segment_id": True}, ".segment_id", "true is no id"),
        ({"segment_id": 0}, ".segment_id", "0 is no id"),
        ({"segment_id": 2**63}, ".segment_id", "is no id"),
        ({"segment_id": None}, ".segment_id", "null is no id"),
        ({"segment_id": 8}, ".segment_id", "Segment 8 was not kept"),
        ({"segment_id": 7, "negation": 1}, ".negation", "1 is neither"),
        ({"segment_id": 7, "name": "x"}, "", "'name' is unknown here"),
        ({"segment_id": 9}, ".segment_id", "Segment 9 ('Name 9') has a limit"),
        (
            {"attribute_id": "one_int", "operation": "and", "operands": [{"segment_id": 7}]},
            ".operands[0]",
            "no place in an operation on one attribute",
        ),
    ],
)
def test_a_reference_that_cannot_be_is_refused_in_its_place(document: object, path: str, told: str) -> None:
    segments = {7: IS_SET, 9: {"limit": 5, "of": IS_SET}}
    (problem,) = _refused(document, segments)
    assert problem.path == ROOT + path
    assert told in problem.message
    (within,) = _refused(_joined(IS_SET, document), segments)
    assert within == Problem(f"{ROOT}.operands[1]{path}", problem.message)


def test_references_are_refused_where_there_are_none() -> None:
    document = _joined({"segment_id": 7}, _in_list("one_string", 1))
    with pytest.raises(Invalid) as refusal:
        parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE)
    segment, value_list = [problem.message for problem in refusal.value.problems]
    assert segment.startswith("Segments are kept by a server, and there is none here. Save and export this")
    assert value_list.startswith("Value lists are kept by a server, and there is none here. Save and export")


def test_a_segment_that_refers_to_itself_is_refused_with_the_chain() -> None:
    segments = {3: _joined(IS_SET, {"segment_id": 7}), 7: {"segment_id": 3, "negation": True}}
    (problem,) = _refused(_joined({"segment_id": 3}), segments)
    assert problem.path == f"{ROOT}.operands[0]"
    assert "In segment 7 ('Name 7'), conditions_operation.segment_id: " in problem.message
    assert "Segment 3 -> 7 -> 3" in problem.message
    (own,) = _refused({"segment_id": 7}, segments, segment_id=3)
    assert "Segment 3 -> 7 -> 3" in own.message
    (direct,) = _refused(_joined({"segment_id": 3}), segments, segment_id=3)
    assert (direct.path, direct.message[:14]) == (f"{ROOT}.operands[0].segment_id", "Segment 3 -> 3")


def test_a_segment_beside_itself_is_no_circle() -> None:
    tree = _parse(_joined({"segment_id": 3}, {"segment_id": 7}), {3: {"segment_id": 7}, 7: IS_SET})
    assert isinstance(tree, Group)
    assert len(tree.operands) == 2


def test_problems_inside_are_told_at_the_reference_with_the_segment() -> None:
    gone = {"attribute_id": "gone", "condition": {"operation": "is_set"}}
    document = _joined(IS_SET, {"segment_id": 3})
    segments = {3: _joined({"segment_id": 7}, None), 7: _joined(gone, IS_SET)}
    inside, after = _refused(document, segments)
    assert {inside.path, after.path} == {f"{ROOT}.operands[1]"}
    assert inside.message.startswith(
        "In segment 7 ('Name 7'), conditions_operation.operands[0].attribute_id: Attribute 'gone'"
    )
    assert after.message.startswith("In segment 3 ('Name 3'), conditions_operation.operands[1]: null")
    with pytest.raises(Invalid) as refusal:
        parse_stored(document, catalogue=CATALOGUE, now=NOW, zone=ZONE, references=_segments(segments))
    assert refusal.value.code == "conditions_outdated"
    assert "is not in the profile data any more" in refusal.value.message


def test_of_a_segment_that_is_not_told_the_id_alone_is_read_and_said() -> None:
    gone = {"attribute_id": "gone", "condition": {"operation": "is_set"}}
    sound = {3: {"segment_id": 7}, 7: IS_SET}
    tree = _parse(_joined({"segment_id": 3}, {"segment_id": 7}), sound, untold=frozenset({3}))
    assert describe(tree) == (
        "Customers where the customer is in segment 3 and the customer is in segment ‘Name 7’ (7)."
    )
    for segments in (
        {3: _joined(gone, None, {"segment_id": 7}), 7: gone},
        {3: {"segment_id": 7}, 7: _joined(*[IS_SET] * 10_000)},
        {3: {"segment_id": 7}, 7: {"segment_id": 5}},
        {3: {"segment_id": 7}, 7: {"limit": 5, "of": IS_SET}},
    ):
        (problem,) = _refused(_joined({"segment_id": 3}), segments, segment_id=5, untold=frozenset({3, 7}))
        assert problem == Problem(f"{ROOT}.operands[0]", refused_in(3))
    (limited,) = _refused({"segment_id": 3}, {3: {"limit": 5, "of": IS_SET}}, untold=frozenset({3}))
    assert limited.message.startswith("Segment 3 has a limit")


def test_the_limits_are_of_the_whole_with_what_is_in_the_segments() -> None:
    many = {7: _joined(*[IS_SET] * 4_998)}
    _parse(_joined({"segment_id": 7}, {"segment_id": 7}, IS_SET, IS_SET), many)
    (problem,) = _refused(_joined({"segment_id": 7}, {"segment_id": 7}, IS_SET, IS_SET, IS_SET), many)
    assert "10,000 conditions" in problem.message
    numbers = {"attribute_id": "one_int", "condition": {"operation": "in", "value": list(range(50_000))}}
    _parse(_joined({"segment_id": 7}, {"segment_id": 7}), {7: numbers})
    problems = _refused(_joined({"segment_id": 7}, {"segment_id": 7}, {"segment_id": 7}), {7: numbers})
    assert problems[0].path == f"{ROOT}.operands[2]"
    assert "100,000 values" in problems[0].message


def _chain(length: int) -> dict[int, object]:
    return {key: {"segment_id": key + 1} for key in range(1, length)} | {length: IS_SET}


def test_each_reference_is_one_deeper() -> None:
    _parse({"segment_id": 1}, _chain(64))
    (problem,) = _refused({"segment_id": 1}, _chain(65))
    assert problem.path == ROOT
    assert "64 operations deep" in problem.message


def test_the_deepest_chain_is_read_with_most_of_the_stack_in_use() -> None:
    def deep(frames: int, call: Callable[[], Tree]) -> Tree:
        return deep(frames - 1, call) if frames else call()

    expected = _parse({"segment_id": 1}, _chain(64))
    assert deep(sys.getrecursionlimit() - 400, lambda: _parse({"segment_id": 1}, _chain(64))) == expected


def test_segments_that_double_at_each_step_end_at_the_limit() -> None:
    doubling: dict[int, object] = {
        key: _joined({"segment_id": key + 1}, {"segment_id": key + 1}) for key in range(1, 30)
    }
    (problem,) = _refused({"segment_id": 1}, doubling | {30: {}})
    assert "10,000 conditions" in problem.message


def test_each_segment_is_looked_up_once() -> None:
    class Counting(Recording):
        asked = 0

        def segment(self, segment_id: int) -> SegmentReference | str:
            self.asked += 1
            return super().segment(segment_id)

    counting = Counting(_segments({7: IS_SET}))
    document = _joined(*[{"segment_id": 7}] * 1_000)
    parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE, references=counting)
    assert counting.asked == 1


def test_a_value_list_is_asked_by_its_key_and_written_back_by_its_id() -> None:
    references = Pinned(value_lists={1: TEXTS})
    document = _in_list("one_string", 1)
    tree = parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE, references=references)
    column = Column("one_string", DataType.STRING)
    assert lower(tree, now=NOW, zone=ZONE) == AnyValue(column, InValueList("texts"))
    assert render(tree) == {**document, "negation": False}
    assert describe(tree) == "Customers where ‘One string’ is in the value list ‘Texts’ (1)."
    listed = ListedHere()
    assert interpret(tree, {"one_string": "FOO"}, now=NOW, zone=ZONE, value_lists=listed) is True
    assert interpret(tree, {"one_string": "bar"}, now=NOW, zone=ZONE, value_lists=listed) is False


@pytest.mark.parametrize(
    ("document", "place", "told"),
    [
        (_in_list("one_string", "1"), ".condition.value", "'1' does not fit"),
        (_in_list("one_string", True), ".condition.value", "true does not fit"),
        (_in_list("one_string", 2), ".condition.value", "Value list 2 was not kept"),
        (_in_list("one_int", 1), ".condition.value", "'Texts') is of string values"),
        (_in_list("one_float", 1), ".condition.operation", "does not take 'one_float'"),
    ],
)
def test_a_value_list_that_cannot_be_is_refused(document: dict[str, Any], place: str, told: str) -> None:
    references = Pinned(value_lists={1: TEXTS})
    with pytest.raises(Invalid) as refusal:
        parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE, references=references)
    (problem,) = refusal.value.problems
    assert problem.path == ROOT + place
    assert told in problem.message


def test_what_was_referred_to_and_no_more_is_kept_as_plain_json() -> None:
    everything = Pinned(
        {key: SegmentReference(key, f"Name {key}", IS_SET) for key in (7, 8)},
        {1: TEXTS, 2: ValueListReference(2, "Numbers", DataType.INT, 1, "numbers")},
    )
    recording = Recording(everything)
    document = _joined({"segment_id": 7}, _in_list("one_string", 1))
    parse(document, catalogue=CATALOGUE, now=NOW, zone=ZONE, references=recording)
    assert isinstance(recording.segment(9), str)
    assert isinstance(recording.value_list(9), str)
    kept = recording.pinned().to_json()
    assert kept == {
        "segments": {"7": {"name": "Name 7", "conditions_operation": IS_SET}},
        "value_lists": {"1": {"name": "Texts", "data_type": "string", "values": 3, "key": "texts"}},
    }
    assert Pinned.from_json(json.loads(json.dumps(kept))) == recording.pinned()
