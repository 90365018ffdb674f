"""Who is here: by the document that the citizen chooses by putting it there, confirmed on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Literal

from kiosk import views
from kiosk.identity.agreement import differences
from kiosk.journey.marks import at
from kiosk.journey.ways import Way, invitation, taking, ways_now
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.receipts import masked_id, masked_name
from kiosk.views import Message, Preview, Row, Text
from kiosk.visit import Level, Person, Step, Visit

log = logger("identify")

Found = Person | views.AnyIntent | None


async def place_card(visit: Visit) -> Step | None:
    """Wait for a document by any way, or a touch. Devices that come and go meanwhile change what is offered."""
    at(visit, "identify")
    while True:
        ways = ways_now(visit)
        if not ways:
            return await _no_way(visit)
        visit.screen.show(
            views.PlaceCard,
            ways=ways,
            guidance=Message(id=invitation(ways)),
            preview=_preview(visit) if "scan" in ways else None,
        )
        with visit.facilities.equipment.lamps.lit(*(LAMPS[way] for way in ways)):
            contenders: list[Coroutine[Any, Any, Found]] = [visit.screen.answer(), _ways_change(visit, ways)]
            contenders += [taking(visit, way) for way in ways]
            found = await first(*contenders)
        match found:
            case Person():
                visit.screen.alive()
                _compare(visit, found)
                visit.meet(found)
                return Step.CONFIRM_IDENTITY
            case views.Back():
                return Step.PRIVACY
            case views.Choose(choice="staff"):
                return Step.STAFF
            case _:
                pass


LAMPS: dict[Way, str] = {"scan": "scanner", "chip": "chip", "card": "card", "code": "code"}
"""The names of the contacts' outputs that light up the place for each way."""


async def confirm_identity(visit: Visit) -> Step | None:
    at(visit, "identify")
    person = visit.person
    assert person is not None
    warnings = tuple(Message(id=f"document.{warning}") for warning in person.warnings)
    match await visit.screen.ask(views.ConfirmIdentity, rows=_rows(person), warnings=warnings):
        case views.Choose(choice="yes"):
            if not FOR_STAFF.isdisjoint(person.warnings):
                return Step.STAFF
            checked = visit.level > Level.L0 and visit.session is not None
            return Step.LIFE_EVENTS if checked else Step.FACE
        case _:
            if person.document == "social_card":
                await visit.facilities.equipment.cards.give_back()
            visit.person = None
            return Step.PLACE_CARD


FOR_STAFF = frozenset({"expired", "print_differs"})
"""Warnings with which nothing is done here."""
_OTHER: dict[str, str] = {"print": "chip", "chip": "print"}


def _compare(visit: Visit, person: Person) -> None:
    """Warn where print and chip were both read in this visit and say different things of one holder. Two cards that
    share neither number nor name are two people's: somebody took the wrong one first."""
    visit.read[person.document] = person
    other = visit.read.get(_OTHER.get(person.document, ""))
    if other is None or (other.id_number != person.id_number and other.name != person.name):
        return
    printed, chip = (person, other) if person.document == "print" else (other, person)
    found = differences(printed.fields, chip.fields, printed.doubtful)
    if found:
        log.warning("document.print_differs", reason=",".join(found))
        person.warnings = (*person.warnings, "print_differs")


def _rows(person: Person) -> tuple[Row, ...]:
    """What the document says. A code can be photographed: who shows one is not told whose it is in full."""
    fields = dict(person.fields)
    if person.document == "ecard":
        fields |= {"name": masked_name(person.name), "id_number": masked_id(person.id_number)}
    source = SOURCES[person.document]
    return tuple(
        Row(label=label, value=Text(zh=value), source=source)
        for key, label in _LABELS.items()
        if (value := fields.get(key, ""))
    )


SOURCES: dict[str, Literal["chip", "scan", "department"]] = {
    "chip": "chip",
    "print": "scan",
    "social_card": "chip",
    "ecard": "department",
}
"""Where a row of a document's comes from, as the sheets say it."""


async def _ways_change(visit: Visit, ways: tuple[Way, ...]) -> None:
    while ways_now(visit) == ways:
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


_LABELS = {
    "name": Text(zh="姓名", en="Name"),
    "sex": Text(zh="性别", en="Sex"),
    "ethnicity": Text(zh="民族", en="Ethnic group"),
    "birth_date": Text(zh="出生日期", en="Date of birth"),
    "id_number": Text(zh="公民身份号码", en="ID number"),
    "card_number": Text(zh="社保卡号", en="Card number"),
    "valid_to": Text(zh="有效期至", en="Valid until"),
}
