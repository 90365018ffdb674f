"""Cards that change, cannot be read, name nobody; what was found out of one holder is not another's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from devices.interfaces import ChipRecord, DocumentKind
from devices.model import Completion, DeviceClass, DeviceError
from kiosk import views
from kiosk.central.types import KnownValue, Session
from kiosk.journey.identify import confirm_identity, place_card
from kiosk.readers.lamps import Lamps
from kiosk.readers.mat import Mat
from kiosk.screen import Screen
from kiosk.views import Chrome, Text
from kiosk.vision import messages
from kiosk.vision.task import CannotBegin
from kiosk.vision.tasks import CheckFace
from kiosk.visit import Facilities, Level, Person, Step, Visit
from tests.kiosk.test_screen import MovedClock, Shown

WEI = Person(document="chip", name="韦志强", id_number="45012119850618997X", fields={})
SESSION = Session(session="s1", known=True, name_matches=True, expires_at="2026-11-23T10:00:00Z")


class Readers:
    """A scanner and a chip reader that say what a test scripts; they then wait for ever."""

    def __init__(self) -> None:
        self.rings = Path("rings")
        self.working = {DeviceClass.DOCUMENT_CAMERA, DeviceClass.CHIP_READER}
        self.mat = Mat()
        self.chip = self
        self.lamps = Lamps(None, ())
        self.scanned: list[list[messages.AnyEvent]] = []
        self.chips: list[ChipRecord | DeviceError] = []

    def hopeful(self, wanted: DeviceClass) -> bool:
        return wanted in self.working

    usable = hopeful

    async def changed(self) -> None:
        await asyncio.Event().wait()

    async def next(self, _on_lying: Callable[[], None]) -> ChipRecord:
        if not self.chips:
            await asyncio.Event().wait()
        found = self.chips.pop(0)
        if isinstance(found, DeviceError):
            raise found
        return found

    @asynccontextmanager
    async def task(self, _make: Callable[[int], Any]) -> AsyncIterator[AsyncIterator[messages.AnyEvent]]:
        script = self.scanned.pop(0) if self.scanned else []

        async def events() -> AsyncIterator[messages.AnyEvent]:
            for event in script:
                yield event
            await asyncio.Event().wait()

        yield events()


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def readers() -> Readers:
    return Readers()


@pytest.fixture
def visit(shown: Shown, readers: Readers) -> Visit:
    clock = MovedClock()
    facilities = SimpleNamespace(clock=clock, equipment=readers, recognition=readers)
    return Visit(cast(Facilities, facilities), Screen(shown, clock, Chrome(hall=Text(zh="大厅")), 0))


def chip(name: str = "黄小妹", id_number: str = "450121199503072220") -> ChipRecord:
    record = SimpleNamespace(name=name, sex="女", ethnicity="壮", birth_date="19950307", address="x", issuer="x")
    record.__dict__.update(id_number=id_number, valid_from="20200101", valid_to="20400101", kind=None)
    return cast(ChipRecord, record)


def read(**fields: str) -> messages.DocumentRead:
    values = {name: messages.ReadField(value=value, confidence=0.9) for name, value in fields.items()}
    return messages.DocumentRead(task=1, kind="resident", side="front", fields=values, problems=(), has_photo=True)


async def steps(times: int = 30) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


async def test_what_was_found_out_of_one_holder_is_not_the_next_cards(visit: Visit, readers: Readers) -> None:
    visit.person, visit.level, visit.session = WEI, Level.L3, SESSION
    visit.known["phone"] = KnownValue(value="19900000025")
    visit.answers["phone"] = "19900000025"
    readers.chips = [chip()]
    assert await place_card(visit) is Step.CONFIRM_IDENTITY
    assert visit.person is not None
    assert visit.person.name == "黄小妹"
    assert visit.session is None
    assert visit.level == Level.L0
    assert not visit.known
    assert not visit.answers


@pytest.mark.parametrize(
    ("kind", "id_number"),
    [
        (DocumentKind.HMT, "810000199203089968"),
        (DocumentKind.FOREIGNER_2017, "DEU450088021499"),
        (DocumentKind.FOREIGNER_2023, "945704199107149980"),
    ],
)
async def test_the_chips_of_others_than_residents_are_met(
    visit: Visit, readers: Readers, kind: DocumentKind, id_number: str
) -> None:
    readers.chips = [
        ChipRecord(kind, "李嘉欣", "女", "19920308", id_number, "20230601", "20280601", permit_number="H99600001")
    ]
    assert await place_card(visit) is Step.CONFIRM_IDENTITY
    assert visit.person is not None
    assert (visit.person.document, visit.person.id_number, visit.person.warnings) == ("chip", id_number, ())


@pytest.mark.parametrize(("level", "following"), [(Level.L2, Step.LIFE_EVENTS), (Level.L0, Step.FACE)])
async def test_a_face_that_was_checked_is_not_checked_again_for_going_back(
    visit: Visit, shown: Shown, level: Level, following: Step
) -> None:
    visit.person, visit.level, visit.session = WEI, level, SESSION
    confirming = asyncio.create_task(confirm_identity(visit))
    await steps()
    visit.screen.receive(views.Choose(view=shown.last.number, choice="yes"))
    assert await confirming is following


async def test_a_reading_without_a_number_is_not_offered_for_confirmation(
    visit: Visit, shown: Shown, readers: Readers
) -> None:
    readers.scanned = [[read(name="韦志强"), read(name="韦志强", id_number="")]]
    placing = asyncio.create_task(place_card(visit))
    await steps()
    assert isinstance(shown.last, views.PlaceCard)
    assert shown.last.guidance.id == "document.blurred"
    assert not placing.done()
    placing.cancel()


async def test_the_scanner_is_tried_again_after_its_picture_was_lost(visit: Visit, readers: Readers) -> None:
    readers.scanned = [
        [messages.Failed(task=1, reason="camera_lost")],
        [read(name="韦志强", id_number="45012119850618997X")],
    ]
    placing = asyncio.create_task(place_card(visit))
    await steps()
    cast(MovedClock, visit.facilities.clock).seconds += 5
    assert await placing is Step.CONFIRM_IDENTITY


async def test_a_chip_that_cannot_be_read_leaves_screen_and_scanner_as_they_are(
    visit: Visit, shown: Shown, readers: Readers
) -> None:
    readers.chips = [DeviceError(Completion.HARDWARE_ERROR, "card_moved"), chip()]
    readers.scanned = [[]]
    placing = asyncio.create_task(place_card(visit))
    await steps()
    assert isinstance(shown.last, views.PlaceCard)
    assert shown.last.guidance.id == "identify.card_moved"
    assert shown.last.number == 1
    cast(MovedClock, visit.facilities.clock).seconds += 5
    assert await placing is Step.CONFIRM_IDENTITY


async def test_back_from_no_way_to_read_a_card_goes_back(visit: Visit, shown: Shown, readers: Readers) -> None:
    readers.working.clear()
    placing = asyncio.create_task(place_card(visit))
    await steps()
    visit.screen.receive(views.Back(view=shown.last.number))
    assert await placing is Step.PRIVACY


def test_the_photograph_of_a_card_scanned_before_is_not_compared_for_a_chip() -> None:
    stale = np.zeros((10, 10, 3), np.uint8)
    with pytest.raises(CannotBegin, match="no_photo_to_compare"):
        CheckFace(messages.CheckFace(task=1, with_document=False), stale, cast(Any, None), 0.5)
