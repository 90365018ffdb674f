"""What is known of each device now and since when; every change goes into the device log, statistics every minute."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from devices.clock import Clock
from devices.counting import Counting
from devices.model import DeviceClass, Health, OperatorAction
from devices.reasons import observation, reason_of
from devices.statistics import Statistics
from devices.trace import Entry
from devices.worker import DeviceWorker
from kiosk.day.model import DeviceState
from kiosk.devicelog import DeviceLog, StatusEvent

KEEP_EVERY_S = 60.0
STALE_S = 120.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A device as staff see it. `since` in seconds since 1970; None where it was not seen to change yet.

    `stale`: it was not looked at for so long that what was seen is no longer known to hold.
    """

    device_id: str
    device_class: DeviceClass
    health: Health
    reason: str
    action: OperatorAction
    since: float | None = None
    detail: Mapping[str, str] = field(default_factory=dict)
    stale: bool = False


class Board:
    """`note` is told of every change. Cameras have no worker in this process, so that they are counted here."""

    def __init__(
        self,
        log: DeviceLog,
        clock: Clock,
        workers: Mapping[str, DeviceWorker[Any]],
        cameras: Mapping[str, DeviceClass],
        counted: Mapping[str, Mapping[str, float]] | None = None,
    ) -> None:
        """`counted` are the cameras' statistics of earlier runs; a worker was given its own."""
        self._log = log
        self._clock = clock
        self._workers = workers
        self._cameras = {
            name: Counting(of, Statistics.of(of, (counted or {}).get(name))) for name, of in cameras.items()
        }
        self._since: dict[str, tuple[str, float]] = {}
        self._kept: dict[str, int] = {}

    def note(self, state: DeviceState) -> None:
        """A device is in another state now."""
        before = self._since.get(state.device_id, ("", 0.0))[0]
        if state.reason == before or (before and state.device_id in self._cameras and state.reason == "starting"):
            return  # a sub-state changed; or the vision process was exchanged, as after every visit
        wall = self._clock.now().timestamp()
        self._since[state.device_id] = (state.reason, wall)
        action = reason_of(state.reason).action
        self._log.note(
            StatusEvent(wall, state.device_id, state.device_class.value, state.health.value, state.reason, action.value)
        )
        if (camera := self._cameras.get(state.device_id)) is not None:
            if state.health is Health.ONLINE:
                camera.connected()
                camera.observed(observation(state.reason), self._clock.monotonic())
            elif state.health is not Health.STARTING:
                camera.lost(state.reason)

    def seen(self, state: DeviceState) -> Seen:
        """The state with the time it holds since, and what to do about it."""
        reason, wall = self._since.get(state.device_id, ("", 0.0))
        return Seen(
            state.device_id,
            state.device_class,
            state.health,
            state.reason,
            reason_of(state.reason).action,
            wall if reason == state.reason else None,
            state.detail,
            self._stale(state.device_id),
        )

    def _stale(self, device: str) -> bool:
        """A worker looks every second, but not while a command runs; the longest is a print."""
        worker = self._workers.get(device)
        return worker is not None and self._clock.monotonic() - worker.status.observed_at > STALE_S

    def statistics(self, device: str) -> Mapping[str, float]:
        """What was counted of a device, over all runs."""
        return self._statistics()[device].snapshot()

    def traffic(self, device: str) -> tuple[Entry, ...]:
        """The last pieces of its traffic, without personal data; nothing of cameras."""
        worker = self._workers.get(device)
        return worker.trace.entries() if worker is not None else ()

    async def keep(self) -> None:
        """Write the statistics that changed every minute, until cancelled."""
        for round_ in itertools.count(1):
            await asyncio.sleep(KEEP_EVERY_S / 2)
            self._count_cameras()
            if round_ % 2 == 0:
                self.write()

    def _count_cameras(self) -> None:
        """A camera that works is powered; nobody tells that it still is."""
        for name, camera in self._cameras.items():
            if self._since.get(name, ("", 0.0))[0] == "ok":
                camera.observed(observation("ok"), self._clock.monotonic())

    def write(self) -> None:
        """Write the statistics that changed since they were written last."""
        changed = {name: each for name, each in self._statistics().items() if self._kept.get(name) != each.version}
        self._kept.update({name: each.version for name, each in changed.items()})
        if changed:
            self._log.keep_statistics({name: each.snapshot() for name, each in changed.items()})

    def _statistics(self) -> dict[str, Statistics]:
        own = {name: worker.statistics for name, worker in self._workers.items()}
        return own | {name: camera.statistics for name, camera in self._cameras.items()}
