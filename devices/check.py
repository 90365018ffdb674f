"""Health checks by UnifiedPOS's levels, one device at a time.

internal: connect and observe, without side effects. external: the device also does its work, a test slip or a live
picture. The third level, with a card that staff present, is a chip reader's external one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from devices.interfaces import Device, PrintState
from devices.model import Completion, DeviceClass, DeviceError, Health, Observation, OperatorAction
from devices.reasons import REASONS, observation
from devices.registry import create
from devices.slip import Align, KeyValue, QrCode, Rule, Slip, Text

SETTLING_S = 3.0  # a camera's first picture
CARD_S = 10.0
POLL_S = 0.1


class Level(StrEnum):
    INTERNAL = "internal"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What staff read: whether the device can serve, why not, and what to do."""

    device_id: str
    device_class: DeviceClass
    level: Level
    passed: bool
    health: Health
    reason: str
    action: OperatorAction
    zh: str
    en: str
    milliseconds: float
    detail: Mapping[str, str] = field(default_factory=dict)


def check(device: Mapping[str, Any], level: Level = Level.INTERNAL) -> CheckResult:
    """Check one entry of a configuration's `devices`, which no worker may own meanwhile. Raises only for a wrong
    configuration."""
    device_class = DeviceClass(device["class"])
    driver = create(device)
    began = time.monotonic()
    try:
        seen = _observed(driver)
        if level is Level.EXTERNAL and seen.health is Health.ONLINE and device_class in _EXERCISES:
            reason = _EXERCISES[device_class](driver)
            seen = seen if reason == "ok" else observation(reason, seen.detail)
            passed = reason == "ok"
        else:
            passed = seen.health is Health.ONLINE
    except DeviceError as error:
        seen, passed = observation(error.reason), False
    finally:
        driver.close()
    text = REASONS[seen.reason]
    milliseconds = (time.monotonic() - began) * 1000
    return CheckResult(
        str(device["id"]),
        device_class,
        level,
        passed,
        seen.health,
        seen.reason,
        seen.action,
        text.zh,
        text.en,
        round(milliseconds, 1),
        seen.detail,
    )


def _observed(driver: Device) -> Observation:
    driver.open()
    end = time.monotonic() + SETTLING_S
    while (seen := driver.observe()).health is Health.STARTING and time.monotonic() < end:
        time.sleep(POLL_S)
    if seen.health is Health.STARTING:
        raise DeviceError(Completion.TIMED_OUT, "no_answer")
    return seen


def _print_test(driver: Any) -> str:
    outcome = driver.print(TEST_SLIP)
    return "ok" if outcome.state is PrintState.CONFIRMED else str(outcome.reason)


def _read_test(driver: Any) -> str:
    end = time.monotonic() + CARD_S
    while not driver.find_card():
        if time.monotonic() > end:
            return "no_card"
        time.sleep(POLL_S)
    try:
        driver.read_card()
    except DeviceError as error:
        return error.reason
    return "ok"


def _picture_test(driver: Any) -> str:
    return "ok" if driver.latest(max_age_s=1.0) is not None else "stale"


_EXERCISES: Mapping[DeviceClass, Callable[[Any], str]] = {
    DeviceClass.RECEIPT_PRINTER: _print_test,
    DeviceClass.CHIP_READER: _read_test,
    DeviceClass.CAMERA: _picture_test,
    DeviceClass.DOCUMENT_CAMERA: _picture_test,
}

TEST_SLIP = Slip(
    (
        Text("打印测试 TEST", size=2, bold=True, align=Align.CENTRE),
        Rule(),
        KeyValue("字体 GB2312", "壮乡首府 0123456789"),
        KeyValue("字体以外 outside the font", "喆堃䶮"),
        KeyValue("金额", "¥1,234.56"),
        QrCode("TEST"),
    )
)
