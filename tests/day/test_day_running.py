"""A kiosk's day by a moved clock: test before opening, closed and open, doors, batteries, the report at closing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from day_fakes import FakeEquipment, FakeVision, FakeWorker, MovedClock, turns

from devices.interfaces import PrintOutcome, PrintState
from devices.model import DeviceClass, Health, Observation
from devices.slip import Slip, Text
from kiosk.config import Bilingual, DaySection, HoursSection
from kiosk.day.day import Day
from kiosk.day.hours import CHINA
from kiosk.day.model import Service
from kiosk.day.tally import SelfTested

HOURS = DaySection(hours=HoursSection(mon=("09:00-12:00", "13:30-17:00")), self_test_min=30)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-23 {clock}").replace(tzinfo=CHINA)


class Running:
    def __init__(self, folder: Path, clock: MovedClock) -> None:
        self.clock = clock
        self.chip = FakeWorker(DeviceClass.CHIP_READER, find_card=lambda: False)
        self.printer = FakeWorker(DeviceClass.RECEIPT_PRINTER)
        self.equipment = FakeEquipment(self.chip, self.printer, scanner=False)
        config = SimpleNamespace(
            kiosk=SimpleNamespace(id="nn-test-01", state_dir=folder),
            day=HOURS,
            elsewhere=Bilingual(zh="一楼大厅", en="Ground floor"),
            visit=SimpleNamespace(take_card_s=20),
            devices=[SimpleNamespace(id=each, required=True) for each in self.equipment.devices],
            devices_of=lambda _kind: (SimpleNamespace(paper_mm=80),),
        )

        async def waiting() -> int:
            return 3

        self.day = Day(cast(Any, config), clock, cast(Any, self.equipment), cast(Any, FakeVision()), waiting)
        self.tested: list[tuple[SelfTested, ...]] = []
        self.ended: list[float] = []
        self.day.on_tested = self.tested.append
        self.day.on_power_end = lambda: self.ended.append(clock.seconds)


@pytest.fixture
async def running(tmp_path: Path, clock: MovedClock) -> AsyncIterator[Running]:
    running = Running(tmp_path, clock)
    task = asyncio.create_task(running.day.run())
    await turns()
    yield running
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_the_hall_opens_and_closes_while_the_attract_screen_is_up(running: Running) -> None:
    shown = running.day.attract()
    assert shown["service"] == "closed"
    assert shown["today"] == ("09:00–12:00", "13:30–17:00")
    assert (shown["opening"].when, shown["opening"].time) == ("today", "09:00")
    assert shown["elsewhere"].zh == "一楼大厅"
    changing = asyncio.create_task(running.day.changed(shown))
    await running.clock.until(at("08:59:50"))
    assert not changing.done()
    await running.clock.pass_(11)
    assert changing.done()
    shown = running.day.attract()
    assert (shown["service"], shown["title"], shown["elsewhere"]) == ("open", None, None)
    changing = asyncio.create_task(running.day.changed(shown))
    await running.clock.until(at("12:00:10"))
    assert changing.done()
    assert running.day.standing().service is Service.CLOSED


async def test_a_device_that_fails_and_returns_changes_what_is_said(running: Running) -> None:
    await running.clock.until(at("10:00"))
    shown = running.day.attract()
    changing = asyncio.create_task(running.day.changed(shown))
    await turns()
    running.equipment.put("receipt-printer", DeviceClass.RECEIPT_PRINTER, Health.USER_ERROR, "paper_out")
    await turns()
    assert changing.done()
    shown = running.day.attract()
    assert shown["service"] == "reduced"
    assert [each.id for each in shown["notices"]] == ["attract.no_receipt"]
    assert shown["elsewhere"] is not None
    running.equipment.put("receipt-printer", DeviceClass.RECEIPT_PRINTER, Health.ONLINE)
    assert running.day.attract()["service"] == "open"


async def test_the_self_test_runs_once_before_opening_and_says_what_failed(running: Running) -> None:
    running.printer.observation = Observation(Health.USER_ERROR, "paper_out")
    await running.clock.until(at("08:29"))
    assert running.tested == []
    await running.clock.until(at("08:31"))
    ((chip, printer),) = running.tested
    assert (chip.device, chip.passed) == ("chip-reader", True)
    assert (printer.passed, printer.reason) == (False, "paper_out")
    assert running.day.tally.record.self_test == (chip, printer)
    await running.clock.until(at("16:00"))
    assert len(running.tested) == 1


async def test_the_self_test_waits_for_a_visit_to_end(running: Running) -> None:
    running.day.visit_began()
    await running.clock.until(at("09:30"))
    assert running.tested == []
    running.day.visit_ended("finished")
    await running.clock.pass_(60)
    assert len(running.tested) == 1


async def test_the_report_is_written_at_closing_once_the_last_visit_is_over(running: Running) -> None:
    await running.clock.until(at("10:00"))
    for outcome in ("finished", "finished", "idle"):
        running.day.visit_began()
        running.day.visit_ended(outcome)
    slip = Slip((Text("A001"),))
    running.equipment.on_printed(slip, PrintOutcome(PrintState.CONFIRMED))
    running.equipment.on_printed(slip, PrintOutcome(PrintState.FAILED, "paper_out"))
    running.equipment.on_pages(PrintOutcome(PrintState.SENT_UNCONFIRMED))
    await running.clock.until(at("16:59"))
    running.day.visit_began()
    await running.clock.until(at("17:05"))
    assert running.day.reports.read(date(2026, 11, 23)) is None
    running.day.visit_ended("finished")
    await running.clock.pass_(30)
    report = running.day.reports.read(date(2026, 11, 23))
    assert report is not None
    assert report.complete
    assert report.day.visits == {"finished": 3, "idle": 1}
    assert report.day.prints == {"confirmed": 1, "failed": 1}
    assert report.day.documents == {"unconfirmed": 1}
    assert report.outbox_waiting == 3
    assert report.paper is not None
    assert 20 < report.paper.used_mm < 30


async def test_an_open_door_is_an_alarm_logged_once(running: Running) -> None:
    await running.clock.until(at("10:00"))
    for _ in range(2):
        running.equipment.put("case", DeviceClass.CONTACTS, Health.USER_ERROR, "door_open", door="open")
        await running.clock.pass_(15)
    shown = running.day.attract()
    assert (shown["service"], shown["title"].id) == ("out_of_service", "attract.door_open.title")
    running.equipment.put("case", DeviceClass.CONTACTS, Health.ONLINE, door="closed")
    await running.clock.pass_(15)
    assert running.day.attract()["service"] == "open"
    assert running.day.tally.record.alarms == {"door_open": 1}


async def test_a_nearly_empty_battery_lets_the_visit_end_then_stops_in_order(running: Running) -> None:
    await running.clock.until(at("10:00"))
    running.day.visit_began()
    running.equipment.put("ups", DeviceClass.POWER, Health.USER_ERROR, "battery_low", supply="battery")
    await running.clock.pass_(300)
    assert running.ended == []
    assert running.day.standing().reason == "battery_low"
    running.day.visit_ended("finished")
    await running.clock.pass_(15)
    assert running.ended


async def test_mains_power_that_returns_in_time_stops_nothing(running: Running) -> None:
    await running.clock.until(at("10:00"))
    running.equipment.put("ups", DeviceClass.POWER, Health.USER_ERROR, "battery_low", supply="battery")
    await running.clock.pass_(30)
    running.equipment.put("ups", DeviceClass.POWER, Health.ONLINE, supply="mains")
    await running.clock.pass_(120)
    assert running.ended == []
    assert running.day.attract()["service"] == "open"


async def test_a_round_that_fails_does_not_end_the_day(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_states: object) -> None:
        raise ValueError

    with monkeypatch.context() as patched:
        patched.setattr(running.day.tally, "states", fails)
        await running.clock.until(at("08:31"), step=1800.0)
    assert running.tested == []
    await running.clock.pass_(30)
    assert len(running.tested) == 1
