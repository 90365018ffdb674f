"""Credit authorisations: an institution may ask for certain records; each use is put down; taken back at will."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from central.agreements import keeping, texts
from central.agreements.keeping import Act
from central.agreements.states import AUTHORISATION, Action, Facts, State
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Authorisation, Kiosk, Session
from central.workdays import local_date


@dataclass(frozen=True, slots=True)
class Grant:
    grantee: str
    purpose: str
    records: Sequence[str]
    until: date


def give(transaction: Transaction, session: Session, kiosk: Kiosk, grant: Grant, now: datetime) -> Authorisation:
    """Raises Problem where the person's level is too low, or the last day is past."""
    if session.level < keeping.LEAST_LEVEL:
        raise Problem(
            "assurance-too-low", reason="level", needed="L3", has=f"L{session.level}", reasons=session.reasons
        )
    if grant.until < local_date(now):
        raise Problem("malformed-request", reason="until-past")
    held = Authorisation(
        number=f"~{secrets.token_hex(8)}",  # until the row has its number
        state=State.GIVEN,
        version=1,
        made_at=now,
        id_number=session.id_number,
        grantee=grant.grantee,
        purpose=grant.purpose,
        records=list(grant.records),
        until=grant.until,
        uses=0,
        assent={"kiosk": kiosk.id, "session": hashlib.sha256(session.id.encode()).hexdigest(), "level": "L3"},
    )
    transaction.add(held)
    transaction.flush()
    held.number = keeping.name("SQ", held.id, now)
    content = {"scope": texts.scope(held), **held.assent}
    keeping.put_down(transaction, held, Act(Action.GIVE, f"kiosk:{kiosk.id}", now, content))
    return held


def use(transaction: Transaction, held: Authorisation, grantee: str, purpose: str, by: str, now: datetime) -> None:
    """An institution asks by it. Raises Problem where it is another's, for another purpose, past, or withdrawn."""
    in_time = local_date(now) <= held.until
    facts = Facts(own=grantee == held.grantee, same=purpose == held.purpose, in_time=in_time)
    content = {"grantee": grantee, "scope": texts.scope(held), "use": held.uses + 1}
    keeping.move(transaction, held, AUTHORISATION, Act(Action.USE, by, now, content), facts)
    held.uses += 1


def withdraw(transaction: Transaction, held: Authorisation, session: Session, kiosk: Kiosk, now: datetime) -> None:
    facts = keeping.by_person(session, held.id_number)
    content = {"session": hashlib.sha256(session.id.encode()).hexdigest()}
    keeping.move(transaction, held, AUTHORISATION, Act(Action.WITHDRAW, f"kiosk:{kiosk.id}", now, content), facts)


def expire(transaction: Transaction, held: Authorisation, now: datetime) -> None:
    facts = replace(Facts(), in_time=local_date(now) <= held.until)
    keeping.move(transaction, held, AUTHORISATION, Act(Action.EXPIRE, "rules", now, {}), facts)
