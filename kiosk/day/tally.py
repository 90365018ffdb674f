"""What happened on this day, counted as it happens: nothing of it names anybody. Survives a restart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from devices.clock import Clock
from kiosk.day.hours import china
from kiosk.day.keeping import load, save
from kiosk.day.model import DeviceState


class SelfTested(msgspec.Struct, frozen=True, kw_only=True):
    """How one device did in the morning's self-test."""

    device: str
    passed: bool
    reason: str
    milliseconds: float = 0.0


class DayRecord(msgspec.Struct, kw_only=True):
    """One day's counts. `down_s` holds seconds in which a device did not work while the kiosk ran, by its id."""

    date: str
    visits: dict[str, int] = {}
    prints: dict[str, int] = {}
    paper_mm: float = 0.0
    documents: dict[str, int] = {}
    forgotten: dict[str, int] = {}
    alarms: dict[str, int] = {}
    down_s: dict[str, float] = {}
    self_test_at: str = ""
    self_test: tuple[SelfTested, ...] = ()


class Tally:
    """The record of today; a new one begins with the first thing that happens on another date."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self._file = file
        self._clock = clock
        today = self.today.isoformat()
        self._record = load(file, DayRecord, DayRecord(date=today))
        self._down_since: dict[str, float] = {}
        self.finished: list[DayRecord] = []
        """Records of days that are over and not reported yet."""
        self._turn()

    @property
    def today(self) -> date:
        return china(self._clock.now()).date()

    @property
    def record(self) -> DayRecord:
        """Today's, with the downtimes that still run."""
        self._turn()
        self._add_running()
        return self._record

    def visit(self, outcome: str) -> None:
        self._count(self._current().visits, outcome)

    def printed(self, outcome: str, millimetres: float) -> None:
        record = self._current()
        record.paper_mm = round(record.paper_mm + millimetres, 1)
        self._count(record.prints, outcome)

    def printed_pages(self, outcome: str) -> None:
        self._count(self._current().documents, outcome)

    def forgotten(self, what: str) -> None:
        self._count(self._current().forgotten, what)

    def alarm(self, code: str) -> None:
        self._count(self._current().alarms, code)

    def tested(self, results: Iterable[SelfTested]) -> None:
        record = self._current()
        record.self_test = tuple(results)
        record.self_test_at = china(self._clock.now()).isoformat(timespec="seconds")
        save(self._file, record)

    def states(self, devices: Iterable[DeviceState]) -> None:
        """Take in how the devices are now."""
        self._add_running()
        down = {each.device_id for each in devices if not each.hopeful}
        now = self._clock.monotonic()
        if down != self._down_since.keys():
            self._down_since = dict.fromkeys(down, now)
            save(self._file, self._current())

    def _add_running(self) -> None:
        now = self._clock.monotonic()
        for device, since in self._down_since.items():
            self._record.down_s[device] = round(self._record.down_s.get(device, 0.0) + now - since, 1)
            self._down_since[device] = now

    def _current(self) -> DayRecord:
        self._turn()
        return self._record

    def _turn(self) -> None:
        today = self.today.isoformat()
        if self._record.date != today:
            self._add_running()
            self.finished.append(self._record)
            self._record = DayRecord(date=today)

    def _count(self, counts: dict[str, int], name: str) -> None:
        counts[name] = counts.get(name, 0) + 1
        save(self._file, self._record)
