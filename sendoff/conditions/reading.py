"""Reads the structure of a condition document: operations and their operands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import Attribute, Catalogue, DataType
from sendoff.attributes.nearest import suggestion
from sendoff.conditions.reading_condition import ConditionReader
from sendoff.conditions.references import References
from sendoff.conditions.refusals import Refusals
from sendoff.conditions.tree import MAX_CONDITIONS, MAX_DEPTH, Condition, Group, Joiner, Node, Tree
from sendoff.strict_json import shown

ROOT = "conditions_operation"

_MAX_SUGGESTIONS = 5
"""Of a document: looking for what was meant takes longer than all else."""

_CONDITION_KEYS = frozenset({"attribute_id", "condition", "negation"})
_OPERATION_KEYS = frozenset({"operation", "operands", "negation"})
_ATTRIBUTE_OPERATION_KEYS = _OPERATION_KEYS | {"attribute_id"}


@dataclass(frozen=True, slots=True)
class _About:
    """The attribute that an attribute operation is about; `attribute` is None where there is no such."""

    attribute_id: object
    attribute: Attribute | None


class TreeReader:
    """Reads one document. What is broken is noted and read as None, and the reading goes on."""

    def __init__(
        self,
        catalogue: Catalogue,
        now: datetime,
        zone: ZoneInfo,
        absence: str,
        refusals: Refusals,
        references: References | None,
    ) -> None:
        self._catalogue = catalogue
        self._absence = absence
        self._refusals = refusals
        self._inner = ConditionReader(now, zone, refusals, references)
        self._conditions = 0
        self._unknown_ids = 0

    def tree(self, document: object) -> Tree | None:
        return self._node(document, ROOT, 0, None)

    def _node(self, document: object, path: str, depth: int, about: _About | None) -> Node | None:
        if not isinstance(document, dict):
            self._refusals.note(path, f"{shown(document)} stands where a condition is wanted, an object.")
        elif "condition" in document:
            return self._condition(document, path, about)
        elif "operation" in document or "operands" in document:
            return self._operation(document, path, depth + 1, about)
        elif document:
            self._refusals.note_other_keys(document, path, _CONDITION_KEYS | _OPERATION_KEYS)
            self._refusals.note(
                path,
                "It is neither a condition, which has 'attribute_id' and 'condition', nor an operation, "
                "which has 'operation' and 'operands'.",
            )
        else:
            self._refusals.note(path, "It is empty. {} means every customer, and only as the whole tree.")
        return None

    def _condition(self, document: Mapping[str, object], path: str, about: _About | None) -> Condition | None:
        self._conditions += 1
        if self._conditions > MAX_CONDITIONS:
            self._refusals.stop(
                ROOT, f"There are more than {MAX_CONDITIONS:,} conditions, the most there may be."
            )
        self._refusals.note_other_keys(document, path, _CONDITION_KEYS)
        if about is None:
            about = self._about(document, path)
        else:
            self._note_another_attribute(document, path, about)
        negation = self._negation(document, path)
        return self._inner.condition(
            document["condition"], f"{path}.condition", attribute=about.attribute, negation=negation
        )

    def _operation(
        self, document: Mapping[str, object], path: str, depth: int, about: _About | None
    ) -> Group | None:
        if depth > MAX_DEPTH:
            self._refusals.stop(path, f"It is more than {MAX_DEPTH} operations deep, the most there may be.")
        element_of = None
        if about is not None:
            self._note_another_attribute(document, path, about)
        elif "attribute_id" in document:
            about = self._about(document, path)
            if about.attribute is not None and about.attribute.data_type is DataType.COMPOUND:
                element_of = about.attribute
        understood = _OPERATION_KEYS if about is None else _ATTRIBUTE_OPERATION_KEYS
        self._refusals.note_other_keys(document, path, understood)
        joiner = self._joiner(document, path)
        negation = self._negation(document, path)
        operands = document.get("operands")
        if not isinstance(operands, list) or not operands:
            self._refusals.note(
                f"{path}.operands",
                f"{_said(document, 'operands')} An operation needs a list of at least one operand.",
            )
            return None
        # A list first: a generator would cost a frame of the stack for each level.
        nodes = [
            self._node(operand, f"{path}.operands[{at}]", depth, about) for at, operand in enumerate(operands)
        ]
        whole = tuple([node for node in nodes if node is not None])
        if joiner is None or len(whole) < len(nodes):
            return None
        return Group(joiner, whole, negation, element_of)

    def _joiner(self, document: Mapping[str, object], path: str) -> Joiner | None:
        operation = document.get("operation")
        if operation == "and":
            return Joiner.AND
        if operation == "or":
            return Joiner.OR
        said = _said(document, "operation")
        self._refusals.note(f"{path}.operation", f"{said} Operands are joined by 'and' or by 'or'.")
        return None

    def _about(self, document: Mapping[str, object], path: str) -> _About:
        attribute_id = document.get("attribute_id")
        attribute = self._catalogue.get(attribute_id) if isinstance(attribute_id, str) else None
        if attribute is None:
            if isinstance(attribute_id, str):
                said = self._unknown(attribute_id)
            else:
                said = f"{_said(document, 'attribute_id')} A condition names one attribute by its id."
            self._refusals.note(f"{path}.attribute_id", said)
        return _About(attribute_id, attribute)

    def _unknown(self, attribute_id: str) -> str:
        for column in self._catalogue.not_offered:
            if column.column == attribute_id:
                return f"Attribute {shown(attribute_id)} is not offered: {column.reason}"
        said = f"Attribute {shown(attribute_id)} {self._absence}."
        self._unknown_ids += 1
        guess = suggestion(attribute_id, self._catalogue) if self._unknown_ids <= _MAX_SUGGESTIONS else ""
        return f"{said} {guess or 'Choose another, or bring the column back.'}"

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


def _said(document: Mapping[str, object], key: str) -> str:
    return f"{shown(document[key])} is not understood here." if key in document else "It is missing."
