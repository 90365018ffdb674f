"""Alerts written down: raised and cleared once, told to the stream and to subscribers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from central.monitoring import events
from central.monitoring.alerts import KINDS, Subject
from central.store.database import Transaction
from central.store.tables import KioskAlert


def raise_all(
    transaction: Transaction, kiosk_id: str, subjects: Iterable[Subject], at: datetime, detail: Mapping[str, Any]
) -> list[KioskAlert]:
    made = [
        KioskAlert(
            kiosk_id=kiosk_id,
            kind=kind,
            subject=subject,
            severity=KINDS[kind].severity,
            detail=dict(detail.get(subject, {})),
            raised_at=at,
        )
        for kind, subject in sorted(subjects)
    ]
    transaction.add_all(made)
    transaction.flush()
    return made


def clear_all(transaction: Transaction, kiosk_id: str, subjects: Iterable[Subject], at: datetime) -> list[KioskAlert]:
    wanted = set(subjects)
    if not wanted:
        return []
    standing = select(KioskAlert).where(KioskAlert.kiosk_id == kiosk_id, KioskAlert.cleared_at.is_(None))
    cleared = [alert for alert in transaction.scalars(standing) if (alert.kind, alert.subject) in wanted]
    for alert in cleared:
        alert.cleared_at = at
    return cleared


def tell(transaction: Transaction, alerts: Iterable[KioskAlert], at: datetime) -> None:
    """To the stream; last in a transaction (see `events.emit`)."""
    for alert in alerts:
        name = "alert.raised" if alert.cleared_at is None else "alert.cleared"
        events.emit(transaction, name, at, content(alert), alert.kiosk_id)


def content(alert: KioskAlert) -> dict[str, Any]:
    name = KINDS[alert.kind].name if alert.kind in KINDS else None
    return {
        "id": alert.id,
        "kiosk": alert.kiosk_id,
        "kind": alert.kind,
        "subject": alert.subject,
        "severity": alert.severity,
        "name": name.model_dump() if name else {"zh": alert.kind, "en": alert.kind},
        "detail": alert.detail,
        "raised_at": alert.raised_at.isoformat(),
        "cleared_at": alert.cleared_at.isoformat() if alert.cleared_at else None,
    }
