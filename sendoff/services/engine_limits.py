"""What the engine cannot do exactly is refused when a segment is saved, by name and place."""

from __future__ import annotations

from collections.abc import Iterator

from sendoff.conditions.reading import ROOT
from sendoff.conditions.references import ValueListReference
from sendoff.conditions.tree import Condition, Everybody, Group, Limited, Sample, Segment, Tree
from sendoff.engines.port import Limits
from sendoff.errors import Invalid, Problem

MAX_TOLD = 20
"""Problems of one tree; with so many the rest are alike."""


def check_limits(tree: Tree, limits: Limits) -> None:
    """The engine can do all of the tree. Raises: Invalid, with each place that it cannot."""
    if not limits.refused and limits.list_values is None:
        return
    problems = []
    for path, condition in _conditions(tree, ROOT):
        reason = limits.refused.get(condition.operation)
        if reason is not None:
            told = f"The operation {condition.operation!r} is not possible on this source. {reason}"
            problems.append(Problem(f"{path}.condition.operation", told))
        values = _values_of(condition)
        if limits.list_values is not None and values > limits.list_values:
            told = (
                f"The list has {values:,} values, and the engine of this source takes {limits.list_values:,} "
                "at most. Shorten it, or split it among conditions."
            )
            problems.append(Problem(f"{path}.condition.value", told))
        if len(problems) >= MAX_TOLD:
            break
    if problems:
        raise Invalid(problems, code="engine_cannot")


def _conditions(tree: Tree, path: str) -> Iterator[tuple[str, Condition]]:
    """Every condition with its place; those of a segment that is named have the place that names it."""
    pending = [(path, tree, False)]
    while pending:
        at, node, is_inside = pending.pop()
        match node:
            case Condition():
                yield at, node
            case Group():
                parts = [(at if is_inside else f"{at}.operands[{k}]", each, is_inside)
                         for k, each in enumerate(node.operands)]  # fmt: skip
                pending.extend(reversed(parts))
            case Limited():
                pending.append((f"{at}.of", node.of, is_inside))
            case Segment():
                pending.append((at, node.tree, True))
            case Sample() | Everybody():
                pass


def _values_of(condition: Condition) -> int:
    match condition.value:
        case tuple() as values:
            return len(values)
        case ValueListReference(values=uploaded):
            return uploaded
        case _:
            return 0
