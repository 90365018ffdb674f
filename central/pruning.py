"""Forgetting what has served: kept answers, ended sessions, used tokens, done tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete

from central import logs
from central.background import scheduled
from central.idempotency import KEPT_FOR
from central.parts import Central
from central.store.tables import BackgroundTask, IdempotencyAnswer, SeenToken, Session

SESSIONS_KEPT = timedelta(days=90)
"""A submission that a kiosk kept while cut off names its session: it must be there as long as the answer is."""
TASKS_KEPT = timedelta(days=30)
TOKENS_KEPT = timedelta(hours=1)
"""Beyond their own end, for clocks that differ."""


@scheduled("prune", "40 18 * * *")
def prune(central: Central) -> dict[str, int]:
    """At night. How many rows of each went."""
    now = central.now()
    done: dict[str, Any] = {
        "answers": delete(IdempotencyAnswer).where(IdempotencyAnswer.created_at < now - KEPT_FOR),
        "sessions": delete(Session).where(Session.expires_at < now - SESSIONS_KEPT),
        "tokens": delete(SeenToken).where(SeenToken.expires_at < now - TOKENS_KEPT),
        "tasks": delete(BackgroundTask).where(BackgroundTask.done_at < now - TASKS_KEPT),
    }
    counted = {}
    for name, statement in done.items():
        with central.database.begin() as transaction:
            counted[name] = cast(CursorResult[Any], transaction.execute(statement)).rowcount
    logs.get().info("pruned", count=sum(counted.values()))
    return counted
