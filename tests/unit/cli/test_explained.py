"""An explanation as a tree for a person."""

from __future__ import annotations

from typing import Any

from sendoff.cli.explained import lines_of


def node(sentence: str, holds: bool | None, *parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    nothing = {"values": None, "more_values": 0, "withheld": None, "element": None, "more_parts": 0}
    return {"sentence": sentence, "holds": holds, "parts": list(parts), **nothing, **more}


def answer(tree: dict[str, Any]) -> dict[str, Any]:
    about = {"customer_entity_id": "c\x1b1", "segment_id": 7, "as_of": "2026-11-24 00:00:00"}
    return {**about, "selected": tree["holds"], "tree": tree}


TREE = node(
    "All of these hold.",
    False,
    node("‘age’ is at least 18.", True, values=[31], more_values=2),
    node("‘name’ is set.", False, values=[]),
    node("‘email’ is set.", None, values=["a***"], withheld="protected"),
    node("Of some element of ‘stays’ all of these hold.", True, node("One.", True, element=3), more_parts=4),
)


def test_each_node_is_a_line_with_its_mark_and_its_values() -> None:
    assert lines_of(answer(TREE), drawn=True) == [
        "The customer c\\x1b1 is not in segment 7, as of 2026-11-24 00:00:00.",
        "✗ All of these hold.",
        "  ✓ ‘age’ is at least 18.  (31 and 2 more)",
        "  ✗ ‘name’ is set.  (nothing known)",
        "  · ‘email’ is set.  (a***; protected)",
        "  ✓ Of some element of ‘stays’ all of these hold.",
        "    ✓ [3] One.",
        "    and 4 more elements",
    ]


def test_where_marks_cannot_be_printed_they_are_letters() -> None:
    lines = lines_of(answer(TREE), drawn=False)
    assert [line.split()[0] for line in lines[1:5]] == ["no", "yes", "no", "-"]
    assert not set("✓✗·") & set("".join(lines))


def test_whether_a_customer_is_in_is_said_even_where_it_is_withheld() -> None:
    assert "is in segment" in lines_of(answer(node("x", True)), drawn=True)[0]
    assert "may or may not be in segment" in lines_of(answer(node("x", None)), drawn=True)[0]
