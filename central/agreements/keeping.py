"""What all agreements share: being found, moving along their table, each act put down in the evidence log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from central import evidence
from central.agreements.states import Action, Facts, Refused, State, States, after, possible
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Authorisation, Contract, FundMovement, Session, SigningParty
from central.workdays import local_date

Kept = TypeVar("Kept", Contract, Authorisation, FundMovement)
EMPLOYER, SUPERVISOR = "employer", "supervisor"
LEAST_LEVEL = 3
"""An act with the force of a signature needs the central's own photograph compared."""


@dataclass(frozen=True, slots=True)
class Act:
    """`by` is who acts: staff:…, kiosk:…, employer:…; `content` goes into the log with it."""

    action: Action
    by: str
    at: datetime
    content: Mapping[str, Any]


def find(transaction: Transaction, kind: type[Kept], number: str, version: str | None = None) -> Kept:
    """Held for a change. Raises Problem where there is none, or another version than the one that was looked at."""
    held = transaction.scalar(select(kind).where(kind.number == number).with_for_update())
    if held is None:
        raise Problem("not-found")
    if version is not None and version != etag(held):
        raise Problem("version-conflict")
    return held


def etag(held: Contract | Authorisation | FundMovement) -> str:
    return f'"{held.number}.{held.version}"'


def name(prefix: str, row: int, at: datetime) -> str:
    return f"{prefix}{local_date(at):%y%m%d}{row:06d}"


def move(transaction: Transaction, held: Kept, table: States, act: Act, facts: Facts) -> None:
    """Take an action. Raises Problem state-conflict with what is lacking."""
    present = State(held.state)
    outcome = after(table, present, act.action, facts)
    if isinstance(outcome, Refused):
        available = possible(table, present)
        raise Problem("state-conflict", reason=outcome.code, state=present, action=act.action, available=available)
    held.state = outcome
    held.version += 1
    put_down(transaction, held, act)


def put_down(transaction: Transaction, held: Contract | Authorisation | FundMovement, act: Act) -> None:
    content = {"by": act.by, "at": act.at.isoformat(), "state": held.state, "version": held.version, **act.content}
    evidence.record(transaction, f"{held.__tablename__.removesuffix('s')}.{act.action}", held.number, content)


def party(transaction: Transaction, role: str, party_id: str) -> SigningParty:
    held = transaction.get(SigningParty, (role, party_id))
    if held is None:
        raise Problem("signer-unknown")
    return held


def signed(key: bytes, signature: bytes, text: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def by_person(session: Session, id_number: str) -> Facts:
    """`present` is the level that an act with the force of a signature needs."""
    return Facts(own=session.id_number == id_number, present=session.level >= LEAST_LEVEL)
