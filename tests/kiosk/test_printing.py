"""A slip is begun once for each wish, and remembered where the citizen goes on before it is out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.interfaces import PrintOutcome, PrintState
from devices.slip import Slip
from kiosk import views
from kiosk.commits import Commits
from kiosk.journey.finish import farewell
from kiosk.journey.printing import SlipPrint
from kiosk.journey.staff import staff
from kiosk.screen import Screen
from kiosk.views import Chrome, Text
from kiosk.visit import Facilities, Visit
from tests.kiosk.test_screen import MovedClock, Shown


class SlowPrinter:
    """Prints when the test says what comes of it."""

    def __init__(self) -> None:
        self.jobs: list[asyncio.Future[PrintOutcome]] = []

    def printer_notice(self) -> None:
        return None

    async def print(self, _slip: Slip) -> PrintOutcome:
        self.jobs.append(asyncio.get_running_loop().create_future())
        return await self.jobs[-1]


class NothingLeft:
    """Nothing lies anywhere."""

    async def give_back(self) -> None:
        pass

    async def lying(self) -> tuple[str, ...]:
        return ()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        yield


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def printer() -> SlowPrinter:
    return SlowPrinter()


@pytest.fixture
def visit(shown: Shown, printer: SlowPrinter, monkeypatch: pytest.MonkeyPatch) -> Visit:
    clock = MovedClock()
    monkeypatch.setattr("kiosk.receipts.ticket", lambda *_: None)
    facilities = SimpleNamespace(
        clock=clock,
        equipment=printer,
        day=SimpleNamespace(leavings=NothingLeft()),
        commits=Commits(),
        config=None,
        tickets=SimpleNamespace(next=lambda _: "A001"),
    )
    return Visit(cast(Facilities, facilities), Screen(shown, clock, Chrome(hall=Text(zh="大厅")), 0))


async def steps(times: int = 20) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


async def test_a_double_tap_prints_once(visit: Visit, printer: SlowPrinter) -> None:
    slip = SlipPrint(visit, cast(Any, None))
    slip.begin()
    slip.begin()
    await steps()
    assert len(printer.jobs) == 1
    printer.jobs[0].set_result(PrintOutcome(PrintState.SENT_UNCONFIRMED))
    await slip.settle()
    await steps()
    assert len(printer.jobs) == 1
    slip.begin()
    await steps()
    assert len(printer.jobs) == 2


@pytest.mark.parametrize(
    ("state", "reminded"), [(None, True), (PrintState.CONFIRMED, True), (PrintState.NOT_SENT, False)]
)
async def test_a_receipt_still_coming_out_is_reminded_of(
    visit: Visit, shown: Shown, printer: SlowPrinter, state: PrintState | None, reminded: bool
) -> None:
    SlipPrint(visit, cast(Any, None)).begin()
    await steps()
    if state is not None:
        printer.jobs[0].set_result(PrintOutcome(state))
        await steps()
    leaving = asyncio.create_task(farewell(visit))
    await steps()
    assert isinstance(shown.last, views.Farewell)
    assert ("receipt" in shown.last.reminders) is reminded
    leaving.cancel()


async def test_a_ticket_need_not_be_waited_for(visit: Visit, shown: Shown, printer: SlowPrinter) -> None:
    sending = asyncio.create_task(staff(visit))
    await steps()
    assert isinstance(shown.last, views.Notice)
    assert shown.last.ticket == "A001"
    assert len(printer.jobs) == 1
    visit.screen.receive(views.Choose(view=shown.last.number, choice="finish"))
    await steps()
    assert sending.done()
