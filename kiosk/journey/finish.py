"""The end of a visit: card and papers reminded of, a rating asked for, nothing left behind."""

from __future__ import annotations

from kiosk import views
from kiosk.journey.marks import at
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.views import Thing
from kiosk.visit import Step, Visit

log = logger("finish")

FAREWELL_S = 12.0
"""How long the goodbye stays by itself: long enough to read twice, short enough for who comes next. What lies here
then is called for by a screen of its own (kiosk/day/leavings.py)."""
LOOK_S = 0.5


async def farewell(visit: Visit) -> Step | None:
    """A card inside the reader is given back at once, so that it is in the hand before the rating is given."""
    at(visit, None, back=False, leave=False)
    leavings = visit.facilities.day.leavings
    await leavings.give_back()
    lying = await leavings.lying()
    visit.screen.show(views.Farewell, reminders=_reminders(visit, lying), lying=lying)
    async with leavings.looking():
        while True:
            intent = await first(visit.screen.answer(), _end(visit), _look(visit))
            match intent:
                case views.Choose(choice=choice) if choice.startswith("rate:") and choice[5:] in "12345" and choice[5:]:
                    log.info("visit.rated", count=int(choice[5:]))
                    visit.screen.update(rated=int(choice[5:]))
                case _:
                    return None


def _reminders(visit: Visit, lying: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """What the citizen had, and what is seen here. An electronic card leaves nothing behind."""
    reminders: list[Thing] = []
    person = visit.person
    if person is not None and person.document == "social_card":
        reminders.append("social_card")
    if visit.used_scanner or (person is not None and person.document in ("chip", "print")):
        reminders.append("card")
    if visit.printed or (visit.printing is not None and visit.printing.coming_out):
        reminders.append("receipt")
    if visit.pages_printed or (visit.pages_printing is not None and visit.pages_printing.coming_out):
        reminders.append("documents")
    return (*reminders, *(thing for thing in lying if thing not in reminders))


async def _end(visit: Visit) -> views.AnyIntent | None:
    await visit.facilities.clock.sleep(FAREWELL_S)
    return None


async def _look(visit: Visit) -> views.AnyIntent | None:
    """Never returns: shows what is still here as it is taken."""
    while True:
        await visit.facilities.clock.sleep(LOOK_S)
        visit.screen.update(lying=await visit.facilities.day.leavings.lying())
