"""`main.py day-report`: yesterday's report from its file, today's from what the running kiosk has counted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kiosk.day.hours import china
from kiosk.day.report import Report, Reports
from kiosk.day.report_command import day_report
from kiosk.day.supplies import Forecast
from kiosk.day.tally import DayRecord, SelfTested, Tally


@pytest.fixture
def config(tmp_path: Path) -> Any:
    return cast(
        Any,
        SimpleNamespace(
            kiosk=SimpleNamespace(id="nn-demo-01", state_dir=tmp_path), day=SimpleNamespace(report_keep_days=90)
        ),
    )


def keep(folder: Path) -> None:
    record = DayRecord(
        date="2026-11-20",
        visits={"finished": 41, "idle": 3},
        prints={"confirmed": 40},
        paper_mm=7400.0,
        down_s={"receipt-printer": 3900.0},
        self_test_at="2026-11-20T08:30:02+08:00",
        self_test=(SelfTested(device="chip-reader", passed=False, reason="no_answer"),),
    )
    forecast = Forecast(slips_left=190, days_left=4.6, used_mm=21_000, roll_mm=55_000, basis="learned", low=False)
    report = Report(
        kiosk="nn-demo-01", made_at="x", complete=True, day=record, paper=forecast, outbox_waiting=2, found=()
    )
    Reports(folder / "reports", 90).write(report, datetime(2026, 11, 20, tzinfo=UTC))


def test_a_days_report_for_people_and_for_programs(
    config: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(tmp_path)
    assert day_report(config, "2026-11-20", as_json=False) == 0
    said = capsys.readouterr().out
    for part in (
        "Visits: 44",
        "finished: 41",
        "receipt-printer: 1 h 05 min",
        "chip-reader (no_answer)",
        "190",
        "sent: 2",
    ):
        assert part in said
    assert day_report(config, "2026-11-20", as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["day"]["visits"] == {"finished": 41, "idle": 3}


def test_todays_is_what_was_counted_so_far(config: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clock = cast(Any, SimpleNamespace(now=lambda: datetime.now(UTC), monotonic=lambda: 0.0))
    Tally(tmp_path / "day" / "today.json", clock).visit("finished")
    assert day_report(config, None, as_json=True) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["complete"], report["day"]["visits"]) == (False, {"finished": 1})
    assert report["day"]["date"] == china(datetime.now(UTC)).date().isoformat()


@pytest.mark.parametrize(("on", "code"), [("2026-11-19", 1), ("yesterday", 2)])
def test_no_report_and_no_date_are_said(config: Any, capsys: pytest.CaptureFixture[str], on: str, code: int) -> None:
    assert day_report(config, on, as_json=False) == code
    assert on in capsys.readouterr().err
