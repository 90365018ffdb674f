"""An effect that happens once for a key, however often it is asked for; the first answer is kept with the effect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from central.problems import Problem
from central.store.database import Database, Transaction, lock_key
from central.store.tables import IdempotencyAnswer

LONGEST_OFFLINE = timedelta(days=60)
KEPT_FOR = LONGEST_OFFLINE + timedelta(days=30)
"""A kiosk may be cut off for weeks and then send again what was taken: pruning sooner would do it twice."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """`fingerprint` is a digest of what was asked: the same key for something else is refused."""

    caller: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    status: int
    body: dict[str, Any]


def once(database: Database, keyed: Keyed, now: datetime, effect: Callable[[Transaction], Answer]) -> Answer:
    """The first answer to this key; where there is none, the effect's, kept in its own transaction.

    A refusal (Problem) is not kept. Raises Problem where the key is at work now or came with something else.
    """
    with database.running(keyed.caller, keyed.key), database.begin() as transaction:
        return once_within(transaction, keyed, now, effect)


def once_within(
    transaction: Transaction, keyed: Keyed, now: datetime, effect: Callable[[Transaction], Answer]
) -> Answer:
    """`once` inside a transaction that is open already; `Database.running` is the caller's to hold."""
    lock_key(transaction, keyed.caller, keyed.key)
    kept = transaction.get(IdempotencyAnswer, (keyed.caller, keyed.key))
    if kept is None:
        answer = effect(transaction)
        transaction.add(_row(keyed, answer, now))
        return answer
    if kept.fingerprint != keyed.fingerprint:
        raise Problem("idempotency-key-reused")
    return Answer(kept.status, kept.body)


def _row(keyed: Keyed, answer: Answer, now: datetime) -> IdempotencyAnswer:
    return IdempotencyAnswer(
        caller=keyed.caller,
        key=keyed.key,
        fingerprint=keyed.fingerprint,
        status=answer.status,
        body=answer.body,
        created_at=now,
    )
