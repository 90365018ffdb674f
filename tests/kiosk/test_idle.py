"""Idle: warned, extended by one touch, then ended and wiped. The clock is moved by hand."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from kiosk import views
from kiosk.screen import Screen
from kiosk.views import Chrome, Text
from kiosk.visit import Facilities, Outcome, Person, Step, Visit, run
from tests.kiosk.test_screen import MovedClock, Shown

WARNING_S, END_S = 60.0, 30.0


def visiting(shown: Shown, clock: MovedClock) -> Visit:
    limits = SimpleNamespace(visit=SimpleNamespace(idle_warning_s=WARNING_S, idle_end_s=END_S))
    screen = Screen(shown, clock, Chrome(hall=Text(zh="大厅")), 0)
    return Visit(cast(Facilities, SimpleNamespace(config=limits, clock=clock)), screen)


async def ask(visit: Visit) -> Step | None:
    visit.person = Person(document="chip", name="韦志强", id_number="45012119850618997X", fields={})
    await visit.screen.ask(views.Privacy)
    return None


async def steps(times: int = 20) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


async def test_nobody_touches_it_for_so_long_that_the_visit_ends_and_is_wiped() -> None:
    shown, clock = Shown(), MovedClock()
    visit = visiting(shown, clock)
    running = asyncio.create_task(run(visit, cast(Any, {Step.LANGUAGE: ask})))
    await steps()
    clock.seconds = WARNING_S + 1
    await steps()
    assert shown.last.chrome.idle == views.Idle(seconds=30)
    for _ in range(70):
        clock.seconds += 0.5
        await steps(5)
    assert await running is Outcome.IDLE
    assert visit.person is None


async def test_one_touch_extends_it() -> None:
    shown, clock = Shown(), MovedClock()
    visit = visiting(shown, clock)
    running = asyncio.create_task(run(visit, cast(Any, {Step.LANGUAGE: ask})))
    await steps()
    clock.seconds = WARNING_S + 1
    await steps()
    visit.screen.receive(views.Stay(view=0))
    assert shown.last.chrome.idle is None
    clock.seconds += WARNING_S - 5
    await steps()
    assert shown.last.chrome.idle is None
    assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert visit.person is None
