"""Waiting for the central with a screen up that can be left."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, TypeVar

from kiosk import views
from kiosk.racing import first
from kiosk.views import Message
from kiosk.visit import Visit

T = TypeVar("T")


async def waiting(visit: Visit, title: str, work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`; meanwhile the screen says what is done. Raises `Left` where the citizen leaves."""
    visit.screen.prepare(can_back=False)
    visit.screen.show(views.Busy, title=Message(id=title))
    return await first(work, _left(visit))


async def _left(visit: Visit) -> Any:
    while True:
        await visit.screen.answer()
