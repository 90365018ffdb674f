"""The routes of handling in one place, and what a central needs for it."""

from __future__ import annotations

from fastapi import APIRouter

from central import pruning as pruning  # what is done by tasks and by the clock is known by being read
from central.api import allocation, applicants, events, notifications, tasks
from central.applications import by_the_clock as by_the_clock
from central.applications import clocks
from central.parts import Central
from central.payments import sending as sending

router = APIRouter()
for module in (applicants, allocation, events, notifications, tasks):
    router.include_router(module.router)


def install(central: Central) -> None:
    """Before the first request: the calendar for every transaction."""
    clocks.install(central.database.info, central.calendar)
