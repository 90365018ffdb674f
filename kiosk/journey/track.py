"""Track my applications: the list, one application's course, and a slip of it."""

from __future__ import annotations

from kiosk import receipts, views
from kiosk.central.types import Application, Problem, Unreachable
from kiosk.journey.marks import at
from kiosk.journey.printing import SlipPrint
from kiosk.journey.submit import timeline
from kiosk.journey.waiting import waiting
from kiosk.logging import logger
from kiosk.views import Action, ApplicationSummary, Message
from kiosk.visit import Level, Step, Visit

log = logger("track")


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
    while True:
        at(visit, "choose")
        intent = await visit.screen.ask(
            views.Track,
            applications=tuple(
                ApplicationSummary(
                    number=each.number, name=each.name, state=each.state_text, submitted=each.submitted_at[:10]
                )
                for each in applications
            ),
        )
        match intent:
            case views.Choose(choice="finish"):
                return Step.FAREWELL
            case views.Choose(choice=choice):
                chosen = next((each for each in applications if each.number == choice), None)
                if chosen is not None:
                    await _detail(visit, chosen)
            case views.Back():
                return Step.LIFE_EVENTS
            case _:
                pass


async def _detail(visit: Visit, application: Application) -> None:
    assert visit.person is not None
    slip = receipts.tracked(
        visit.facilities.config,
        visit.screen.chrome.language,
        visit.facilities.clock.now().astimezone(),
        visit.person.name,
        application,
    )
    print_ = SlipPrint(visit, slip)
    visit.screen.show(
        views.TrackDetail,
        application=application.number,
        service=application.name,
        state=application.state_text,
        timeline=timeline(application.timeline),
        actions=_actions(print_),
    )
    while True:
        match await print_.answer_or_outcome():
            case views.Choose(choice="print" | "reprint"):
                print_.begin()
            case views.Choose() | views.Back():
                return
            case _:
                pass
        visit.screen.update(printing=print_.printing, actions=_actions(print_))


def _actions(print_: SlipPrint) -> tuple[Action, ...]:
    back = Action(id="return", label=Message(id="action.return"), primary=True)
    if print_.printing == "none":
        return (back, Action(id="print", label=Message(id="action.print")))
    return (back, *print_.actions())
