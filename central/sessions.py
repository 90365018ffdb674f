"""A citizen's presence at a kiosk, and the level of assurance that the central gives it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from central import records
from central.assurance import Decision, Evidence, decide
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import ElectronicCard, Kiosk, Person, Session, SocialCard
from central.workdays import local_date

MOST_ATTEMPTS = 5
MOST_REFERENCE_FETCHES = 6
MOST_FAILED_FOR_PERSON = 10
FAILURES_COUNT_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """What a document says of who is here."""

    id_number: str
    name: str
    document: str
    fields: Mapping[str, str]
    channel: str


def open_session(transaction: Transaction, kiosk: Kiosk, arrival: Arrival, now: datetime, lasts: timedelta) -> Session:
    person = transaction.scalar(select(Person).where(Person.id_number == arrival.id_number))
    session = Session(
        id=secrets.token_urlsafe(24),
        kiosk_id=kiosk.id,
        id_number=arrival.id_number,
        name=arrival.name,
        person_id=person.id if person else None,
        document=arrival.document,
        channel=arrival.channel,
        name_matches=person is None or records.same_name(person, arrival.name),
        document_expired=_has_expired(arrival.fields.get("valid_to", ""), local_date(now)),
        document_stopped=_is_stopped(transaction, person, arrival),
        created_at=now,
        expires_at=now + lasts,
        reference_fetches=0,
        attempts=0,
        level=0,
        reasons=[],
        evidence={},
    )
    transaction.add(session)
    return session


def open_by_code(
    transaction: Transaction, kiosk: Kiosk, code: str, channel: str, now: datetime, lasts: timedelta
) -> Session:
    """A session for whom an electronic social security card's code names."""
    card = transaction.get(ElectronicCard, code_hash(code))
    if card is None:
        raise Problem("code-unknown")
    if card.expires_at is not None and now >= card.expires_at:
        raise Problem("code-expired")
    person = transaction.get_one(Person, card.person_id)
    arrival = Arrival(person.id_number, person.name, "ecard", {}, channel)
    return open_session(transaction, kiosk, arrival, now, lasts)


def code_hash(code: str) -> str:
    """As a code is kept: who reads the table cannot show the code."""
    return hashlib.sha256(code.encode()).hexdigest()


def find(transaction: Transaction, kiosk: Kiosk, session_id: str) -> Session:
    """This kiosk's session, whether it has ended or not."""
    session = transaction.get(Session, session_id, with_for_update=True)
    if session is None or session.kiosk_id != kiosk.id:
        raise Problem("not-found")
    return session


def find_open(transaction: Transaction, kiosk: Kiosk, session_id: str, now: datetime, least: int = 0) -> Session:
    session = find(transaction, kiosk, session_id)
    if now >= session.expires_at:
        raise Problem("session-ended")
    if session.level < least:
        raise too_low(least, session.level, "level", session.reasons)
    return session


def fetch_reference(transaction: Transaction, session: Session) -> bytes:
    """The central's photograph of the person. None is given to a session whose printed name is another's."""
    if session.person_id is None or not session.name_matches:
        raise Problem("not-found")
    if session.reference_fetches >= MOST_REFERENCE_FETCHES:
        raise Problem("too-many-attempts")
    photo = records.reference_photo(transaction, session.person_id)
    if photo is None:
        raise Problem("not-found")
    session.reference_fetches += 1
    return photo


def assess(transaction: Transaction, session: Session, evidence: Evidence, ceiling: float, now: datetime) -> Decision:
    """Decide the session's level anew; the last decision holds. Tries are counted by session and by person."""
    if session.attempts >= MOST_ATTEMPTS or _failures(transaction, session, now) >= MOST_FAILED_FOR_PERSON:
        raise Problem("too-many-attempts")
    decision = decide(evidence, ceiling)
    session.attempts += 1
    session.level, session.reasons = decision.level, list(decision.reasons)
    return decision


def too_low(needed: int, has: int, reason: str, reasons: list[str] | tuple[str, ...] = ()) -> Problem:
    return Problem("assurance-too-low", reason=reason, needed=f"L{needed}", has=f"L{has}", reasons=list(reasons))


def _failures(transaction: Transaction, session: Session, now: datetime) -> int:
    """Tries that failed lately for this number, at any kiosk."""
    failed = select(func.coalesce(func.sum(Session.attempts), 0)).where(
        Session.id_number == session.id_number, Session.level == 0, Session.created_at > now - FAILURES_COUNT_FOR
    )
    return transaction.scalar(failed) or 0


def _is_stopped(transaction: Transaction, person: Person | None, arrival: Arrival) -> bool:
    """Whether the social security card shown is not in use: reported lost, locked, or another person's."""
    if arrival.document not in ("social_card", "ecard"):
        return False
    if person is None:
        return arrival.document == "ecard"
    cards = transaction.scalars(select(SocialCard).where(SocialCard.person_id == person.id)).all()
    number = arrival.fields.get("card_number", "")
    shown = [card for card in cards if not number or card.number == number]
    return bool(cards) and not any(card.status == "in_use" for card in shown)


def _has_expired(valid_to: str, today: date) -> bool:
    """By a document's last day of validity; a long-term one, or one that cannot be read, has not."""
    digits = "".join(character for character in valid_to if character.isdigit())
    try:
        return len(digits) == 8 and date.fromisoformat(digits) < today
    except ValueError:
        return False
