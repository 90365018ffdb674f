"""Heartbeats, what staff see of kiosks, and the commands that they give."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from kiosk_client import KioskClient
from monitored_kiosk import DOOR, beat, commands, device, heartbeat, keeping_time, send, tell
from running_central import Running
from sqlalchemy import select

from central.store.tables import EvidenceAct

UNTIL = "2099-01-01T00:00:00+08:00"


@pytest.fixture
def one(central: Running) -> KioskClient:
    """A kiosk of this test's own."""
    return central.kiosk(f"nn-watch-{uuid.uuid4().hex[:8]}")


def asked(central: Running, kiosk: KioskClient, key: str | None = None, **command: Any) -> dict[str, Any]:
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    body = {"command": command}
    answer = central.staff("POST", f"/v1/kiosks/{kiosk.kiosk_id}/commands", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def state_of(central: Running, kiosk: KioskClient, number: str) -> str:
    return str(central.staff("GET", f"/v1/kiosks/{kiosk.kiosk_id}/commands/{number}").json()["state"])


def test_a_kiosk_is_seen_as_it_last_said_it_is(central: Running, one: KioskClient) -> None:
    path = f"/v1/kiosks/{one.kiosk_id}"
    assert central.staff("GET", path).json()["contact"] == "never"
    answer = beat(one, service="reduced", outbox={"waiting": 2, "oldest_s": 30}, message="m1")
    assert answer.json()["next_s"] == 30
    seen = central.staff("GET", path).json()
    assert (seen["contact"], seen["service"], seen["outbox_waiting"]) == ("in_touch", "reduced", 2)
    assert seen["visits"] == {"finished": 3, "left": 1}
    assert [each["id"] for each in seen["devices"]] == ["receipt", "contacts"]
    assert seen["consumables"][0]["left"] == 200
    assert seen["message"] == "m1"


def test_only_the_kiosk_itself_reports(central: Running, one: KioskClient, kiosk: KioskClient) -> None:
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    answer = kiosk.post(f"/v1/kiosks/{one.kiosk_id}/heartbeat", heartbeat(), headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/kiosk-differs")


def test_a_heartbeat_has_a_key_and_its_answer_is_given_again(central: Running, one: KioskClient) -> None:
    body, key = heartbeat(), uuid.uuid4().hex
    path = f"/v1/kiosks/{one.kiosk_id}/heartbeat"
    assert one.post(path, body).status_code == 400
    asked(central, one, kind="restart")
    first = send(one, body, key).json()
    assert len(first["commands"]) == 1
    tell(one, first["commands"][0]["id"])
    assert send(one, body, key).json() == first
    again = send(one, {**body, "version": "2"}, key)
    assert (again.status_code, again.json()["type"]) == (422, "/problems/idempotency-key-reused")


def test_the_course_of_a_devices_states_is_kept(central: Running, one: KioskClient) -> None:
    lost = device("receipt", "receipt_printer", "offline", "no_answer")
    for devices in ([DOOR], [DOOR, lost], [DOOR, lost], [DOOR, device("receipt", "receipt_printer")]):
        assert beat(one, devices=devices).status_code == 200
    path = f"/v1/kiosks/{one.kiosk_id}/history?device=receipt"
    page = central.staff("GET", f"{path}&limit=1").json()
    assert [each["state"] for each in page["changes"]] == ["online"]
    rest = central.staff("GET", f"{path}&cursor={page['next']}").json()
    assert [each["state"] for each in rest["changes"]] == ["offline"]
    assert rest["next"] is None


def test_a_command_is_handed_out_until_it_is_answered_and_then_no_more(central: Running, one: KioskClient) -> None:
    made = asked(central, one, kind="message", zh="今日下午停电", en="No power this afternoon", until=UNTIL)
    assert state_of(central, one, made["id"]) == "waiting"
    handed = commands(one)
    assert [each["kind"] for each in handed] == ["message"]
    assert handed[0]["arguments"]["zh"] == "今日下午停电"
    assert commands(one) == [{**handed[0]}], "its answer may have been lost"
    key = uuid.uuid4().hex
    assert tell(one, made["id"], key=key).status_code == 200
    assert tell(one, made["id"], key=key).status_code == 200, "the same answer again"
    assert tell(one, made["id"]).json()["type"] == "/problems/command-ended"
    assert commands(one) == []
    assert state_of(central, one, made["id"]) == "done"


def test_a_commands_key_makes_one_command(central: Running, one: KioskClient) -> None:
    key = uuid.uuid4().hex
    assert asked(central, one, key, kind="restart") == asked(central, one, key, kind="restart")
    path = f"/v1/kiosks/{one.kiosk_id}/commands"
    assert len(central.staff("GET", path).json()["commands"]) == 1
    keyless: dict[str, Any] = {"Idempotency-Key": None}
    assert central.staff("POST", path, json={"command": {"kind": "restart"}}, headers=keyless).status_code == 400


def test_commands_are_evidence(central: Running, one: KioskClient) -> None:
    made = asked(central, one, kind="out_of_service")
    commands(one)
    tell(one, made["id"], "refused", reason="visit")
    with central.central.database.begin() as transaction:
        acts = transaction.scalars(select(EvidenceAct.kind).where(EvidenceAct.subject == made["id"]))
        assert sorted(acts) == ["kiosk.command.asked", "kiosk.command.ended"]


def test_a_command_for_another_kiosk_is_nobodys_to_answer(
    central: Running, one: KioskClient, kiosk: KioskClient
) -> None:
    made = asked(central, one, kind="restart")
    commands(one)
    assert tell(kiosk, made["id"]).status_code == 404


def test_commands_expire(start: Callable[..., Running]) -> None:
    clock = [datetime.now(UTC)]
    central = start(now=lambda: clock[0])
    one = keeping_time(central.kiosk(), lambda: clock[0])
    never = asked(central, one, kind="restart")
    clock[0] += timedelta(minutes=10)
    assert commands(one, now=clock[0]) == []
    assert state_of(central, one, never["id"]) == "expired"
    assert tell(one, never["id"]).json()["type"] == "/problems/command-ended"
    late = asked(central, one, kind="diagnostics")
    assert len(commands(one, now=clock[0])) == 1
    clock[0] += timedelta(minutes=61)
    assert commands(one, now=clock[0]) == []
    assert state_of(central, one, late["id"]) == "unanswered"
    assert tell(one, late["id"], report={"devices": []}).status_code == 200, "late, but it was done"
    assert state_of(central, one, late["id"]) == "done"


def test_kiosks_have_a_place(central: Running, one: KioskClient) -> None:
    path = f"/v1/kiosks/{one.kiosk_id}"
    place = {"hall": {"zh": "青秀区服务大厅", "en": "Qingxiu hall"}, "district": "450103"}
    where = {**place, "latitude": 22.81, "longitude": 108.36}
    assert central.staff("PUT", f"{path}/place", json=where).json() == where
    assert central.staff("GET", path).json()["place"] == where
    assert central.staff("PUT", f"{path}/place", json={**where, "latitude": 91}).status_code == 422
    assert central.staff("PUT", "/v1/kiosks/nobody/place", json=where).status_code == 404


def test_kiosks_are_listed_by_pages(start: Callable[..., Running]) -> None:
    central = start()
    names = [f"nn-page-{number}" for number in range(5)]
    for name in names:
        central.kiosk(name)
    seen, cursor = [], ""
    while cursor is not None:
        page = central.staff("GET", "/v1/kiosks", params={"limit": 2, "cursor": cursor}).json()
        seen += [each["id"] for each in page["kiosks"]]
        cursor = page["next"]
    assert seen == names
