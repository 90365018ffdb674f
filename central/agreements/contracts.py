"""Contracts of employment: the employer's own key signs; the worker assents at a kiosk after the face check."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from central.agreements import keeping, texts
from central.agreements.keeping import EMPLOYER, Act
from central.agreements.states import CONTRACT, Action, Facts, State
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Contract, Kiosk, Session


@dataclass(frozen=True, slots=True, repr=False)
class Offer:
    employer: str
    id_number: str
    starts_on: date
    ends_on: date | None
    terms: str
    signature: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Assent:
    """Which terms the worker had before them, and the kiosk's signature."""

    digest: str
    signature: bytes


def offer(transaction: Transaction, given: Offer, now: datetime) -> Contract:
    """Raises Problem signature-invalid where the employer's registered key did not sign this."""
    key = keeping.party(transaction, EMPLOYER, given.employer).public_key
    ends_on = given.ends_on.isoformat() if given.ends_on else ""
    text = texts.contract(given.employer, given.id_number, given.starts_on.isoformat(), ends_on, given.terms)
    if not keeping.signed(key, given.signature, text):
        raise Problem("signature-invalid")
    held = Contract(
        number=f"~{hashlib.sha256(given.signature).hexdigest()[:20]}",  # until the row has its number
        state=State.OFFERED,
        version=1,
        made_at=now,
        employer=given.employer,
        id_number=given.id_number,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
        terms=given.terms,
        digest=texts.digest(given.terms),
        employer_signature=given.signature,
        assent={},
    )
    transaction.add(held)
    transaction.flush()
    held.number = keeping.name("HT", held.id, now)
    content = {"digest": held.digest, "signature": base64.b64encode(given.signature).decode()}
    keeping.put_down(transaction, held, Act(Action.OFFER, f"employer:{held.employer}", now, content))
    return held


def sign(
    transaction: Transaction, held: Contract, session: Session, kiosk: Kiosk, given: Assent, now: datetime
) -> None:
    """The worker's assent: this session at L3, these terms, and the kiosk's signature over both."""
    text = texts.contract_assent(held.number, given.digest, session.id)
    if not keeping.signed(kiosk.signing_key, given.signature, text):
        raise Problem("signature-invalid")
    facts = replace(keeping.by_person(session, held.id_number), same=given.digest == held.digest)
    content = {
        "digest": given.digest,
        "level": f"L{session.level}",
        "session": hashlib.sha256(session.id.encode()).hexdigest(),
        "signature": base64.b64encode(given.signature).decode(),
    }
    keeping.move(transaction, held, CONTRACT, Act(Action.SIGN, f"kiosk:{kiosk.id}", now, content), facts)
    held.assent = {"kiosk": kiosk.id, "at": now.isoformat(), **content}


def decline(transaction: Transaction, held: Contract, session: Session, kiosk: Kiosk, now: datetime) -> None:
    facts = keeping.by_person(session, held.id_number)
    keeping.move(transaction, held, CONTRACT, Act(Action.DECLINE, f"kiosk:{kiosk.id}", now, {}), facts)


def withdraw(transaction: Transaction, held: Contract, signature: bytes, now: datetime) -> None:
    """The employer takes an offer back that was not signed yet."""
    key = keeping.party(transaction, EMPLOYER, held.employer).public_key
    facts = Facts(own=keeping.signed(key, signature, texts.contract_withdrawal(held)))
    content = {"signature": base64.b64encode(signature).decode()}
    keeping.move(transaction, held, CONTRACT, Act(Action.WITHDRAW, f"employer:{held.employer}", now, content), facts)


def end(transaction: Transaction, held: Contract, by: str, reason: str, ended_on: date, now: datetime) -> None:
    content = {"reason": hashlib.sha256(reason.encode()).hexdigest(), "ended_on": ended_on.isoformat()}
    keeping.move(transaction, held, CONTRACT, Act(Action.END, by, now, content), Facts(reasons=bool(reason)))
    held.ends_on = ended_on
