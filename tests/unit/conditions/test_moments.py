"""Moments as written, and what they resolve to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sendoff.conditions.moments import (
    calendar_reading,
    end_of_day,
    parse_moment,
    start_of_day,
)
from sendoff.errors import Invalid

NOW = datetime(2026, 11, 24, 10, 30, 15, 500_000, tzinfo=UTC)
PRAGUE = ZoneInfo("Europe/Prague")
AUCKLAND = ZoneInfo("Pacific/Auckland")


def _resolved(text: str, *, now: datetime = NOW, zone: ZoneInfo = PRAGUE) -> date | datetime:
    return parse_moment(text).resolve(now=now, zone=zone)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
        ("today", date(2026, 11, 24)),
        ("yesterday", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 25)),
        ("today + 1 week", date(2026, 12, 1)),
        ("today+1 week", date(2026, 12, 1)),
        ("tomorrow - 3 months", date(2026, 8, 25)),
        ("yesterday + 1 day", date(2026, 11, 24)),
        ("3 days ago", date(2026, 11, 21)),
        ("in 1 year", date(2027, 11, 24)),
        ("0 days ago", date(2026, 11, 24)),
        ("in 007 days", date(2026, 12, 1)),
        ("10000 days ago", date(1999, 7, 9)),
    ],
)
def test_dates_and_phrases_of_days_are_days(text: str, day: date) -> None:
    resolved = _resolved(text)
    assert resolved == day
    assert not isinstance(resolved, datetime)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-24T10:30:15.5", "2026-11-24T09:30:15.500000"),
        ("2026-11-24 10:30", "2026-11-24T09:30:00"),
        ("2026-07-01 10:30:00", "2026-07-01T08:30:00"),
        ("2026-11-24T10:30:00Z", "2026-11-24T10:30:00"),
        ("2026-11-24 10:30:00.123456000+05:30", "2026-11-24T05:00:00.123456"),
        ("2026-11-24T10:30-0330", "2026-11-24T14:00:00"),
        ("2026-11-24T10:30+14", "2026-11-23T20:30:00"),
        ("now", "2026-11-24T10:30:15.500000"),
        ("now - 6 hours", "2026-11-24T04:30:15.500000"),
        ("now + 1 second", "2026-11-24T10:30:16.500000"),
        ("6 hours ago", "2026-11-24T04:30:15.500000"),
        ("in 90 minutes", "2026-11-24T12:00:15.500000"),
        ("now - 1 day", "2026-11-23T10:30:15.500000"),
        ("now - 6 months", "2026-05-24T09:30:15.500000"),  # 11:30 on the wall, an hour ahead in summer
        ("today + 6 hours", "2026-11-24T05:00:00"),
        ("yesterday - 1 minute", "2026-11-22T22:59:00"),
    ],
)
def test_times_and_phrases_of_now_or_below_a_day_are_instants(text: str, instant: str) -> None:
    assert _resolved(text) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "text", "day"),
    [
        ("2024-02-29", "today - 1 year", date(2023, 2, 28)),
        ("2024-02-29", "today + 4 years", date(2028, 2, 29)),
        ("2026-03-31", "today - 1 month", date(2026, 2, 28)),
        ("2026-01-31", "in 1 month", date(2026, 2, 28)),
        ("2026-08-31", "13 months ago", date(2025, 7, 31)),
    ],
)
def test_month_arithmetic_clips_to_the_last_day(now: str, text: str, day: date) -> None:
    assert _resolved(text, now=datetime.fromisoformat(now).replace(hour=12, tzinfo=UTC)) == day


def test_today_is_read_in_the_zone() -> None:
    assert _resolved("today", zone=AUCKLAND) == date(2026, 11, 24)
    assert _resolved("today", now=datetime(2026, 11, 24, 11, tzinfo=UTC), zone=AUCKLAND) == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "Now",
            " now",
            "now ",
            "now\n",
            "now - 6",
            "now - 6 fortnights",
            "now - -6 days",
            "now -6.5 days",
        ),
        *(
            "now - 1 day - 1 day",
            "in days",
            "days ago",
            "6 hours",
            "in 3 days ago",
            "٣ days ago",
            "6hours ago",
        ),
        *(
            "20261124",
            "2026-1-2",
            "2026-11-24T",
            "2026-11-24T10",
            "2026-11-24T1030",
            "2026-W48-2",
            "26-11-24",
        ),
        *("2026-11-24T10:30:00 +02:00", "2026-11-24T10:30:00+2", "2026-11-24T10:30,5", "2026-11-24t10:30"),
        *("2026-13-01", "2026-02-30", "0000-01-01", "2026-11-24T24:00", "2026-11-24T10:60", "10000-01-01"),
        *(
            "2026-11-24T10:30:60",
            "2026-11-24T10:30+24:00",
            "x" * 1_000_000,
            "now\x00",
            "1" * 5000 + " days ago",
        ),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_moment(text)
    assert len(refusal.value.message) < 700


def test_a_refusal_says_what_is_understood() -> None:
    with pytest.raises(
        Invalid, match=r"^'last week' is no moment. Understood are dates .*, in 3 days; units"
    ):
        parse_moment("last week")


def test_a_fraction_finer_than_a_microsecond_is_refused_and_not_cut() -> None:
    with pytest.raises(Invalid, match="finer than a microsecond"):
        parse_moment("2026-11-24T10:30:00.1234567")


def test_an_amount_over_ten_thousand_is_refused() -> None:
    assert _resolved("in 10000 seconds") == NOW + timedelta(seconds=10_000)
    for text in ("in 10001 seconds", "now - 99999999999999999999 years"):
        with pytest.raises(Invalid, match="more than 10,000"):
            parse_moment(text)


@pytest.mark.parametrize(
    "text",
    ["now - 2026 years", "today + 7974 years", "in 10000 years", "0001-01-01 00:30", "9999-12-31T23:30Z"],
)
def test_a_moment_outside_the_years_is_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid, match="outside the years 1 to 9999") as refusal:
        _resolved(text)
    assert text in refusal.value.message


def test_a_wall_clock_time_shown_twice_is_the_first_and_a_skipped_one_keeps_the_old_offset() -> None:
    assert _resolved("2025-10-26 02:30") == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert _resolved("2025-03-30 02:30") == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)
    after_the_jump = datetime(2025, 3, 31, 0, 30, tzinfo=UTC)
    assert _resolved("now - 1 day", now=after_the_jump) == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "start", "end"),
    [
        ("UTC", date(2026, 11, 24), "2026-11-24T00:00", "2026-11-25T00:00"),
        ("Europe/Prague", date(2025, 3, 30), "2025-03-29T23:00", "2025-03-30T22:00"),
        ("Europe/Prague", date(2025, 10, 26), "2025-10-25T22:00", "2025-10-26T23:00"),
        ("America/Sao_Paulo", date(2018, 11, 4), "2018-11-04T03:00", "2018-11-05T02:00"),  # no midnight
        ("America/Havana", date(2025, 11, 2), "2025-11-02T04:00", "2025-11-03T05:00"),  # midnight twice
        # At 00:01 back to 23:01: a minute of the 1st of November lies within the 31st of October.
        ("America/St_Johns", date(2009, 10, 31), "2009-10-31T02:30", "2009-11-01T03:30"),
        ("America/St_Johns", date(2009, 11, 1), "2009-11-01T02:30", "2009-11-02T03:30"),
        ("America/Toronto", date(1919, 3, 31), "1919-03-31T04:30", "1919-04-01T04:00"),  # 23:30 to 00:30
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00", "2011-12-30T10:00"),  # never was
    ],
)
def test_a_day_lasts_from_its_first_instant_to_its_last(zone: str, day: date, start: str, end: str) -> None:
    bounds = (start_of_day(day, ZoneInfo(zone)), end_of_day(day, ZoneInfo(zone)))
    assert bounds == tuple(datetime.fromisoformat(at).replace(tzinfo=UTC) for at in (start, end))


def test_the_first_and_the_last_day_have_no_bound_beyond_the_years() -> None:
    assert start_of_day(date.min, PRAGUE) is None
    assert end_of_day(date.max, ZoneInfo("Etc/GMT+12")) is None
    assert end_of_day(date.max - timedelta(days=1), ZoneInfo("Etc/GMT+12")) is not None


def test_the_calendar_is_read_beyond_the_years_too() -> None:
    last, first = datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
    assert calendar_reading(last, ZoneInfo("Pacific/Kiritimati")) == (10000, 1, 1)
    assert calendar_reading(first, ZoneInfo("Etc/GMT+12")) == (0, 12, 31)
    assert calendar_reading(NOW, PRAGUE) == (2026, 11, 24)
