"""Alerts: raised and cleared by what heartbeats say and by their absence; the stream and the snapshot."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from kiosk_client import KioskClient
from monitored_kiosk import DOOR, beat, device, keeping_time, paper
from running_central import STAFF, Running

from central.monitoring import alerts, feed, snapshot
from central.monitoring.alerts import KINDS, Count

LOST = device("receipt", "receipt_printer", "offline", "no_answer")
WELL = device("receipt", "receipt_printer")


def standing(central: Running, kiosk: KioskClient) -> set[str]:
    answer = central.staff("GET", "/v1/alerts", params={"kiosk": kiosk.kiosk_id, "standing": "true"})
    return {each["kind"] for each in answer.json()["alerts"]}


@pytest.mark.parametrize("kind", KINDS)
def test_an_alert_takes_its_number_of_heartbeats_both_ways(kind: str) -> None:
    subject, counts = (kind, ""), dict[alerts.Subject, Count]()
    for each in range(1, KINDS[kind].raise_after + 1):
        counts, raised, _ = alerts.turn(counts, {subject})
        assert (subject in raised) == (each == KINDS[kind].raise_after)
    for each in range(1, KINDS[kind].clear_after + 1):
        counts, _, cleared = alerts.turn(counts, set())
        assert (subject in cleared) == (each == KINDS[kind].clear_after)
    assert counts == {}


def test_what_flickers_neither_raises_nor_clears() -> None:
    lost = ("device_lost", "camera")
    counts: dict[alerts.Subject, Count] = {}
    for shown in ({lost}, {lost}, set(), {lost}, {lost}, set()):
        counts, raised, _ = alerts.turn(counts, shown)
        assert not raised
    counts = {lost: Count(True, 0)}
    for shown in (set(), {lost}, set(), {lost}):
        counts, _, cleared = alerts.turn(counts, shown)
        assert not cleared
    assert alerts.load(alerts.dump(counts)) == counts


@pytest.mark.parametrize(
    ("kind", "changes", "beats"),
    [
        ("device_lost", {"devices": [LOST, DOOR]}, 3),
        ("door_open", {"devices": [WELL, device("contacts", "contacts", door="open")]}, 1),
        ("tamper", {"devices": [device("receipt", "receipt_printer", "fraudAttempt", "fraud")]}, 1),
        ("paper_out", {"consumables": [paper("out", 0)]}, 2),
        ("paper_low", {"consumables": [paper("low", 10)]}, 3),
        ("outbox_growing", {"outbox": {"waiting": 3, "oldest_s": 700}}, 3),
        ("clock_off", {"now": datetime.now(UTC) + timedelta(seconds=90)}, 3),
        (
            "card_kept",
            {"kept": [{"what": "retained", "device": "card", "at": "2026-11-24T09:00:00+08:00"}]},
            1,
        ),
    ],
)
def test_heartbeats_raise_and_clear(central: Running, kind: str, changes: dict[str, Any], beats: int) -> None:
    kiosk = central.kiosk(f"nn-alert-{kind.replace('_', '-')}")
    for _ in range(beats):
        assert kind not in standing(central, kiosk)
        assert beat(kiosk, **changes).status_code == 200
    assert standing(central, kiosk) == {kind}
    for _ in range(KINDS[kind].clear_after):
        assert kind in standing(central, kiosk)
        beat(kiosk)
    assert standing(central, kiosk) == set()


def follow(central: Running, after: int | None = None) -> Generator[tuple[str, dict[str, Any], str | None]]:
    headers = {"Authorization": f"Bearer {STAFF}"}
    if after is not None:
        headers["Last-Event-ID"] = str(after)
    with requests.get(f"{central.url}/v1/monitoring/stream", headers=headers, stream=True, timeout=20) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        for line in answer.iter_lines(decode_unicode=True):
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif "data" in fields:
                yield fields["event"], json.loads(fields["data"]), fields.get("id")
                fields = {}


def test_a_kiosk_that_falls_silent_is_told_and_heard_again(
    start: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "SWEEP_S", 0.1)
    monkeypatch.setattr(feed, "POLL_S", 0.1)
    clock = [datetime.now(UTC)]
    central = start(now=lambda: clock[0])
    kiosk = keeping_time(central.kiosk(), lambda: clock[0])
    beat(kiosk, now=clock[0])
    clock[0] += timedelta(seconds=89)
    central.central.feed._sweep()
    assert standing(central, kiosk) == set()
    clock[0] += timedelta(seconds=2)
    deadline = time.monotonic() + 15  # the feed's own sweep finds it
    while standing(central, kiosk) != {"kiosk_silent"}:
        assert time.monotonic() < deadline
    path = f"/v1/kiosks/{kiosk.kiosk_id}"
    seen = central.staff("GET", path).json()
    assert seen["contact"] == "silent"
    assert {each["state"] for each in seen["devices"]} == {"unknown"}
    for expected in ({"kiosk_silent"}, set()):
        beat(kiosk, now=clock[0])
        assert standing(central, kiosk) == expected
    assert central.staff("GET", path).json()["contact"] == "in_touch"


def test_the_stream_tells_what_happens_and_goes_on_where_it_was_left(central: Running) -> None:
    kiosk = central.kiosk("nn-stream-01")
    beat(kiosk)
    with central.central.database.begin() as transaction:
        begun = snapshot(transaction).event
    stream = follow(central, begun)
    beat(kiosk, service="reduced")
    beat(kiosk, service="reduced", devices=[WELL, device("contacts", "contacts", "online", "door_open")])
    seen = [next(each for each in stream if each[2]) for _ in range(3)]
    assert [kind for kind, _, _ in seen] == ["kiosk", "kiosk", "alert.raised"]
    assert seen[0][1]["service"] == "reduced"
    assert seen[2][1]["kind"] == "door_open"
    stream.close()
    again = follow(central, int(seen[1][2] or 0))
    kind, content, number = next(each for each in again if each[2])
    assert (kind, content["kiosk"], number) == ("alert.raised", kiosk.kiosk_id, seen[2][2])
    again.close()


def test_who_asks_for_what_is_gone_is_told_to_begin_anew(central: Running) -> None:
    stream = follow(central, 2**40)
    assert next(stream)[0] == "reset"
    stream.close()


def test_the_wall_has_everything_in_one_snapshot(start: Callable[..., Running]) -> None:
    now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    central = start(now=lambda: now)
    first, second = (keeping_time(central.kiosk(f"nn-wall-0{number}"), lambda: now) for number in (1, 2))
    for kiosk in (first, second):
        assert beat(kiosk, now=now).status_code == 200
    beat(second, now=now, devices=[device("contacts", "contacts", door="open")], consumables=[paper("low", 9)])
    central.kiosk("nn-wall-03")
    where = {"hall": {"zh": "大厅", "en": "Hall"}, "district": "450103"}
    central.staff("PUT", f"/v1/kiosks/{first.kiosk_id}/place", json=where)
    wall = central.staff("GET", "/v1/monitoring/snapshot").json()
    assert wall["contact"] == {"in_touch": 2, "never": 1}
    assert wall["health"]["contacts"] == {"online": 2}
    assert wall["consumables"] == {"receipt_paper": {"ok": 1, "low": 1}}
    assert wall["visits"] == {"finished": 6, "left": 2}
    assert wall["visits_by_district"] == {"450103": 4, "": 4}
    assert [alert["kind"] for alert in wall["alerts"]] == ["door_open"]
    assert wall["queue"]["waiting"] == 0
