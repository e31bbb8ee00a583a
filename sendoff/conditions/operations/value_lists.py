"""Operations that ask for membership of an uploaded value list."""

from __future__ import annotations

from collections.abc import Sequence

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.operations.record import Context, Operand, Operation, Shape, Value
from sendoff.conditions.predicates import InValueList, Test


def _in_list(value: Value, operand: Operand, context: Context) -> bool:
    assert context.value_lists is not None, "a referee over value lists is given them"
    assert isinstance(value, str | int)
    return context.value_lists.contains(str(operand[0]), value)


def _tests(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return [InValueList(str(operand[0]))]


IN_LIST = Operation(
    key="in_list",
    types=frozenset({DataType.STRING, DataType.INT}),
    shape=Shape.VALUE_LIST,
    phrase="is in the value list",
    holds=_in_list,
    tests=_tests,
    own=True,
)

OPERATIONS = (IN_LIST, IN_LIST.negative("not_in_list", phrase="is set but is not in the value list"))
