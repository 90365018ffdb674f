"""Cards and codes: none is read twice without being lifted; a motor gives back and keeps; lamps burn in turn."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from day_fakes import CARD, FakeWorker, Slot, turns

from devices.interfaces import CardPosition, Code
from devices.model import Completion, DeviceClass, DeviceError
from kiosk.readers import chip, codes, social
from kiosk.readers.chip import ChipCards
from kiosk.readers.codes import Codes
from kiosk.readers.lamps import Lamps
from kiosk.readers.mat import Mat
from kiosk.readers.social import SocialCards


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (chip, social):
        monkeypatch.setattr(module, "POLL_S", 0)
    monkeypatch.setattr(codes, "AGAIN_S", 0)


class ChipReader:
    """`lies` says whether a card lies there, `again` whether the reader finds one that was read already."""

    def __init__(self, *, again: bool) -> None:
        self.lies = True
        self._again = again
        self._read = False
        self.worker = FakeWorker(DeviceClass.CHIP_READER, find_card=self._find, read_card=self._take)

    def lift(self) -> None:
        self.lies = self._read = False

    def _find(self) -> bool:
        return self.lies and (self._again or not self._read)

    def _take(self) -> str:
        self._read = True
        return "record"


@pytest.mark.parametrize("again", [True, False])
async def test_a_chip_that_was_read_is_read_again_only_after_it_was_lifted(again: bool) -> None:
    reader = ChipReader(again=again)
    cards = ChipCards(cast(Any, reader.worker))
    told: list[None] = []
    assert cast(Any, await cards.next(lambda: told.append(None))) == "record"
    waiting = asyncio.create_task(cards.next(lambda: told.append(None)))
    await turns(60)
    assert not waiting.done()
    assert bool(told) is again  # the other kind does not tell that it lies there
    assert await cards.lies_there() is (again and True)
    reader.lift()
    await turns(60)
    assert not waiting.done()
    reader.lies = True
    assert cast(Any, await asyncio.wait_for(waiting, 5)) == "record"


async def test_one_look_that_misses_a_card_does_not_give_it_out_again() -> None:
    reader = ChipReader(again=True)
    cards = ChipCards(cast(Any, reader.worker))
    await cards.next(lambda: None)
    looks = iter([False, True, False, True])
    reader.worker._commands["find_card"] = lambda: next(looks, True)
    waiting = asyncio.create_task(cards.next(lambda: None))
    await turns(60)
    assert not waiting.done()
    waiting.cancel()


async def test_a_reader_that_fails_says_nothing_about_the_card() -> None:
    reader = ChipReader(again=True)
    cards = ChipCards(cast(Any, reader.worker))
    await cards.next(lambda: None)
    reader.worker._commands["find_card"] = lambda: DeviceError(Completion.HARDWARE_ERROR, "no_answer")
    waiting = asyncio.create_task(cards.next(lambda: None))
    await turns(60)
    del reader.worker._commands["find_card"]
    reader.worker._commands["find_card"] = lambda: True
    await turns(60)
    assert not waiting.done()
    waiting.cancel()


async def test_a_card_is_taken_in_only_while_one_is_asked_for_and_held() -> None:
    slot = Slot()
    cards = SocialCards(cast(Any, slot.worker))
    slot.offered = True
    await turns()
    assert slot.where is CardPosition.NONE
    told: list[str] = []
    assert await cards.next(told.append) == CARD
    await turns()
    assert told == ["reading_card"]
    assert slot.where is CardPosition.INSIDE
    assert slot.worker.serving is False


async def test_a_card_that_cannot_be_read_is_given_back_and_must_be_taken_first() -> None:
    slot = Slot()
    slot.readable = False
    slot.offered = True
    cards = SocialCards(cast(Any, slot.worker))
    told: list[str] = []
    with pytest.raises(DeviceError, match="card_mute"):
        await cards.next(told.append)
    assert slot.where is CardPosition.ENTRANCE
    slot.readable = True
    waiting = asyncio.create_task(cards.next(told.append))
    await turns(60)
    assert not waiting.done()
    assert told[-1] == "take_first"
    slot.where = CardPosition.NONE
    await turns(60)
    assert told[-1] == "slot_empty"
    slot.offered = True
    assert await asyncio.wait_for(waiting, 5) == CARD


async def test_leaving_the_step_closes_the_slot() -> None:
    slot = Slot()
    cards = SocialCards(cast(Any, slot.worker))
    waiting = asyncio.create_task(cards.next(lambda _code: None))
    await turns()
    assert slot.worker.serving
    waiting.cancel()
    await turns()
    assert not slot.worker.serving


async def test_without_a_motor_the_citizen_takes_it_out() -> None:
    slot = Slot(motor=False, box=False)
    slot.where = CardPosition.INSIDE  # pushed in by hand
    cards = SocialCards(cast(Any, slot.worker))
    assert await cards.next(lambda _code: None) == CARD
    assert await cards.give_back() is False
    assert await cards.retain() is False
    assert await cards.position() is CardPosition.INSIDE


async def test_a_code_is_waited_for_with_the_light_on_and_a_failure_is_no_end() -> None:
    answers: list[Any] = [None, DeviceError(Completion.TIMED_OUT, "no_answer"), Code("  ECARD-1  ")]
    worker = FakeWorker(DeviceClass.CODE_SCANNER, next_code=lambda _wait: answers.pop(0))
    assert await Codes(cast(Any, worker)).next() == "ECARD-1"
    await turns()
    assert not worker.serving
    assert worker.calls == ["next_code"] * 3


async def test_one_wait_after_another_leaves_the_scanner_on_for_the_second() -> None:
    worker = FakeWorker(DeviceClass.CODE_SCANNER, next_code=lambda _wait: Code("ECARD-1"))
    reader = Codes(cast(Any, worker))
    await reader.next()
    worker._commands["next_code"] = lambda _wait: None
    second = asyncio.create_task(reader.next())
    await turns(60)
    assert worker.serving
    second.cancel()
    await turns()
    assert not worker.serving


async def test_lamps_burn_inside_and_only_those_that_are_wired() -> None:
    switched: list[tuple[str, bool]] = []
    worker = FakeWorker(DeviceClass.CONTACTS, switch=lambda name, on: switched.append((name, on)))
    lamps = Lamps(cast(Any, worker), {"card", "printer"})
    with lamps.lit("card", "scanner"):
        await turns()
        assert switched == [("card", True)]
    await turns()
    assert switched == [("card", True), ("card", False)]


def test_the_mat_holds_a_read_card_until_it_was_seen_empty() -> None:
    mat = Mat()
    mat.seen("reading")
    mat.read()
    mat.seen("hold_still")
    assert (mat.lying, mat.was_read) == (True, True)
    mat.seen("no_document")
    assert (mat.lying, mat.was_read) == (False, False)
