"""Diagnostics' own records as lines of the control socket."""

from __future__ import annotations

from devices.check import CheckResult
from devices.reasons import reason_of
from kiosk.control import messages
from kiosk.devicelog import CheckRecord, StatusEvent
from kiosk.diagnostics.board import Seen
from kiosk.diagnostics.readiness import Part


def device(seen: Seen) -> messages.DeviceSeen:
    text = reason_of(seen.reason)
    return messages.DeviceSeen(
        device=seen.device_id,
        device_class=seen.device_class.value,
        health=seen.health.value,
        reason=seen.reason,
        action=seen.action.value,
        zh=text.zh,
        en=text.en,
        since=seen.since,
        detail=dict(seen.detail),
    )


def checked(made: CheckResult) -> messages.Checked:
    return messages.Checked(
        device=made.device_id,
        device_class=made.device_class.value,
        level=made.level,
        verdict=made.verdict.value,
        health=made.health.value,
        reason=made.reason,
        action=made.action.value,
        zh=made.zh,
        en=made.en,
        milliseconds=made.milliseconds,
        detail=dict(made.detail),
        measured=dict(made.measured),
        shown=dict(made.shown),
    )


def event(kept: StatusEvent) -> messages.Event:
    return messages.Event(
        sequence=kept.sequence,
        wall=kept.wall,
        device=kept.device,
        health=kept.health,
        reason=kept.reason,
        action=kept.action,
    )


def check(kept: CheckRecord) -> messages.Check:
    return messages.Check(
        sequence=kept.sequence,
        wall=kept.wall,
        device=kept.device,
        level=kept.level,
        verdict=kept.verdict,
        reason=kept.reason,
        milliseconds=kept.milliseconds,
        asked_by=kept.asked_by,
    )


def part(tried: Part) -> messages.Part:
    return messages.Part(
        name=tried.name,
        title_zh=tried.title_zh,
        title_en=tried.title_en,
        outcome=tried.outcome.value,
        reason=tried.reason,
        zh=tried.zh,
        en=tried.en,
    )
