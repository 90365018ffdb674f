"""Employers' exit declarations: who left, when and why, signed by the employer. Proactive payment stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select

from central import evidence, exit_reasons
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Employer, Employment, ExitDeclaration, Person
from central.workdays import local_date


@dataclass(frozen=True, slots=True, repr=False)
class Declared:
    """`reason` is one of the fourteen codes of `central.exit_reasons`."""

    id_number: str
    exit_date: date
    reason: str
    declared_at: datetime
    signature: bytes


def signed_text(employer: str, declared: Declared) -> bytes:
    """What the employer signs (Ed25519), line by line."""
    said = (declared.id_number, declared.exit_date.isoformat(), declared.reason, declared.declared_at.isoformat())
    return "\n".join(("hrss-exit/1", employer, *said)).encode()


def register(transaction: Transaction, code: str, name: str, signing_key: bytes, now: datetime) -> Employer:
    """An employer and its key; another key takes the place of the one before."""
    employer = transaction.get(Employer, code) or Employer(code=code, registered_at=now)
    employer.name, employer.signing_key = name, signing_key
    transaction.add(employer)
    evidence.record(transaction, "employer.registered", code, {"key": signing_key.hex()})
    return employer


def declare(transaction: Transaction, code: str, declared: Declared, now: datetime) -> ExitDeclaration:
    """Write the exit into the person's employment with this employer. A later declaration corrects an earlier one.

    Raises Problem: not-found for an employer, signature-invalid, exit-invalid.
    """
    employer = transaction.get(Employer, code)
    if employer is None:
        raise Problem("not-found")
    _verify(employer, declared)
    employment = _employment(transaction, code, declared.id_number)
    if declared.exit_date > local_date(now):
        raise Problem("exit-invalid", reason="not-yet")
    if employment.start_date is not None and declared.exit_date < employment.start_date:
        raise Problem("exit-invalid", reason="before-start")
    reason = exit_reasons.REASONS[declared.reason]
    employment.exit_date = declared.exit_date
    employment.exit_reason, employment.involuntary = reason.words.zh, reason.involuntary
    kept = ExitDeclaration(
        employer_code=code,
        person_id=employment.person_id,
        employment_id=employment.id,
        exit_date=declared.exit_date,
        reason=declared.reason,
        signature=declared.signature,
        declared_at=declared.declared_at,
        received_at=now,
    )
    transaction.add(kept)
    transaction.flush()
    content = {"employment": employment.id, "exit_date": declared.exit_date.isoformat(), "reason": declared.reason}
    evidence.record(transaction, "exit.declared", code, {**content, "signature": declared.signature.hex()})
    return kept


def _verify(employer: Employer, declared: Declared) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(employer.signing_key)
        key.verify(declared.signature, signed_text(employer.code, declared))
    except (InvalidSignature, ValueError):
        raise Problem("signature-invalid") from None


def _employment(transaction: Transaction, code: str, id_number: str) -> Employment:
    """The newest with this employer."""
    found = transaction.scalar(
        select(Employment)
        .join(Person, Person.id == Employment.person_id)
        .where(Person.id_number == id_number, Employment.employer_code == code)
        .order_by(Employment.id.desc())
        .limit(1)
        .with_for_update(of=Employment)
    )
    if found is None:
        raise Problem("exit-invalid", reason="not-employed-here")
    return found
