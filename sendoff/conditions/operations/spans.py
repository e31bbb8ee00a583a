"""Operations on spans of time around the present: the last 30 days, anniversaries of the next week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.moments import Span, Unit, today
from sendoff.conditions.operations.dates import at_or_after, between, earlier, reading, within
from sendoff.conditions.operations.record import TEMPORAL, Context, Operand, Operation, Shape, Value
from sendoff.conditions.predicates import Known, OnMonthDay, Test
from sendoff.errors import invalid

_DAYS_OF_A_YEAR = 366
_MOST_OF_A_YEAR = {Unit.DAY: _DAYS_OF_A_YEAR, Unit.WEEK: 52, Unit.MONTH: 12, Unit.YEAR: 1}

# The referee's reading.


def _in_last(value: Value, operand: Operand, context: Context) -> bool:
    start = _span(operand).before(context.now, context.zone)
    return between(value, (start, context.now), context)


def _in_next(value: Value, operand: Operand, context: Context) -> bool:
    end = _span(operand).after(context.now, context.zone)
    return between(value, (context.now, end), context)


def _older_than(value: Value, operand: Operand, context: Context) -> bool:
    start = _span(operand).before(context.now, context.zone)
    return not at_or_after(value, (start,), context)


def _anniversary(value: Value, operand: Operand, context: Context) -> bool:
    first, last = _days_ahead(operand, context)
    _, month, day = reading(value, context)
    for year in range(first.year, last.year + 1):
        try:
            if first <= date(year, month, day) <= last:
                return True
        except ValueError:  # 29 February, and no leap year
            continue
    return False


# The lowering's reading.


def _last(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return within(data_type, _span(operand).before(context.now, context.zone), context.now, context)


def _next(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return within(data_type, context.now, _span(operand).after(context.now, context.zone), context)


def _older(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return earlier(data_type, _span(operand).before(context.now, context.zone), context)


def _anniversaries(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    first, last = _days_ahead(operand, context)
    window = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    days = tuple(dict.fromkeys((day.month, day.day) for day in window))
    return [Known()] if len(days) == _DAYS_OF_A_YEAR else [OnMonthDay(days, context.zone.key)]


def _days_ahead(operand: Operand, context: Context) -> tuple[date, date]:
    """Today, and the last day whose anniversaries count.

    Raises: Invalid, where the span is longer than a year or of a unit below a day.
    """
    span = _span(operand)
    most = _MOST_OF_A_YEAR.get(span.unit)
    if most is None or span.amount > most:
        raise invalid(
            f"An anniversary is looked for in the next 366 days, 52 weeks, 12 months or 1 year at most; "
            f"{span} is no such span."
        )
    last = span.after(context.now, context.zone)
    return today(context.now, context.zone), date(last.year, last.month, last.day)


def _span(operand: Operand) -> Span:
    amount, unit = operand
    assert isinstance(amount, int)
    assert isinstance(unit, str)
    return Span(amount, Unit(unit))


DATE_IN_LAST = Operation(
    key="date_in_last",
    types=TEMPORAL,
    shape=Shape.SPAN,
    phrase="is in the last",
    holds=_in_last,
    tests=_last,
    own=True,
)
DATE_IN_NEXT = Operation(
    key="date_in_next",
    types=TEMPORAL,
    shape=Shape.SPAN,
    phrase="is in the next",
    holds=_in_next,
    tests=_next,
    own=True,
)
DATE_OLDER_THAN = Operation(
    key="date_older_than",
    types=TEMPORAL,
    shape=Shape.SPAN,
    phrase="is before the last",
    holds=_older_than,
    tests=_older,
    own=True,
)
ANNIVERSARY_IN_NEXT = Operation(
    key="anniversary_in_next",
    types=TEMPORAL,
    shape=Shape.SPAN,
    phrase="has its anniversary in the next",
    holds=_anniversary,
    tests=_anniversaries,
    own=True,
)

OPERATIONS = (DATE_IN_LAST, DATE_IN_NEXT, DATE_OLDER_THAN, ANNIVERSARY_IN_NEXT)
