"""What the engine cannot do exactly is refused when a segment is saved, by name and place."""

from __future__ import annotations

from collections.abc import Iterator

from sendoff.conditions.predicates import EVERYBODY, Selection
from sendoff.conditions.reading import ROOT
from sendoff.conditions.references import ValueListReference
from sendoff.conditions.refusals import refused_in
from sendoff.conditions.tree import Condition, Everybody, Group, Limited, Sample, Segment, Tree
from sendoff.engines.port import ChecksStatements, Engine, Limits, Query
from sendoff.errors import Invalid, Problem

MAX_TOLD = 20
"""Problems of one tree; with so many the rest are alike."""


def check_limits(tree: Tree, limits: Limits) -> None:
    """The engine can do all of the tree. Raises: Invalid, with each place that it cannot."""
    if not limits.refused and limits.list_values is None:
        return
    problems = []
    for path, inside, condition in _conditions(tree, ROOT):
        reason = limits.refused.get(condition.operation)
        if reason is not None:
            told = f"The operation {condition.operation!r} is not possible on this source. {reason}"
            problems.append(_problem(path, inside, "operation", told))
        values = _values_of(condition)
        if limits.list_values is not None and values > limits.list_values:
            told = (
                f"The list has {values:,} values, and the engine of this source takes {limits.list_values:,} "
                "at most. Shorten it, or split it among conditions."
            )
            problems.append(_problem(path, inside, "value", told))
        if len(problems) >= MAX_TOLD:
            break
    if problems:
        raise Invalid(list(dict.fromkeys(problems)), code="engine_cannot")


def check_statement(selected: Selection, engine: Engine) -> None:
    """The engine takes a statement that selects these customers. Reads the source.

    Raises: StatementTooLong, what the engine raises.
    """
    if isinstance(engine, ChecksStatements):
        engine.check_statement(Query(EVERYBODY, among=selected))


def _problem(path: str, inside: Segment | None, key: str, told: str) -> Problem:
    if inside is None:
        return Problem(f"{path}.condition.{key}", told)
    if inside.name is None:
        return Problem(path, refused_in(inside.segment_id))
    return Problem(path, f"In segment {inside.segment_id} ({inside.name!r}): {told}")


def _conditions(tree: Tree, path: str) -> Iterator[tuple[str, Segment | None, Condition]]:
    """Every condition with its place; those inside a segment that is named have that, and its place.

    Of segments in each other it is the innermost, but no further than the first without a name.
    """
    pending: list[tuple[str, Segment | None, Tree]] = [(path, None, tree)]
    while pending:
        at, inside, node = pending.pop()
        match node:
            case Condition():
                yield at, inside, node
            case Group():
                places = (at if inside else f"{at}.operands[{k}]" for k in range(len(node.operands)))
                parts = [(place, inside, each) for place, each in zip(places, node.operands, strict=True)]
                pending.extend(reversed(parts))
            case Limited():
                pending.append((f"{at}.of", inside, node.of))
            case Segment():
                is_untold = inside is not None and inside.name is None
                pending.append((at, inside if is_untold else node, node.tree))
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
