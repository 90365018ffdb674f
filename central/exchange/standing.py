"""How the departments stand, from the messages exchanged with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Literal

from sqlalchemy import func, select

from central.store.database import Transaction
from central.store.tables import ExchangeMessage

ANSWERS = ("answered", "not-found")
LOOKED_AT = 50
"""So many of the newest messages tell how a department stands."""
DOWN_AFTER = 3
"""One request that fails may be the request's fault; so many in a row are not."""

State = Literal["up", "failing", "down", "unknown"]


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` unknown: never asked. `failed`: how many of the newest `asked` brought no answer."""

    state: State
    asked: int = 0
    failed: int = 0
    last_asked_at: datetime | None = None
    last_answered_at: datetime | None = None
    last_failure: str = ""
    median_ms: int | None = None
    slowest_ms: int | None = None


def standing(transaction: Transaction, department: str) -> Standing:
    newest = (
        select(ExchangeMessage)
        .where(ExchangeMessage.department == department)
        .order_by(ExchangeMessage.id.desc())
        .limit(LOOKED_AT)
    )
    return _standing(list(transaction.scalars(newest)), _last_answered(transaction, department))


def _standing(messages: Sequence[ExchangeMessage], last_answered: datetime | None) -> Standing:
    if not messages:
        return Standing("unknown")
    failures = [message for message in messages if message.outcome not in ANSWERS]
    times = [message.milliseconds for message in messages if message.outcome in ANSWERS]
    return Standing(
        state=_state(messages),
        asked=len(messages),
        failed=len(failures),
        last_asked_at=messages[0].requested_at,
        last_answered_at=last_answered,
        last_failure=failures[0].outcome if failures else "",
        median_ms=round(median(times)) if times else None,
        slowest_ms=max(times, default=None),
    )


def _state(messages: Sequence[ExchangeMessage]) -> State:
    """By the newest: answered is up; the last few all failed is down."""
    if messages[0].outcome in ANSWERS:
        return "up"
    newest = messages[:DOWN_AFTER]
    return "down" if all(message.outcome not in ANSWERS for message in newest) else "failing"


def _last_answered(transaction: Transaction, department: str) -> datetime | None:
    newest = select(func.max(ExchangeMessage.id)).where(
        ExchangeMessage.department == department, ExchangeMessage.outcome.in_(ANSWERS)
    )
    return transaction.scalar(
        select(ExchangeMessage.requested_at).where(ExchangeMessage.id == newest.scalar_subquery())
    )
