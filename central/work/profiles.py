"""A job seeker's profile: made of their wishes and their certificates, with consent that can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from central import evidence
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import JobSeeker, SkillCertificate
from central.work.terms import Terms

CONSENT = "profile/1"
"""The wording that was consented to."""


@dataclass(frozen=True, slots=True)
class Wanted:
    occupation: str = ""
    district: str = ""
    least_wage: int = 0
    skills: tuple[str, ...] = ()


def consent(
    transaction: Transaction, terms: Terms, person_id: int, wanted: Wanted, by: str, now: datetime
) -> JobSeeker:
    """Make or renew the profile: the records are looked at from here on, and not before."""
    terms.check(wanted.occupation, wanted.district, wanted.skills)
    certified = select(SkillCertificate.trade).where(SkillCertificate.person_id == person_id)
    skills = sorted({*wanted.skills, *terms.skills_of(transaction.scalars(certified))})
    profile = transaction.get(JobSeeker, person_id, with_for_update=True) or JobSeeker(person_id=person_id)
    profile.consented_at, profile.withdrawn_at = now, None
    profile.occupation, profile.district = wanted.occupation, wanted.district
    profile.least_wage, profile.skills = wanted.least_wage, list(skills)
    transaction.add(profile)
    content = {"by": by, "at": now.isoformat(), "consent": CONSENT}
    evidence.record(transaction, "profile.consented", _subject(person_id), content)
    return profile


def withdraw(transaction: Transaction, person_id: int, by: str, now: datetime) -> JobSeeker:
    """Take the consent back: what the profile held is erased at once."""
    profile = active(transaction, person_id)
    if profile is None:
        raise Problem("not-found")
    profile.withdrawn_at = now
    profile.occupation = profile.district = ""
    profile.least_wage, profile.skills = 0, []
    content = {"by": by, "at": now.isoformat(), "consent": CONSENT}
    evidence.record(transaction, "profile.withdrawn", _subject(person_id), content)
    return profile


def active(transaction: Transaction, person_id: int) -> JobSeeker | None:
    profile = transaction.get(JobSeeker, person_id)
    return profile if profile is not None and profile.withdrawn_at is None else None


def _subject(person_id: int) -> str:
    return f"profile-{person_id}"
