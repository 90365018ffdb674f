"""Job fairs: places up to the capacity, then a waiting list that moves up in order."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select

from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import FairSignUp, JobFair
from central.words import Text
from central.workdays import local_date

BOOKED, WAITING, WITHDRAWN = "booked", "waiting", "withdrawn"
State = Literal["none", "booked", "waiting", "withdrawn"]
Act = Callable[[Transaction, str, int, datetime], tuple[JobFair, FairSignUp]]


@dataclass(frozen=True, slots=True)
class Announced:
    name: Text
    place: Text
    starts_at: datetime
    capacity: int


def announce(transaction: Transaction, announced: Announced, now: datetime) -> JobFair:
    fair = JobFair(
        number=f"~{secrets.token_hex(8)}",
        name_zh=announced.name.zh,
        name_en=announced.name.en,
        place_zh=announced.place.zh,
        place_en=announced.place.en,
        starts_at=announced.starts_at,
        capacity=announced.capacity,
        booked=0,
    )
    transaction.add(fair)
    transaction.flush()
    fair.number = f"F{local_date(now):%y%m%d}{fair.id:04d}"
    return fair


def sign_up(transaction: Transaction, number: str, person_id: int, now: datetime) -> tuple[JobFair, FairSignUp]:
    """A place, or the end of the waiting list. Who has either already keeps it."""
    fair = _held(transaction, number)
    if fair.starts_at <= now:
        raise Problem("state-conflict", reason="fair-over")
    own = _own(transaction, fair, person_id)
    if own is not None and own.state != WITHDRAWN:
        return fair, own
    free = fair.booked < fair.capacity
    own = own or FairSignUp(fair_id=fair.id, person_id=person_id)
    own.state, own.at = BOOKED if free else WAITING, now
    own.turn = _last_turn(transaction, fair) + 1
    fair.booked += free
    transaction.add(own)
    transaction.flush()
    return fair, own


def withdraw(transaction: Transaction, number: str, person_id: int, now: datetime) -> tuple[JobFair, FairSignUp]:
    """A place given back goes to whoever has waited longest."""
    fair = _held(transaction, number)
    own = _own(transaction, fair, person_id)
    if own is None or own.state == WITHDRAWN:
        raise Problem("not-found")
    had_a_place = own.state == BOOKED
    own.state, own.at = WITHDRAWN, now
    transaction.flush()
    if had_a_place:
        first = select(FairSignUp).where(FairSignUp.fair_id == fair.id, FairSignUp.state == WAITING)
        following = transaction.scalar(first.order_by(FairSignUp.turn).limit(1))
        if following is None:
            fair.booked -= 1
        else:
            following.state, following.at = BOOKED, now
    return fair, own


def state(own: FairSignUp | None) -> State:
    match own.state if own else "":
        case "booked":
            return "booked"
        case "waiting":
            return "waiting"
        case "withdrawn":
            return "withdrawn"
    return "none"


def position(transaction: Transaction, own: FairSignUp) -> int:
    """How many wait up to and with this one; 0 where it does not wait."""
    if own.state != WAITING:
        return 0
    before = select(func.count()).where(
        FairSignUp.fair_id == own.fair_id, FairSignUp.state == WAITING, FairSignUp.turn <= own.turn
    )
    return transaction.scalar(before) or 0


def _held(transaction: Transaction, number: str) -> JobFair:
    """Locked: of two who sign up at once, one counts first."""
    fair = transaction.scalar(select(JobFair).where(JobFair.number == number).with_for_update())
    if fair is None:
        raise Problem("not-found")
    return fair


def _own(transaction: Transaction, fair: JobFair, person_id: int) -> FairSignUp | None:
    return transaction.scalar(
        select(FairSignUp).where(FairSignUp.fair_id == fair.id, FairSignUp.person_id == person_id)
    )


def _last_turn(transaction: Transaction, fair: JobFair) -> int:
    return transaction.scalar(select(func.max(FairSignUp.turn)).where(FairSignUp.fair_id == fair.id)) or 0
