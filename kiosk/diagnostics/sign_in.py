"""The PIN pad: every try is counted before it is judged, and judged in a thread."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk import views
from kiosk.audit.writer import AuditWriter
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.screen import Screen
from kiosk.staff import pin_file
from kiosk.staff.lock import FREE_TRIES, LOCKED_AT, Lock

log = logger("staff")

TICK_S = 1.0


@dataclass(frozen=True, slots=True)
class Guard:
    """What keeps others out: the PIN's file, the lock, the log, and the reader of staff cards where one is fitted."""

    pin_file: Path
    lock: Lock
    audit: AuditWriter
    next_card: Callable[[], Awaitable[str]] | None = None


async def sign_in(screen: Screen, guard: Guard) -> bool:
    """Whether staff came in; False where they went back."""
    try:
        known = await asyncio.to_thread(pin_file.load, guard.pin_file)
    except pin_file.PinFileError as error:
        log.error("staff.no_pin", error=type(error).__name__)
        await guard.audit.note("staff.refused", "failure", reason="no_pin")
        await screen.notice("no_pin", "trouble", ("return",))
        return False
    cards: asyncio.Queue[str] = asyncio.Queue()
    reading = None
    if known.cards and guard.next_card is not None:
        reading = asyncio.create_task(_read_cards(guard.next_card, cards))
    try:
        return await _ask(screen, guard, known, cards, with_card=reading is not None)
    finally:
        if reading is not None:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


async def _ask(
    screen: Screen, guard: Guard, known: pin_file.PinFile, cards: asyncio.Queue[str], *, with_card: bool
) -> bool:
    screen.show(views.DiagnosticsPin, card=with_card, **_standing(guard.lock, wrong=False))
    wrong = False
    while True:
        match await first(screen.answer(), cards.get(), _tick()):
            case views.Back():
                return False
            case views.Submit(values=values) if guard.lock.state().may_try:
                allowed = await _judge(screen, guard, known.is_pin, values.get("pin", ""))
            case str() as number if guard.lock.state().may_try:
                allowed = await _judge(screen, guard, known.is_card, number)
            case _:
                screen.update(judging=False, **_standing(guard.lock, wrong=wrong))
                continue
        if allowed:
            return True
        wrong = True
        screen.show(views.DiagnosticsPin, card=with_card, **_standing(guard.lock, wrong=wrong))


async def _judge(screen: Screen, guard: Guard, is_right: Callable[[str], bool], given: str) -> bool:
    if not guard.lock.count():
        return False
    screen.update(judging=True)
    if await asyncio.to_thread(is_right, given):
        guard.lock.right()
        await guard.audit.note("staff.entered", "success")
        return True
    state = guard.lock.state()
    await guard.audit.note("staff.refused", "refused", attempt=state.wrong, reason="locked" if state.locked else "pin")
    return False


def _standing(lock: Lock, *, wrong: bool) -> dict[str, object]:
    state = lock.state()
    until_wait = FREE_TRIES - state.wrong if state.wrong < FREE_TRIES else 1
    return {
        "wrong": wrong,
        "tries_left": min(until_wait, LOCKED_AT - state.wrong),
        "wait_s": math.ceil(state.wait_s),
        "locked": state.locked,
    }


async def _read_cards(next_card: Callable[[], Awaitable[str]], cards: asyncio.Queue[str]) -> None:
    while True:
        cards.put_nowait(await next_card())


async def _tick() -> None:
    await asyncio.sleep(TICK_S)
