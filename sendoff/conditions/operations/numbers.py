"""Operations on the order of numbers, and how numbers compare: exactly, by value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.operations.record import NUMERIC, Context, Operand, Operation, Shape, Value
from sendoff.conditions.predicates import Known, OneOf, Scalar, Test, Within

INT_MIN, INT_MAX = -(2**127), 2**128 - 1
"""What the widest integer columns hold: 128 bits, signed or unsigned. An engine settles the rest."""

_EXACT_IN_FLOAT = 2**53


# The referee's reading.


def number_equals(value: Value, literal: Scalar) -> bool:
    """Whether the two are the same number."""
    compared, with_literal = _comparable(value, literal)
    return compared == with_literal


def _at_most(value: Value, operand: Operand, context: Context) -> bool:
    compared, bound = _comparable(value, operand[0])
    return compared <= bound


def _at_least(value: Value, operand: Operand, context: Context) -> bool:
    compared, bound = _comparable(value, operand[0])
    return compared >= bound


def _between(value: Value, operand: Operand, context: Context) -> bool:
    return _at_least(value, operand[:1], context) and _at_most(value, operand[1:], context)


def _comparable(value: Value, literal: Scalar) -> tuple[int | float | Decimal, int | float | Decimal]:
    """Python compares any two numbers exactly, but a decimal is compared with what was written: 1.1."""
    assert isinstance(value, int | float | Decimal)
    assert isinstance(literal, int | float)
    if isinstance(value, Decimal) and isinstance(literal, float):
        return value, Decimal(repr(literal))
    return value, literal


# The lowering's reading.


def one_of_numbers(data_type: DataType, operand: Operand) -> Sequence[Test]:
    """Equal to one of the literals; those no value of an int column can equal are left out."""
    literals: list[int | float]
    if data_type is DataType.INT:
        literals = [int(n) for n in _numbers(operand) if n == int(n) and INT_MIN <= n <= INT_MAX]
    else:
        literals = [_settled(n) for n in _numbers(operand)]
    # By type too: beyond 2^53 a float and the equal integer differ as decimals.
    kept = tuple(number for _, number in dict.fromkeys((type(n), n) for n in literals))
    return [OneOf(kept)] if kept else []


def _upper_bound(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return _within(data_type, None, _numbers(operand)[0])


def _lower_bound(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return _within(data_type, _numbers(operand)[0], None)


def _both_bounds(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    low, high = _numbers(operand)
    # A mixed pair is never only where it is so for floats and for decimals; else the engine says.
    if low > high and _as_decimal(low) > _as_decimal(high):
        return []
    return _within(data_type, low, high)


def _within(data_type: DataType, low: int | float | None, high: int | float | None) -> Sequence[Test]:
    if data_type is not DataType.INT:
        return [Within(low, high)]
    least = None if low is None else math.ceil(low)
    greatest = None if high is None else math.floor(high)
    if least is not None and greatest is not None and least > greatest:
        return []
    if (least is not None and least > INT_MAX) or (greatest is not None and greatest < INT_MIN):
        return []
    bounds = (
        None if least is None or least <= INT_MIN else least,
        None if greatest is None or greatest >= INT_MAX else greatest,
    )
    return [Known()] if bounds == (None, None) else [Within(*bounds)]


def _numbers(operand: Operand) -> list[int | float]:
    return [literal for literal in operand if isinstance(literal, int | float)]


def _settled(number: int | float) -> int | float:
    """A float that is an integer as that integer, where float and decimal readings agree."""
    if isinstance(number, float) and number.is_integer():
        whole = int(number)
        return whole if abs(whole) < _EXACT_IN_FLOAT else number
    return number


def _as_decimal(number: int | float) -> Decimal:
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


NUMBER_LOWER_THAN = Operation(
    key="number_lower_than",
    aliases=("lower",),
    types=NUMERIC,
    shape=Shape.ONE,
    phrase="is at most",
    holds=_at_most,
    tests=_upper_bound,
)
NUMBER_GREATER_THAN = Operation(
    key="number_greater_than",
    aliases=("greater",),
    types=NUMERIC,
    shape=Shape.ONE,
    phrase="is at least",
    holds=_at_least,
    tests=_lower_bound,
)
NUMBER_BETWEEN = Operation(
    key="number_between",
    types=NUMERIC,
    shape=Shape.RANGE,
    phrase="is from",
    holds=_between,
    tests=_both_bounds,
)

OPERATIONS = (NUMBER_LOWER_THAN, NUMBER_GREATER_THAN, NUMBER_BETWEEN)
