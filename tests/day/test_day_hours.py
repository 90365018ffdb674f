"""Opening hours: lunch breaks, holidays, worked weekends, midnight; in China's time whatever the machine's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kiosk.config.day import DaySection, HoursSection
from kiosk.day import hours
from kiosk.day.hours import CHINA

WEEK = ("09:00-12:00", "13:30-17:00")
HALL = DaySection(
    hours=HoursSection(mon=WEEK, tue=WEEK, wed=WEEK, thu=WEEK, fri=WEEK),
    closed_on=(date(2026, 10, 1), date(2026, 10, 2)),
    open_on=(date(2026, 10, 10),),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("when", "open_"),
    [
        ("2026-11-23 08:59:59", False),
        ("2026-11-23 09:00:00", True),
        ("2026-11-23 12:00:00", False),  # lunch
        ("2026-11-23 13:30:00", True),
        ("2026-11-23 16:59:59", True),
        ("2026-11-23 17:00:00", False),
        ("2026-11-22 10:00:00", False),  # a Sunday
        ("2026-10-01 10:00:00", False),  # a holiday on a Thursday
        ("2026-10-10 10:00:00", True),  # a Saturday that is worked
    ],
)
def test_open_within_the_spans_alone(when: str, open_: bool) -> None:
    assert hours.is_open(HALL, at(when)) is open_
    assert hours.is_open(HALL, at(when).astimezone(UTC)) is open_


@pytest.mark.parametrize(
    ("when", "begins", "days"),
    [
        ("2026-11-23 07:00", "2026-11-23 09:00", 0),
        ("2026-11-23 12:30", "2026-11-23 13:30", 0),
        ("2026-11-23 18:00", "2026-11-24 09:00", 1),
        ("2026-11-27 18:00", "2026-11-30 09:00", 3),
        ("2026-09-30 18:00", "2026-10-05 09:00", 5),
        ("2026-10-09 18:00", "2026-10-10 09:00", 1),
    ],
)
def test_the_next_opening(when: str, begins: str, days: int) -> None:
    found = hours.next_opening(HALL, at(when))
    assert found is not None
    assert (found.at, found.days) == (at(begins), days)


def test_the_next_change_is_the_nearest_edge() -> None:
    assert hours.next_change(HALL, at("2026-11-23 10:00")) == at("2026-11-23 12:00")
    assert hours.next_change(HALL, at("2026-11-23 12:00")) == at("2026-11-23 13:30")


def test_without_hours_it_is_always_open_but_for_holidays() -> None:
    day = DaySection(closed_on=(date(2026, 10, 1),))
    assert hours.is_open(day, at("2026-11-22 03:00"))
    assert not hours.is_open(day, at("2026-10-01 10:00"))
    opening = hours.next_opening(day, at("2026-10-01 10:00"))
    assert opening is not None
    assert opening.at == at("2026-10-02 00:00")


def test_a_span_may_end_at_midnight() -> None:
    day = DaySection(hours=HoursSection(mon=("18:00-24:00",)))
    assert hours.is_open(day, at("2026-11-23 23:59:59"))
    assert not hours.is_open(day, at("2026-11-24 00:00"))
    assert hours.written(day, date(2026, 11, 23)) == ("18:00–24:00",)
    assert hours.next_change(day, at("2026-11-23 19:00")) == at("2026-11-24 00:00")


def test_a_hall_that_never_opens_says_no_next_opening() -> None:
    day = DaySection(hours=HoursSection(mon=WEEK), closed_on=tuple(date(2026, 11, n) for n in range(1, 31)))
    assert hours.next_opening(day, at("2026-11-01 10:00")) == hours.Opening(at("2026-12-07 09:00"), 36)
    shut = DaySection(hours=HoursSection(mon=WEEK), closed_on=tuple(_mondays()))
    assert hours.next_opening(shut, at("2026-11-01 10:00")) is None


def _mondays() -> list[date]:
    return [date.fromordinal(date(2026, 11, 2).toordinal() + 7 * n) for n in range(12)]
