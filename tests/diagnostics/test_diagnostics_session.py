"""Staff before the screen: the PIN pad and its lock, the way in from a visit, the way out when nobody touches it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from diagnostics_clock import MovedClock

from kiosk import views
from kiosk.core import Core
from kiosk.diagnostics import sign_in as module
from kiosk.diagnostics.session import PIN_PAD_S, Backstage, StaffSession
from kiosk.diagnostics.sign_in import Guard, sign_in
from kiosk.screen import Screen
from kiosk.staff import pin_file
from kiosk.staff.lock import LOCKED_AT, Lock
from kiosk.visit import Outcome

PIN = "482915"


class Audit:
    def __init__(self) -> None:
        self.noted: list[tuple[str, str, dict[str, Any]]] = []

    async def note(self, event: str, disposition: str, **fields: Any) -> bool:
        self.noted.append((event, disposition, fields))
        return True

    @property
    def events(self) -> list[str]:
        return [event for event, _, _ in self.noted]


class Room:
    """A screen with a PIN pad behind it."""

    def __init__(self, folder: Path, next_card: Callable[[], Any] | None = None) -> None:
        self.clock = MovedClock()
        self.shown: list[views.View] = []
        self.screen = Screen(self, self.clock, views.Chrome(hall=views.Text(zh="大厅")), 0)
        self.audit = Audit()
        self.lock = Lock(folder, self.clock)
        self.file = folder / "pin"
        pin_file.save(self.file, pin_file.made_from(PIN).with_card("STAFF-0007"))
        self.guard = Guard(self.file, self.lock, self.audit, next_card)  # type: ignore[arg-type]

    def publish(self, view: views.View) -> None:
        self.shown.append(view)

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110  many small things may make it true
                await asyncio.sleep(0.001)

    @property
    def pad(self) -> views.DiagnosticsPin:
        assert isinstance(self.shown[-1], views.DiagnosticsPin)
        return self.shown[-1]

    async def enter(self, pin: str) -> None:
        await self.until(lambda: isinstance(self.shown[-1], views.DiagnosticsPin) and not self.pad.judging)
        self.clock.seconds += 1.0
        number = self.pad.number
        self.screen.receive(views.Submit(view=number, values={"pin": pin}))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pin_file, "_MEMORY_KIB", 64)
    monkeypatch.setattr(pin_file, "_ITERATIONS", 1)
    monkeypatch.setattr(module, "TICK_S", 0.005)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


async def test_the_right_pin_lets_in(room: Room) -> None:
    entering = asyncio.create_task(sign_in(room.screen, room.guard))
    await room.until(lambda: room.shown)
    await room.enter(PIN)
    assert await entering
    assert room.audit.events == ["staff.entered"]


async def test_wrong_pins_are_counted_shown_and_audited(room: Room) -> None:
    entering = asyncio.create_task(sign_in(room.screen, room.guard))
    await room.until(lambda: room.shown)
    for left in (4, 3, 2, 1):
        await room.enter("000000")
        await room.until(lambda left=left: room.pad.wrong and room.pad.tries_left == left)
    await room.enter("000000")
    await room.until(lambda: room.pad.wait_s > 0)
    tried = len(room.audit.noted)
    await room.enter(PIN)  # within the wait not even the right one is judged
    await asyncio.sleep(0.05)
    assert len(room.audit.noted) == tried
    room.clock.seconds += 20
    await room.until(lambda: room.pad.wait_s == 0)
    await room.enter(PIN)
    assert await entering
    attempts = [fields["attempt"] for event, _, fields in room.audit.noted if event == "staff.refused"]
    assert attempts == [1, 2, 3, 4, 5]


async def test_a_locked_pad_says_so_and_judges_nothing(room: Room) -> None:
    for _ in range(LOCKED_AT):
        room.clock.seconds += room.lock.state().wait_s
        room.lock.count()
    entering = asyncio.create_task(sign_in(room.screen, room.guard))
    await room.until(lambda: room.shown and room.pad.locked)
    await room.enter(PIN)
    await asyncio.sleep(0.05)
    assert not entering.done()
    entering.cancel()


async def test_a_staff_card_serves_as_well_and_is_counted_like_a_pin(tmp_path: Path) -> None:
    cards: asyncio.Queue[str] = asyncio.Queue()
    room = Room(tmp_path, cards.get)
    entering = asyncio.create_task(sign_in(room.screen, room.guard))
    await room.until(lambda: room.shown and room.pad.card)
    cards.put_nowait("SOMEBODY")
    await room.until(lambda: room.pad.wrong)
    cards.put_nowait("STAFF-0007")
    assert await entering
    assert room.audit.events == ["staff.refused", "staff.entered"]


async def test_without_a_pin_file_nobody_comes_in(room: Room) -> None:
    room.file.unlink()
    entering = asyncio.create_task(sign_in(room.screen, room.guard))
    await room.until(lambda: room.shown)
    assert isinstance(room.shown[-1], views.Notice)
    room.clock.seconds += 1.0
    room.screen.receive(views.Choose(view=room.shown[-1].number, choice="return"))
    assert not await entering


async def test_a_pad_that_nobody_touches_goes_away(room: Room, tmp_path: Path) -> None:
    backstage = Backstage(None, None, room.guard, room.clock, tmp_path, tmp_path, 600.0)  # type: ignore[arg-type]
    session = object.__new__(StaffSession)
    session._screen, session._stage, session._in = room.screen, backstage, False
    running = asyncio.create_task(session.run())
    await room.until(lambda: room.shown)
    room.clock.seconds += PIN_PAD_S + 1
    assert await running is Outcome.IDLE
    assert room.audit.noted == []


def core_with(backstage: object) -> Core:
    display, recognition = SimpleNamespace(), SimpleNamespace()
    return Core(SimpleNamespace(recognition=recognition), display, None, None, backstage)  # type: ignore[arg-type]


async def test_the_gesture_ends_the_visit_under_way() -> None:
    core = core_with(object())
    visit = asyncio.create_task(asyncio.sleep(60))
    core._visit = visit  # type: ignore[assignment]
    core._intent(views.Knock(view=3))
    await asyncio.gather(visit, return_exceptions=True)
    assert visit.cancelled()
    assert core._ending is Outcome.STAFF


async def test_without_a_staff_section_the_gesture_is_nothing() -> None:
    core = core_with(None)
    visit = asyncio.create_task(asyncio.sleep(60))
    core._visit = visit  # type: ignore[assignment]
    core._intent(views.Knock(view=3))
    await asyncio.sleep(0)
    assert not visit.cancelling()
    visit.cancel()
