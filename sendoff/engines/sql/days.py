"""Days of a time zone as spans of instants, so that a datetime column is compared with bounds alone.

Found with the zone rules that the rest of Sendoff uses, not with the engine's own copy of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_SECONDS = 86_400
_EARLIEST = -62_135_596_800
_LATEST = 253_402_300_800
"""Years 1 to 9999 as seconds since 1970; the latter is the first second after them."""
_STEP_SECONDS = 6 * 3600
"""No zone has changed its offset and changed it back within 6 hours."""


def spans(days: Iterable[date], zone: str) -> Iterator[tuple[datetime, datetime | None]]:
    """Each span of instants whose date in `zone` is one of `days`: its start, and the first instant after
    it (None: the end of time). In order, apart from each other. A day of a zone that turned its
    clocks back over midnight has two.
    """
    place = ZoneInfo(zone)
    for first, last in _runs(sorted(set(days))):
        for start, end in _span_seconds(first, last, place):
            after = None if end >= _LATEST else _EPOCH + timedelta(seconds=end)
            yield _EPOCH + timedelta(seconds=start), after


def end_of_years(zone: str) -> datetime | None:
    """The first instant, in UTC, at which the clocks of `zone` show the year 10000; None where none does."""
    *_, (_, after) = spans([date.max], zone)
    return after


def _runs(days: list[date]) -> Iterator[tuple[int, int]]:
    """Days that follow each other: midnight of the first and midnight after the last, as seconds."""
    numbers = [(day - _EPOCH.date()).days for day in days]
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            yield numbers[start] * _DAY_SECONDS, (numbers[at - 1] + 1) * _DAY_SECONDS
            start = at


def _span_seconds(first: int, last: int, place: ZoneInfo) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end, offset in _steady(first - _DAY_SECONDS, last + _DAY_SECONDS, place):
        span = (max(start, first - offset, _EARLIEST), min(end, last - offset, _LATEST))
        if span[0] >= span[1]:
            continue
        if found and found[-1][1] == span[0]:
            span = (found.pop()[0], span[1])
        found.append(span)
    return found


def _steady(start: int, end: int, place: ZoneInfo) -> Iterator[tuple[int, int, int]]:
    """The stretches of one offset from `start` to `end`, with that offset in seconds."""
    at, since, offset = start, start, _offset(start, place)
    while at < end:
        after = min(at + _STEP_SECONDS, end)
        if _offset(after, place) != offset:
            low, high = at, after  # the offset changes in (low, high]
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset(middle, place) == offset else (low, middle)
            yield since, high, offset
            since, offset = high, _offset(high, place)
        at = after
    yield since, end, offset


def _offset(second: int, place: ZoneInfo) -> int:
    inside = min(max(second, _EARLIEST + _DAY_SECONDS), _LATEST - 2 * _DAY_SECONDS)
    moment = (_EPOCH + timedelta(seconds=inside)).astimezone(place)
    offset = moment.utcoffset()
    assert offset is not None
    return int(offset.total_seconds())
