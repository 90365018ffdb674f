"""What time alone brings about: kiosks that fell silent, commands that expired, events that are old enough."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, text

from central.monitoring import alerting, alerts, commands, events
from central.store.database import Transaction
from central.store.tables import Kiosk, KioskAlert, KioskState

SILENT = ("kiosk_silent", "")
_LOCK = 4_501_033


def sweep(transaction: Transaction, now: datetime) -> int:
    """How many fell silent. Where several processes do it at once, all but one leave it be."""
    if transaction.get_bind().dialect.name == "postgresql" and not transaction.scalar(
        text(f"SELECT pg_try_advisory_xact_lock({_LOCK})")
    ):
        return 0
    commands.expire(transaction, now)
    events.prune(transaction, now)
    late = (
        select(KioskState)
        .join(Kiosk, Kiosk.id == KioskState.kiosk_id)
        .where(KioskState.silent_after < now, KioskState.silent.is_(False), Kiosk.released_at.is_(None))
        .with_for_update(of=KioskState)
    )
    fallen = list(transaction.scalars(late))
    made = [alert for state in fallen for alert in _fall_silent(transaction, state, now)]
    transaction.flush()
    for state in fallen:
        events.emit(transaction, "kiosk", now, {"silent": True}, state.kiosk_id)
    alerting.tell(transaction, made, now)
    return len(fallen)


def _fall_silent(transaction: Transaction, state: KioskState, now: datetime) -> list[KioskAlert]:
    state.silent = True
    counts = alerts.load(state.conditions)
    stood = SILENT in counts and counts[SILENT].up
    counts[SILENT] = alerts.Count(True, 0)
    state.conditions = alerts.dump(counts)
    if stood:
        return []
    detail = {"": {"since": state.received_at.isoformat()}}
    return alerting.raise_all(transaction, state.kiosk_id, [SILENT], now, detail)
