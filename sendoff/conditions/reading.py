"""Reads the structure of a condition document: operations, their operands, and other segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import Attribute, Catalogue, DataType
from sendoff.conditions.reading_attribute import AttributeReader
from sendoff.conditions.reading_condition import ConditionReader
from sendoff.conditions.reading_limit import LIMIT_KEYS, count_of, order_of
from sendoff.conditions.reading_quantifier import quantifier_of
from sendoff.conditions.reading_sample import sample_of
from sendoff.conditions.reading_segment import SegmentReader
from sendoff.conditions.references import References
from sendoff.conditions.refusals import Refusals, said
from sendoff.conditions.tree import (
    MAX_CONDITIONS,
    MAX_DEPTH,
    TOO_MANY_CONDITIONS,
    Condition,
    Everybody,
    Group,
    Joiner,
    Limited,
    Node,
    Quantifier,
    Sample,
    Segment,
    Tree,
)
from sendoff.strict_json import shown

ROOT = "conditions_operation"

_CONDITION_KEYS = frozenset({"attribute_id", "condition", "negation"})
_OPERATION_KEYS = frozenset({"operation", "operands", "negation"})
_ATTRIBUTE_OPERATION_KEYS = _OPERATION_KEYS | {"attribute_id", "quantifier"}
_SEGMENT_KEYS = frozenset({"segment_id", "negation"})
_SAMPLE_KEYS = frozenset({"sample", "negation"})


@dataclass(frozen=True, slots=True)
class _About:
    """The attribute that an attribute operation is about; `attribute` is None where there is no such."""

    attribute_id: object
    attribute: Attribute | None

    @property
    def is_compound(self) -> bool:
        return self.attribute is not None and self.attribute.data_type is DataType.COMPOUND


class TreeReader:
    """Reads one document. What is broken is noted and read as None, and the reading goes on.

    Args:
        absence: how to say that an attribute is not there.
        segment_id: the segment whose document it is; None where it is none's yet.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        now: datetime,
        zone: ZoneInfo,
        absence: str,
        refusals: Refusals,
        references: References | None,
        segment_id: int | None,
    ) -> None:
        self._id_column = catalogue.id_column
        self._refusals = refusals
        self._attributes = AttributeReader(catalogue, absence, refusals)
        self._inner = ConditionReader(now, zone, refusals, references)
        self._segments = SegmentReader(refusals, references, segment_id)
        self._conditions = 0

    def tree(self, document: object) -> Tree | None:
        if not isinstance(document, dict) or not document.keys() & LIMIT_KEYS:
            return self._whole(document, ROOT, 0)
        self._refusals.note_other_keys(document, ROOT, LIMIT_KEYS)
        count = count_of(document, ROOT, self._refusals)
        order = order_of(document, ROOT, self._refusals, self._attributes)
        if "of" not in document:
            self._refusals.note(
                f"{ROOT}.of", "It is missing: a limit needs the conditions that it is of, or {}."
            )
            return None
        of = self._whole(document["of"], f"{ROOT}.of", 0)
        return None if of is None or count is None else Limited(of, count, order)

    def _whole(self, document: object, path: str, depth: int) -> Everybody | Node | None:
        return Everybody() if document == {} else self._node(document, path, depth, None)

    def _node(self, document: object, path: str, depth: int, about: _About | None) -> Node | None:
        if not isinstance(document, dict):
            self._refusals.note(path, f"{shown(document)} stands where a condition is wanted, an object.")
        elif "condition" in document:
            return self._condition(document, path, about)
        elif "operation" in document or "operands" in document:
            return self._operation(document, path, depth + 1, about)
        elif "segment_id" in document:
            return self._segment(document, path, depth + 1, about)
        elif "sample" in document:
            return self._sample(document, path, about)
        elif document.keys() & LIMIT_KEYS:
            self._refusals.note(path, "A limit stands only at the top, around the whole tree.")
        elif document:
            self._refusals.note_other_keys(document, path, _CONDITION_KEYS | _OPERATION_KEYS)
            self._refusals.note(
                path,
                "It is neither a condition, which has 'attribute_id' and 'condition', nor an operation, "
                "which has 'operation' and 'operands', nor has it a 'segment_id' or a 'sample'.",
            )
        else:
            self._refusals.note(path, "It is empty. {} means every customer, and only as the whole tree.")
        return None

    def _condition(self, document: Mapping[str, object], path: str, about: _About | None) -> Condition | None:
        self._count_one()
        self._refusals.note_other_keys(document, path, _CONDITION_KEYS)
        in_element = about is not None and about.is_compound
        if about is None:
            about = self._about(document, path)
        else:
            self._note_another_attribute(document, path, about)
        return self._inner.condition(
            document["condition"],
            f"{path}.condition",
            attribute=about.attribute,
            negation=self._negation(document, path),
            in_element=in_element,
        )

    def _operation(
        self, document: Mapping[str, object], path: str, depth: int, about: _About | None
    ) -> Group | None:
        self._refuse_deep(path, depth)
        element_of = None
        if about is not None:
            self._note_another_attribute(document, path, about)
        elif "attribute_id" in document:
            about = self._about(document, path)
            element_of = about.attribute if about.is_compound else None
        understood = _OPERATION_KEYS if about is None else _ATTRIBUTE_OPERATION_KEYS
        self._refusals.note_other_keys(document, path, understood)
        joiner = self._joiner(document, path)
        negation = self._negation(document, path)
        quantifier = None if about is None else self._quantifier(document, path, about, element_of)
        operands = document.get("operands")
        if not isinstance(operands, list) or not operands:
            self._refusals.note(
                f"{path}.operands",
                f"{said(document, 'operands')} An operation needs a list of at least one operand.",
            )
            return None
        # A list first: a generator would cost a frame of the stack for each level.
        nodes = [
            self._node(operand, f"{path}.operands[{at}]", depth, about) for at, operand in enumerate(operands)
        ]
        whole = tuple([node for node in nodes if node is not None])
        if joiner is None or len(whole) < len(nodes):
            return None
        return Group(joiner, whole, negation, element_of, quantifier)

    def _segment(
        self, document: Mapping[str, object], path: str, depth: int, about: _About | None
    ) -> Segment | None:
        self._count_one()
        self._refuse_deep(path, depth)
        self._refusals.note_other_keys(document, path, _SEGMENT_KEYS)
        negation = self._negation(document, path)
        if about is not None:
            self._refusals.note(path, f"A segment {_HAS_NO_PLACE}")
            return None
        found = self._segments.found(document["segment_id"], path)
        if found is None:
            return None
        with self._segments.inside(found, path):
            tree = self._whole(found.document, ROOT, depth)
        if tree is None:
            return None
        return Segment(found.segment_id, found.name if found.is_told else None, tree, negation)

    def _sample(self, document: Mapping[str, object], path: str, about: _About | None) -> Sample | None:
        self._count_one()
        self._refusals.note_other_keys(document, path, _SAMPLE_KEYS)
        negation = self._negation(document, path)
        if about is not None:
            self._refusals.note(path, f"A sample {_HAS_NO_PLACE}")
        return sample_of(document, path, self._refusals, id_column=self._id_column, negation=negation)

    def _count_one(self) -> None:
        self._conditions += 1
        if self._conditions > MAX_CONDITIONS:
            self._refusals.stop(ROOT, TOO_MANY_CONDITIONS)

    def _refuse_deep(self, path: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            self._refusals.stop(path, f"It is more than {MAX_DEPTH} operations deep, the most there may be.")

    def _joiner(self, document: Mapping[str, object], path: str) -> Joiner | None:
        operation = document.get("operation")
        if operation == "and":
            return Joiner.AND
        if operation == "or":
            return Joiner.OR
        problem = f"{said(document, 'operation')} Operands are joined by 'and' or by 'or'."
        self._refusals.note(f"{path}.operation", problem)
        return None

    def _quantifier(
        self, document: Mapping[str, object], path: str, about: _About, element_of: Attribute | None
    ) -> Quantifier | None:
        quantifier = quantifier_of(document, path, self._refusals)
        if quantifier is None or about.attribute is None:
            return None
        if element_of is None or not element_of.multi:
            self._refusals.note(
                f"{path}.quantifier",
                f"An operation has a quantifier only where it is about the elements of a list of records, "
                f"at its top; this one is on {shown(about.attribute.id)}.",
            )
        return quantifier

    def _about(self, document: Mapping[str, object], path: str) -> _About:
        return _About(document.get("attribute_id"), self._attributes.attribute(document, path))

    def _note_another_attribute(self, document: Mapping[str, object], path: str, about: _About) -> None:
        if "attribute_id" in document and document["attribute_id"] != about.attribute_id:
            self._refusals.note(
                f"{path}.attribute_id",
                f"{shown(document['attribute_id'])} is another attribute than {shown(about.attribute_id)}, "
                "which the whole operation is about.",
            )

    def _negation(self, document: Mapping[str, object], path: str) -> bool:
        negation = document.get("negation", False)
        if isinstance(negation, bool):
            return negation
        self._refusals.note(f"{path}.negation", f"{shown(negation)} is neither true nor false.")
        return False


_HAS_NO_PLACE = "is of whole customers and has no place in an operation on one attribute. Put it beside that."
