"""A receipt's code before the scanner opens its application; another's, or none, is said and opens nothing."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest

from devices.model import DeviceClass
from kiosk import views
from kiosk.central.types import Application, Receipt
from kiosk.journey import track
from kiosk.receipts.tracking import Tracked, application_code, read_code
from kiosk.screen import Screen
from kiosk.views import Chrome, Text
from kiosk.visit import Facilities, Visit
from tests.kiosk.test_screen import MovedClock, Shown

MINE = Application(
    number="NN2611240000010",
    item="CRD-006",
    name=Text(zh="社保卡挂失"),
    state="SUBMITTED",
    state_text=Text(zh="已提交"),
    submitted_at="2026-11-24",
)


class Scanner:
    def __init__(self) -> None:
        self.shown: asyncio.Queue[str] = asyncio.Queue()
        self.codes = self

    def usable(self, wanted: DeviceClass) -> bool:
        return wanted is DeviceClass.CODE_SCANNER

    async def next(self) -> str:
        return await self.shown.get()

    async def find_submission(self, reference: str) -> Receipt | None:
        known = {"K0123456789ABC$": MINE.number, "KAAAAAAAAAAAAA$": "NN2611249999999"}
        number = known.get(reference)
        return None if number is None else Receipt(application_number=number, reference=reference)


@pytest.fixture
def scanner() -> Scanner:
    return Scanner()


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    async def detail(_visit: Visit, application: Application) -> None:
        found.append(application.number)

    monkeypatch.setattr(track, "_detail", detail)
    return found


@pytest.mark.parametrize(
    ("code", "opens"),
    [
        (application_code(MINE.number), True),
        ("HRSS1;N=NN2611240000010;R=K0123456789ABC$", True),
        ("HRSS1;R=K0123456789ABC$", True),  # kept when it was printed, received since
        ("HRSS1;R=KAAAAAAAAAAAAA$", False),  # somebody else's
        ("HRSS1;N=NN2611249999999", False),
        ("HRSS1;R=KBBBBBBBBBBBBB$", False),
        ("https://example.cn", False),
    ],
)
async def test_a_code_opens_ones_own_application_alone(
    scanner: Scanner, shown: Shown, opened: list[str], code: str, opens: bool
) -> None:
    clock = MovedClock()
    facilities = SimpleNamespace(clock=clock, equipment=scanner, central=scanner)
    visit = Visit(cast(Facilities, facilities), Screen(shown, clock, Chrome(hall=Text(zh="大厅")), 0))
    listing = asyncio.create_task(track._list(visit, (MINE,)))
    await asyncio.sleep(0)
    assert isinstance(shown.last, views.Track)
    assert shown.last.scan == views.Message(id="track.show_receipt")
    scanner.shown.put_nowait(code)
    for _ in range(40):
        await asyncio.sleep(0)
    assert opened == ([MINE.number] if opens else [])
    assert isinstance(shown.last, views.Track)
    assert shown.last.scan == views.Message(id="track.show_receipt" if opens else "track.not_yours")
    listing.cancel()


def test_a_slips_code_reads_back_what_was_written() -> None:
    assert read_code(application_code("NN1")) == Tracked(number="NN1")
    assert read_code("HRSS1;;=;N=A;R=B=C") == Tracked(number="A", reference="B=C")
    assert read_code("HRSS2;N=A") is None
