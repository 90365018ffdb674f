"""The central slow, or its session over: a visit can still be left, and goes on in a new session."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from kiosk import views
from kiosk.central.types import Catalogue, KnownValue, LifeEvent, Session
from kiosk.journey.services import life_events
from kiosk.journey.waiting import waiting
from kiosk.screen import Left, Screen
from kiosk.views import Chrome, Text
from kiosk.visit import Facilities, Level, Person, Step, Visit
from tests.kiosk.test_screen import MovedClock, Shown


class Central:
    async def catalogue(self) -> SimpleNamespace:
        event = LifeEvent(id="lost_job", name=Text(zh="失业了"))
        return SimpleNamespace(catalogue=Catalogue(version="1", life_events=(event,), items=()))


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def visit(shown: Shown) -> Visit:
    clock = MovedClock()
    facilities = SimpleNamespace(clock=clock, central=Central())
    visit = Visit(cast(Facilities, facilities), Screen(shown, clock, Chrome(hall=Text(zh="大厅"), can_leave=True), 0))
    visit.person = Person(document="chip", name="韦志强", id_number="45012119850618997X", fields={})
    return visit


async def steps(times: int = 20) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


async def test_waiting_for_the_central_can_be_left(visit: Visit, shown: Shown) -> None:
    ended: list[str] = []

    async def slow() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("slow")

    task = asyncio.create_task(waiting(visit, "track.looking_up", slow()))
    await steps()
    assert isinstance(shown.last, views.Busy)
    visit.screen.receive(views.Leave(view=shown.last.number))
    with pytest.raises(Left):
        await task
    assert ended == ["slow"]


async def test_what_is_there_at_once_leaves_the_screen_as_it_is_and_what_is_slow_does_not(
    visit: Visit, shown: Shown
) -> None:
    async def quick() -> str:
        return "there"

    visit.screen.show(views.Privacy)
    assert await waiting(visit, "services.looking_up", quick(), after_s=0.4) == "there"
    assert isinstance(shown.last, views.Privacy)
    slow = asyncio.create_task(waiting(visit, "services.looking_up", asyncio.sleep(3600), after_s=0.4))
    await steps()
    assert isinstance(shown.last, views.Privacy)
    cast(MovedClock, visit.facilities.clock).seconds += 0.5
    await steps()
    assert isinstance(shown.last, views.Busy)
    assert shown.last.chrome.can_leave
    slow.cancel()


async def test_who_came_by_a_code_shows_it_anew_when_the_session_is_over(visit: Visit) -> None:
    assert visit.person is not None
    visit.person.document = "ecard"
    expires = datetime.fromtimestamp(-1, UTC).isoformat()
    visit.session = Session(session="s1", known=True, name_matches=True, expires_at=expires)
    assert await life_events(visit) is Step.PLACE_CARD


async def test_an_ended_session_is_opened_and_checked_anew(visit: Visit, shown: Shown) -> None:
    expires = datetime.fromtimestamp(1800, UTC).isoformat()
    visit.session = Session(session="s1", known=True, name_matches=True, expires_at=expires)
    visit.level = Level.L3
    visit.known["phone"] = KnownValue(value="19900000025")
    offering = asyncio.create_task(life_events(visit))
    await steps()
    assert isinstance(shown.last, views.Services)
    offering.cancel()
    cast(MovedClock, visit.facilities.clock).seconds = 1801
    assert await life_events(visit) is Step.FACE
    assert visit.session is None
    assert visit.level == Level.L0
    assert not visit.known
