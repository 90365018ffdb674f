"""Always another way: a ticket for a desk, with dignity."""

from __future__ import annotations

import asyncio

import apsw
import msgspec

from kiosk import receipts, views
from kiosk.central.types import Problem, Unreachable
from kiosk.journey.marks import at
from kiosk.journey.printing import SlipPrint
from kiosk.journey.submit import submission
from kiosk.logging import logger
from kiosk.outbox.submission import NotAllowed
from kiosk.racing import first
from kiosk.screen import notice_fields
from kiosk.views import Message
from kiosk.visit import Step, Visit

log = logger("staff")

KEEPS_S = 4.0
"""What keeping a draft gets: where it takes longer (no key to seal to yet), the ticket does not wait for it."""


async def staff(visit: Visit) -> Step | None:
    """Give a number, print it where that is possible, and say where to go."""
    facilities = visit.facilities
    at(visit, None, back=False, leave=False)
    now = facilities.clock.now().astimezone()
    number = facilities.tickets.next(now.date())
    log.info("ticket.given")
    kept = await _hand_over(visit, number)
    name = visit.person.name if visit.person is not None else ""
    service = visit.item.name if visit.item is not None else None
    slip = receipts.ticket(facilities.config, visit.screen.chrome.language, now, number, name, service)
    print_ = SlipPrint(visit, slip)
    print_.begin()
    visit.screen.show(views.Notice, **notice_fields("staff_ticket", "staff", ("finish",), ticket=number, safe=kept))
    await first(visit.screen.answer(), _tell(visit, print_))
    visit.screen.prepare(strip=None)
    return Step.FAREWELL


async def _hand_over(visit: Visit, ticket: str) -> bool:
    """Send what the citizen asked for and filled in to the desk, sealed as any submission; whether it is kept.

    It is kept on disk before the ticket says so, and sent when the central can be reached.
    """
    item, person = visit.item, visit.person
    if item is None or person is None:
        return False
    draft = msgspec.structs.replace(submission(visit), ticket=ticket)
    try:
        kept = visit.facilities.commits.run(visit.facilities.outbox.commit(draft, item))
        await asyncio.wait_for(kept, KEEPS_S)
    except (NotAllowed, Unreachable, Problem, apsw.Error, OSError) as error:
        log.error("draft.not_kept", error=type(error).__name__)
        return False
    return True


async def _tell(visit: Visit, print_: SlipPrint) -> views.AnyIntent:
    """Say in the strip whether the ticket came out, as soon as that is known."""
    if print_.printing == "printing":
        visit.screen.decorate(strip=Message(id="strip.printing"))
        await print_.settle()
    shown = Message(id="strip.ticket_printed") if print_.printing == "printed" else Message(id="strip.note_the_number")
    visit.screen.decorate(strip=shown)
    return await asyncio.Future()
