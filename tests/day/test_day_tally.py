"""What is counted of a day, its report and its rollover; no word of anybody in either."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from day_fakes import MovedClock

from devices.model import DeviceClass, Health
from kiosk.day.found import FoundThings
from kiosk.day.model import DeviceState
from kiosk.day.report import Report, Reports
from kiosk.day.tally import DayRecord, SelfTested, Tally


def printer(health: Health) -> DeviceState:
    return DeviceState("receipt-printer", DeviceClass.RECEIPT_PRINTER, health)


def test_counts_survive_a_restart(tmp_path: Path, clock: MovedClock) -> None:
    tally = Tally(tmp_path / "today.json", clock)
    tally.visit("finished")
    tally.visit("finished")
    tally.visit("idle")
    tally.printed("confirmed", 182.5)
    tally.forgotten("retained")
    tally.alarm("door_open")
    tally.tested([SelfTested(device="chip-reader", passed=False, reason="no_answer")])
    again = Tally(tmp_path / "today.json", clock).record
    assert again.visits == {"finished": 2, "idle": 1}
    assert (again.prints, again.paper_mm) == ({"confirmed": 1}, 182.5)
    assert (again.forgotten, again.alarms) == ({"retained": 1}, {"door_open": 1})
    assert [each.reason for each in again.self_test] == ["no_answer"]


def test_downtime_is_what_passed_between_loss_and_return(tmp_path: Path, clock: MovedClock) -> None:
    tally = Tally(tmp_path / "today.json", clock)
    tally.states([printer(Health.ONLINE)])
    clock.seconds = 100
    tally.states([printer(Health.NO_DEVICE)])
    clock.seconds = 160
    assert tally.record.down_s == {"receipt-printer": 60.0}
    clock.seconds = 190
    tally.states([printer(Health.ONLINE)])
    clock.seconds = 300
    assert tally.record.down_s == {"receipt-printer": 90.0}


def test_a_starting_device_is_not_down(tmp_path: Path, clock: MovedClock) -> None:
    tally = Tally(tmp_path / "today.json", clock)
    tally.states([printer(Health.STARTING)])
    clock.seconds = 60
    assert tally.record.down_s == {}


def test_midnight_ends_a_day(tmp_path: Path, clock: MovedClock) -> None:
    tally = Tally(tmp_path / "today.json", clock)
    tally.visit("finished")
    clock.seconds += 24 * 3600
    tally.visit("left")
    assert [each.date for each in tally.finished] == ["2026-11-23"]
    assert tally.finished[0].visits == {"finished": 1}
    assert (tally.record.date, tally.record.visits) == ("2026-11-24", {"left": 1})


def test_a_kiosk_that_was_off_over_midnight_reports_the_day_before(tmp_path: Path, clock: MovedClock) -> None:
    Tally(tmp_path / "today.json", clock).visit("finished")
    clock.seconds += 24 * 3600
    tally = Tally(tmp_path / "today.json", clock)
    assert [each.date for each in tally.finished] == ["2026-11-23"]


def test_a_damaged_file_costs_the_counts_alone(tmp_path: Path, clock: MovedClock) -> None:
    (tmp_path / "today.json").write_bytes(b'{"date": 3')
    tally = Tally(tmp_path / "today.json", clock)
    tally.visit("finished")
    assert tally.record.visits == {"finished": 1}


def test_reports_are_kept_as_long_as_configured(tmp_path: Path, clock: MovedClock) -> None:
    reports = Reports(tmp_path / "reports", keep_days=2)
    for number in range(20, 24):
        record = DayRecord(date=f"2026-11-{number}", visits={"finished": number})
        reports.write(Report(kiosk="nn-demo-01", made_at="x", complete=True, day=record), clock.now())
    kept = sorted(file.name for file in (tmp_path / "reports").iterdir())
    assert kept == ["2026-11-21.json", "2026-11-22.json", "2026-11-23.json"]
    read = reports.read(date(2026, 11, 22))
    assert read is not None
    assert read.day.visits == {"finished": 22}
    assert reports.read(date(2026, 11, 1)) is None
    assert json.loads((tmp_path / "reports" / "2026-11-22.json").read_text())["kiosk"] == "nn-demo-01"


def test_what_was_kept_waits_for_staff_over_restarts(tmp_path: Path, clock: MovedClock) -> None:
    found = FoundThings(tmp_path / "found.json")
    found.add("retained", "card-reader", clock.now())
    again = FoundThings(tmp_path / "found.json")
    assert [(each.what, each.device, each.at) for each in again.things] == [
        ("retained", "card-reader", "2026-11-23T07:00:00+08:00")
    ]
    again.fetched()
    assert FoundThings(tmp_path / "found.json").things == ()
