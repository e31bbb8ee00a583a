"""Moments as they are written: ISO dates and times, and phrases, resolved to a day or an instant.

Daylight saving, in the instance's zone:

- A wall-clock time that the clock shows twice means the first of the two; one that it skips is
  read with the offset before the jump (`fold=0`).
- Days, weeks, months and years are counted on the calendar, and `now - 1 day` keeps the time on the
  wall; hours, minutes and seconds are counted as they pass.
- A day begins at the first instant at which it is that day, and ends where it is that day no more.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sendoff.errors import Invalid, invalid
from sendoff.strict_json import shown

MAX_AMOUNT = 10_000
"""Most units in an offset: spec/conditions.md, Moments."""

UNDERSTOOD = (
    "Understood are dates (2026-11-24), times (2026-11-24 10:30:00, with or without T, fraction and zone), "
    "and the phrases now, today, yesterday, tomorrow, each alone or with one offset (now - 6 hours, "
    "today + 1 week), 6 hours ago, in 3 days; units second, minute, hour, day, week, month, year"
)

_UNITS = "(?P<unit>second|minute|hour|day|week|month|year)s?"
_AMOUNT = r"(?P<amount>[0-9]+) +"
_HOUR, _SIXTIETH = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
_ISO = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{_HOUR}:{_SIXTIETH}"
    rf"(?::{_SIXTIETH}(?:\.[0-9]{{1,6}}(?P<finer>[0-9]*))?)?(?:Z|[+-]{_HOUR}(?::?{_SIXTIETH})?)?"
)
_ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PHRASE = re.compile(rf"(?P<word>now|today|yesterday|tomorrow)(?: *(?P<sign>[+-]) *{_AMOUNT}{_UNITS})?")
_AGO = re.compile(rf"{_AMOUNT}{_UNITS} +ago")
_AHEAD = re.compile(rf"in +{_AMOUNT}{_UNITS}")
_SPAN = re.compile(_AMOUNT + _UNITS)


class Unit(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @property
    def below_a_day(self) -> bool:
        return self in _SECONDS


_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
_EDGES = (1, 9999)
_DAYS_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class Written:
    """An ISO date or datetime; a datetime without a zone is in the instance's zone."""

    text: str
    moment: date | datetime

    def resolve(self, *, now: datetime, zone: ZoneInfo) -> date | datetime:
        """The day as a date, or the instant as an aware UTC datetime.

        Raises: Invalid, where it lies outside years 1 to 9999 in UTC or in `zone`.
        """
        if not isinstance(self.moment, datetime):
            return self.moment
        try:
            return _instant(self.moment if self.moment.tzinfo else self.moment.replace(tzinfo=zone), zone)
        except OverflowError:
            raise _outside(self.text) from None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A moment relative to the present: `word`, then `amount` units later (earlier: below 0)."""

    text: str
    word: str
    amount: int = 0
    unit: Unit = Unit.DAY

    def resolve(self, *, now: datetime, zone: ZoneInfo) -> date | datetime:
        """The day as a date, or the instant as an aware UTC datetime.

        Raises: Invalid, where it lies outside years 1 to 9999 in UTC or in `zone`.
        """
        try:
            if self.word == "now":
                return self._from_now(now, zone)
            day = today(now, zone) + timedelta(days=_DAYS_FROM_TODAY[self.word])
            if not self.unit.below_a_day:
                return _calendar(day, self.amount, self.unit)
            start = datetime.combine(day, time.min, zone).astimezone(UTC)
            return _instant(start + self._elapsed(), zone)
        except OverflowError:
            raise _outside(self.text) from None

    def _from_now(self, now: datetime, zone: ZoneInfo) -> datetime:
        if not self.amount:
            return now
        if self.unit.below_a_day:
            return _instant(now + self._elapsed(), zone)
        wall = now.astimezone(zone)
        day = _calendar(wall.date(), self.amount, self.unit)
        return _instant(datetime.combine(day, wall.time().replace(fold=0), zone), zone)

    def _elapsed(self) -> timedelta:
        return timedelta(seconds=self.amount * _SECONDS[self.unit])


Moment = Written | Phrase


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, `amount` (1 to 10,000) of one unit, counted from the present."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'s' if self.amount > 1 else ''}"

    def before(self, now: datetime, zone: ZoneInfo) -> date | datetime:
        """The day so many units before today; with a unit below a day, the instant before `now`.

        Raises: Invalid, where it lies outside years 1 to 9999 in UTC or in `zone`.
        """
        return Phrase(f"{self} ago", self._counted_from, -self.amount, self.unit).resolve(now=now, zone=zone)

    def after(self, now: datetime, zone: ZoneInfo) -> date | datetime:
        """As `before`, that much later than the present."""
        return Phrase(f"in {self}", self._counted_from, self.amount, self.unit).resolve(now=now, zone=zone)

    @property
    def _counted_from(self) -> str:
        return "now" if self.unit.below_a_day else "today"


def parse_span(written: object) -> Span | None:
    """The span of `{"amount": 30, "unit": "days"}` or of the text `30 days`; None where it is none."""
    if isinstance(written, str):
        match = _SPAN.fullmatch(written)
        if match is None:
            return None
        amount: object = int(match["amount"]) if len(match["amount"]) <= len(str(MAX_AMOUNT)) else None
        unit: object = match["unit"]
    elif isinstance(written, dict) and written.keys() == {"amount", "unit"}:
        amount, unit = written["amount"], written["unit"]
    else:
        return None
    if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= MAX_AMOUNT:
        return None
    singular = unit.removesuffix("s") if isinstance(unit, str) else ""
    return Span(amount, Unit(singular)) if singular in frozenset(Unit) else None


def parse_moment(text: str) -> Moment:
    """The moment that `text` writes.

    Raises: Invalid, with what is understood.
    """
    try:
        moment = _parse(text)
    except Invalid:
        raise
    except ValueError as error:  # a month 13, a 30th of February: the standard library says which
        raise invalid(f"{shown(text)} is no moment: {error}. {UNDERSTOOD}.") from None
    if moment is None:
        raise invalid(f"{shown(text)} is no moment. {UNDERSTOOD}.")
    return moment


def today(now: datetime, zone: ZoneInfo) -> date:
    """The day it is in `zone` at the instant `now`."""
    return now.astimezone(zone).date()


def start_of_day(day: date, zone: ZoneInfo) -> datetime | None:
    """The first instant, in UTC, at which it is `day` in `zone`; None where that is before year 1.

    Of a day that the zone skipped: the instant of the jump, which is its end too.
    """
    return _midnight(day, zone, first=True)


def end_of_day(day: date, zone: ZoneInfo) -> datetime | None:
    """The instant, in UTC, from which it is `day` in `zone` no more; None where that is after year 9999."""
    if day == date.max:
        return None
    return _midnight(day + timedelta(days=1), zone, first=False)


def calendar_reading(at: datetime, zone: ZoneInfo) -> tuple[int, int, int]:
    """Year, month and day in `zone` at the instant `at`; the year may be 0 or 10000 at the edges."""
    try:
        local = at.astimezone(zone)
    except OverflowError:
        # The calendar repeats after 400 years, and no zone's rules reach the edges of the years.
        shift = 400 if at.year < 5000 else -400
        local = at.replace(year=at.year + shift).astimezone(zone)
        return local.year - shift, local.month, local.day
    return local.year, local.month, local.day


def _parse(text: str) -> Moment | None:
    if _ISO_DATE.fullmatch(text):
        return Written(text, date.fromisoformat(text))
    if iso := _ISO.fullmatch(text):
        if iso["finer"] and iso["finer"].strip("0"):
            raise invalid(f"{shown(text)} is finer than a microsecond: a fraction has at most six digits.")
        return Written(text, datetime.fromisoformat(text))
    if phrase := _PHRASE.fullmatch(text):
        if phrase["amount"] is None:
            return Phrase(text, phrase["word"])
        return _with_offset(phrase["word"], phrase, sign=-1 if phrase["sign"] == "-" else 1)
    if ago := _AGO.fullmatch(text):
        return _with_offset(None, ago, sign=-1)
    if ahead := _AHEAD.fullmatch(text):
        return _with_offset(None, ahead, sign=1)
    return None


def _with_offset(word: str | None, match: re.Match[str], *, sign: int) -> Phrase:
    digits = match["amount"].lstrip("0") or "0"
    if len(digits) > len(str(MAX_AMOUNT)) or int(digits) > MAX_AMOUNT:
        raise invalid(f"The amount in {shown(match.string)} is more than {MAX_AMOUNT:,}, the most there is.")
    unit = Unit(match["unit"])
    # `6 hours ago` is counted from this instant, `3 days ago` from today.
    return Phrase(match.string, word or ("now" if unit.below_a_day else "today"), sign * int(digits), unit)


def _calendar(day: date, amount: int, unit: Unit) -> date:
    """`amount` units later; the last day of the month where the month has no such day."""
    if unit in _DAYS:
        return day + timedelta(days=amount * _DAYS[unit])
    months = day.year * 12 + day.month - 1 + amount * _MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _instant(at: datetime, zone: ZoneInfo) -> datetime:
    instant = at.astimezone(UTC)
    if instant.year in _EDGES:
        instant.astimezone(zone)  # its day must be one too
    return instant


def _outside(text: str) -> Invalid:
    return invalid(f"The moment {shown(text)} lies outside the years 1 to 9999.")


def _midnight(day: date, zone: ZoneInfo, *, first: bool) -> datetime | None:
    """The instant `day` begins; where the clock shows that midnight twice, the first or the last."""
    try:
        before = datetime.combine(day, time.min, zone).astimezone(UTC)
        after = datetime.combine(day, time.min, zone).replace(fold=1).astimezone(UTC)
    except OverflowError:
        return None
    if before <= after:
        return before if first else after
    return _jump(after, before, zone)


def _jump(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The first instant after `early`, at most `late`, with another offset than at `early`."""
    offset = early.astimezone(zone).utcoffset()
    while late - early > timedelta.resolution:
        middle = early + (late - early) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late
