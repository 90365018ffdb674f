"""Devices, events, checks and traffic as staff's screens show them."""

from __future__ import annotations

import time
from typing import cast

from devices.check import CheckResult
from devices.model import DeviceClass, Health
from devices.reasons import reason_of
from devices.trace import Direction, Entry
from kiosk.devicelog import CheckRecord, StatusEvent
from kiosk.diagnostics.board import Seen
from kiosk.diagnostics.readiness.model import Outcome, Part
from kiosk.diagnostics.readiness.words import CLASSES
from kiosk.diagnostics.words import rows
from kiosk.diagnostics_views import CheckLevel, DeviceLine, LogLine, Mark
from kiosk.identity.liveness import NOT_COVERED
from kiosk.views import Message, Row, Text

_LEVELS = {
    "internal": ("查询状态", "ask its state"),
    "external": ("试运行", "let it work"),
    "interactive": ("配合测试", "tested together"),
    "report": ("运行就绪检查", "readiness report"),
}
_VERDICTS: dict[str, Mark] = {"passed": "works", "failed": "trouble", "unsupported": "unknown"}
_OUTCOMES = {Outcome.PASSED: "works", Outcome.ATTENTION: "attention", Outcome.FAILED: "trouble"}
_WORST_FIRST = ("trouble", "unknown", "attention", "starting", "works")


def device_line(seen: Seen) -> DeviceLine:
    text = reason_of(seen.reason)
    return DeviceLine(
        id=seen.device_id,
        kind=seen.device_class.value,
        mark=mark_of(seen.health, seen.reason, stale=seen.stale),
        reason=Text(zh=text.zh, en=text.en),
        since="" if seen.since is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(seen.since)),
        action=seen.action.value,
    )


def device_lines(seen: tuple[Seen, ...]) -> tuple[DeviceLine, ...]:
    """What needs somebody first, the rest in the configuration's order."""
    return tuple(sorted(map(device_line, seen), key=lambda line: _WORST_FIRST.index(line.mark)))


def mark_of(health: Health, reason: str, *, stale: bool = False) -> Mark:
    """How a device stands at a glance. Works is only what was seen to work lately, without a complaint."""
    if stale:
        return "unknown"
    match health:
        case Health.ONLINE:
            return "works" if reason == "ok" else "attention"
        case Health.STARTING:
            return "starting"
        case Health.DEVICE_BUSY:
            return "attention"
        case _:
            return "trouble"


def event_line(event: StatusEvent) -> LogLine:
    text = reason_of(event.reason)
    return LogLine(
        when=_when(event.wall),
        text=Text(zh=text.zh, en=text.en),
        mark=mark_of(Health(event.health), event.reason),
    )


def check_line(check: CheckRecord) -> LogLine:
    zh, en = CLASSES.get(check.device_class, ("整机", "Kiosk"))
    level_zh, level_en = _LEVELS.get(check.level, (check.level, check.level))
    text = reason_of(check.reason)
    whose_zh = zh if check.device == "kiosk" else f"{zh}（{check.device}）"
    whose_en = en if check.device == "kiosk" else f"{en} ({check.device})"
    return LogLine(
        when=_when(check.wall),
        text=Text(zh=f"{whose_zh}{level_zh}：{text.zh}", en=f"{whose_en}, {level_en}: {text.en}"),
        mark=_VERDICTS.get(check.verdict, "unknown"),
    )


def traffic_line(entry: Entry) -> LogLine:
    to_device = entry.direction is Direction.TO_DEVICE
    milliseconds = int(entry.wall % 1 * 1000)
    return LogLine(
        when=f"{time.strftime('%H:%M:%S', time.localtime(entry.wall))}.{milliseconds:03d}",
        text=Text(zh=entry.text),
        way="to" if to_device else "from",
    )


def part_line(part: Part) -> LogLine:
    return LogLine(
        when="",
        text=Text(zh=f"{part.title_zh}：{part.zh}", en=f"{part.title_en}: {part.en}"),
        mark=cast(Mark, _OUTCOMES.get(part.outcome, "skipped")),
    )


def cannot_tell(device_class: DeviceClass) -> tuple[Message, ...]:
    """Beside the face camera, what its check does not tell from a living person: staff's eyes may."""
    if device_class is not DeviceClass.CAMERA:
        return ()
    return tuple(Message(id=f"liveness.not_covered.{each}") for each in NOT_COVERED)


def outcome_fields(made: CheckResult) -> dict[str, object]:
    """What a check's end shows, as fields of `DiagnosticsCheck`."""
    return {
        "state": made.verdict.value,
        "reason": Text(zh=made.zh, en=made.en),
        "action": made.action.value if made.verdict.value == "failed" else "none",
        "rows": _rows(made),
        "doing": None,
        "preview": None,
        "seconds": 0,
    }


def _rows(made: CheckResult) -> tuple[Row, ...]:
    return rows({**made.shown, **made.measured, **made.detail})


def level_of(choice: str) -> CheckLevel:
    """Of a choice as check:external. Raises ValueError."""
    name = choice.removeprefix("check:")
    if name not in ("picture", "internal", "external", "interactive"):
        raise ValueError(choice)
    return cast(CheckLevel, name)


def _when(wall: float) -> str:
    return time.strftime("%m-%d %H:%M", time.localtime(wall))
