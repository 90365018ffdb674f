"""The morning's self-test: every device asked through its worker before the hall opens; harmless work is tried too."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from devices.check import Level, check
from devices.worker import DeviceWorker
from kiosk.day.model import DeviceState
from kiosk.day.tally import SelfTested
from kiosk.logging import logger

log = logger("selftest")


async def self_test(workers: Mapping[str, DeviceWorker[Any]], cameras: tuple[DeviceState, ...]) -> list[SelfTested]:
    """Internal checks at the same time; a camera counts by its pictures, which the vision process looks at all the
    time. Nothing moves, prints or lights up: nobody stands there to see it."""
    checked = await asyncio.gather(*(check(worker, Level.INTERNAL) for worker in workers.values()))
    results = [
        SelfTested(device=each.device_id, passed=each.passed, reason=each.reason, milliseconds=each.milliseconds)
        for each in checked
    ]
    results += [SelfTested(device=each.device_id, passed=each.hopeful, reason=each.reason) for each in cameras]
    for each in results:
        tell = log.info if each.passed else log.warning
        tell("selftest.device", device=each.device, outcome="passed" if each.passed else "failed", reason=each.reason)
    return results
