"""Operations that ask for a value itself, or for one of a list, whatever the type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.operations.dates import is_moment, one_of_moments
from sendoff.conditions.operations.numbers import number_equals, one_of_numbers
from sendoff.conditions.operations.record import (
    NUMERIC,
    SCALAR,
    TEMPORAL,
    Context,
    Operand,
    Operation,
    Shape,
    Value,
)
from sendoff.conditions.predicates import OneOf, Test


def _equals_one(value: Value, operand: Operand, context: Context) -> bool:
    if isinstance(value, str | bool):
        return value in operand
    if isinstance(value, date):
        return any(is_moment(value, moment, context) for moment in operand)
    return any(number_equals(value, number) for number in operand)


def _tests(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    if data_type in NUMERIC:
        return one_of_numbers(data_type, operand)
    if data_type in TEMPORAL:
        return one_of_moments(data_type, operand, context)
    return [OneOf(tuple(dict.fromkeys(operand)))]


EQUALS = Operation(key="equals", types=SCALAR, shape=Shape.ONE, phrase="is", holds=_equals_one, tests=_tests)
IN = Operation(key="in", types=SCALAR, shape=Shape.LIST, phrase="is one of", holds=_equals_one, tests=_tests)
NOT_EQUAL = EQUALS.negative("not_equal", phrase="is set but is not")
NOT_IN = IN.negative("not_in", phrase="is set but is none of")
NUMBER_EQUALS = EQUALS.under("number_equals", types=NUMERIC)
NUMBER_IN = IN.under("number_in", types=NUMERIC)

OPERATIONS = (
    EQUALS,
    NOT_EQUAL,
    IN,
    NOT_IN,
    NUMBER_EQUALS,
    NUMBER_EQUALS.negative("number_not_equal", phrase=NOT_EQUAL.phrase),
    NUMBER_IN,
    NUMBER_IN.negative("number_not_in", phrase=NOT_IN.phrase),
    EQUALS.under("date_equals", types=TEMPORAL),
)
