"""Kiosks as staff see them: where each stands, how it is, and since when that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select

from central.store.database import Transaction
from central.store.tables import Kiosk, KioskAlert, KioskPlace, KioskState
from central.words import Text

Contact = Literal["in_touch", "silent", "never"]


@dataclass(frozen=True, slots=True)
class Place:
    hall: Text
    district: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Device:
    """A device as its kiosk last said; where the kiosk is silent its state is `unknown`."""

    id: str
    device_class: str
    state: str
    reason: str
    since: datetime | None
    details: dict[str, str]


@dataclass(frozen=True, slots=True)
class ConsumableLevel:
    device: str
    kind: str
    state: str
    left: int | None
    unit: str | None
    days_left: float | None


@dataclass(frozen=True, slots=True)
class KioskView:
    """`contact`: whether its heartbeats come; what is silent has the state it was last known in, `seen_at` then.

    `visits` by outcome and `prints` are counted for `day`.
    """

    id: str
    place: Place | None
    contact: Contact
    seen_at: datetime | None
    started_at: datetime | None
    interval_s: float | None
    clock_offset_s: float | None
    version: str
    mode: str
    service: str
    service_reason: str
    visiting: bool
    day: str
    visits: dict[str, int]
    prints: dict[str, int]
    devices: tuple[Device, ...]
    consumables: tuple[ConsumableLevel, ...]
    outbox_waiting: int
    outbox_refused: int
    outbox_oldest_s: int | None
    kept: tuple[dict[str, Any], ...]
    message: str | None
    alerts: int
    enrolled_at: datetime


def page(transaction: Transaction, now: datetime, after: str = "", limit: int = 50) -> list[KioskView]:
    """Kiosks in the order of their ids, without those whose key is no longer taken."""
    return _views(transaction, now, Kiosk.id > after, limit)


def one(transaction: Transaction, now: datetime, kiosk_id: str) -> KioskView | None:
    """A kiosk, also one whose key is no longer taken."""
    found = _views(transaction, now, Kiosk.id == kiosk_id, 1, released=True)
    return found[0] if found else None


def every(transaction: Transaction, now: datetime) -> list[KioskView]:
    return _views(transaction, now, Kiosk.id != "", None)


def _views(
    transaction: Transaction, now: datetime, where: Any, limit: int | None, *, released: bool = False
) -> list[KioskView]:
    standing = (
        select(KioskAlert.kiosk_id, func.count().label("alerts"))
        .where(KioskAlert.cleared_at.is_(None))
        .group_by(KioskAlert.kiosk_id)
        .subquery()
    )
    wanted = (
        select(Kiosk, KioskState, KioskPlace, func.coalesce(standing.c.alerts, 0))
        .outerjoin(KioskState, KioskState.kiosk_id == Kiosk.id)
        .outerjoin(KioskPlace, KioskPlace.kiosk_id == Kiosk.id)
        .outerjoin(standing, standing.c.kiosk_id == Kiosk.id)
        .where(where)
        .order_by(Kiosk.id)
        .limit(limit)
    )
    if not released:
        wanted = wanted.where(Kiosk.released_at.is_(None))
    return [_view(kiosk, state, place, alerts, now) for kiosk, state, place, alerts in transaction.execute(wanted)]


def _view(kiosk: Kiosk, state: KioskState | None, place: KioskPlace | None, alerts: int, now: datetime) -> KioskView:
    contact: Contact = "never" if state is None else "silent" if state.silent_after < now else "in_touch"
    outbox: dict[str, Any] = state.outbox if state else {}
    return KioskView(
        id=kiosk.id,
        place=place_of(place),
        contact=contact,
        seen_at=state.received_at if state else None,
        started_at=state.started_at if state else None,
        interval_s=state.interval_s if state else None,
        clock_offset_s=state.clock_offset_s if state else None,
        version=state.version if state else "",
        mode=state.mode if state else "",
        service=state.service if state else "",
        service_reason=state.service_reason if state else "",
        visiting=state.visiting if state and contact == "in_touch" else False,
        day=state.day if state else "",
        visits=dict(state.visits) if state else {},
        prints=dict(state.prints) if state else {},
        devices=tuple(_device(each, known=contact == "in_touch") for each in state.devices) if state else (),
        consumables=tuple(_level(each) for each in state.consumables) if state else (),
        outbox_waiting=outbox.get("waiting", 0),
        outbox_refused=outbox.get("refused", 0),
        outbox_oldest_s=outbox.get("oldest_s"),
        kept=tuple(state.kept) if state else (),
        message=state.message if state else None,
        alerts=alerts,
        enrolled_at=kiosk.enrolled_at,
    )


def place_of(place: KioskPlace | None) -> Place | None:
    if place is None:
        return None
    return Place(Text(zh=place.hall_zh, en=place.hall_en), place.district, place.latitude, place.longitude)


def _device(each: dict[str, Any], *, known: bool) -> Device:
    since = each["since"]
    return Device(
        id=each["id"],
        device_class=each["class"],
        state=each["state"] if known else "unknown",
        reason=each["reason"],
        since=datetime.fromisoformat(since) if since else None,
        details=each["details"],
    )


def _level(each: dict[str, Any]) -> ConsumableLevel:
    return ConsumableLevel(each["device"], each["kind"], each["state"], each["left"], each["unit"], each["days_left"])
