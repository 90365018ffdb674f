"""Whose application it is, without signing in: its number with the reference that only the applicant was given."""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy import select

from central import reference
from central.applications.numbers import is_valid
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Submission


def hashed(number: str) -> str:
    return hashlib.sha256(reference.normalise(number).encode()).hexdigest()


def find(transaction: Transaction, number: str, proof: str) -> Application:
    """The application, locked. Raises Problem not-found, the same for a wrong number as for a wrong reference."""
    held = None
    if is_valid(number):
        held = transaction.scalar(select(Application).where(Application.number == number).with_for_update())
    if held is None or not hmac.compare_digest(_expected(transaction, held), hashed(proof)):
        raise Problem("not-found")
    return held


def _expected(transaction: Transaction, application: Application) -> str:
    """Applications from before the proof was kept with them have it with their submission."""
    if application.proof:
        return application.proof
    kept = transaction.scalar(select(Submission.reference).where(Submission.application_id == application.id))
    return hashed(kept) if kept else ""
