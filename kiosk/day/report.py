"""The report of a day: what happened, what is left of the supplies, what waits to be sent. It names nobody."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec

from kiosk.day.found import FoundThing
from kiosk.day.keeping import load, save
from kiosk.day.supplies import Forecast
from kiosk.day.tally import DayRecord


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`complete` once the hall has closed. `supplies`: what other devices say of theirs, by device and name."""

    kiosk: str
    made_at: str
    complete: bool
    day: DayRecord
    paper: Forecast | None = None
    supplies: dict[str, dict[str, str]] = {}
    outbox_waiting: int | None = None
    found: tuple[FoundThing, ...] = ()


class Reports:
    """One JSON file a day in `folder`; those older than `keep_days` are deleted."""

    def __init__(self, folder: Path, keep_days: int) -> None:
        self._folder = folder
        self._keep_days = keep_days

    def write(self, report: Report, now: datetime) -> None:
        save(self._file(date.fromisoformat(report.day.date)), report)
        oldest = (now.date() - timedelta(days=self._keep_days)).isoformat()
        for file in self._folder.glob("????-??-??.json"):
            if file.stem < oldest:
                file.unlink(missing_ok=True)

    def read(self, on: date) -> Report | None:
        nothing: Report | None = None
        return load(self._file(on), Report | None, nothing)  # type: ignore[arg-type]

    def _file(self, on: date) -> Path:
        return self._folder / f"{on.isoformat()}.json"
