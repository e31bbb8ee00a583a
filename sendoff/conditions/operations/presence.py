"""Operations that take no value: is anything known, is a flag true or false."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.operations.record import Asks, Context, Operand, Operation, Shape, Value
from sendoff.conditions.predicates import Known, OneOf, Test


def _always(value: Value, operand: Operand, context: Context) -> bool:
    return True


def _known(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return [Known()]


def _is_true(value: Value, operand: Operand, context: Context) -> bool:
    return value is True


def _is_false(value: Value, operand: Operand, context: Context) -> bool:
    return value is False


def _true(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return [OneOf((True,))]


def _false(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return [OneOf((False,))]


IS_SET = Operation(
    key="is_set",
    types=frozenset(DataType),
    shape=Shape.NONE,
    phrase="is set",
    holds=_always,
    tests=_known,
)
IS_NOT_SET = replace(IS_SET, key="is_not_set", phrase="is not set", asks=Asks.NONE)
IS_TRUE = Operation(
    key="is_true",
    types=frozenset({DataType.BOOL}),
    shape=Shape.NONE,
    phrase="is true",
    holds=_is_true,
    tests=_true,
)
IS_FALSE = replace(IS_TRUE, key="is_false", phrase="is false", holds=_is_false, tests=_false)

OPERATIONS = (IS_SET, IS_NOT_SET, IS_TRUE, IS_FALSE)
