"""A heartbeat taken in: one row written, what changed kept as history, alerts counted, commands handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from central.monitoring import alerting, alerts, commands, events
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import DeviceChange, KioskCommand, KioskState

SILENT_AFTER = 3
"""Heartbeats that have not come, and a kiosk is silent."""
LEAST_INTERVAL_S, MOST_INTERVAL_S = 1.0, 3600.0


@dataclass(frozen=True, slots=True, repr=False)
class Beat:
    """A heartbeat as it came (`content`: central/api/kiosk_schemas.py), with the key that it came by."""

    kiosk_id: str
    content: Mapping[str, Any]
    sent_at: datetime
    started_at: datetime
    key: str
    fingerprint: str


def kept_answer(transaction: Transaction, beat: Beat) -> dict[str, Any] | None:
    """The answer to this key, if it was the last heartbeat's: a heartbeat is overtaken by the next one.

    Raises Problem where the key came with another body.
    """
    state = transaction.get(KioskState, beat.kiosk_id, with_for_update=True)
    if state is None or state.key != beat.key:
        return None
    if state.fingerprint != beat.fingerprint:
        raise Problem("idempotency-key-reused")
    return dict(state.answer)


def take(transaction: Transaction, beat: Beat, now: datetime) -> list[KioskCommand]:
    """Keep it, and give what the kiosk is to do. `finish` has to follow."""
    state = transaction.get(KioskState, beat.kiosk_id)
    before = _Before.of(state)
    if state is None:
        state = KioskState(kiosk_id=beat.kiosk_id, conditions={})
        transaction.add(state)
    content = beat.content
    interval = min(max(content["interval_s"], LEAST_INTERVAL_S), MOST_INTERVAL_S)
    state.received_at, state.sent_at, state.started_at = now, beat.sent_at, beat.started_at
    state.interval_s = interval
    state.silent_after, state.silent = now + timedelta(seconds=SILENT_AFTER * interval), False
    state.clock_offset_s = round((beat.sent_at - now).total_seconds(), 1)
    for name in ("version", "mode", "service", "service_reason", "visiting", "day", "message"):
        setattr(state, name, content[name])
    for name in ("visits", "prints", "devices", "consumables", "outbox", "kept"):
        setattr(state, name, content[name])
    state.key, state.fingerprint, state.answer = beat.key, beat.fingerprint, {}
    changed = _changes(transaction, state, before, now)
    turned = _count(transaction, state, before, now)
    handed = commands.hand_out(transaction, beat.kiosk_id, now)
    transaction.flush()
    if changed or before.shown != _shown(state):
        events.emit(transaction, "kiosk", now, {**_shown(state), "changed": changed}, beat.kiosk_id)
    alerting.tell(transaction, turned, now)
    return handed


def finish(transaction: Transaction, kiosk_id: str, answer: Mapping[str, Any]) -> None:
    """Keep the answer for the same key."""
    state = transaction.get(KioskState, kiosk_id)
    assert state is not None
    state.answer = dict(answer)


@dataclass(frozen=True, slots=True)
class _Before:
    devices: Mapping[str, Mapping[str, Any]]
    waiting: int
    counts: Mapping[alerts.Subject, alerts.Count]
    shown: Mapping[str, Any]

    @classmethod
    def of(cls, state: KioskState | None) -> _Before:
        if state is None:
            return cls({}, 0, {}, {})
        devices = {device["id"]: device for device in state.devices}
        return cls(devices, state.outbox["waiting"], alerts.load(state.conditions), _shown(state))


def _shown(state: KioskState) -> dict[str, Any]:
    """What of a kiosk the wall shows at once when it changes."""
    return {
        "service": state.service,
        "service_reason": state.service_reason,
        "visiting": state.visiting,
        "visits": state.visits,
        "silent": bool(state.silent),
        "supplies": [[each["device"], each["kind"], each["state"]] for each in state.consumables],
        "outbox_waiting": state.outbox["waiting"],
        "kept": len(state.kept),
        "message": state.message,
    }


def _changes(transaction: Transaction, state: KioskState, before: _Before, now: datetime) -> list[dict[str, Any]]:
    changed = []
    for device in state.devices:
        was = before.devices.get(device["id"])
        if was is not None and (was["state"], was["reason"]) == (device["state"], device["reason"]):
            continue
        changed.append({"device": device["id"], "state": device["state"], "reason": device["reason"]})
        since = device["since"]
        transaction.add(
            DeviceChange(
                kiosk_id=state.kiosk_id,
                device=device["id"],
                device_class=device["class"],
                state=device["state"],
                reason=device["reason"],
                since=datetime.fromisoformat(since) if since else None,
                received_at=now,
            )
        )
    return changed


def _count(transaction: Transaction, state: KioskState, before: _Before, now: datetime) -> list[Any]:
    beat = {"devices": state.devices, "consumables": state.consumables, "outbox": state.outbox, "kept": state.kept}
    shown = alerts.conditions(beat, state.clock_offset_s, before.waiting)
    counts, raised, cleared = alerts.turn(before.counts, shown)
    state.conditions = alerts.dump(counts)
    detail: dict[str, Any] = {device["id"]: {"reason": device["reason"]} for device in state.devices}
    made = alerting.raise_all(transaction, state.kiosk_id, raised, now, detail)
    return [*made, *alerting.clear_all(transaction, state.kiosk_id, cleared, now)]
