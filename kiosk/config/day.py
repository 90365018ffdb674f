"""When a kiosk's hall is open: `[day]`."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kiosk.config.base import Section, said, unit

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_MIDNIGHT = 24 * 60

Minutes = tuple[int, int]
"""From and to, in minutes since midnight; the end of the day is 1440."""


def span(text: str) -> Minutes:
    """`"09:00-12:00"` as (540, 720). Raises ValueError where it is none or ends before it begins."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    begin, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    if end <= begin or end > _MIDNIGHT:
        raise ValueError(text)
    return begin, end


def _check_span(value: str) -> str:
    try:
        span(value)
    except ValueError:
        raise PydanticCustomError("span", "a span of hours") from None
    return value


Span = Annotated[
    str,
    AfterValidator(_check_span),
    Field(
        json_schema_extra={
            "pattern": f"^{_SPAN.pattern}$",
            **said(
                '"时:分-时:分"，开始早于结束，如 "09:00-12:00"（午夜为 24:00）',
                '"HH:MM-HH:MM", the beginning before the end, as "09:00-12:00" (midnight is 24:00)',
            ),
        }
    ),
]
Spans = Annotated[tuple[Span, ...], Field(strict=False)]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class HoursSection(Section):
    """Opening hours by weekday. A weekday that is left out is closed; with none at all the kiosk is always open."""

    mon: Spans = ()
    tue: Spans = ()
    wed: Spans = ()
    thu: Spans = ()
    fri: Spans = ()
    sat: Spans = ()
    sun: Spans = ()

    @property
    def always_open(self) -> bool:
        return not any(getattr(self, day) for day in WEEKDAYS)

    def on(self, weekday: int) -> tuple[tuple[time, time], ...]:
        """The spans of a weekday, Monday being 0, in order; an end of 24:00 is time.max."""
        spans = sorted(span(each) for each in getattr(self, WEEKDAYS[weekday]))
        return tuple((_time(begin), _time(end)) for begin, end in spans)


def _time(minutes: int) -> time:
    return time.max if minutes == _MIDNIGHT else time(minutes // 60, minutes % 60)


Day = Annotated[
    date, Field(json_schema_extra=said("日期，不加引号，如 2026-10-01", "a date without quotes, as 2026-10-01"))
]
Days = Annotated[tuple[Day, ...], Field(strict=False)]


class DaySection(Section):
    """A kiosk's day. `closed_on`: holidays; `open_on`: weekends that are worked, with the hours of a Monday.

    The self-test runs `self_test_min` minutes before the hall opens; reports of a day are kept `report_keep_days` days.
    """

    hours: HoursSection = HoursSection()
    closed_on: Days = ()
    open_on: Days = ()
    self_test_min: int = Field(default=30, ge=5, le=240, json_schema_extra=unit("min"))
    report_keep_days: int = Field(default=90, ge=1, le=3650, json_schema_extra=unit("days"))
