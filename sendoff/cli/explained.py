"""An explanation of the API as an indented tree for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sendoff.cli.output import shown_value

DRAWN = "✓✗·"
"""It holds, it does not, it is not told."""
_ASCII = ("yes", "no ", "-  ")


def lines_of(answer: dict[str, Any], *, drawn: bool) -> list[str]:
    """The explanation, a line for each node and its values beside it.

    Args:
        drawn: with the marks of `DRAWN`; else in letters.
    """
    marks = tuple(DRAWN) if drawn else _ASCII
    said = {True: "is in", False: "is not in", None: "may or may not be in"}[answer["selected"]]
    customer = shown_value(answer["customer_entity_id"])
    first = f"The customer {customer} {said} segment {answer['segment_id']}, as of {answer['as_of']}."
    return [first, *_lines(answer["tree"], 0, marks)]


def _lines(node: dict[str, Any], depth: int, marks: tuple[str, ...]) -> Iterator[str]:
    mark = marks[{True: 0, False: 1, None: 2}[node["holds"]]]
    place = "" if node["element"] is None else f"[{node['element']}] "
    yield f"{'  ' * depth}{mark} {place}{shown_value(node['sentence'])}{_beside(node)}"
    for part in node["parts"]:
        yield from _lines(part, depth + 1, marks)
    if node["more_parts"]:
        yield f"{'  ' * (depth + 1)}and {node['more_parts']:,} more elements"


def _beside(node: dict[str, Any]) -> str:
    beside = []
    if node["values"] is not None:
        values = ", ".join(shown_value(each) for each in node["values"]) or "nothing known"
        more = f" and {node['more_values']:,} more" if node["more_values"] else ""
        beside.append(f"{values}{more}")
    if node["withheld"] is not None:
        beside.append(node["withheld"])
    return f"  ({'; '.join(beside)})" if beside else ""
