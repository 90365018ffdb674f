"""Waiting for the central with a screen up that can be left."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, TypeVar

from kiosk import views
from kiosk.racing import first
from kiosk.views import Message
from kiosk.visit import Visit

T = TypeVar("T")
SOON_S = 0.4
"""What is mostly there at once leaves the screen as it is for so long: a screen that flashes is read as a fault."""


async def waiting(visit: Visit, title: str, work: Coroutine[Any, Any, T], *, after_s: float = 0.0) -> T:
    """The result of `work`; the screen says what is done, after `after_s` seconds. Raises `Left` where the citizen
    leaves."""
    return await first(work, _busy(visit, title, after_s))


async def _busy(visit: Visit, title: str, after_s: float) -> Any:
    if after_s:
        await visit.facilities.clock.sleep(after_s)
    visit.screen.prepare(can_back=False)
    visit.screen.show(views.Busy, title=Message(id=title))
    while True:
        await visit.screen.answer()
