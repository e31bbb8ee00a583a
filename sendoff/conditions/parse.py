"""A condition document to its tree and back."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import Catalogue
from sendoff.conditions.moments import Span
from sendoff.conditions.reading import ROOT, TreeReader
from sendoff.conditions.references import References, ValueListReference
from sendoff.conditions.refusals import LimitPassed, Refusals
from sendoff.conditions.tree import (
    Condition,
    Everybody,
    Group,
    Limited,
    Node,
    Quantifier,
    Sample,
    Segment,
    Tree,
)
from sendoff.errors import Invalid


def parse(
    document: object,
    *,
    catalogue: Catalogue,
    now: datetime,
    zone: ZoneInfo,
    references: References | None = None,
    segment_id: int | None = None,
) -> Tree:
    """The tree that `document` writes: parsed JSON, the value of `conditions_operation`.

    Depth, which is limited, counts the `and`/`or` operations on the way from the whole tree to a
    condition, those of attribute operations too, and the segments that are referred to; a condition
    by itself adds none. All limits are of the tree with what is in those segments.

    Args:
        references: where segments and value lists are looked up; None: there are none to name.
        segment_id: the segment whose document it is: it may not be reached through a reference.
    Raises:
        Invalid: all problems at once, each with its path (`conditions_operation.operands[0]…`); the
            first 1,000 where there are more; past a limit, what was found before it and the limit.
    """
    absence = "is not in the profile data"
    return _parse(
        document, catalogue, now, zone, references, segment_id, code="conditions_refused", absence=absence
    )


def parse_stored(
    document: object,
    *,
    catalogue: Catalogue,
    now: datetime,
    zone: ZoneInfo,
    references: References | None = None,
    segment_id: int | None = None,
) -> Tree:
    """As `parse`, for a document that was valid when written: says what is there no more.

    Raises: Invalid, with the code `conditions_outdated`.
    """
    gone = "is not in the profile data any more"
    return _parse(
        document, catalogue, now, zone, references, segment_id, code="conditions_outdated", absence=gone
    )


def render(tree: Tree) -> dict[str, object]:
    """The canonical document of `tree`, of which `parse` makes the same tree.

    Aliases are written out as the operation they mean, ranges as `[from, to]`, attribute operations
    on scalar attributes as segment operations, and `negation` always.
    """
    match tree:
        case Everybody():
            return {}
        case Condition():
            return {"attribute_id": tree.attribute.id, **_condition(tree)}
        case Group():
            if tree.element_of is not None:
                return {"attribute_id": tree.element_of.id, **_within_an_attribute(tree)}
            return _group(tree, [render(operand) for operand in tree.operands])
        case Segment():
            return {"segment_id": tree.segment_id, "negation": tree.negation}
        case Sample():
            taken = {"percent": tree.percent, "salt": tree.salt}
            return {"sample": taken, "negation": tree.negation}
        case Limited():
            order = [
                {"attribute_id": by.attribute.id, "direction": "desc" if by.descending else "asc"}
                for by in tree.order
            ]
            return {"limit": tree.count, "order_by": order, "of": render(tree.of)}


def _parse(
    document: object,
    catalogue: Catalogue,
    now: datetime,
    zone: ZoneInfo,
    references: References | None,
    segment_id: int | None,
    *,
    code: str,
    absence: str,
) -> Tree:
    refusals = Refusals()
    tree: Tree | None = None
    try:
        if document is None:
            refusals.note(ROOT, "It is missing or null. Give a tree of conditions, or {} for every customer.")
        else:
            reader = TreeReader(
                catalogue,
                now=now,
                zone=zone,
                absence=absence,
                refusals=refusals,
                references=references,
                segment_id=segment_id,
            )
            tree = reader.tree(document)
    except LimitPassed:
        pass
    if refusals.problems or tree is None:
        raise Invalid(refusals.problems, code=code)
    return tree


def _within_an_attribute(node: Node) -> dict[str, object]:
    """An operand of an attribute operation, where the attribute goes without saying."""
    if isinstance(node, Condition):
        return _condition(node)
    assert isinstance(node, Group), "the parser lets nothing else into an attribute operation"
    return _group(node, [_within_an_attribute(operand) for operand in node.operands])


def _group(group: Group, operands: list[dict[str, object]]) -> dict[str, object]:
    written = {"operation": str(group.joiner), "operands": operands, "negation": group.negation}
    return written if group.quantifier is None else {**written, "quantifier": _quantifier(group.quantifier)}


def _condition(condition: Condition) -> dict[str, object]:
    inner: dict[str, object] = {"operation": condition.operation}
    if condition.value is not None:
        inner["value"] = _value(condition.value)
    if condition.sub_attribute is not None:
        inner["sub_attribute_id"] = condition.sub_attribute.id
    if condition.quantifier is not None:
        inner["quantifier"] = _quantifier(condition.quantifier)
    return {"condition": inner, "negation": condition.negation}


def _quantifier(quantifier: Quantifier) -> object:
    return {"at_least": quantifier} if isinstance(quantifier, int) else str(quantifier)


def _value(value: object) -> object:
    match value:
        case tuple():
            return list(value)
        case Span():
            return {"amount": value.amount, "unit": str(value.unit)}
        case ValueListReference():
            return value.value_list_id
        case _:
            return value
