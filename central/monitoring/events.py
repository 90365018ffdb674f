"""The monitoring stream's events, written with what they tell of; every process reads them by their number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, text

from central.store.database import Transaction
from central.store.tables import MonitoringEvent

KEPT = timedelta(days=1)
_LOCK = 4_501_032


def emit(
    transaction: Transaction, kind: str, at: datetime, content: Mapping[str, Any], kiosk_id: str | None = None
) -> None:
    """Write an event. Call it last in a transaction: PostgreSQL's numbers are given before the commit, so that without
    the lock a reader could see a later one first and never the earlier one."""
    if transaction.get_bind().dialect.name == "postgresql":
        transaction.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    transaction.add(MonitoringEvent(kind=kind, kiosk_id=kiosk_id, at=at, content=dict(content)))
    transaction.flush()


def last_id(transaction: Transaction) -> int:
    return transaction.scalar(select(func.max(MonitoringEvent.id))) or 0


def first_id(transaction: Transaction) -> int:
    return transaction.scalar(select(func.min(MonitoringEvent.id))) or 0


def after(transaction: Transaction, number: int, limit: int) -> list[MonitoringEvent]:
    wanted = select(MonitoringEvent).where(MonitoringEvent.id > number).order_by(MonitoringEvent.id).limit(limit)
    return list(transaction.scalars(wanted))


def prune(transaction: Transaction, now: datetime) -> None:
    transaction.execute(delete(MonitoringEvent).where(MonitoringEvent.at < now - KEPT))
