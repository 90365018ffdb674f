"""What brings the citizen here: a life event, then a service of it, as the central's catalogue has them."""

from __future__ import annotations

from datetime import datetime

from kiosk import views
from kiosk.central.cache import KnownCatalogue
from kiosk.central.types import Item, LifeEvent, Problem, Unreachable
from kiosk.journey.marks import at
from kiosk.journey.waiting import SOON_S, waiting
from kiosk.logging import logger
from kiosk.receipts import masked_name
from kiosk.views import Message, Tile
from kiosk.visit import Level, Step, Visit

log = logger("services")


async def life_events(visit: Visit) -> Step | None:
    at(visit, "choose")
    visit.forget_application()
    if _session_over(visit):
        visit.forget_session()
        # A code cannot be shown to the central twice: who came by one shows it anew.
        return Step.PLACE_CARD if visit.person is not None and visit.person.document == "ecard" else Step.FACE
    catalogue = await waiting(visit, "services.looking_up", _catalogue(visit), after_s=SOON_S)
    at(visit, "choose")
    if catalogue is None:
        return await _nothing_to_offer(visit)
    tiles = tuple(
        Tile(id=event.id, icon=event.icon, name=event.name, summary=event.summary)
        for event in catalogue.catalogue.life_events
    )
    assert visit.person is not None
    match await visit.screen.ask(
        views.Services, title=Message(id="services.what_brings_you"), tiles=tiles, person=masked_name(visit.person.name)
    ):
        case views.Choose(choice=choice):
            event = next((each for each in catalogue.catalogue.life_events if each.id == choice), None)
            if event is not None and event.kind == "track":
                return Step.TRACK
            if event is not None:
                return await _service(visit, catalogue, event)
        case views.Back():
            return Step.CONFIRM_IDENTITY
    return Step.LIFE_EVENTS


def _session_over(visit: Visit) -> bool:
    """Whether the central keeps this session no longer: it would answer nothing more, and take no application."""
    if visit.session is None:
        return False
    return datetime.fromisoformat(visit.session.expires_at) <= visit.facilities.clock.now()


async def _service(visit: Visit, catalogue: KnownCatalogue, event: LifeEvent) -> Step | None:
    """Choose one service of a life event; a single open one is chosen already."""
    items = [item for item in catalogue.catalogue.items if item.code in event.items]
    while True:
        tiles = tuple(
            Tile(
                id=item.code,
                icon=item.icon,
                name=item.name,
                summary=item.summary,
                closed=_closed(visit, catalogue, item),
            )
            for item in items
        ) + tuple(
            Tile(
                id=other.code,
                icon=event.icon,
                name=other.name,
                summary=other.where,
                closed=Message(id="services.at_the_desk"),
            )
            for other in event.elsewhere
        )
        if not tiles:
            await visit.screen.notice("no_services", "staff", ("return",))
            return Step.LIFE_EVENTS
        intent = await visit.screen.ask(
            views.Services, title=Message(id="services.which"), tiles=tiles, person=_masked(visit)
        )
        if not isinstance(intent, views.Choose):
            return Step.LIFE_EVENTS
        item = next((each for each in items if each.code == intent.choice), None)
        if item is None or _closed(visit, catalogue, item) is not None:
            continue
        visit.item = item
        if visit.level < Level(item.least_level):
            return await _level_too_low(visit)
        await _learn(visit)
        return Step.FORM


def _closed(visit: Visit, catalogue: KnownCatalogue, item: Item) -> Message | None:
    """Why a service cannot be had here and now; None where it can."""
    if visit.session is not None:
        return None
    if item.offline == "accept" and catalogue.young_enough(item, visit.facilities.clock.now()):
        return None
    return Message(id="services.closed_offline")


async def _level_too_low(visit: Visit) -> Step | None:
    chosen = await visit.screen.notice("assurance_too_low", "staff", ("staff", "return"), safe=True)
    return Step.STAFF if chosen == "staff" else Step.LIFE_EVENTS


async def _catalogue(visit: Visit) -> KnownCatalogue | None:
    try:
        return await visit.facilities.central.catalogue()
    except (Unreachable, Problem) as error:
        log.warning("catalogue.none", error=type(error).__name__)
        return None


async def _nothing_to_offer(visit: Visit) -> Step | None:
    chosen = await visit.screen.notice("central_down", "offline", ("again", "staff", "leave"))
    following = {"again": Step.LIFE_EVENTS, "staff": Step.STAFF, "back": Step.CONFIRM_IDENTITY}
    return following.get(chosen, Step.FAREWELL)


async def _learn(visit: Visit) -> None:
    """What the departments know already, so that it need not be asked."""
    if visit.session is None or visit.known:
        return
    try:
        known = visit.facilities.central.person(visit.session.session)
        visit.known.update(await waiting(visit, "services.fetching_known", known))
    except (Unreachable, Problem) as error:
        log.warning("person.nothing_known", error=type(error).__name__)


def _masked(visit: Visit) -> str:
    return masked_name(visit.person.name) if visit.person else ""
