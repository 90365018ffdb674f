"""The kiosk's state as a heartbeat tells it. Nothing in it is about a citizen: states, counts, levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from devices.interfaces import SUB_STATES
from devices.model import DeviceClass
from kiosk.day.day import Day
from kiosk.day.hours import china
from kiosk.day.supplies import Forecast
from kiosk.diagnostics.board import Seen
from kiosk.outbox.store import Backlog

VERSION = "1.0.0"
MORE_DETAILS = ("door", "box")
_LONGEST = 80


def device(seen: Seen) -> dict[str, Any]:
    """A device with the sub-states that every driver of its class tells: what else a driver says stays here."""
    told = (*SUB_STATES[seen.device_class], *MORE_DETAILS)
    return {
        "id": seen.device_id,
        "class": seen.device_class.value,
        "state": "unknown" if seen.stale else seen.health.value,
        "reason": seen.reason,
        "since": datetime.fromtimestamp(seen.since, UTC).isoformat() if seen.since is not None else None,
        "details": {name: seen.detail[name][:_LONGEST] for name in told if name in seen.detail},
    }


def signature(devices: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str, str], ...]:
    """What of the devices is worth a heartbeat of its own when it changes."""
    return tuple((each["id"], each["state"], each["reason"]) for each in devices)


def consumables(seen: Iterable[Seen], roll: Forecast | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for each in seen:
        if each.device_class is DeviceClass.RECEIPT_PRINTER and roll is not None:
            found.append(_roll(each, roll))
        elif each.device_class is DeviceClass.DOCUMENT_PRINTER:
            found.append(_level(each, "document_paper", each.detail.get("paper", "")))
            found.append(_level(each, "toner", {"empty": "out"}.get(toner := each.detail.get("toner", ""), toner)))
    return found


def _roll(printer: Seen, roll: Forecast) -> dict[str, Any]:
    out = printer.reason == "paper_out"
    state = "out" if out else {True: "low", False: "ok", None: "unknown"}[roll.low]
    left = 0 if out else roll.slips_left
    return {**_level(printer, "receipt_paper", state), "left": left, "unit": "slips", "days_left": roll.days_left}


def _level(printer: Seen, kind: str, state: str) -> dict[str, Any]:
    known = state if state in ("ok", "low", "out") else "unknown"
    return {"device": printer.device_id, "kind": kind, "state": known}


def heartbeat(
    day: Day,
    seen: tuple[Seen, ...],
    backlog: Backlog,
    *,
    now: datetime,
    started_at: datetime,
    mode: str,
    visiting: bool,
) -> dict[str, Any]:
    """All but what the sender adds: when, and when again."""
    standing, record, announcement = day.standing(), day.tally.record, day.orders.announcement
    fitted = any(each.device_class is DeviceClass.RECEIPT_PRINTER for each in seen)
    roll = day.roll.forecast(china(now).date()) if fitted else None
    oldest = None if backlog.oldest is None else max(0, int(now.timestamp() - backlog.oldest))
    return {
        "started_at": started_at.isoformat(),
        "version": VERSION,
        "mode": mode,
        "service": standing.service.value,
        "service_reason": standing.reason,
        "visiting": visiting,
        "day": record.date,
        "visits": dict(record.visits),
        "prints": dict(record.prints),
        "devices": [device(each) for each in seen],
        "consumables": consumables(seen, roll),
        "outbox": {"waiting": backlog.waiting, "refused": backlog.refused, "oldest_s": oldest},
        "kept": [{"what": each.what, "device": each.device, "at": each.at} for each in day.found.things],
        "message": announcement.command if announcement is not None else None,
    }
