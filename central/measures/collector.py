"""What the database knows, as Prometheus' gauges: the same from every process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from central import logs
from central.allocation import jain
from central.monitoring import figures
from central.store.database import Database, Transaction
from central.store.tables import (
    BackgroundTask,
    EvidenceAct,
    ExchangeMessage,
    Kiosk,
    KioskAlert,
    KioskState,
    SmsMessage,
    StaffDay,
)
from central.workdays import local_date

FRESH_S = 5.0
"""Scrapes within this time get the same figures."""
WINDOW = timedelta(hours=24)


class Figures(Collector):
    """Asks the database at most every FRESH_S; where that fails `hrss_database_up` is 0 and the rest is absent."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._lock = Lock()
        self._kept: tuple[float, list[Metric]] | None = None

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        with self._lock:
            if self._kept is None or time.monotonic() - self._kept[0] > FRESH_S:
                self._kept = (time.monotonic(), self._ask())
            yield from self._kept[1]

    def _ask(self) -> list[Metric]:
        up = GaugeMetricFamily("hrss_database_up", "Whether the database answered.")
        try:
            with self._database.begin() as transaction:
                found = list(_figures(transaction, self._now()))
        except Exception as error:  # whatever it is: a scrape says that something is wrong
            logs.get().error("figures", error=type(error).__name__)
            up.add_metric((), 0)
            return [up]
        up.add_metric((), 1)
        return [up, *found]


def _figures(transaction: Transaction, now: datetime) -> Iterator[Metric]:
    yield _by("hrss_applications", "Applications by state.", ("state",), _pairs(figures.states(transaction)))
    yield _by("hrss_offers", "Proactive offers by state.", ("state",), _pairs(figures.offers(transaction)))
    yield from _queue(transaction, now)
    yield from _tasks(transaction, now)
    yield from _evidence(transaction, now)
    yield from _kiosks(transaction, now)
    sms = select(SmsMessage.state, func.count()).where(SmsMessage.created_at > now - WINDOW).group_by(SmsMessage.state)
    yield _by("hrss_sms_24h", "SMS of the last 24 hours by state.", ("state",), transaction.execute(sms))
    yield from _exchange(transaction, now)
    minutes = list(transaction.scalars(select(StaffDay.minutes).where(StaffDay.day == local_date(now))))
    if any(minutes):
        yield _one("hrss_allocation_jain", "Jain's index over the minutes given to staff today.", jain(minutes))


def _queue(transaction: Transaction, now: datetime) -> Iterator[Metric]:
    queue = figures.queue(transaction, now)
    yield _one("hrss_queue_waiting", "Applications that wait for staff.", queue.waiting)
    oldest = (now - queue.oldest_at).total_seconds() if queue.oldest_at else 0
    yield _one("hrss_queue_oldest_seconds", "How long the oldest of them waits.", oldest)


def _tasks(transaction: Transaction, now: datetime) -> Iterator[Metric]:
    open_ = BackgroundTask.done_at.is_(None) & BackgroundTask.failed_at.is_(None)
    by_kind = select(BackgroundTask.kind, func.count()).where(open_).group_by(BackgroundTask.kind)
    yield _by("hrss_tasks_open", "Background tasks to be done, by kind.", ("kind",), transaction.execute(by_kind))
    oldest = transaction.scalar(select(func.min(BackgroundTask.created_at)).where(open_))
    yield _one("hrss_tasks_oldest_seconds", "How long the oldest of them waits.", _age(oldest, now))
    given_up = select(BackgroundTask.kind, func.count()).where(
        BackgroundTask.done_at.is_(None), BackgroundTask.failed_at.is_not(None)
    )
    counted = transaction.execute(given_up.group_by(BackgroundTask.kind))
    yield _by("hrss_tasks_given_up", "Tasks that somebody has to look at, by kind.", ("kind",), counted)


def _evidence(transaction: Transaction, now: datetime) -> Iterator[Metric]:
    waiting = select(func.count(), func.min(EvidenceAct.queued_at)).where(EvidenceAct.position.is_(None))
    count, oldest = transaction.execute(waiting).one()
    yield _one("hrss_evidence_waiting", "Acts that are not in the log yet.", count)
    yield _one("hrss_evidence_lag_seconds", "How long the oldest of them waits.", _age(oldest, now))


def _kiosks(transaction: Transaction, now: datetime) -> Iterator[Metric]:
    enrolled = transaction.scalar(select(func.count()).select_from(Kiosk).where(Kiosk.released_at.is_(None))) or 0
    seen = list(
        transaction.execute(
            select(KioskState.silent_after, KioskState.service, KioskState.outbox)
            .join(Kiosk, Kiosk.id == KioskState.kiosk_id)
            .where(Kiosk.released_at.is_(None))
        )
    )
    here = [(service, outbox) for silent_after, service, outbox in seen if silent_after >= now]
    contact = {"in_touch": len(here), "silent": len(seen) - len(here), "never": enrolled - len(seen)}
    yield _by("hrss_kiosks", "Kiosks by contact.", ("contact",), _pairs(contact))
    services: dict[str, int] = {}
    for service, _ in here:
        services[service] = services.get(service, 0) + 1
    yield _by("hrss_kiosk_service", "Kiosks in touch by how far they serve.", ("service",), _pairs(services))
    waiting = sum(outbox["waiting"] for _, outbox in here)
    yield _one("hrss_kiosk_outbox_waiting", "Submissions that kiosks in touch still hold.", waiting)
    alerts = (
        select(KioskAlert.kind, KioskAlert.severity, func.count())
        .where(KioskAlert.cleared_at.is_(None))
        .group_by(KioskAlert.kind, KioskAlert.severity)
    )
    yield _by("hrss_alerts", "Alerts that stand.", ("kind", "severity"), transaction.execute(alerts))


def _exchange(transaction: Transaction, now: datetime) -> Iterator[Metric]:
    recent = ExchangeMessage.requested_at > now - WINDOW
    names = (ExchangeMessage.department, ExchangeMessage.outcome)
    counted = transaction.execute(select(*names, func.count()).where(recent).group_by(*names))
    yield _by("hrss_exchange_24h", "Requests to departments in 24 hours.", ("department", "outcome"), counted)
    took = select(ExchangeMessage.department, func.avg(ExchangeMessage.milliseconds)).where(recent)
    mean = transaction.execute(took.group_by(ExchangeMessage.department))
    yield _by("hrss_exchange_mean_milliseconds", "Mean time of an answer in 24 hours.", ("department",), mean)


def _by(name: str, words: str, labels: tuple[str, ...], rows: Iterable[Any]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=labels)
    for *values, count in rows:
        family.add_metric([str(value) for value in values], float(count))
    return family


def _one(name: str, words: str, value: float) -> Metric:
    family = GaugeMetricFamily(name, words)
    family.add_metric((), value)
    return family


def _pairs(counts: dict[str, int]) -> Iterable[tuple[str, int]]:
    return counts.items()


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
