"""Vacancies: published until a day, withdrawn before it where they are filled."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import select

from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Vacancy
from central.work.terms import Terms
from central.workdays import local_date

OPEN, WITHDRAWN = "open", "withdrawn"
LONGEST = timedelta(days=90)
MOST_LOOKED_AT = 2000
State = Literal["open", "withdrawn", "expired"]


@dataclass(frozen=True, slots=True)
class Offered:
    employer: str
    employer_code: str
    title: str
    occupation: str
    district: str
    wage_from: int
    wage_to: int
    skills: tuple[str, ...]
    openings: int
    contact: str
    expires_on: date


def publish(transaction: Transaction, terms: Terms, offered: Offered, by: str, now: datetime) -> Vacancy:
    today = local_date(now)
    terms.check(offered.occupation, offered.district, offered.skills)
    if not today <= offered.expires_on <= today + LONGEST:
        raise Problem("malformed-request", reason="expires_on")
    if offered.wage_from > offered.wage_to:
        raise Problem("malformed-request", reason="wage")
    vacancy = Vacancy(
        number=f"~{secrets.token_hex(8)}",  # until the row has its number
        state=OPEN,
        version=1,
        employer=offered.employer,
        employer_code=offered.employer_code,
        title=offered.title,
        occupation=offered.occupation,
        district=offered.district,
        wage_from=offered.wage_from,
        wage_to=offered.wage_to,
        skills=list(offered.skills),
        openings=offered.openings,
        contact=offered.contact,
        published_at=now,
        published_by=by,
        expires_on=offered.expires_on,
    )
    transaction.add(vacancy)
    transaction.flush()
    vacancy.number = f"V{today:%y%m%d}{vacancy.id:06d}"
    return vacancy


def withdraw(transaction: Transaction, number: str, version: str | None) -> Vacancy:
    vacancy = find(transaction, number)
    if version is not None and version != etag(vacancy):
        raise Problem("version-conflict")
    if vacancy.state != OPEN:
        raise Problem("state-conflict", state=vacancy.state)
    vacancy.state = WITHDRAWN
    vacancy.version += 1
    return vacancy


def find(transaction: Transaction, number: str) -> Vacancy:
    vacancy = transaction.scalar(select(Vacancy).where(Vacancy.number == number).with_for_update())
    if vacancy is None:
        raise Problem("not-found")
    return vacancy


def state(vacancy: Vacancy, today: date) -> State:
    if vacancy.state != OPEN:
        return "withdrawn"
    return "expired" if vacancy.expires_on < today else "open"


def etag(vacancy: Vacancy) -> str:
    return f'"{vacancy.number}.{vacancy.version}"'


def on_offer(transaction: Transaction, today: date, occupation: str = "", district: str = "") -> list[Vacancy]:
    """The newest first."""
    wanted = select(Vacancy).where(Vacancy.state == OPEN, Vacancy.expires_on >= today)
    if occupation:
        wanted = wanted.where(Vacancy.occupation == occupation)
    if district:
        wanted = wanted.where(Vacancy.district == district)
    return list(transaction.scalars(wanted.order_by(Vacancy.id.desc()).limit(MOST_LOOKED_AT)))
