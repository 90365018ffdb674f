"""The work that each class of device does in a check, alone (external) or with staff (interactive)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from devices.check import Doing, Finding, Level, Staff
from devices.interfaces import (
    CardPosition,
    CardReader,
    ChipReader,
    ChipRecord,
    Code,
    PrintOutcome,
    PrintState,
    SocialCard,
)
from devices.masking import masked_code, masked_name, masked_number
from devices.model import DeviceClass
from devices.printing import print_slip
from devices.specimens import TEST_SLIP, test_page
from devices.worker import DeviceWorker

if TYPE_CHECKING:
    from devices.camera.frame import Frame

CARD_S = 20.0
TAKE_S = 10.0
CODE_S = 20.0
DOOR_S = 20.0
LIGHT_S = 1.0
POLL_S = 0.1
PICTURE_AGE_S = 1.0
PICTURES_S = 1.0
PICTURE_POLL_S = 0.01

Worker = DeviceWorker[Any]
Exercise = Callable[[Worker, Mapping[str, Any], Staff], Awaitable[Finding]]


async def print_test_slip(worker: Worker, _device: Mapping[str, Any], staff: Staff) -> Finding:
    staff.tell(Doing("printing"))
    return _printed(await print_slip(worker, TEST_SLIP))


async def print_test_page(worker: Worker, _device: Mapping[str, Any], staff: Staff) -> Finding:
    staff.tell(Doing("printing"))
    return _printed(await worker.call("print", test_page()))


def _printed(outcome: PrintOutcome) -> Finding:
    if outcome.state is PrintState.CONFIRMED:
        return Finding()
    return Finding(outcome.reason if outcome.reason != "ok" else "no_confirmation")


def looked_at(exercise: Exercise) -> Exercise:
    """The exercise, and then the question whether what came out can be read."""

    async def both(worker: Worker, device: Mapping[str, Any], staff: Staff) -> Finding:
        finding = await exercise(worker, device, staff)
        if finding.reason == "ok" and not await staff.confirm("legible"):
            return Finding("seen_otherwise")
        return finding

    return both


async def switch_field(worker: Worker, _device: Mapping[str, Any], _staff: Staff) -> Finding:
    """The reader looks for a card, whether or not one lies there, and says which security module it has."""
    found = await worker.call("find_card")
    module = await worker.call(_module)
    return Finding(measured={"card": "found" if found else "none", **({"module": module} if module else {})})


def _module(reader: ChipReader) -> str:
    """Its number, where the driver can ask for it."""
    ask: Callable[[], str] | None = getattr(reader, "module_number", None)
    return "" if ask is None else ask()


async def read_chip_card(worker: Worker, _device: Mapping[str, Any], staff: Staff) -> Finding:
    end = time.monotonic() + CARD_S
    staff.tell(Doing("lay_card", CARD_S))
    while not await worker.call("find_card"):
        if time.monotonic() > end:
            return Finding("no_card")
        await asyncio.sleep(POLL_S)
    staff.tell(Doing("reading"))
    began = time.monotonic()
    record: ChipRecord = await worker.call("read_card")
    return Finding(
        measured={"kind": record.kind.value, "read_ms": _milliseconds(began), "photo": str(bool(record.photo_block))},
        shown={"name": masked_name(record.name), "id_number": masked_number(record.id_number)},
    )


async def ask_position(worker: Worker, _device: Mapping[str, Any], _staff: Staff) -> Finding:
    position: CardPosition = await worker.call("position")
    reason = "card_jammed" if position is CardPosition.JAMMED else "ok"
    return Finding(reason, {"position": position.value})


async def read_social_card(worker: Worker, _device: Mapping[str, Any], staff: Staff) -> Finding:
    """A card is taken in, read and given back; it is never kept."""
    motorised = await worker.call(_motorised)
    await worker.enable()
    try:
        end = time.monotonic() + CARD_S
        staff.tell(Doing("insert_card", CARD_S))
        while await worker.call("position") is not CardPosition.INSIDE:
            if time.monotonic() > end:
                return Finding("no_card")
            await asyncio.sleep(POLL_S)
        staff.tell(Doing("reading"))
        began = time.monotonic()
        try:
            card: SocialCard = await worker.call("read_card")
        finally:
            await _give_back(worker, staff, motorised=motorised)
    finally:
        await worker.disable()
    return Finding(
        measured={"version": card.version, "read_ms": _milliseconds(began)},
        shown={
            "name": masked_name(card.name),
            "card_number": masked_number(card.card_number),
            "id_number": masked_number(card.id_number),
        },
    )


def _motorised(reader: CardReader) -> bool:
    return reader.motorised


async def _give_back(worker: Worker, staff: Staff, *, motorised: bool) -> None:
    if motorised:
        await worker.call("eject")
    staff.tell(Doing("take_card", TAKE_S))
    end = time.monotonic() + TAKE_S
    while await worker.call("position") is not CardPosition.NONE:
        if time.monotonic() > end:
            return
        await asyncio.sleep(POLL_S)


async def light_scanner(worker: Worker, _device: Mapping[str, Any], staff: Staff) -> Finding:
    """Armed for a moment: its light shows to those who stand there that it would read."""
    await worker.enable()
    try:
        staff.tell(Doing("lights"))
        await asyncio.sleep(LIGHT_S)
    finally:
        await worker.disable()
    return Finding()


async def read_code(worker: Worker, _device: Mapping[str, Any], staff: Staff) -> Finding:
    await worker.enable()
    try:
        staff.tell(Doing("show_code", CODE_S))
        end = time.monotonic() + CODE_S
        while (left := end - time.monotonic()) > 0:
            code: Code | None = await worker.call("next_code", min(left, 1.0))
            if code is not None:
                return Finding(measured={"characters": str(len(code.text))}, shown={"code": masked_code(code.text)})
    finally:
        await worker.disable()
    return Finding("no_code")


async def flash_lights(worker: Worker, device: Mapping[str, Any], staff: Staff) -> Finding:
    """Every lamp on for a moment; what it was before is not known, so that all end off."""
    outputs = tuple(str(name) for name in device.get("outputs", ()))
    staff.tell(Doing("lights"))
    try:
        for name in outputs:
            await worker.call("switch", name, True)
        await asyncio.sleep(LIGHT_S)
    finally:
        for name in outputs:
            await worker.call("switch", name, False)
    return Finding(measured={"outputs": str(len(outputs))})


async def open_door(worker: Worker, device: Mapping[str, Any], staff: Staff) -> Finding:
    """The lamps, which staff look at, then every input until each has changed once."""
    flashed = await flash_lights(worker, device, staff)
    if device.get("outputs") and not await staff.confirm("lights_seen"):
        return Finding("seen_otherwise", flashed.measured)
    before: Mapping[str, bool] = await worker.call("inputs")
    waiting = set(before)
    end = time.monotonic() + DOOR_S
    if waiting:
        staff.tell(Doing("change_inputs", DOOR_S))
    while waiting and time.monotonic() < end:
        now: Mapping[str, bool] = await worker.call("inputs")
        waiting -= {name for name in waiting if now.get(name) != before[name]}
        await asyncio.sleep(POLL_S)
    unmoved = {name: "unchanged" if name in waiting else "changed" for name in sorted(before)}
    return Finding("no_change" if waiting else "ok", {**flashed.measured, **unmoved})


async def take_picture(worker: Worker, _device: Mapping[str, Any], staff: Staff) -> Finding:
    """For a camera that no vision process holds."""
    from devices.camera.measures import frame_rate, measure  # OpenCV, for who has a camera

    staff.tell(Doing("looking"))
    frames: dict[int, Frame] = {}
    end = time.monotonic() + PICTURES_S
    while time.monotonic() < end:
        frame: Frame | None = await worker.call("latest", PICTURE_AGE_S)
        if frame is not None:
            frames[frame.sequence] = frame
        await asyncio.sleep(PICTURE_POLL_S)
    if not frames:
        return Finding("stale")
    seen = measure(frames[max(frames)].pixels)
    rate = frame_rate([each.captured_at for each in frames.values()])
    return picture_finding(seen.exposure, {**seen.as_texts(), **({} if rate is None else {"fps": f"{rate:.0f}"})})


def picture_finding(exposure: str, measured: Mapping[str, str]) -> Finding:
    """What a picture's figures say of the camera; an empty mat has no edges, so that blur alone is no fault."""
    return Finding({"dark": "picture_dark", "bright": "picture_bright"}.get(exposure, "ok"), measured)


def _milliseconds(began: float) -> str:
    return str(round((time.monotonic() - began) * 1000))


EXERCISES: Mapping[tuple[DeviceClass, Level], Exercise] = {
    (DeviceClass.RECEIPT_PRINTER, Level.EXTERNAL): print_test_slip,
    (DeviceClass.RECEIPT_PRINTER, Level.INTERACTIVE): looked_at(print_test_slip),
    (DeviceClass.DOCUMENT_PRINTER, Level.EXTERNAL): print_test_page,
    (DeviceClass.DOCUMENT_PRINTER, Level.INTERACTIVE): looked_at(print_test_page),
    (DeviceClass.CHIP_READER, Level.EXTERNAL): switch_field,
    (DeviceClass.CHIP_READER, Level.INTERACTIVE): read_chip_card,
    (DeviceClass.CARD_READER, Level.EXTERNAL): ask_position,
    (DeviceClass.CARD_READER, Level.INTERACTIVE): read_social_card,
    (DeviceClass.CODE_SCANNER, Level.EXTERNAL): light_scanner,
    (DeviceClass.CODE_SCANNER, Level.INTERACTIVE): read_code,
    (DeviceClass.CONTACTS, Level.EXTERNAL): flash_lights,
    (DeviceClass.CONTACTS, Level.INTERACTIVE): open_door,
    (DeviceClass.CAMERA, Level.EXTERNAL): take_picture,
    (DeviceClass.DOCUMENT_CAMERA, Level.EXTERNAL): take_picture,
}
"""A power supply has nothing to do but to say how it is: drawing its plug is no check that a program asks for."""
