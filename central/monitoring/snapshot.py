"""Everything that the monitoring wall shows, as of one moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from central.monitoring import alerting, events, figures, kiosks
from central.monitoring.figures import Queue
from central.monitoring.kiosks import KioskView
from central.store.database import Transaction
from central.store.tables import KioskAlert
from central.workdays import local_date

MOST_ALERTS = 200


@dataclass(frozen=True, slots=True)
class Alert:
    """`subject`: the device, or empty for the kiosk itself."""

    id: int
    kiosk: str
    kind: str
    subject: str
    severity: str
    name: Mapping[str, str]
    detail: Mapping[str, Any]
    raised_at: str
    cleared_at: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`event`: the stream's last number; what comes after it is newer than this.

    `health`: how many devices of a class are in a state; `consumables`: how many of a kind are ok, low, out.
    `visits`: today's by outcome, over all kiosks; `outcomes`: applications by the state reached today.
    `alerts`: those that stand, the gravest and oldest first.
    """

    at: datetime
    event: int
    kiosks: tuple[KioskView, ...]
    contact: Mapping[str, int]
    service: Mapping[str, int]
    health: Mapping[str, Mapping[str, int]]
    consumables: Mapping[str, Mapping[str, int]]
    visits: Mapping[str, int]
    visits_by_district: Mapping[str, int]
    applications: Mapping[str, int]
    outcomes: Mapping[str, int]
    queue: Queue
    offers: Mapping[str, int]
    alerts: tuple[Alert, ...]


def snapshot(transaction: Transaction, now: datetime | None = None) -> Snapshot:
    now = now or datetime.now(UTC)
    number = events.last_id(transaction)
    views = kiosks.every(transaction, now)
    today = [view for view in views if view.day == local_date(now).isoformat()]
    here = [view for view in views if view.contact == "in_touch"]
    return Snapshot(
        at=now,
        event=number,
        kiosks=tuple(views),
        contact=Counter(view.contact for view in views),
        service=Counter(view.service for view in here),
        health=_by((device.device_class, device.state) for view in views for device in view.devices),
        consumables=_by((each.kind, each.state) for view in here for each in view.consumables),
        visits=_sum(view.visits for view in today),
        visits_by_district=_districts(today),
        applications=figures.states(transaction),
        outcomes=figures.outcomes_today(transaction, now),
        queue=figures.queue(transaction, now),
        offers=figures.offers(transaction),
        alerts=_alerts(transaction),
    )


def _alerts(transaction: Transaction) -> tuple[Alert, ...]:
    standing = (
        select(KioskAlert).where(KioskAlert.cleared_at.is_(None)).order_by(KioskAlert.id.desc()).limit(MOST_ALERTS)
    )
    grave = {"high": 0, "medium": 1, "low": 2}
    found = sorted(transaction.scalars(standing), key=lambda alert: (grave.get(alert.severity, 3), alert.id))
    return tuple(Alert(**alerting.content(alert)) for alert in found)


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    for name, state in pairs:
        of = counted.setdefault(name, {})
        of[state] = of.get(state, 0) + 1
    return counted


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(total)


def _districts(views: Iterable[KioskView]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for view in views:
        counted[view.place.district if view.place else ""] += sum(view.visits.values())
    return dict(counted)
