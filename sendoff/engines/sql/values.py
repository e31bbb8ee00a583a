"""The values a column type of an engine can hold, and literals settled into that type.

A comparison is made within the column's own type: a literal no value of the type can equal equals
nothing, a bound is rounded inwards to the next value there is. So no comparison is left to an engine's
common types (DuckDB compares BIGINT with DOUBLE through DOUBLE, and 2^53+1 would equal 2^53).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Protocol

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import Scalar

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Axis(Protocol):
    """The ordered values of a type. Literals come back as text that the engine casts to the type.

    `bounded`: the type also holds what is no value (infinite moments, NaN) beyond its ends, so both
    ends of every range are written out.
    """

    @property
    def bounded(self) -> bool: ...

    def equal(self, literal: Scalar) -> str | None:
        """The value equal to `literal`; None where there is none."""
        ...

    def span(
        self, low: Scalar | None, high: Scalar | None, *, low_open: bool = False, high_open: bool = False
    ) -> tuple[str | None, str | None] | None:
        """The least and the greatest value within the bounds; None where no value is within.

        An end of None is no bound; a bounded axis gives both ends always.
        """
        ...


@dataclass(frozen=True, slots=True)
class Steps:
    """Values at whole positions `first` to `last`: integers, decimals, days, moments.

    Its functions are a module's own, or `partial` of such: it goes to another process.
    """

    first: int
    last: int
    position: Callable[[Scalar], Fraction]
    write: Callable[[int], str]
    bounded: bool = False

    def equal(self, literal: Scalar) -> str | None:
        at = self.position(literal)
        return self.write(int(at)) if at.denominator == 1 and self.first <= at <= self.last else None

    def span(
        self, low: Scalar | None, high: Scalar | None, *, low_open: bool = False, high_open: bool = False
    ) -> tuple[str | None, str | None] | None:
        least, greatest = self.first, self.last
        if low is not None:
            at = self.position(low)
            least = max(least, math.floor(at) + 1 if low_open else math.ceil(at))
        if high is not None:
            at = self.position(high)
            greatest = min(greatest, math.ceil(at) - 1 if high_open else math.floor(at))
        if least > greatest:
            return None
        return (
            self.write(least) if self.bounded or least > self.first else None,
            self.write(greatest) if self.bounded or greatest < self.last else None,
        )


@dataclass(frozen=True, slots=True)
class Doubles:
    """64-bit floats with both infinities. Most engines order NaN, which is no value, above them."""

    bounded: bool = True

    def equal(self, literal: Scalar) -> str | None:
        near = _double(literal)
        return repr(near) if _same(near, literal) else None

    def span(
        self, low: Scalar | None, high: Scalar | None, *, low_open: bool = False, high_open: bool = False
    ) -> tuple[str | None, str | None] | None:
        least, greatest = -math.inf, math.inf
        if low is not None:
            least = _double(low)
            if _below(least, low) or (low_open and _same(least, low)):
                least = math.nextafter(least, math.inf)
        if high is not None:
            greatest = _double(high)
            if _above(greatest, high) or (high_open and _same(greatest, high)):
                greatest = math.nextafter(greatest, -math.inf)
        return None if least > greatest else (repr(least), repr(greatest))


@dataclass(frozen=True, slots=True)
class ValueType:
    """A scalar type as we compare it.

    `compared_as` is the engine's name of the type the comparison is made in, `column_type` that of the
    stored values; where they differ the values are converted on reading. `axis` is None for text
    and booleans. `zoned`: a datetime that the engine keeps with a zone. `dense`: between two values there
    are always more, so that an open bound cannot be rounded inwards to a next one.
    """

    data_type: DataType
    compared_as: str
    column_type: str
    axis: Axis | None = None
    zoned: bool = False
    dense: bool = False


def integers(first: int, last: int) -> Steps:
    return Steps(first, last, position=_number, write=str)


def decimals(width: int, scale: int) -> Steps:
    """DECIMAL(width, scale). A float literal stands for its shortest decimal text: 1.1 is 1.1."""
    return Steps(
        -(10**width) + 1,
        10**width - 1,
        position=partial(_scaled, scale=scale),
        write=partial(_decimal, scale=scale),
    )


def fixed_point(first: int, last: int, *, scale: int) -> Steps:
    """Decimals that are kept as whole numbers, the last `scale` digits of which are the fraction."""
    return Steps(first, last, position=partial(_scaled, scale=scale), write=partial(_decimal, scale=scale))


def days(first: date = date.min, last: date = date.max, *, bounded: bool = True) -> Steps:
    """Days, else those of years 1 to 9999; what is beyond them, infinities too, is no value."""
    return Steps(first.toordinal(), last.toordinal(), position=_day, write=_written_day, bounded=bounded)


def moments(
    step_microseconds: int,
    *,
    zoned: bool,
    first: datetime = datetime.min,
    last: datetime = datetime.max,
    bounded: bool = True,
) -> Steps:
    """Timestamps of one resolution, else of years 1 to 9999; what is beyond them is no value.

    Args:
        first: naive UTC, as `last` is.
    """
    unit = timedelta(microseconds=step_microseconds)
    return Steps(
        (first.replace(tzinfo=UTC) - _EPOCH) // unit,
        (last.replace(tzinfo=UTC) - _EPOCH) // unit,
        position=partial(_step, step_microseconds=step_microseconds),
        write=partial(_written_moment, unit=unit, zoned=zoned),
        bounded=bounded,
    )


def _number(literal: Scalar) -> Fraction:
    if isinstance(literal, int):
        return Fraction(literal)
    if isinstance(literal, float):
        return Fraction(Decimal(repr(literal)))
    raise TypeError("A number column is compared with numbers alone.")


def _scaled(literal: Scalar, *, scale: int) -> Fraction:
    return _number(literal) * Fraction(10) ** scale


def _day(literal: Scalar) -> Fraction:
    if isinstance(literal, date) and not isinstance(literal, datetime):
        return Fraction(literal.toordinal())
    raise TypeError("A date column is compared with days alone.")


def _written_day(at: int) -> str:
    return date.fromordinal(at).isoformat()


def _step(literal: Scalar, *, step_microseconds: int) -> Fraction:
    return Fraction(_microseconds(literal), step_microseconds)


def _written_moment(at: int, *, unit: timedelta, zoned: bool) -> str:
    text = (_EPOCH + at * unit).replace(tzinfo=None).isoformat(sep=" ")
    return f"{text}+00" if zoned else text


def _microseconds(literal: Scalar) -> int:
    if isinstance(literal, datetime):
        return (literal - _EPOCH) // _MICROSECOND
    raise TypeError("A datetime column is compared with moments alone.")


def _double(literal: Scalar) -> float:
    if not isinstance(literal, int | float):
        raise TypeError("A number column is compared with numbers alone.")
    try:
        return float(literal)
    except OverflowError:
        return math.inf if literal > 0 else -math.inf


# Python compares an int with a float exactly, at any size.
def _same(near: float, literal: Scalar) -> bool:
    return near == literal


def _below(near: float, literal: Scalar) -> bool:
    return near < literal  # type: ignore[operator]  # a number: _double has looked


def _above(near: float, literal: Scalar) -> bool:
    return near > literal  # type: ignore[operator]  # a number: _double has looked


def _decimal(at: int, scale: int) -> str:
    # Not through Decimal, whose default context keeps 28 digits of the 38.
    sign, digits = ("-" if at < 0 else ""), str(abs(at)).rjust(scale + 1, "0")
    return f"{sign}{digits[:-scale]}.{digits[-scale:]}" if scale else f"{sign}{digits}"
