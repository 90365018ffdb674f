"""Track my applications: the list, one application's course, and a slip of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from devices.model import DeviceClass
from kiosk import receipts, views
from kiosk.central.types import Application, Problem, Unreachable
from kiosk.journey.marks import at
from kiosk.journey.printing import PagesPrint, SlipPrint, answer_or_outcome
from kiosk.journey.submit import timeline
from kiosk.journey.waiting import SOON_S, waiting
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.receipts.tracking import Tracked, read_code
from kiosk.views import Action, ApplicationSummary, Message
from kiosk.visit import Level, Step, Visit

log = logger("track")

PAGES_TITLE = "Statement of progress"
"""What a printer's queue shows of a statement: nothing of whose it is."""


async def track(visit: Visit) -> Step | None:
    at(visit, "choose")
    if visit.session is None:
        chosen = await visit.screen.notice("central_down", "offline", ("return", "staff"), safe=True)
        return Step.STAFF if chosen == "staff" else Step.LIFE_EVENTS
    if visit.level < Level.L1:
        chosen = await visit.screen.notice("assurance_too_low", "staff", ("staff", "return"))
        return Step.STAFF if chosen == "staff" else Step.LIFE_EVENTS
    try:
        applications = await waiting(
            visit, "track.looking_up", visit.facilities.central.applications(visit.session.session)
        )
    except (Unreachable, Problem) as error:
        log.warning("track.failed", error=type(error).__name__)
        at(visit, "choose")
        chosen = await visit.screen.notice("central_down", "offline", ("again", "return"), safe=True)
        return Step.TRACK if chosen == "again" else Step.LIFE_EVENTS
    return await _list(visit, applications)


async def _list(visit: Visit, applications: tuple[Application, ...]) -> Step | None:
    known = {each.number: each for each in applications}
    with_code = visit.facilities.equipment.usable(DeviceClass.CODE_SCANNER)
    guidance: Message | None = None
    while True:
        at(visit, "choose")
        visit.screen.show(
            views.Track,
            scan=(guidance or Message(id="track.show_receipt")) if with_code else None,
            applications=tuple(
                ApplicationSummary(
                    number=each.number, name=each.name, state=each.state_text, submitted=each.submitted_at[:10]
                )
                for each in applications
            ),
        )
        match await first(visit.screen.answer(), _scanned(visit, with_code)):
            case views.Choose(choice="finish"):
                return Step.FAREWELL
            case views.Choose(choice=choice):
                guidance = None
                if choice in known and await _detail(visit, known[choice]):
                    return Step.FAREWELL
            case Tracked() as code:
                visit.screen.alive()
                guidance = Message(id="track.not_yours")
                found = await _of_code(visit, known, code)
                if found is not None:
                    guidance = None
                    if await _detail(visit, found):
                        return Step.FAREWELL
            case views.Back():
                return Step.LIFE_EVENTS
            case _:
                pass


async def _scanned(visit: Visit, with_code: bool) -> Tracked:
    """Wait for a receipt's code; another code names nothing here."""
    while with_code:
        code = read_code(await visit.facilities.equipment.codes.next())
        return code or Tracked()
    return await asyncio.Future()


async def _of_code(visit: Visit, known: Mapping[str, Application], code: Tracked) -> Application | None:
    """The citizen's application that a receipt names; by its reference where it had no number yet."""
    if code.number in known:
        return known[code.number]
    if not code.reference:
        return None
    try:
        looked_up = visit.facilities.central.find_submission(code.reference)
        received = await waiting(visit, "track.looking_up", looked_up, after_s=SOON_S)
    except (Unreachable, Problem) as error:
        log.warning("track.code_not_found", error=type(error).__name__)
        return None
    return known.get(received.application_number) if received is not None else None


async def _detail(visit: Visit, application: Application) -> bool:
    """One application; whether the citizen is done with it all."""
    assert visit.person is not None
    slip = receipts.tracked(
        visit.facilities.config,
        visit.screen.chrome.language,
        visit.facilities.clock.now().astimezone(),
        visit.person.name,
        application,
    )
    print_, pages = SlipPrint(visit, slip), PagesPrint(visit, PAGES_TITLE, _statement(visit, application))
    visit.screen.show(
        views.TrackDetail,
        application=application.number,
        service=application.name,
        state=application.state_text,
        timeline=timeline(application.timeline),
        actions=_actions(print_, pages),
    )
    while True:
        match await answer_or_outcome(visit, print_, pages):
            case views.Choose(choice="print" | "reprint"):
                print_.begin()
            case views.Choose(choice="print_pages"):
                pages.begin()
            case views.Choose(choice=choice):
                return choice == "finish"
            case views.Back():
                return False
            case _:
                pass
        visit.screen.update(printing=print_.printing, pages=pages.printing, actions=_actions(print_, pages))


def _statement(visit: Visit, application: Application) -> Callable[[], bytes]:
    """What sets the A4 statement, once it is wanted; it holds what it needs, for the visit may be over by then."""
    facilities, person = visit.facilities, visit.person
    assert person is not None
    language, now = visit.screen.chrome.language, facilities.clock.now()
    name, id_number = person.name, person.id_number

    def make() -> bytes:
        from kiosk.pages import statement  # half a second that no first screen waits for

        return statement(facilities.config, language, now, name, id_number, application)

    return make


def _actions(print_: SlipPrint, pages: PagesPrint) -> tuple[Action, ...]:
    back = Action(id="return", label=Message(id="action.return"), primary=True)
    slip = (Action(id="print", label=Message(id="action.print")),) if print_.printing == "none" else print_.actions()
    # With paper in the hand or on its way, the end is near, and with it the reminder to take it.
    paper = print_.printing != "none" or pages.printing != "none"
    finish = (Action(id="finish", label=Message(id="action.finish")),) if paper else ()
    return (back, *slip, *pages.actions(), *finish)
