"""Working days: weekends, public holidays and the weekends worked in their place, as data by year.

A year without data counts weekends only. Local time is Beijing time, which has no summer time.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

LOCAL = timezone(timedelta(hours=8), "Asia/Shanghai")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """`holidays`: days off that would be weekdays or not; `worked`: weekend days that are worked."""

    holidays: frozenset[date]
    worked: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.holidays)

    def add(self, day: date, working_days: int) -> date:
        """The working day that is so many after `day`, which itself is not counted; `day` for 0."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.is_working_day(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and with `last`; 0 where `last` is not later."""
        return sum(self.is_working_day(day) for day in _days(first + timedelta(days=1), last))


NO_HOLIDAYS = Calendar(frozenset(), frozenset())


def load(folder: Path) -> Calendar:
    """From `<year>.toml`: tables `[[holiday]]` with `name`, `from`, `to`, and `worked`, a list of dates."""
    years = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    return Calendar(
        holidays=frozenset(
            day for year in years for holiday in year["holiday"] for day in _days(holiday["from"], holiday["to"])
        ),
        worked=frozenset(day for year in years for day in year["worked"]),
    )


def local_date(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def local_time(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
