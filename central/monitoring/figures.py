"""What the wall shows of handling: the queue, how long people wait, and offers, counted by the database."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import Select, func, select

from central.applications.states import Action, State
from central.store.database import Transaction
from central.store.tables import Application, ApplicationEvent, Offer
from central.workdays import LOCAL

QUEUED = (State.ACCEPTED, State.ALLOCATED)
_MOST_WAITS = 5_000


@dataclass(frozen=True, slots=True)
class Queue:
    """Applications that wait for staff, and how long today's waited until they were opened (None: none was)."""

    waiting: int
    in_review: int
    oldest_at: datetime | None
    opened_today: int
    wait_median_min: float | None
    wait_p95_min: float | None


def beginning_of_day(now: datetime) -> datetime:
    """Midnight in China, as an aware time."""
    return datetime.combine(now.astimezone(LOCAL).date(), time.min, LOCAL)


def queue(transaction: Transaction, now: datetime) -> Queue:
    waiting, oldest = transaction.execute(
        select(func.count(), func.min(Application.received_at)).where(Application.state.in_(QUEUED))
    ).one()
    in_review = transaction.scalar(select(func.count()).where(Application.state == State.IN_REVIEW)) or 0
    opened = (
        select(Application.received_at, ApplicationEvent.at)
        .join(ApplicationEvent, ApplicationEvent.application_id == Application.id)
        .where(ApplicationEvent.action == Action.OPEN, ApplicationEvent.at >= beginning_of_day(now))
        .order_by(ApplicationEvent.id.desc())
        .limit(_MOST_WAITS)
    )
    waits = sorted((at - received).total_seconds() / 60 for received, at in transaction.execute(opened))
    return Queue(
        waiting=waiting,
        in_review=in_review,
        oldest_at=oldest,
        opened_today=len(waits),
        wait_median_min=_at(waits, 0.5),
        wait_p95_min=_at(waits, 0.95),
    )


def states(transaction: Transaction) -> dict[str, int]:
    """Applications by state."""
    return _counts(transaction, select(Application.state, func.count()).group_by(Application.state))


def outcomes_today(transaction: Transaction, now: datetime) -> dict[str, int]:
    """Applications by the state that they reached today."""
    counted = (
        select(ApplicationEvent.to_state, func.count())
        .where(ApplicationEvent.at >= beginning_of_day(now))
        .group_by(ApplicationEvent.to_state)
    )
    return _counts(transaction, counted)


def offers(transaction: Transaction) -> dict[str, int]:
    """Proactive offers by state."""
    return _counts(transaction, select(Offer.state, func.count()).group_by(Offer.state))


def _counts(transaction: Transaction, counted: Select[str, int]) -> dict[str, int]:
    return {name: count for name, count in transaction.execute(counted)}  # noqa: C416


def _at(ordered: Sequence[float], part: float) -> float | None:
    """The nearest-rank percentile."""
    if not ordered:
        return None
    return round(ordered[max(0, math.ceil(part * len(ordered)) - 1)], 1)
