"""When the hall is open, by the configuration's `[day]`, in China's time. All functions take any aware time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

from kiosk.config.day import DaySection
from kiosk.day.model import Opening

CHINA = timezone(timedelta(hours=8), "CST")
"""China's one time zone, fixed since 1991; a small system has no zone files."""

MONDAY = 0
FURTHEST_DAYS = 40
"""How far ahead the next opening is looked for: longer than the longest holiday."""

Span = tuple[datetime, datetime]


def china(now: datetime) -> datetime:
    return now.astimezone(CHINA)


def spans_on(day: DaySection, on: date) -> tuple[Span, ...]:
    """The spans of one date, in order. `open_on` counts before `closed_on`; a worked weekend has a Monday's hours."""
    if on in day.open_on:
        spans = day.hours.on(on.weekday()) or day.hours.on(MONDAY)
    elif on in day.closed_on:
        spans = ()
    elif day.hours.always_open:
        spans = ((time.min, time.max),)
    else:
        spans = day.hours.on(on.weekday())
    return tuple((_moment(on, begin), _moment(on, end)) for begin, end in spans)


def is_open(day: DaySection, now: datetime) -> bool:
    """A span's end is closed already."""
    local = china(now)
    return any(begin <= local < end for begin, end in spans_on(day, local.date()))


def written(day: DaySection, on: date) -> tuple[str, ...]:
    """A date's spans as people write them."""
    return tuple(f"{begin:%H:%M}–{_end(on, end)}" for begin, end in spans_on(day, on))


def next_opening(day: DaySection, now: datetime) -> Opening | None:
    """The next beginning of a span; None where none comes soon, or the hall never closes."""
    local = china(now)
    begin = next((begin for begin, _ in _from(day, local.date()) if begin > local), None)
    return None if begin is None else Opening(begin, (begin.date() - local.date()).days)


def next_change(day: DaySection, now: datetime) -> datetime | None:
    """The next moment at which the hall opens or closes."""
    local = china(now)
    return next((edge for span in _from(day, local.date()) for edge in span if edge > local), None)


def _from(day: DaySection, first: date) -> Iterator[Span]:
    for ahead in range(FURTHEST_DAYS):
        yield from spans_on(day, first + timedelta(days=ahead))


def _moment(on: date, at: time) -> datetime:
    if at == time.max:
        return datetime.combine(on + timedelta(days=1), time.min, CHINA)
    return datetime.combine(on, at, CHINA)


def _end(on: date, end: datetime) -> str:
    return "24:00" if end.date() != on else f"{end:%H:%M}"
