"""Operations on days and instants, and how a date or a datetime compares with a moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.moments import calendar_reading, end_of_day, start_of_day, today
from sendoff.conditions.operations.record import TEMPORAL, Context, Operand, Operation, Shape, Value
from sendoff.conditions.predicates import InMonth, Known, OnDay, OneOf, OnMonthDay, Scalar, Test, Within

_Edge = Callable[[date, ZoneInfo], datetime | None]

# The referee's reading. A datetime is a date too, to `isinstance`: it is always asked for first.


def is_moment(value: Value, moment: Scalar, context: Context) -> bool:
    """Whether the date or datetime is that moment: within that day, or that very instant."""
    if isinstance(value, datetime):
        if isinstance(moment, datetime):
            return value == moment
        assert isinstance(moment, date)
        return calendar_reading(value, context.zone) == (moment.year, moment.month, moment.day)
    return value == _day(moment, context)


def _at_or_before(value: Value, operand: Operand, context: Context) -> bool:
    moment = operand[0]
    if not isinstance(value, datetime):
        assert isinstance(value, date)
        return value <= _day(moment, context)
    if isinstance(moment, datetime):
        return value <= moment
    assert isinstance(moment, date)
    end = end_of_day(moment, context.zone)
    return end is None or value < end


def at_or_after(value: Value, operand: Operand, context: Context) -> bool:
    moment = operand[0]
    if not isinstance(value, datetime):
        assert isinstance(value, date)
        return value >= _day(moment, context)
    if isinstance(moment, datetime):
        return value >= moment
    assert isinstance(moment, date)
    start = start_of_day(moment, context.zone)
    return start is None or value >= start


def between(value: Value, operand: Operand, context: Context) -> bool:
    return at_or_after(value, operand[:1], context) and _at_or_before(value, operand[1:], context)


def _shares_day_and_month(value: Value, operand: Operand, context: Context) -> bool:
    now = today(context.now, context.zone)
    return reading(value, context)[1:] == (now.month, now.day)


def _shares_month(value: Value, operand: Operand, context: Context) -> bool:
    return reading(value, context)[1] == today(context.now, context.zone).month


def _shares_year(value: Value, operand: Operand, context: Context) -> bool:
    return reading(value, context)[0] == today(context.now, context.zone).year


def reading(value: Value, context: Context) -> tuple[int, int, int]:
    if isinstance(value, datetime):
        return calendar_reading(value, context.zone)
    assert isinstance(value, date)
    return value.year, value.month, value.day


# The lowering's reading.


def one_of_moments(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    """Any of the moments; a datetime is asked by days and by instants apart."""
    if data_type is DataType.DATE:
        return [OneOf(tuple(dict.fromkeys(_day(moment, context) for moment in operand)))]
    instants = dict.fromkeys(m for m in operand if isinstance(m, datetime))
    days = dict.fromkeys(m for m in operand if isinstance(m, date) and not isinstance(m, datetime))
    tests: list[Test] = []
    if days:
        tests.append(OnDay(tuple(days), context.zone.key))
    if instants:
        tests.append(OneOf(tuple(instants)))
    return tests


def _upper_bound(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return within(data_type, None, operand[0], context)


def _lower_bound(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return within(data_type, operand[0], None, context)


def _both_bounds(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return within(data_type, operand[0], operand[1], context)


def within(data_type: DataType, low: Scalar | None, high: Scalar | None, context: Context) -> Sequence[Test]:
    if data_type is DataType.DATE:
        first = None if low is None else _day(low, context)
        last = None if high is None else _day(high, context)
        return [] if first and last and first > last else [Within(first, last)]
    # A day as the upper bound is counted up to its end, which is no instant of it.
    high_open = not isinstance(high, datetime)
    since = low if isinstance(low, datetime) else _bound(start_of_day, low, context)
    until = high if isinstance(high, datetime) else _bound(end_of_day, high, context)
    if since is None and until is None:
        return [Known()]
    if since and until and (since > until or (since == until and high_open)):
        return []
    return [Within(since, until, high_open=high_open and until is not None)]


def earlier(data_type: DataType, moment: Scalar, context: Context) -> Sequence[Test]:
    """Strictly before the moment: before the start of the day, or before the instant."""
    if data_type is DataType.DATE:
        return [Within(None, _day(moment, context), high_open=True)]
    until = moment if isinstance(moment, datetime) else _bound(start_of_day, moment, context)
    return [] if until is None else [Within(None, until, high_open=True)]


def _current_day(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    now = today(context.now, context.zone)
    return [OnMonthDay(((now.month, now.day),), context.zone.key)]


def _current_month(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    return [InMonth(today(context.now, context.zone).month, context.zone.key)]


def _current_year(data_type: DataType, operand: Operand, context: Context) -> Sequence[Test]:
    year = today(context.now, context.zone).year
    return within(data_type, date(year, 1, 1), date(year, 12, 31), context)


def _bound(edge: _Edge, day: Scalar | None, context: Context) -> datetime | None:
    return edge(day, context.zone) if isinstance(day, date) else None


def _day(moment: Scalar, context: Context) -> date:
    """The day that the moment is, or that the instant is on."""
    if isinstance(moment, datetime):
        return moment.astimezone(context.zone).date()
    assert isinstance(moment, date)
    return moment


DATE_LOWER_THAN = Operation(
    key="date_lower_than",
    types=TEMPORAL,
    shape=Shape.ONE,
    phrase="is no later than",
    holds=_at_or_before,
    tests=_upper_bound,
)
DATE_GREATER_THAN = Operation(
    key="date_greater_than",
    types=TEMPORAL,
    shape=Shape.ONE,
    phrase="is no earlier than",
    holds=at_or_after,
    tests=_lower_bound,
)
DATE_BETWEEN = Operation(
    key="date_between",
    types=TEMPORAL,
    shape=Shape.RANGE,
    phrase="is from",
    holds=between,
    tests=_both_bounds,
)
DATE_MATCHES_CURRENT_DAY = Operation(
    key="date_matches_current_day",
    types=TEMPORAL,
    shape=Shape.NONE,
    phrase="falls on today's date in any year",
    holds=_shares_day_and_month,
    tests=_current_day,
)
DATE_MATCHES_CURRENT_MONTH = Operation(
    key="date_matches_current_month",
    types=TEMPORAL,
    shape=Shape.NONE,
    phrase="falls in the current month of any year",
    holds=_shares_month,
    tests=_current_month,
)
DATE_MATCHES_CURRENT_YEAR = Operation(
    key="date_matches_current_year",
    types=TEMPORAL,
    shape=Shape.NONE,
    phrase="falls in the current year",
    holds=_shares_year,
    tests=_current_year,
)

OPERATIONS = (
    DATE_LOWER_THAN,
    DATE_GREATER_THAN,
    DATE_BETWEEN,
    DATE_MATCHES_CURRENT_DAY,
    DATE_MATCHES_CURRENT_MONTH,
    DATE_MATCHES_CURRENT_YEAR,
)
