"""Dates and times as they are printed. China has one time zone and no summer time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from kiosk.views import Language

CHINA = timezone(timedelta(hours=8), "CST")


def moment(when: datetime) -> str:
    """Local date and time to the minute."""
    return when.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def day(when: str | None, language: Language) -> str:
    """An ISO date or time from the central as a local day; other text as it is."""
    if not when:
        return ""
    try:
        parsed = datetime.fromisoformat(when)
    except ValueError:
        return when
    local = parsed.astimezone(CHINA) if parsed.tzinfo is not None else parsed
    return written(local.date(), language)


def written(day_: date, language: Language) -> str:
    return day_.isoformat() if language == "en" else f"{day_.year}年{day_.month}月{day_.day}日"


def after_working_days(start: datetime, days: int) -> date:
    """The day `days` working days after the local day of `start`. Saturdays and Sundays are left out.

    Public holidays and the working weekends that make up for them are decreed year by year and are not known here:
    what is printed says "about".
    """
    current = start.astimezone(CHINA).date()
    while days > 0:
        current += timedelta(days=1)
        days -= current.weekday() < 5
    return current
