"""Spans of time around the present: what they cover, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sendoff.conditions.interpret import interpret
from sendoff.conditions.lower import lower
from sendoff.conditions.parse import parse, render
from sendoff.conditions.predicates import AnyValue, Known, OnMonthDay
from sendoff.errors import Invalid
from tests.property.predicate_evaluator import holds
from tests.property.strategies import CATALOGUE

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
PRAGUE = ZoneInfo("Europe/Prague")


def _on(attribute_id: str, operation: str, value: Any) -> dict[str, Any]:
    return {"attribute_id": attribute_id, "condition": {"operation": operation, "value": value}}


def _selected(document: dict[str, Any], stored: Any, *, now: datetime = NOW) -> bool:
    tree = parse(document, catalogue=CATALOGUE, now=now, zone=PRAGUE)
    customer = dict.fromkeys(CATALOGUE.attributes) | {document["attribute_id"]: stored}
    judged = interpret(tree, customer, now=now, zone=PRAGUE)
    assert holds(lower(tree, now=now, zone=PRAGUE), customer) is judged
    return judged


@pytest.mark.parametrize("unit", ["second", "minute", "hour", "day", "week", "month", "year"])
@pytest.mark.parametrize("plural", ["", "s"])
def test_a_span_is_written_as_an_object_or_as_text_and_kept_as_an_object(unit: str, plural: str) -> None:
    for written in ({"amount": 3, "unit": unit + plural}, f"3 {unit}{plural}", f"03  {unit}{plural}"):
        tree = parse(_on("one_datetime", "date_in_last", written), catalogue=CATALOGUE, now=NOW, zone=PRAGUE)
        kept = _on("one_datetime", "date_in_last", {"amount": 3, "unit": unit})
        assert render(tree) == {**kept, "negation": False}


@pytest.mark.parametrize(
    "written",
    [
        *(
            7,
            None,
            [7, "day"],
            "seven days",
            "days",
            "7 fortnights",
            "-7 days",
            "7 days ago",
            "1.5 days",
            " 7 days",
        ),
        *({}, {"amount": 7}, {"unit": "day"}, {"amount": 7, "unit": "day", "sign": 1}),
        *({"amount": n, "unit": "day"} for n in (0, -1, 10_001, 1.0, "7", True, None)),
        *({"amount": 7, "unit": u} for u in ("", "s", "Day", "dayss", None, 7, ["day"])),
        *("0 days", "10001 days", "99999999999999999999 days"),
    ],
)
def test_what_is_no_span_is_refused_with_what_is_understood(written: Any) -> None:
    with pytest.raises(Invalid, match="'date_in_last' needs a span of time") as refusal:
        parse(_on("one_date", "date_in_last", written), catalogue=CATALOGUE, now=NOW, zone=PRAGUE)
    assert refusal.value.path == "conditions_operation.condition.value"


@pytest.mark.parametrize("operation", ["date_in_last", "date_in_next", "date_older_than"])
def test_a_span_that_leaves_the_calendar_is_refused_when_written(operation: str) -> None:
    written = _on("one_date", operation, "10000 years")
    with pytest.raises(Invalid, match=r"10000 years.*lies outside the years 1 to 9999") as refusal:
        parse(written, catalogue=CATALOGUE, now=NOW, zone=PRAGUE)
    assert refusal.value.path == "conditions_operation.condition.value"


@pytest.mark.parametrize("span", ["367 days", "53 weeks", "13 months", "2 years", "1 hour"])
def test_an_anniversary_is_of_the_next_year_at_most(span: str) -> None:
    with pytest.raises(Invalid, match="366 days, 52 weeks, 12 months or 1 year at most"):
        parse(_on("one_date", "anniversary_in_next", span), catalogue=CATALOGUE, now=NOW, zone=PRAGUE)


def test_months_are_clipped_to_the_last_day_of_the_month() -> None:
    now = datetime(2024, 3, 31, 12, tzinfo=UTC)
    last_month = _on("one_date", "date_in_last", "1 month")
    assert _selected(last_month, date(2024, 2, 29), now=now)
    assert not _selected(last_month, date(2024, 2, 28), now=now)


@pytest.mark.parametrize(
    ("operation", "within", "beyond"),
    [
        ("date_in_last", date(2026, 11, 23), date(2026, 11, 22)),
        ("date_in_next", date(2026, 11, 25), date(2026, 11, 26)),
        ("date_older_than", date(2026, 11, 22), date(2026, 11, 23)),
    ],
)
def test_a_date_is_compared_with_the_day_of_the_instant(operation: str, within: date, beyond: date) -> None:
    asked = _on("one_date", operation, "20 hours")
    assert _selected(asked, within)
    assert not _selected(asked, beyond)


def test_a_day_of_the_span_begins_when_it_begins_in_the_zone() -> None:
    after_the_clock_went_back = datetime(2025, 10, 27, 12, tzinfo=UTC)
    asked = _on("one_datetime", "date_in_last", "1 day")
    assert _selected(asked, datetime(2025, 10, 25, 22), now=after_the_clock_went_back)
    assert not _selected(asked, datetime(2025, 10, 25, 21, 59), now=after_the_clock_went_back)


@pytest.mark.parametrize(("year", "covered"), [(2027, False), (2028, True)])
def test_the_leap_day_has_an_anniversary_only_where_there_is_one(year: int, covered: bool) -> None:
    now = datetime(year, 2, 25, 12, tzinfo=UTC)
    asked = _on("one_date", "anniversary_in_next", "10 days")
    assert _selected(asked, date(2000, 2, 29), now=now) is covered
    assert _selected(asked, date(2001, 2, 28), now=now)
    assert _selected(asked, date(2001, 3, 1), now=now)


def test_a_whole_leap_year_of_anniversaries_is_any_known_date() -> None:
    asked = parse(
        _on("one_date", "anniversary_in_next", "366 days"), catalogue=CATALOGUE, now=NOW, zone=PRAGUE
    )
    some = lower(asked, now=NOW, zone=PRAGUE)
    assert isinstance(some, AnyValue)
    assert isinstance(some.test, OnMonthDay)
    assert len(some.test.days) == 365
    every = lower(asked, now=datetime(2028, 1, 1, tzinfo=UTC), zone=PRAGUE)
    assert isinstance(every, AnyValue)
    assert every.test == Known()


def test_anniversaries_may_lie_beyond_the_turn_of_the_year() -> None:
    now = datetime(2026, 12, 30, 12, tzinfo=UTC)
    asked = _on("one_datetime", "anniversary_in_next", "3 days")
    assert _selected(asked, datetime(1990, 1, 2, 12), now=now)
    assert not _selected(asked, datetime(1990, 1, 3, 12), now=now)
