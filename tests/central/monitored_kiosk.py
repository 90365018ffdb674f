"""A kiosk's heartbeats, written from the published contract alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import requests
from kiosk_client import KioskClient

STARTED = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def device(name: str, device_class: str, state: str = "online", reason: str = "ok", **details: str) -> dict[str, Any]:
    since = "2026-11-24T08:00:00+08:00"
    return {"id": name, "class": device_class, "state": state, "reason": reason, "since": since, "details": details}


def paper(state: str = "ok", left: int | None = 200) -> dict[str, Any]:
    return {"device": "receipt", "kind": "receipt_paper", "state": state, "left": left, "unit": "slips"}


PRINTER = device("receipt", "receipt_printer", paper="ok")
DOOR = device("contacts", "contacts", door="closed")


def heartbeat(now: datetime | None = None, **changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "sent_at": (now or datetime.now(UTC)).isoformat(),
        "started_at": STARTED.isoformat(),
        "interval_s": 30,
        "version": "1.0.0",
        "mode": "simulation",
        "service": "open",
        "day": "2026-11-24",
        "visits": {"finished": 3, "left": 1},
        "prints": {"confirmed": 3},
        "devices": [PRINTER, DOOR],
        "consumables": [paper()],
        "outbox": {"waiting": 0},
    }
    return {**body, **changes}


def beat(kiosk: KioskClient, *, key: str | None = None, **changes: Any) -> requests.Response:
    return send(kiosk, heartbeat(**changes), key)


def send(kiosk: KioskClient, body: dict[str, Any], key: str | None = None) -> requests.Response:
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    return kiosk.post(f"/v1/kiosks/{kiosk.kiosk_id}/heartbeat", body, headers=headers)


def keeping_time(kiosk: KioskClient, now: Callable[[], datetime]) -> KioskClient:
    """The kiosk with its clock set to a test's."""
    make = kiosk.token

    def token(**changes: Any) -> str:
        issued = int(now().timestamp())
        return make(iat=issued, exp=issued + 60, **changes)

    kiosk.token = token  # type: ignore[method-assign]
    return kiosk


def commands(kiosk: KioskClient, **changes: Any) -> list[dict[str, Any]]:
    """What a heartbeat is answered with to do."""
    answer = beat(kiosk, **changes)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["commands"])


def tell(
    kiosk: KioskClient, number: str, outcome: str = "done", key: str | None = None, **more: Any
) -> requests.Response:
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    path = f"/v1/kiosks/{kiosk.kiosk_id}/commands/{number}/result"
    return kiosk.post(path, {"outcome": outcome, **more}, headers=headers)
