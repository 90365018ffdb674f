"""The ways to say who one is: each waits for its document and returns the person, while the screen guides."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Literal

from devices.interfaces import ChipRecord, DocumentKind, SocialCard
from devices.model import DeviceClass, DeviceError
from kiosk.central.types import Problem, Unreachable
from kiosk.identity.id_number import has_right_check
from kiosk.logging import logger
from kiosk.receipts.tracking import PREFIX
from kiosk.views import Message
from kiosk.vision import messages
from kiosk.visit import Person, Visit

log = logger("ways")

Way = Literal["scan", "chip", "card", "code"]

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
WITHOUT_NUMBER = ("passport", "travel_card")
"""Kinds that are read and name their holder, but by no number that the central knows people by."""
TO_STAFF = ("expired",)
CARD_REASONS = ("card_moved", "card_refused", "no_card")
SOCIAL_REASONS = ("card_moved", "card_mute", "card_unknown", "card_blocked", "no_card")
CODE_PROBLEMS = ("code-expired", "code-unknown")

AGAIN_S = 1.0
"""Before a card that could not be read, or a camera that was lost, is tried again: time to read what is said of it."""


def ways_now(visit: Visit) -> tuple[Way, ...]:
    """Those that work now, in the order in which they are shown."""
    equipment = visit.facilities.equipment
    ways: list[Way] = []
    if equipment.hopeful(DeviceClass.DOCUMENT_CAMERA):
        ways.append("scan")
    if equipment.usable(DeviceClass.CHIP_READER):
        ways.append("chip")
    if equipment.usable(DeviceClass.CARD_READER):
        ways.append("card")
    if equipment.usable(DeviceClass.CODE_SCANNER):
        ways.append("code")
    return tuple(ways)


def invitation(ways: tuple[Way, ...]) -> str:
    """The id of what is said while nothing lies anywhere."""
    return "identify.place" if {"card", "code"}.isdisjoint(ways) else "identify.place_any"


def taking(visit: Visit, way: Way) -> Coroutine[Any, Any, Person]:
    """Wait for who comes by this way; everything short of that is said on the screen."""
    return TAKING[way](visit)


async def _scan(visit: Visit) -> Person:
    while (found := await _scan_once(visit)) is None:
        await visit.facilities.clock.sleep(AGAIN_S)
    return found


async def _scan_once(visit: Visit) -> Person | None:
    """Who the card on the scanner is of; None where the camera was lost meanwhile."""
    mat = visit.facilities.equipment.mat
    async with visit.facilities.recognition.task(lambda task: messages.ReadDocument(task=task)) as events:
        async for event in events:
            match event:
                case messages.DocumentGuidance(code=code):
                    mat.seen(code)
                    if mat.was_read:
                        _say(visit, "identify.lift_first")
                        continue
                    if code == "no_document":
                        _say(visit, invitation(ways_now(visit)))
                        continue
                    visit.screen.alive()
                    visit.used_scanner = True
                    _say(visit, f"document.{code}", busy=code == "reading")
                case messages.DocumentRead() if not mat.was_read:
                    refusal = next((problem for problem in event.problems if problem in NOT_SURE), None)
                    if event.side == "back":
                        refusal = "wrong_side"
                    elif refusal is None and not _names_somebody(event):
                        refusal = "no_citizen_number" if event.kind in WITHOUT_NUMBER else "blurred"
                    if refusal is not None:
                        _say(visit, f"document.{refusal}")
                        continue
                    mat.read()
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
        doubtful=frozenset(
            each.removeprefix("low_confidence:") for each in read.problems if each.startswith("low_confidence:")
        ),
    )


async def _chip(visit: Visit) -> Person:
    while True:
        try:
            record = await visit.facilities.equipment.chip.next(lambda: _say(visit, "identify.lift_first"))
        except DeviceError as error:
            _say(visit, f"identify.{error.reason if error.reason in CARD_REASONS else 'chip_again'}")
        else:
            if record.kind is not DocumentKind.RESIDENT or has_right_check(record.id_number):
                return _from_chip(visit, record)
            _say(visit, "document.bad_check_digit")
        await visit.facilities.clock.sleep(AGAIN_S)


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
    return Person(
        document="chip",
        name=record.name,
        id_number=record.id_number,
        fields=fields,
        warnings=_expiry(visit, record.valid_to),
    )


async def _card(visit: Visit) -> Person:
    """A card that could not be read is given back; why stays on the screen until the slot is empty."""
    cards = visit.facilities.equipment.cards
    failed = False

    def tell(code: str) -> None:
        nonlocal failed
        if code != "take_first":
            visit.screen.alive()
            failed = False
        if not failed:
            _say(visit, f"identify.{code}", busy=code == "reading_card")

    while True:
        try:
            card = await cards.next(tell)
        except DeviceError as error:
            failed = True
            _say(visit, f"identify.social_{error.reason if error.reason in SOCIAL_REASONS else 'again'}")
        else:
            if card.name and has_right_check(card.id_number):
                return _from_social(visit, card)
            failed = True
            _say(visit, "identify.social_card_unknown")
            await cards.give_back()
        await visit.facilities.clock.sleep(AGAIN_S)


def _from_social(visit: Visit, card: SocialCard) -> Person:
    fields = {
        "name": card.name,
        "sex": card.sex,
        "ethnicity": card.ethnicity,
        "birth_date": _dashed(card.birth_date),
        "id_number": card.id_number,
        "card_number": card.card_number,
        "valid_from": _dashed(card.issued),
        "valid_to": _dashed(card.expires),
    }
    return Person(
        document="social_card",
        name=card.name,
        id_number=card.id_number,
        fields={key: value for key, value in fields.items() if value},
        warnings=_expiry(visit, card.expires),
    )


async def _code(visit: Visit) -> Person:
    """The electronic card's code means nothing here: the central alone knows whose it is."""
    while True:
        text = await visit.facilities.equipment.codes.next()
        visit.screen.alive()
        if text.startswith(PREFIX):
            _say(visit, "identify.code_is_receipt")
            continue
        _say(visit, "identify.looking_up", busy=True)
        try:
            found = await visit.facilities.central.open_session_by_code(text)
        except Problem as problem:
            log.info("code.refused", reason=problem.type)
            kind = next((each for each in CODE_PROBLEMS if problem.type.endswith(each)), "code-unknown")
            _say(visit, f"identify.{kind.replace('-', '_')}")
        except Unreachable:
            _say(visit, "identify.code_offline")
        else:
            fields = {"name": found.name, "id_number": found.id_number}
            return Person(
                document="ecard",
                name=found.name,
                id_number=found.id_number,
                fields=fields,
                session=found.as_session(),
            )


TAKING: Mapping[Way, Callable[[Visit], Coroutine[Any, Any, Person]]] = {
    "scan": _scan,
    "chip": _chip,
    "card": _card,
    "code": _code,
}


def _say(visit: Visit, message: str, *, busy: bool = False) -> None:
    visit.screen.update(guidance=Message(id=message), busy=busy)


def _expiry(visit: Visit, valid_to: str) -> tuple[str, ...]:
    today = visit.facilities.clock.now().astimezone().strftime("%Y%m%d")
    return ("expired",) if valid_to.isdigit() and valid_to < today else ()


def _dashed(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date
