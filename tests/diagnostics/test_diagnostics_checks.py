"""Checks through a worker: what each level does, what is asked of staff, and what is shown and never kept."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from devices.check import CheckResult, Doing, Level, Verdict, check
from devices.exercises import EXERCISES
from devices.interfaces import (
    CardPosition,
    ChipRecord,
    Code,
    Document,
    DocumentKind,
    PrintOutcome,
    PrintState,
    SocialCard,
)
from devices.lifecycle import Plain
from devices.model import Completion, DeviceClass, DeviceError, Observation, OperatorAction
from devices.reasons import observation
from devices.slip import Slip
from devices.specimens import test_page as specimen_page
from devices.worker import DeviceWorker


class Staff:
    """Who does what is asked, by the code of what they are told; answers every question alike."""

    def __init__(self, answer: bool = True, **acts: Callable[[], None]) -> None:
        self.told: list[str] = []
        self.asked: list[str] = []
        self._answer = answer
        self._acts = acts

    def tell(self, doing: Doing) -> None:
        self.told.append(doing.code)
        self._acts.get(doing.code, lambda: None)()

    async def confirm(self, question: str) -> bool:
        self.asked.append(question)
        return self._answer


class Device(Plain):
    """A device in memory: what it was told to do, and what it answers."""

    motorised = True

    def __init__(self) -> None:
        self.seen: Observation = observation("ok", {"paper": "ok"})
        self.done: list[str] = []
        self.card = False
        self.at = CardPosition.NONE
        self.codes: list[str] = []
        self.closed = {"door": False, "presence": False}
        self.print_state = PrintState.CONFIRMED

    def open(self) -> None: ...
    def close(self) -> None: ...
    def abort(self) -> None: ...

    def observe(self) -> Observation:
        return self.seen

    def enable(self) -> None:
        self.done.append("enable")

    def disable(self) -> None:
        self.done.append("disable")

    def print(self, paper: Slip | Document) -> PrintOutcome:
        self.done.append(f"print {type(paper).__name__}")
        return PrintOutcome(self.print_state, "ok" if self.print_state is PrintState.CONFIRMED else "paper_out")

    def find_card(self) -> bool:
        return self.card

    def read_card(self) -> Any:
        if self.at is CardPosition.INSIDE:
            return SocialCard("3.00", "A12345678", "450103198503120010", "韦志强")
        return ChipRecord(
            DocumentKind.RESIDENT, "韦志强", "男", "19850312", "450103198503120010", "20160520", "20360520"
        )

    def position(self) -> CardPosition:
        return self.at

    def eject(self) -> None:
        self.done.append("eject")
        self.at = CardPosition.NONE

    def next_code(self, wait: float) -> Code | None:
        return Code(self.codes.pop()) if self.codes else None

    def inputs(self) -> Mapping[str, bool]:
        return dict(self.closed)

    def switch(self, output: str, on: bool) -> None:
        self.done.append(f"{output} {'on' if on else 'off'}")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CARD_S", "CODE_S", "DOOR_S", "TAKE_S"):
        monkeypatch.setattr(f"devices.exercises.{name}", 0.5)
    monkeypatch.setattr("devices.exercises.LIGHT_S", 0.01)
    monkeypatch.setattr("devices.exercises.POLL_S", 0.01)


@asynccontextmanager
async def owned(device_class: DeviceClass, device: Device) -> AsyncIterator[DeviceWorker[Any]]:
    worker: DeviceWorker[Any] = DeviceWorker("it", device_class, lambda: device)
    worker.start()
    try:
        yield worker
    finally:
        await worker.stop()


async def made(
    device_class: DeviceClass, device: Device, level: Level, staff: Staff | None = None, **config: Any
) -> CheckResult:
    async with owned(device_class, device) as worker:
        return await check(worker, level, device=config, staff=staff)


async def test_an_internal_check_does_nothing_to_the_device() -> None:
    for device_class in DeviceClass:
        device = Device()
        result = await made(device_class, device, Level.INTERNAL)
        assert (result.verdict, result.reason, result.detail) == (Verdict.PASSED, "ok", {"paper": "ok"})
        assert device.done == []


async def test_a_device_that_cannot_work_is_not_made_to() -> None:
    device = Device()
    device.seen = observation("paper_out")
    result = await made(DeviceClass.RECEIPT_PRINTER, device, Level.EXTERNAL)
    assert (result.verdict, result.reason) == (Verdict.FAILED, "paper_out")
    assert device.done == []


@pytest.mark.parametrize(
    ("device_class", "paper"),
    [(DeviceClass.RECEIPT_PRINTER, "Slip"), (DeviceClass.DOCUMENT_PRINTER, "Document")],
)
async def test_printers_print_and_staff_say_whether_it_can_be_read(device_class: DeviceClass, paper: str) -> None:
    device = Device()
    assert (await made(device_class, device, Level.EXTERNAL)).passed
    assert device.done == [f"print {paper}"]
    assert (await made(device_class, device, Level.INTERACTIVE, Staff())).passed
    result = await made(device_class, device, Level.INTERACTIVE, Staff(answer=False))
    assert (result.verdict, result.reason) == (Verdict.FAILED, "seen_otherwise")


async def test_a_question_that_nobody_answers_is_no_verdict() -> None:
    result = await made(DeviceClass.RECEIPT_PRINTER, Device(), Level.INTERACTIVE)
    assert (result.verdict, result.reason) == (Verdict.UNSUPPORTED, "unattended")


async def test_a_print_that_was_not_confirmed_does_not_pass() -> None:
    device = Device()
    device.print_state = PrintState.FAILED
    result = await made(DeviceClass.RECEIPT_PRINTER, device, Level.EXTERNAL)
    assert (result.verdict, result.reason) == (Verdict.FAILED, "paper_out")


async def test_a_card_on_the_chip_reader_is_read_and_shown_masked() -> None:
    device = Device()
    staff = Staff(lay_card=lambda: setattr(device, "card", True))
    result = await made(DeviceClass.CHIP_READER, device, Level.INTERACTIVE, staff)
    assert result.passed
    assert staff.told == ["observing", "lay_card", "reading"]
    assert result.shown == {"name": "韦**", "id_number": "450*************10"}
    assert "450" not in repr(result)
    assert "韦" not in repr(result)


async def test_no_card_is_said_after_a_while() -> None:
    result = await made(DeviceClass.CHIP_READER, Device(), Level.INTERACTIVE, Staff())
    assert (result.verdict, result.reason) == (Verdict.FAILED, "no_card")


async def test_a_social_card_is_given_back_whatever_came_of_it() -> None:
    device = Device()
    staff = Staff(insert_card=lambda: setattr(device, "at", CardPosition.INSIDE))
    result = await made(DeviceClass.CARD_READER, device, Level.INTERACTIVE, staff)
    assert result.passed
    assert result.shown["card_number"] == "A12****78"
    assert device.done == ["enable", "eject", "disable"]

    def mute() -> SocialCard:
        raise DeviceError(Completion.USER_ERROR, "card_mute")

    device.read_card = mute  # type: ignore[method-assign]
    device.done.clear()
    result = await made(DeviceClass.CARD_READER, device, Level.INTERACTIVE, staff)
    assert (result.verdict, result.reason) == (Verdict.FAILED, "card_mute")
    assert device.done == ["enable", "eject", "disable"]


async def test_a_scanner_reads_only_while_it_is_checked() -> None:
    device = Device()
    staff = Staff(show_code=lambda: device.codes.append("https://example.invalid/k/123"))
    result = await made(DeviceClass.CODE_SCANNER, device, Level.INTERACTIVE, staff)
    assert result.passed
    assert device.done == ["enable", "disable"]
    assert result.shown == {"code": "ht…23"}
    result = await made(DeviceClass.CODE_SCANNER, Device(), Level.INTERACTIVE, Staff())
    assert result.reason == "no_code"


async def test_every_input_must_change_and_every_lamp_end_off() -> None:
    device = Device()

    def both() -> None:
        device.closed = dict.fromkeys(device.closed, True)

    def door() -> None:
        device.closed = {**device.closed, "door": True}

    result = await made(
        DeviceClass.CONTACTS, device, Level.INTERACTIVE, Staff(change_inputs=both), outputs={"light": 0, "sign": 1}
    )
    assert result.passed
    assert device.done == ["light on", "sign on", "light off", "sign off"]
    device = Device()
    result = await made(DeviceClass.CONTACTS, device, Level.INTERACTIVE, Staff(change_inputs=door), outputs={})
    assert (result.verdict, result.reason) == (Verdict.FAILED, "no_change")
    assert (result.measured["door"], result.measured["presence"]) == ("changed", "unchanged")


def test_every_class_but_a_power_supply_can_be_made_to_work() -> None:
    able = {device_class for device_class, level in EXERCISES if level is Level.EXTERNAL}
    assert able == set(DeviceClass) - {DeviceClass.POWER}


def test_the_test_page_is_a_whole_pdf() -> None:
    pdf = specimen_page().pdf
    start = int(re.findall(rb"startxref\n(\d+)", pdf)[0])
    assert pdf[start : start + 4] == b"xref"
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", pdf), 1):
        assert pdf[int(place) :].startswith(b"%d 0 obj" % number)


async def test_a_check_that_a_class_has_not_blames_nobody() -> None:
    result = await made(DeviceClass.POWER, Device(), Level.EXTERNAL)
    assert (result.verdict, result.reason) == (Verdict.UNSUPPORTED, "no_such_check")
    assert result.action is OperatorAction.NONE


async def test_flashing_the_lamps_says_nothing_else_of_a_door_than_its_state() -> None:
    device = Device()
    device.seen = observation("ok", {"door": "closed"})
    result = await made(DeviceClass.CONTACTS, device, Level.EXTERNAL, outputs={"light": 0})
    assert result.passed
    assert device.done == ["light on", "light off"]
    assert {**result.detail, **result.measured} == {"door": "closed", "outputs": "1"}
