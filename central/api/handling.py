"""The routes of handling in one place, and what a central needs for it."""

from __future__ import annotations

from fastapi import APIRouter

from central.applications import clocks
from central.parts import Central
from central.payments import sending as sending  # its tasks are known by being read

router = APIRouter()


def install(central: Central) -> None:
    """Before the first request: the calendar for every transaction."""
    clocks.install(central.database.info, central.calendar)
