"""How far the kiosk serves, as the attract screen shows it."""

from __future__ import annotations

from typing import Any

from kiosk.config import Bilingual
from kiosk.day.model import Opening, Service, Standing
from kiosk.day.orders import Announcement
from kiosk.views import Message, NextOpening, Text


def attract_fields(
    standing: Standing,
    found: tuple[str, ...],
    elsewhere: Bilingual | None,
    announcement: Announcement | None = None,
) -> dict[str, Any]:
    """The fields of `views.Attract`. `found` are codes of what was left behind and is not fetched yet."""
    serves = standing.service.visits_begin
    return {
        "service": standing.service.value,
        "notices": tuple(Message(id=f"attract.{code}") for code in (*standing.notices, *found)),
        "title": None if serves else Message(id=f"attract.{standing.reason}.title"),
        "body": None if serves else Message(id=f"attract.{standing.reason}.body"),
        "today": standing.today if standing.service is Service.CLOSED else (),
        "opening": _opening(standing.opening),
        "elsewhere": _elsewhere(standing, elsewhere),
        "announcement": Text(zh=announcement.zh, en=announcement.en) if announcement is not None else None,
    }


def _elsewhere(standing: Standing, elsewhere: Bilingual | None) -> Text | None:
    if standing.service is Service.OPEN or elsewhere is None:
        return None
    return Text(zh=elsewhere.zh, en=elsewhere.en)


def _opening(opening: Opening | None) -> NextOpening | None:
    if opening is None:
        return None
    return NextOpening(
        when="today" if opening.days == 0 else "tomorrow" if opening.days == 1 else "later",
        time=f"{opening.at:%H:%M}",
        date=opening.at.date().isoformat(),
    )
