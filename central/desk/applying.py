"""Applying on the web with an account: a code sent to the phone on record. Nobody's face or card was seen.

So only what the catalogue opens to the web is taken (`web = true`: what does no more harm by mistake than a card
stopped); everything else is sent to a kiosk or a desk, with the reason.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from central import messages, records, reference
from central.applications.intake import Intake, take_in
from central.catalogue import Service, forms
from central.citizen_id import normalise
from central.desk.browsers import hashed, new_secret
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Person, WebVisit
from central.words import Text

LASTS = timedelta(minutes=30)
CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
MOST_CODES = 5
CODES_COUNT_FOR = timedelta(hours=1)
CHANNEL = "web"
LEVEL = "account"
_WRONG = Text(zh="验证码不对，或已过期。", en="That is not the code, or it is too old.")


def service_of(central: Central, code: str) -> Service:
    service = central.catalogue.services.get(code)
    if service is None:
        raise Problem("not-found")
    if not service.web:
        raise Problem("assurance-too-low", reason="channel", needed=service.item.least_level, has=LEVEL)
    return service


def begin(transaction: Transaction, item: str, name: str, id_number: str, now: datetime) -> str:
    """The cookie's value. Whether there is such a person is not told: the page that follows is the same."""
    transaction.execute(delete(WebVisit).where(WebVisit.expires_at < now - CODES_COUNT_FOR))
    secret, number = new_secret(), normalise(id_number)[:18]
    person = transaction.scalar(select(Person).where(Person.id_number == number))
    known = person is not None and bool(person.phone) and records.same_name(person, name)
    visit = WebVisit(id_hash=hashed(secret), csrf=new_secret(), item=item, id_number=number, expires_at=now + LASTS)
    if known and person is not None and _sent_lately(transaction, number, now) < MOST_CODES:
        code = f"{secrets.randbelow(1_000_000):06}"
        visit.person_id, visit.sent_at, visit.code_hash = person.id, now, hashed(f"{code}.{visit.id_hash}")
        messages.tell(transaction, person.id, "web_code", {"code": code})
    transaction.add(visit)
    return secret


def _sent_lately(transaction: Transaction, id_number: str, now: datetime) -> int:
    sent = select(func.count()).where(WebVisit.id_number == id_number, WebVisit.sent_at > now - CODES_COUNT_FOR)
    return transaction.scalar(sent) or 0


def visit_of(transaction: Transaction, secret: str, item: str, now: datetime) -> WebVisit:
    held = transaction.get(WebVisit, hashed(secret), with_for_update=True) if secret else None
    if held is None or held.expires_at <= now or held.item != item:
        raise Problem("session-ended")
    return held


def confirm(visit: WebVisit, code: str, now: datetime) -> bool:
    """Whether the code is the one that was sent; a few tries, for a few minutes."""
    if visit.tries >= MOST_TRIES:
        raise Problem("too-many-attempts")
    visit.tries += 1
    fresh = visit.sent_at is not None and now - visit.sent_at <= CODE_LASTS
    right = hmac.compare_digest(visit.code_hash, hashed(f"{code.strip()}.{visit.id_hash}"))
    if fresh and right:
        visit.verified_at = now
        visit.code_hash = ""
    return fresh and right


def mistakes(service: Service, answers: dict[str, str]) -> dict[str, Text]:
    return {
        field.id: field.error for field in service.item.form if forms.wrong(field, answers.get(field.id, "").strip())
    }


def submit(
    central: Central,
    transaction: Transaction,
    visit: WebVisit,
    service: Service,
    answers: dict[str, str],
    language: str,
) -> tuple[Application, str]:
    """The application, by the one intake, and the reference that proves whose it is; the visit is used up."""
    if visit.verified_at is None or visit.person_id is None:
        raise Problem("assurance-too-low", reason="account")
    person, now, number = transaction.get_one(Person, visit.person_id), central.now(), reference.generate()
    intake = Intake(
        service=service,
        id_number=person.id_number,
        name=person.name,
        form=forms.check(service.item, answers),
        assurance={"level": LEVEL, "claimed": LEVEL, "session": None, "reasons": []},
        channel=CHANNEL,
        sender="web",
        language=language,
        committed_at=now,
        received_at=now,
        reference=number,
    )
    application = take_in(transaction, intake, central.parameters, central.calendar)
    transaction.delete(visit)
    return application, reference.grouped(number)
