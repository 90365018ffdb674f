"""Health checks by UnifiedPOS's levels, through the worker that owns the device: the kiosk's, or one made for it.

internal: ask the device how it is, without side effects. external: the device also does its work, a test slip or a
live picture. interactive: staff do their part, present a card or a code, open a door, look at what came out.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from devices.model import Completion, DeviceClass, DeviceError, Health, Observation, OperatorAction
from devices.reasons import observation, reason_of
from devices.registry import create_worker
from devices.worker import DeviceWorker

SETTLING_S = 3.0
"""What a camera gets for its first picture."""
POLL_S = 0.1


class Level(StrEnum):
    INTERNAL = "internal"
    EXTERNAL = "external"
    INTERACTIVE = "interactive"


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Doing:
    """What a check does now. `code` names it; `seconds` is how long it waits at most, where staff have a part in it."""

    code: str
    seconds: float = 0.0


class Unattended(Exception):
    """Nobody is there to answer a question."""


class Staff(Protocol):
    """Who stands before the device during a check."""

    def tell(self, doing: Doing) -> None:
        """Say what goes on, or what is asked of them."""

    async def confirm(self, question: str) -> bool:
        """Their answer to what only they can see. Raises `Unattended`."""


class Nobody:
    """A check that nobody watches."""

    def tell(self, doing: Doing) -> None:
        pass

    async def confirm(self, question: str) -> bool:
        raise Unattended(question)


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of a device's work: a reason of devices/reasons.py, and what was measured by it.

    `shown` is what was read, masked: for the eyes of who stands there, never kept.
    """

    reason: str = "ok"
    measured: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What staff read: whether the device can serve, why not, and what to do. `detail` holds its sub-states."""

    device_id: str
    device_class: DeviceClass
    level: Level
    verdict: Verdict
    health: Health
    reason: str
    action: OperatorAction
    zh: str
    en: str
    milliseconds: float
    detail: Mapping[str, str] = field(default_factory=dict)
    measured: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASSED


async def check(
    worker: DeviceWorker[Any],
    level: Level = Level.INTERNAL,
    *,
    device: Mapping[str, Any] | None = None,
    staff: Staff | None = None,
) -> CheckResult:
    """Check the device of a running worker; `device` is its configuration. Never raises but when cancelled."""
    from devices.exercises import EXERCISES  # they are written in this module's words

    began = time.monotonic()
    staff = staff or Nobody()
    seen = Observation(Health.STARTING, "starting")
    finding, verdict = Finding(), None
    try:
        staff.tell(Doing("observing"))
        seen = await _observed(worker)
        if level is not Level.INTERNAL and seen.health is Health.ONLINE:
            exercise = EXERCISES.get((worker.device_class, level))
            if exercise is None:
                verdict = Verdict.UNSUPPORTED
            else:
                finding = await exercise(worker, device or {}, staff)
    except DeviceError as error:
        finding = Finding(error.reason)
    except Unattended:
        finding, verdict = Finding("unattended"), Verdict.UNSUPPORTED
    return result(
        worker.device_id, worker.device_class, level, seen, finding, time.monotonic() - began, verdict=verdict
    )


def result(
    device_id: str,
    device_class: DeviceClass,
    level: Level,
    seen: Observation,
    finding: Finding,
    seconds: float,
    *,
    verdict: Verdict | None = None,
) -> CheckResult:
    """What was `seen` of a device and what came of its work, in staff's words."""
    told = seen if finding.reason == "ok" else observation(finding.reason, seen.detail)
    if verdict is None:
        works = told.health is Health.ONLINE and finding.reason == "ok"
        verdict = Verdict.PASSED if works else Verdict.FAILED
    reason = told.reason
    if verdict is Verdict.UNSUPPORTED and finding.reason == "ok":
        reason = "no_such_check"
    text = reason_of(reason)
    return CheckResult(
        device_id,
        device_class,
        level,
        verdict,
        told.health,
        reason,
        text.action if verdict is Verdict.UNSUPPORTED else told.action,
        text.zh,
        text.en,
        round(seconds * 1000, 1),
        told.detail,
        finding.measured,
        finding.shown,
    )


async def check_alone(
    device: Mapping[str, Any], level: Level = Level.INTERNAL, *, staff: Staff | None = None
) -> CheckResult:
    """Check one entry of a configuration's `devices` that no other worker owns. Raises for a wrong configuration."""
    worker = create_worker(device)
    worker.start()
    try:
        return await check(worker, level, device=device, staff=staff)
    finally:
        await worker.stop()


async def _observed(worker: DeviceWorker[Any]) -> Observation:
    """How it is now. A camera gets a moment for its first picture."""
    end = time.monotonic() + SETTLING_S
    while True:
        seen: Observation = await worker.call("observe")
        if seen.health is not Health.STARTING:
            return seen
        if time.monotonic() > end:
            raise DeviceError(Completion.TIMED_OUT, "no_answer")
        await asyncio.sleep(POLL_S)
