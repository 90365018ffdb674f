"""A card left behind: given back, called for, kept in the end, and told to staff without a word of whose it is."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest
from day_fakes import FakeEquipment, FakeVision, FakeWorker, MovedClock, Shown, Slot, turns

from devices.interfaces import CardPosition
from devices.model import DeviceClass
from kiosk import views
from kiosk.day.found import FoundThings
from kiosk.day.leavings import Leavings
from kiosk.screen import Screen
from kiosk.views import Chrome, Text


class Left:
    """A kiosk after a visit, with a card in the motorised reader."""

    def __init__(self, folder: Path, clock: MovedClock, *, box: bool = True, motor: bool = True) -> None:
        self.slot = Slot(box=box, motor=motor)
        self.slot.where = CardPosition.INSIDE
        self.clock = clock
        self.switched: list[tuple[str, bool]] = []
        contacts = FakeWorker(DeviceClass.CONTACTS, switch=lambda name, on: self.switched.append((name, on)))
        self.equipment = FakeEquipment(self.slot.worker, contacts)
        self.vision = FakeVision()
        self.found = FoundThings(folder / "found.json")
        self.forgotten: list[str] = []
        self.leavings = Leavings(
            cast(Any, self.equipment),
            cast(Any, self.vision),
            clock,
            self.found,
            self.forgotten.append,
            take_card_s=20,
        )
        self.shown = Shown()
        self.screen = Screen(self.shown, clock, Chrome(hall=Text(zh="大厅"), language="en", can_leave=True), 0)

    async def begin(self) -> asyncio.Task[None]:
        task = asyncio.create_task(self.leavings.hand_over(self.screen))
        await turns()
        return task


@pytest.fixture
def left(tmp_path: Path, clock: MovedClock) -> Left:
    return Left(tmp_path, clock)


async def test_a_card_inside_is_ejected_and_its_owner_told_in_their_language(left: Left) -> None:
    task = await left.begin()
    assert left.slot.where is CardPosition.ENTRANCE
    assert isinstance(left.shown.last, views.TakeBack)
    assert left.shown.last.things == ("social_card",)
    assert left.shown.last.chrome.language == "en"
    assert not left.shown.last.chrome.can_leave
    assert ("card", True) in left.switched
    left.slot.where = CardPosition.NONE
    await left.clock.pass_(1)
    await asyncio.wait_for(task, 5)
    assert left.found.things == ()
    assert left.leavings.codes() == ()
    await turns()
    assert left.switched[-1] == ("card", False)


async def test_nobody_comes_there_is_an_alarm_and_the_card_is_kept(left: Left) -> None:
    task = await left.begin()
    await left.clock.pass_(19)
    assert isinstance(left.shown.last, views.TakeBack)
    assert not left.shown.last.alarm
    await left.clock.pass_(3)
    assert isinstance(left.shown.last, views.TakeBack)
    assert left.shown.last.alarm
    assert ("alarm", True) in left.switched
    assert left.slot.where is CardPosition.ENTRANCE
    await left.clock.pass_(11)
    await asyncio.wait_for(task, 5)
    assert "retain" in left.slot.worker.calls
    assert [(each.what, each.device) for each in left.found.things] == [("retained", "card-reader")]
    assert left.forgotten == ["retained"]
    assert left.leavings.codes() == ("card_kept",)
    left.found.fetched()
    assert left.leavings.codes() == ()


async def test_who_comes_back_at_the_alarm_gets_it(left: Left) -> None:
    task = await left.begin()
    await left.clock.pass_(22)
    left.slot.where = CardPosition.NONE
    await left.clock.pass_(1)
    await asyncio.wait_for(task, 5)
    assert "retain" not in left.slot.worker.calls
    assert left.found.things == ()


@pytest.mark.parametrize(("box", "motor"), [(False, True), (False, False)])
async def test_a_reader_without_a_box_leaves_it_and_says_so(
    tmp_path: Path, clock: MovedClock, box: bool, motor: bool
) -> None:
    left = Left(tmp_path, clock, box=box, motor=motor)
    task = await left.begin()
    await clock.pass_(35)
    await asyncio.wait_for(task, 5)
    assert [each.what for each in left.found.things] == ["in_slot"]
    assert left.leavings.codes() == ("card_kept", "card_lying")


async def test_a_touch_takes_no_card_out_of_the_slot(left: Left) -> None:
    task = await left.begin()
    left.screen.receive(views.Choose(view=left.shown.last.number, choice="finish"))
    await left.clock.pass_(3)
    assert not task.done()
    task.cancel()


async def test_an_id_card_on_the_scanner_is_called_for_until_the_mat_is_empty(left: Left) -> None:
    left.slot.where = CardPosition.NONE
    left.equipment.mat.read()
    left.vision.see("lying")
    task = await left.begin()
    assert isinstance(left.shown.last, views.TakeBack)
    assert left.shown.last.things == ("card",)
    await left.clock.pass_(5)
    assert not task.done()
    left.vision.see("no_document")
    await left.clock.pass_(1)
    await asyncio.wait_for(task, 5)
    assert left.forgotten == []
    assert not left.equipment.mat.was_read


async def test_a_touch_is_believed_about_what_lies_open(left: Left) -> None:
    left.slot.where = CardPosition.NONE
    left.equipment.mat.read()
    left.vision.see("lying")
    task = await left.begin()
    left.screen.receive(views.Choose(view=left.shown.last.number, choice="finish"))
    await left.clock.pass_(1)
    await asyncio.wait_for(task, 5)


async def test_an_id_card_that_stays_is_told_to_whoever_comes_until_it_is_gone(left: Left) -> None:
    left.slot.where = CardPosition.NONE
    left.equipment.mat.read()
    left.vision.see("lying")
    task = await left.begin()
    await left.clock.pass_(35)
    await asyncio.wait_for(task, 5)
    assert left.forgotten == ["card"]
    assert left.leavings.codes() == ("card_lying",)
    watching = asyncio.create_task(left.leavings.watch())
    await left.clock.pass_(5)
    assert left.leavings.codes() == ("card_lying",)
    changed = asyncio.create_task(left.leavings.changed())
    left.vision.see("no_document")
    await left.clock.pass_(5)
    assert left.leavings.codes() == ()
    assert changed.done()
    watching.cancel()


async def test_nothing_left_shows_nothing(left: Left) -> None:
    left.slot.where = CardPosition.NONE
    await asyncio.wait_for(left.leavings.hand_over(left.screen), 5)
    assert left.shown.views == []
    assert left.vision.watches == 0


async def test_a_card_inside_when_the_kiosk_starts_is_put_back_to_the_slot(left: Left) -> None:
    watching = asyncio.create_task(left.leavings.watch())
    await turns()
    assert left.slot.where is CardPosition.ENTRANCE
    assert left.leavings.codes() == ("card_lying",)
    left.slot.where = CardPosition.NONE
    await left.clock.pass_(5)
    assert left.leavings.codes() == ()
    watching.cancel()
