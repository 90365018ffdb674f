"""The ID card, on the scanner or the chip reader, whichever the citizen chooses by putting it there."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Literal

from devices.interfaces import ChipRecord, DocumentKind
from devices.model import DeviceClass, DeviceError
from kiosk import views
from kiosk.identity.id_number import has_right_check
from kiosk.journey.marks import at
from kiosk.racing import first
from kiosk.views import Message, Preview, Row, Text
from kiosk.vision import messages
from kiosk.visit import Level, Person, Step, Visit

NOT_SURE = (
    "bad_check_digit",
    "birth_date_differs",
    "sex_differs",
    "not_a_card",
    "wrong_side",
    "covered",
    "blurred",
    "glare",
)
"""Problems with which a reading is not offered for confirmation: the citizen is told what to do instead."""
TO_STAFF = ("expired",)

AGAIN_S = 1.0
"""Before a card that could not be read, or a camera that was lost, is tried again: time to read what is said of it."""

Found = Person | views.AnyIntent | None


async def place_card(visit: Visit) -> Step | None:
    """Wait for a card on either device, or a touch. Devices that come and go meanwhile change what is offered."""
    at(visit, "identify")
    while True:
        ways = _ways(visit)
        if not ways:
            return await _no_way(visit)
        visit.screen.show(
            views.PlaceCard,
            ways=ways,
            guidance=Message(id="identify.place"),
            preview=_preview(visit) if "scan" in ways else None,
        )
        contenders: list[Coroutine[Any, Any, Found]] = [visit.screen.answer(), _ways_change(visit, ways)]
        if "scan" in ways:
            contenders.append(_scan(visit))
        if "chip" in ways:
            contenders.append(_chip(visit))
        found = await first(*contenders)
        match found:
            case Person():
                visit.screen.alive()
                visit.meet(found)
                return Step.CONFIRM_IDENTITY
            case views.Back():
                return Step.PRIVACY
            case views.Choose(choice="staff"):
                return Step.STAFF
            case _:
                pass


async def confirm_identity(visit: Visit) -> Step | None:
    at(visit, "identify")
    person = visit.person
    assert person is not None
    source: Literal["chip", "scan"] = "chip" if person.document == "chip" else "scan"
    rows = tuple(
        Row(label=_LABELS[key], value=Text(zh=value), source=source)
        for key in ("name", "sex", "ethnicity", "birth_date", "id_number", "valid_to")
        if (value := person.fields.get(key, ""))
    )
    warnings = tuple(Message(id=f"document.{warning}") for warning in person.warnings)
    match await visit.screen.ask(views.ConfirmIdentity, rows=rows, warnings=warnings):
        case views.Choose(choice="yes"):
            if "expired" in person.warnings:
                return Step.STAFF
            checked = visit.level > Level.L0 and visit.session is not None
            return Step.LIFE_EVENTS if checked else Step.FACE
        case _:
            visit.person = None
            return Step.PLACE_CARD


def _ways(visit: Visit) -> tuple[Literal["scan", "chip"], ...]:
    equipment = visit.facilities.equipment
    ways: list[Literal["scan", "chip"]] = []
    if equipment.hopeful(DeviceClass.DOCUMENT_CAMERA):
        ways.append("scan")
    if equipment.usable(DeviceClass.CHIP_READER):
        ways.append("chip")
    return tuple(ways)


async def _ways_change(visit: Visit, ways: tuple[str, ...]) -> None:
    while _ways(visit) == ways:
        await visit.facilities.equipment.changed()


async def _no_way(visit: Visit) -> Step | None:
    choice = asyncio.create_task(visit.screen.notice("no_card_reading", "trouble", ("staff", "leave"), safe=True))
    back = asyncio.create_task(_ways_change(visit, ()))
    try:
        done, _ = await asyncio.wait({choice, back}, return_when=asyncio.FIRST_COMPLETED)
        if choice in done:
            return {"staff": Step.STAFF, "back": Step.PRIVACY}.get(choice.result(), Step.FAREWELL)
        return Step.PLACE_CARD
    finally:
        choice.cancel()
        back.cancel()
        await asyncio.gather(choice, back, return_exceptions=True)


def _preview(visit: Visit) -> Preview:
    return Preview(ring=str(visit.facilities.recognition.rings / "scanner.ring"), shape="page")


async def _scan(visit: Visit) -> Found:
    while (found := await _scan_once(visit)) is None:
        await visit.facilities.clock.sleep(AGAIN_S)
    return found


async def _scan_once(visit: Visit) -> Person | None:
    """Who the card on the scanner is of; None where the camera was lost meanwhile."""
    async with visit.facilities.recognition.task(lambda task: messages.ReadDocument(task=task)) as events:
        async for event in events:
            match event:
                case messages.DocumentGuidance(code=code):
                    if code != "no_document":
                        visit.screen.alive()
                        visit.used_scanner = True
                    visit.screen.update(guidance=Message(id=f"document.{code}"), busy=code == "reading")
                case messages.DocumentRead():
                    refusal = next((problem for problem in event.problems if problem in NOT_SURE), None)
                    if event.side == "back":
                        refusal = "wrong_side"
                    elif refusal is None and not _names_somebody(event):
                        refusal = "blurred"
                    if refusal is not None:
                        visit.screen.update(guidance=Message(id=f"document.{refusal}"), busy=False)
                        continue
                    return _from_print(event)
                case messages.Failed():
                    return None
                case _:
                    pass
    return None


def _names_somebody(read: messages.DocumentRead) -> bool:
    return all(key in read.fields and read.fields[key].value for key in ("name", "id_number"))


def _from_print(read: messages.DocumentRead) -> Person:
    fields = {key: each.value for key, each in read.fields.items()}
    warnings = tuple(
        dict.fromkeys("low_confidence" if each.startswith("low_confidence") else each for each in read.problems)
    )
    return Person(
        document="print",
        name=fields.get("name", ""),
        id_number=fields.get("id_number", ""),
        fields=fields,
        warnings=tuple(warning for warning in warnings if warning in ("expired", "low_confidence")),
    )


async def _chip(visit: Visit) -> Found:
    while True:
        try:
            record = await visit.facilities.equipment.next_chip_card()
        except DeviceError as error:
            guidance = Message(id=f"identify.{error.reason if error.reason in CARD_REASONS else 'chip_again'}")
        else:
            if record.kind is not DocumentKind.RESIDENT or has_right_check(record.id_number):
                return _from_chip(visit, record)
            guidance = Message(id="document.bad_check_digit")
        visit.screen.update(guidance=guidance)
        await visit.facilities.clock.sleep(AGAIN_S)


CARD_REASONS = ("card_moved", "card_refused", "no_card")


def _from_chip(visit: Visit, record: ChipRecord) -> Person:
    fields = {
        "name": record.name,
        "sex": record.sex,
        "ethnicity": record.ethnicity,
        "birth_date": _dashed(record.birth_date),
        "address": record.address,
        "id_number": record.id_number,
        "issuer": record.issuer,
        "valid_from": _dashed(record.valid_from),
        "valid_to": _dashed(record.valid_to),
    }
    today = visit.facilities.clock.now().astimezone().strftime("%Y%m%d")
    expired = record.valid_to.isdigit() and record.valid_to < today
    return Person(
        document="chip",
        name=record.name,
        id_number=record.id_number,
        fields=fields,
        warnings=("expired",) if expired else (),
    )


def _dashed(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date


_LABELS = {
    "name": Text(zh="姓名", en="Name"),
    "sex": Text(zh="性别", en="Sex"),
    "ethnicity": Text(zh="民族", en="Ethnic group"),
    "birth_date": Text(zh="出生日期", en="Date of birth"),
    "id_number": Text(zh="公民身份号码", en="ID number"),
    "valid_to": Text(zh="有效期至", en="Valid until"),
}
