"""Reads what one condition asks: its operation, its sub-attribute and its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import Attribute, DataType, SubAttribute
from sendoff.conditions.moments import MAX_AMOUNT, Span, parse_span
from sendoff.conditions.operations import registry
from sendoff.conditions.operations.literals import operand, problem_with
from sendoff.conditions.operations.presence import IS_NOT_SET, IS_SET
from sendoff.conditions.operations.record import Context, Operation, Shape
from sendoff.conditions.reading_quantifier import quantifier_of
from sendoff.conditions.references import References, ValueListReference, is_id
from sendoff.conditions.refusals import Refusals, joined
from sendoff.conditions.tree import MAX_LIST_VALUES, TOO_MANY_LIST_VALUES, Condition, Quantifier
from sendoff.errors import Invalid
from sendoff.strict_json import shown

_KEYS = frozenset({"operation", "value", "sub_attribute_id", "quantifier"})
_OF_ALL_VALUES = (IS_SET, IS_NOT_SET)
_RANGE_KEYS = {"from", "to"}
_WANTED = {
    Shape.ONE: "one value",
    Shape.LIST: "a list of at least one value",
    Shape.RANGE: "two values, [from, to] or an object with 'from' and 'to'",
    Shape.SPAN: (
        f"a span of time, {{'amount': 30, 'unit': 'day'}} or '30 days', of 1 to {MAX_AMOUNT:,} seconds, "
        "minutes, hours, days, weeks, months or years"
    ),
    Shape.VALUE_LIST: "the id of a value list, a whole number",
}


class ConditionReader:
    """Reads the conditions of one document, and counts the values in their lists."""

    def __init__(
        self, now: datetime, zone: ZoneInfo, refusals: Refusals, references: References | None
    ) -> None:
        self._now = now
        self._zone = zone
        self._references = references
        self._refusals = refusals
        self._list_values = 0

    def condition(
        self, inner: object, path: str, *, attribute: Attribute | None, negation: bool, in_element: bool
    ) -> Condition | None:
        """The condition that `inner` asks of `attribute`; None where a problem was noted.

        An attribute of None has its problem noted already; what does not depend on it is still read.
        `in_element`: it is asked of one element of a compound.
        """
        if not isinstance(inner, dict):
            self._refusals.note(path, f"{shown(inner)} stands where an object with 'operation' is wanted.")
            return None
        self._refusals.note_other_keys(inner, path, _KEYS)
        operation = self._operation(inner, path)
        if attribute is None or operation is None:
            return None
        subject = self._subject(inner, path, attribute, operation)
        if subject is None:
            return None
        if subject.data_type not in operation.types:
            self._refusals.note(
                f"{path}.operation",
                f"The operation {shown(inner['operation'])} does not take {shown(subject.id)}, which is "
                f"{subject.data_type}: it takes {', '.join(sorted(operation.types))}.",
            )
            return None
        value = self._value(inner, path, operation, subject.data_type)
        sub_attribute = subject if isinstance(subject, SubAttribute) else None
        quantifier = self._quantifier(inner, path, attribute, operation, in_element=in_element)
        return Condition(attribute, operation.key, value, sub_attribute, negation, quantifier)

    def _operation(self, inner: Mapping[str, object], path: str) -> Operation | None:
        path = f"{path}.operation"
        if "operation" not in inner:
            self._refusals.note(path, "It is missing: a condition needs an operation.")
            return None
        name = inner["operation"]
        operation = registry.get(name) if isinstance(name, str) else None
        if operation is None:
            known = ", ".join(registry.names())
            self._refusals.note(path, f"The operation {shown(name)} is unknown. There are {known}.")
        return operation

    def _subject(
        self, inner: Mapping[str, object], path: str, attribute: Attribute, operation: Operation
    ) -> Attribute | SubAttribute | None:
        """What the operation asks about; None where a problem was noted."""
        path = f"{path}.sub_attribute_id"
        there_are = f"It has {joined(s.id for s in attribute.sub_attributes) or 'none'}."
        if "sub_attribute_id" in inner:
            wanted = inner["sub_attribute_id"]
            found = attribute.sub(wanted) if isinstance(wanted, str) else None
            if found is None:
                self._refusals.note(
                    path, f"Attribute {shown(attribute.id)} has no sub-attribute {shown(wanted)}. {there_are}"
                )
            return found
        if attribute.data_type is DataType.COMPOUND and DataType.COMPOUND not in operation.types:
            self._refusals.note(
                path,
                f"It is missing: the operation {shown(inner['operation'])} asks about a sub-attribute "
                f"of the compound {shown(attribute.id)}. {there_are}",
            )
            return None
        return attribute

    def _value(
        self, inner: Mapping[str, object], path: str, operation: Operation, data_type: DataType
    ) -> object:
        """The value in its operation's shape; where a problem was noted, anything."""
        path, name = f"{path}.value", shown(inner["operation"])
        shape = operation.shape
        if shape is Shape.NONE:
            if "value" in inner:
                self._refusals.note(path, f"The operation {name} takes no value. Leave it out.")
            return None
        if "value" not in inner:
            self._refusals.note(path, f"It is missing: the operation {name} needs {_WANTED[shape]}.")
            return None
        value = inner["value"]
        if shape is Shape.ONE:
            self._check([value], [path], data_type)
            return value
        if shape is Shape.LIST and isinstance(value, list) and value:
            self._list_values += len(value)
            if self._list_values > MAX_LIST_VALUES:
                self._refusals.stop(path, TOO_MANY_LIST_VALUES)
            self._check(value, path, data_type)
            return tuple(value)
        if shape is Shape.RANGE and isinstance(value, list) and len(value) == 2:
            self._check(value, path, data_type)
            return tuple(value)
        if shape is Shape.RANGE and isinstance(value, dict) and value.keys() == _RANGE_KEYS:
            ends = (value["from"], value["to"])
            self._check(ends, [f"{path}.from", f"{path}.to"], data_type)
            return ends
        span = parse_span(value) if shape is Shape.SPAN else None
        if span is not None:
            self._check_span(span, path, operation, data_type)
            return span
        if shape is Shape.VALUE_LIST and is_id(value):
            return self._value_list(value, path, data_type)
        self._refusals.note(
            path, f"{shown(value)} does not fit: the operation {name} needs {_WANTED[shape]}."
        )
        return None

    def _quantifier(
        self,
        inner: Mapping[str, object],
        path: str,
        attribute: Attribute,
        operation: Operation,
        *,
        in_element: bool,
    ) -> Quantifier | None:
        quantifier = quantifier_of(inner, path, self._refusals)
        problem = None
        if quantifier is None:
            return None
        if operation in _OF_ALL_VALUES:
            problem = f"The operation {shown(inner['operation'])} is about all values at once."
        elif in_element:
            problem = "It reads one element here. Put the quantifier beside the 'operands' of the attribute."
        elif not attribute.multi:
            problem = f"Attribute {shown(attribute.id)} has one value at most: there is nothing to count."
        if problem is not None:
            self._refusals.note(f"{path}.quantifier", problem)
        return quantifier

    def _check_span(self, span: Span, path: str, operation: Operation, data_type: DataType) -> None:
        context = Context(self._now, self._zone)
        try:
            operation.tests(data_type, operand(span, operation.shape, data_type, context), context)
        except Invalid as refusal:
            self._refusals.note(path, refusal.message)

    def _value_list(self, value_list_id: int, path: str, data_type: DataType) -> ValueListReference | None:
        if self._references is None:
            self._refusals.note(
                path,
                "Value lists are kept by a server, and there is none here. Save and export this tree there, "
                "or give the values themselves to the operation 'in'.",
            )
            return None
        found = self._references.value_list(value_list_id)
        if isinstance(found, str):
            self._refusals.note(path, found)
            return None
        if found.data_type is not data_type:
            self._refusals.note(
                path,
                f"The value list {value_list_id} ({shown(found.name)}) is of {found.data_type} values, which "
                f"a {data_type} attribute is not looked for in.",
            )
        return found

    def _check(self, values: Sequence[object], paths: str | Sequence[str], data_type: DataType) -> None:
        """Notes the values that `data_type` does not take; paths of one text are those of a list's items."""
        for at, value in enumerate(values):
            problem = problem_with(value, data_type, now=self._now, zone=self._zone)
            if problem is not None:
                path = f"{paths}[{at}]" if isinstance(paths, str) else paths[at]
                self._refusals.note(path, problem)
