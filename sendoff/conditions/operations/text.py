"""Operations on parts of strings: no wildcard, every character is itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.operations.record import Context, Operand, Operation, Shape, Value
from sendoff.conditions.predicates import ContainsAny, EndsWithAny, Known, StartsWithAny, Test


def _contains(value: Value, operand: Operand, context: Context) -> bool:
    assert isinstance(value, str)
    return any(part in value for part in operand if isinstance(part, str))


def _tests(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    if "" in operand:
        return [Known()]  # every string has the empty one in it
    return [ContainsAny(tuple(dict.fromkeys(part for part in operand if isinstance(part, str))))]


def _starts_with(value: Value, operand: Operand, context: Context) -> bool:
    assert isinstance(value, str)
    return any(value.startswith(part) for part in operand if isinstance(part, str))


def _ends_with(value: Value, operand: Operand, context: Context) -> bool:
    assert isinstance(value, str)
    return any(value.endswith(part) for part in operand if isinstance(part, str))


def _beginnings(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    texts = tuple(part for part in operand if isinstance(part, str))
    return [Known()] if "" in texts else [StartsWithAny(texts)]


def _endings(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    texts = tuple(part for part in operand if isinstance(part, str))
    return [Known()] if "" in texts else [EndsWithAny(texts)]


CONTAINS = Operation(
    key="contains",
    types=frozenset({DataType.STRING}),
    shape=Shape.ONE,
    phrase="contains",
    holds=_contains,
    tests=_tests,
)
CONTAINS_ANY_OF = Operation(
    key="contains_any_of",
    types=CONTAINS.types,
    shape=Shape.LIST,
    phrase="contains one of",
    holds=_contains,
    tests=_tests,
)
STARTS_WITH = Operation(
    key="starts_with",
    types=CONTAINS.types,
    shape=Shape.ONE,
    phrase="starts with",
    holds=_starts_with,
    tests=_beginnings,
    own=True,
)
ENDS_WITH = replace(STARTS_WITH, key="ends_with", phrase="ends with", holds=_ends_with, tests=_endings)

OPERATIONS = (
    CONTAINS,
    CONTAINS_ANY_OF,
    CONTAINS.negative("not_contain", phrase="is set but does not contain"),
    CONTAINS_ANY_OF.negative("not_contain_any_of", phrase="is set but contains none of"),
    STARTS_WITH,
    STARTS_WITH.negative("not_start_with", phrase="is set but does not start with"),
    ENDS_WITH,
    ENDS_WITH.negative("not_end_with", phrase="is set but does not end with"),
)
