"""Always another way: a ticket for a desk, with dignity."""

from __future__ import annotations

import asyncio

from kiosk import receipts, views
from kiosk.journey.marks import at
from kiosk.journey.printing import SlipPrint
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.screen import notice_fields
from kiosk.views import Message
from kiosk.visit import Step, Visit

log = logger("staff")


async def staff(visit: Visit) -> Step | None:
    """Give a number, print it where that is possible, and say where to go."""
    facilities = visit.facilities
    at(visit, None, back=False, leave=False)
    now = facilities.clock.now().astimezone()
    number = facilities.tickets.next(now.date())
    log.info("ticket.given")
    name = visit.person.name if visit.person is not None else ""
    service = visit.item.name if visit.item is not None else None
    slip = receipts.ticket(facilities.config, visit.screen.chrome.language, now, number, name, service)
    print_ = SlipPrint(visit, slip)
    print_.begin()
    visit.screen.show(views.Notice, **notice_fields("staff_ticket", "staff", ("finish",), ticket=number))
    await first(visit.screen.answer(), _tell(visit, print_))
    visit.screen.prepare(strip=None)
    return Step.FAREWELL


async def _tell(visit: Visit, print_: SlipPrint) -> views.AnyIntent:
    """Say in the strip whether the ticket came out, as soon as that is known."""
    if print_.printing == "printing":
        visit.screen.decorate(strip=Message(id="strip.printing"))
        await print_.settle()
    shown = Message(id="strip.ticket_printed") if print_.printing == "printed" else Message(id="strip.note_the_number")
    visit.screen.decorate(strip=shown)
    return await asyncio.Future()
