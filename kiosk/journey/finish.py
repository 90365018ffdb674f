"""The end of a visit: card and papers reminded of, a rating asked for, nothing left behind."""

from __future__ import annotations

from typing import Literal

from kiosk import views
from kiosk.journey.marks import at
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.visit import Step, Visit

log = logger("finish")

FAREWELL_S = 12.0
"""How long the goodbye stays by itself: long enough to read twice, short enough for who comes next."""


async def farewell(visit: Visit) -> Step | None:
    at(visit, None, back=False, leave=False)
    reminders: list[Literal["card", "receipt", "documents"]] = []
    if visit.person is not None or visit.used_scanner:
        reminders.append("card")
    if visit.printed or (visit.printing is not None and visit.printing.coming_out):
        reminders.append("receipt")
    visit.screen.show(views.Farewell, reminders=tuple(reminders))
    while True:
        intent = await first(visit.screen.answer(), _end(visit))
        match intent:
            case views.Choose(choice=choice) if choice.startswith("rate:") and choice[5:] in "12345" and choice[5:]:
                log.info("visit.rated", count=int(choice[5:]))
                visit.screen.update(rated=int(choice[5:]))
            case _:
                return None


async def _end(visit: Visit) -> views.AnyIntent | None:
    await visit.facilities.clock.sleep(FAREWELL_S)
    return None
