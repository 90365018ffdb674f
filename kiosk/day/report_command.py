"""`main.py day-report`: the report of a day, for people or as JSON; of today as far as it has come."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from kiosk.config import KioskConfig
from kiosk.day.found import FoundThing
from kiosk.day.hours import china
from kiosk.day.keeping import load
from kiosk.day.report import Report, Reports
from kiosk.day.tally import DayRecord


def day_report(config: KioskConfig, on: str | None, *, as_json: bool) -> int:
    """Print it; 0, or 1 where there is none for that day, or 2 where `on` is no date."""
    today = china(datetime.now(UTC)).date()
    try:
        day = date.fromisoformat(on) if on else today
    except ValueError:
        print(f"--date {on}: not a date; as 2026-11-23", file=sys.stderr)
        return 2
    report = Reports(config.kiosk.state_dir / "reports", config.day.report_keep_days).read(day)
    if report is None or not report.complete:
        report = _so_far(config, day) or report
    if report is None:
        print(f"no report for {day.isoformat()}", file=sys.stderr)
        return 1
    print(msgspec.json.encode(report).decode() if as_json else "\n".join(_lines(report)))
    return 0


def _so_far(config: KioskConfig, day: date) -> Report | None:
    """What the running kiosk has counted; what only it knows (the forecast, what waits to be sent) is left out."""
    folder = config.kiosk.state_dir / "day"
    record = load(folder / "today.json", DayRecord, DayRecord(date=""))
    if record.date != day.isoformat():
        return None
    return Report(
        kiosk=config.kiosk.id,
        made_at=china(datetime.now(UTC)).isoformat(timespec="seconds"),
        complete=False,
        day=record,
        paper=None,
        outbox_waiting=None,
        found=load(folder / "found.json", tuple[FoundThing, ...], ()),
    )


def _lines(report: Report) -> list[str]:
    day = report.day
    title = f"{report.kiosk}  {day.date}  {'日终报告 End of day' if report.complete else '截至目前 So far today'}"
    lines = [title, ""]
    lines += _counts("办理 Visits", day.visits)
    lines += _counts("打印 Prints", day.prints)
    if day.paper_mm:
        lines.append(f"  用纸 paper: {day.paper_mm / 1000:.1f} m")
    lines += _counts("A4 文件 A4 documents", day.documents)
    lines += _counts("遗忘 Forgotten", day.forgotten)
    lines += _counts("报警 Alarms", day.alarms)
    if day.down_s:
        lines.append("停用 Not working")
        lines += [f"  {device}: {_duration(seconds)}" for device, seconds in sorted(day.down_s.items()) if seconds >= 1]
    if day.self_test:
        failed = [f"{each.device} ({each.reason})" for each in day.self_test if not each.passed]
        said = f"未通过 failed: {', '.join(failed)}" if failed else "全部通过 all passed"
        lines.append(f"自检 Self-test {day.self_test_at[11:16]}: {said}")
    if (paper := report.paper) is not None:
        days = "" if paper.days_left is None else f"，约 {paper.days_left:.0f} 天 days"
        near = {True: "，快用完 low", False: "", None: "，有无余纸传感器未知 no near-end sensor"}[paper.low]
        basis = "按以往纸卷 learned" if paper.basis == "learned" else "按常见纸卷 assumed"
        lines.append(f"纸卷 Paper roll: 还可打印约 {paper.slips_left} 张 slips{days} ({basis}{near})")
    for device, supplies in report.supplies.items():
        lines.append(f"{device}: {', '.join(f'{name} {value}' for name, value in supplies.items())}")
    if report.outbox_waiting is not None:
        lines.append(f"待送达 Waiting to be sent: {report.outbox_waiting}")
    lines += [f"待领取 To be fetched: {each.what}, {each.device}, {each.at}" for each in report.found]
    return lines


def _counts(title: str, counts: dict[str, Any]) -> list[str]:
    if not counts:
        return []
    return [f"{title}: {sum(counts.values())}", *(f"  {name}: {count}" for name, count in sorted(counts.items()))]


def _duration(seconds: float) -> str:
    hours, minutes = divmod(round(seconds) // 60, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {round(seconds) % 60:02d} s"
