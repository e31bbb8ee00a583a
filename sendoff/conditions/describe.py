"""A tree as an English sentence that can be read in one way only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sendoff.attributes.catalogue import Attribute, DataType
from sendoff.conditions.moments import Span
from sendoff.conditions.operations import registry
from sendoff.conditions.operations.record import TEMPORAL, Shape
from sendoff.conditions.references import ValueListReference
from sendoff.conditions.tree import (
    Condition,
    Everybody,
    Group,
    Limited,
    Node,
    OrderedBy,
    Quantifier,
    Quantity,
    Sample,
    Segment,
    Tree,
)

_SHOWN_VALUES = 10
_SHOWN_CHARACTERS = 200


def describe(tree: Tree) -> str:
    """What `tree` selects: `Customers where ‘City’ is "Prague" and (‘Age’ is at least 18 or …).`

    Attributes stand in single quotes, by name (by id where two of the tree share a name); texts in
    double quotes, with quotes and unprintable characters escaped; moments as written. `and` and `or`
    never stand side by side without parentheses, and `not` always has them. Of a list of more than
    10 values the first 10 are shown, of a long text the beginning. What is in a segment that is
    referred to is not told: it has a sentence of its own; one without a name stands by its id.
    """
    of = tree.of if isinstance(tree, Limited) else tree
    order = tree.order if isinstance(tree, Limited) else ()
    sentence = _Sentence(_names(of, [by.attribute for by in order]))
    asked = "" if isinstance(of, Everybody) else f" where {sentence.words(of, None, alone=True)}"
    if isinstance(tree, Limited):
        keys = "".join(f"{sentence.key(by)}, then " for by in order)
        first = "customer" if tree.count == 1 else f"{tree.count:,} customers"
        return f"The first {first}{asked}, ordered by {keys}id."
    return f"Customers{asked}." if asked else "Every customer."


class _Sentence:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def words(self, node: Node, element_of: Attribute | None, *, alone: bool) -> str:
        """What `node` asks. `alone`: nothing stands beside it that a joined chain could run into."""
        if node.negation:
            return f"not ({self._asserted(node, element_of, alone=True)})"
        return self._asserted(node, element_of, alone=alone)

    def key(self, by: OrderedBy) -> str:
        return f"{self._attribute(by.attribute)} {'descending' if by.descending else 'ascending'}"

    def _asserted(self, node: Node, element_of: Attribute | None, *, alone: bool) -> str:
        match node:
            case Condition(quantifier=None):
                return self._condition(node, element_of)
            case Condition():
                each = self._asks(node, "it")
                return _counted("value", self._subject(node, None), each, node.quantifier)
            case Segment():
                if node.name is None:
                    return f"the customer is in segment {node.segment_id}"
                return f"the customer is in segment {_quoted(node.name, '‘', '’')} ({node.segment_id})"
            case Sample():
                salt = _quoted(node.salt, '"', '"')
                return f"the customer is in the sample of {node.percent} % with the salt {salt}"
            case Group(element_of=None):
                return self._joined(node, element_of, alone=alone)
            case Group(element_of=attribute):
                assert attribute is not None
                each = self._joined(node, attribute, alone=True)
                return _counted("element", self._attribute(attribute), each, node.quantifier)

    def _joined(self, group: Group, element_of: Attribute | None, *, alone: bool) -> str:
        if len(group.operands) == 1:
            return self.words(group.operands[0], element_of, alone=alone)
        parts = [self.words(operand, element_of, alone=False) for operand in group.operands]
        chain = f" {group.joiner} ".join(parts)
        return chain if alone else f"({chain})"

    def _condition(self, condition: Condition, element_of: Attribute | None) -> str:
        return self._asks(condition, self._subject(condition, element_of))

    def _asks(self, condition: Condition, of: str) -> str:
        operation = registry.get(condition.operation)
        assert operation is not None, "the parser knows only registered operations"
        subject = condition.sub_attribute or condition.attribute
        words = f"{of} {operation.phrase}"
        if operation.shape is Shape.NONE:
            return words
        if isinstance(condition.value, Span):
            return f"{words} {condition.value}"
        if isinstance(condition.value, ValueListReference):
            return f"{words} {_quoted(condition.value.name, '‘', '’')} ({condition.value.value_list_id})"
        written = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        values = [_value(value, subject.data_type) for value in written[:_SHOWN_VALUES]]
        if operation.shape is Shape.RANGE:
            return f"{words} {values[0]} to {values[1]}"
        if operation.shape is Shape.LIST:
            more = len(written) - len(values)
            rest = f" and {more:,} more" if more else ""
            return f"{words} [{', '.join(values)}{rest}]"
        return f"{words} {values[0]}"

    def _subject(self, condition: Condition, element_of: Attribute | None) -> str:
        sub_attribute = condition.sub_attribute
        if sub_attribute is None:
            return "it" if element_of else self._attribute(condition.attribute)
        names = [s.name for s in condition.attribute.sub_attributes]
        name = _quoted(
            sub_attribute.name if names.count(sub_attribute.name) == 1 else sub_attribute.id, "‘", "’"
        )
        return f"its {name}" if element_of else f"{name} of {self._attribute(condition.attribute)}"

    def _attribute(self, attribute: Attribute) -> str:
        return _quoted(self._names[attribute.id], "‘", "’")


def _counted(what: str, of: str, each: str, quantifier: Quantifier | None) -> str:
    """How many values, or elements, are such of which `each` is true; a quantifier of None is any."""
    match quantifier:
        case Quantity.ALL:
            return f"{of} is set, each {what} of it one where ({each})"
        case Quantity.NONE:
            return f"{of} is set, no {what} of it one where ({each})"
        case int(count):
            those = f"at least {count:,} {what}{'s' if count > 1 else ''}"
            return f"{those} of {of} {'are ones' if count > 1 else 'is one'} where ({each})"
        case _:
            return f"some {what} of {of} is one where ({each})"


def _names(tree: Everybody | Node, others: Iterable[Attribute]) -> Mapping[str, str]:
    """How each attribute of the tree, and each of the others, is called in its sentence, by id."""
    attributes = {attribute.id: attribute for attribute in others}
    pending: list[Everybody | Node] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, Group):
            pending.extend(node.operands)
        elif isinstance(node, Condition):
            attributes[node.attribute.id] = node.attribute
    bearers: dict[str, int] = {}
    for attribute in attributes.values():
        bearers[attribute.name] = bearers.get(attribute.name, 0) + 1
    return {a.id: a.name if bearers[a.name] == 1 else a.id for a in attributes.values()}


def _value(value: object, data_type: DataType) -> str:
    if data_type in TEMPORAL:
        return str(value)
    if isinstance(value, str):
        return _quoted(value, '"', '"')
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= 10**40:
        return f"about {'-' if value < 0 else ''}10^{len(str(abs(value))) - 1}"
    return repr(value)


def _quoted(text: str, opening: str, closing: str) -> str:
    kept = text[:_SHOWN_CHARACTERS] + "…" if len(text) > _SHOWN_CHARACTERS else text
    escaped = "".join(
        f"\\{c}" if c in (closing, "\\") else c if c.isprintable() else ascii(c)[1:-1] for c in kept
    )
    return f"{opening}{escaped}{closing}"
