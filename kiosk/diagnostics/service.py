"""Diagnostics of a running kiosk, for its screen and for its control socket alike."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from devices.check import CheckResult, Doing, Finding, Level, Nobody, Staff, Verdict, check, result
from devices.clock import Clock
from devices.model import DeviceClass, Health, Observation
from kiosk.config import ConfigNotice, DeviceConfig, KioskConfig
from kiosk.day.tally import SelfTested
from kiosk.devicelog import CheckRecord, DeviceLog
from kiosk.diagnostics.board import Board, Seen
from kiosk.diagnostics.cameras import CameraBench
from kiosk.equipment import Equipment
from kiosk.logging import logger
from kiosk.recognition import Recognition

log = logger("diagnostics")

CAMERAS = (DeviceClass.CAMERA, DeviceClass.DOCUMENT_CAMERA)


class Diagnostics:
    """What is known of the devices, and checks of them: one at a time, since one person stands before the kiosk."""

    def __init__(
        self,
        config: KioskConfig,
        devices: Mapping[str, Mapping[str, Any]],
        equipment: Equipment,
        recognition: Recognition,
        board: Board,
        devicelog: DeviceLog,
        clock: Clock,
    ) -> None:
        """`devices` are the configuration's sections by id."""
        self.config = config
        self.config_notice: ConfigNotice | None = None
        self.board = board
        self.devicelog = devicelog
        self.equipment = equipment
        self.cameras = CameraBench(recognition)
        self._devices = devices
        self._clock = clock
        self._checking = asyncio.Lock()

    def seen(self) -> tuple[Seen, ...]:
        """Every device in the configuration's order."""
        known = {state.device_id: self.board.seen(state) for state in self.equipment.states()}
        return tuple(known[device.id] for device in self.config.devices if device.id in known)

    def seen_of(self, device: str) -> Seen:
        """Raises KeyError."""
        return next(each for each in self.seen() if each.device_id == self.config.device(device).id)

    def levels(self, device: str) -> tuple[Level, ...]:
        """The checks that a device's class has."""
        from devices.exercises import EXERCISES

        device_class = self._class(device)
        if device_class is DeviceClass.DOCUMENT_CAMERA:
            return tuple(Level)
        return tuple(each for each in Level if each is Level.INTERNAL or (device_class, each) in EXERCISES)

    async def check(
        self, device: str, level: Level, staff: Staff | None = None, *, asked_by: str = "screen"
    ) -> CheckResult:
        """Check a device and keep that it was done. Raises KeyError."""
        staff = staff or Nobody()
        config = self.config.device(device)
        async with self._checking:
            if config.device_class in CAMERAS:
                made = await self._check_camera(config, level, staff)
            else:
                made = await check(self.equipment.workers[device], level, device=self._devices[device], staff=staff)
        self.keep(made, asked_by)
        return made

    def keep(self, made: CheckResult, asked_by: str) -> None:
        log.info(
            "device.checked",
            device=made.device_id,
            level=made.level.value,
            outcome=made.verdict.value,
            reason=made.reason,
        )
        self.devicelog.note_check(
            CheckRecord(
                self._clock.now().timestamp(),
                made.device_id,
                made.device_class.value,
                made.level.value,
                made.verdict.value,
                made.reason,
                made.milliseconds,
                asked_by,
            )
        )

    def tested(self, results: tuple[SelfTested, ...]) -> None:
        """Keep what the morning's self-test found."""
        for each in results:
            device_class = self._class(each.device).value
            verdict = Verdict.PASSED if each.passed else Verdict.FAILED
            wall = self._clock.now().timestamp()
            self.devicelog.note_check(
                CheckRecord(
                    *(wall, each.device, device_class, Level.INTERNAL.value),
                    *(verdict.value, each.reason, each.milliseconds, "day"),
                )
            )

    async def watch(self, camera: str, on_figures: Callable[[Mapping[str, str]], None]) -> str:
        """A camera's live picture in its preview, with its figures, until cancelled; the reason why it ended."""
        async with self._checking:
            return await self.cameras.watch(camera, on_figures)

    async def _check_camera(self, config: DeviceConfig, level: Level, staff: Staff) -> CheckResult:
        began = time.monotonic()
        staff.tell(Doing("observing"))
        seen = self.seen_of(config.id)
        finding, verdict = Finding(), None
        if level is not Level.INTERNAL and seen.health is Health.ONLINE:
            if level is Level.EXTERNAL:
                finding = await self.cameras.look(config.id, staff)
            elif config.device_class is DeviceClass.DOCUMENT_CAMERA:
                finding = await self.cameras.read_document(staff)
            else:
                verdict = Verdict.UNSUPPORTED
        observed = Observation(seen.health, seen.reason, seen.action, seen.detail)
        return result(
            config.id, config.device_class, level, observed, finding, time.monotonic() - began, verdict=verdict
        )

    def _class(self, device: str) -> DeviceClass:
        return self.config.device(device).device_class
