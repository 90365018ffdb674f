"""Making a readiness report: each part tried in turn, told as it goes, then signed."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from devices.check import CheckResult, Level, Staff, Verdict
from devices.clock import Clock
from devices.model import DeviceClass
from kiosk.central.client import CentralClient
from kiosk.central.types import Problem, Unreachable
from kiosk.config import DeviceConfig
from kiosk.devicelog import CheckRecord
from kiosk.diagnostics.readiness.loop import print_and_read_back
from kiosk.diagnostics.readiness.model import Outcome, Part, Report
from kiosk.diagnostics.readiness.signing import signed
from kiosk.diagnostics.readiness.words import CLASSES, REASONS, TITLES
from kiosk.diagnostics.service import Diagnostics
from kiosk.logging import logger
from kiosk.outbox.outbox import Outbox

log = logger("diagnostics")

GREATEST_OFFSET_S = 30.0
"""A signed call is good for a minute (kiosk/central/client.py): half of that."""
KEY_LEFT_S = 3 * 86400.0
FEW_BYTES, TOO_FEW_BYTES = 2 << 30, 200 << 20

_TRIED: Mapping[DeviceClass, Level] = {
    DeviceClass.CAMERA: Level.EXTERNAL,
    DeviceClass.DOCUMENT_CAMERA: Level.EXTERNAL,
    DeviceClass.CHIP_READER: Level.EXTERNAL,
    DeviceClass.CARD_READER: Level.EXTERNAL,
    DeviceClass.CODE_SCANNER: Level.EXTERNAL,
    DeviceClass.CONTACTS: Level.EXTERNAL,
}
"""What needs nobody and wastes no paper; the printers are asked how they are, the receipt printer works in the loop."""
_LASTING = {"paper_low", "supply_low", "on_battery", "toner_low"}
"""A device that works, but not for long."""

Begun = Callable[[str, str, str], None]
"""A part is begun: its name and its title in Chinese and English."""
Ended = Callable[[Part], None]


@dataclass(frozen=True, slots=True)
class Made:
    """The report, as a signed file holds it, and as a PDF (empty where none could be made)."""

    report: Report
    signed: bytes
    pdf: bytes = b""


class Readiness:
    """Makes reports of one kiosk."""

    def __init__(
        self,
        diagnostics: Diagnostics,
        central: CentralClient,
        outbox: Outbox,
        key: Ed25519PrivateKey,
        clock: Clock,
    ) -> None:
        self._diagnostics = diagnostics
        self._central = central
        self._outbox = outbox
        self._key = key
        self._clock = clock

    def names(self) -> tuple[tuple[str, str, str], ...]:
        """The parts to come: name, title in Chinese and in English."""
        devices = [
            (f"device:{device.id}", *CLASSES[device.device_class.value]) for device in self._diagnostics.config.devices
        ]
        return (*devices, *((name, *title) for name, title in TITLES.items()))

    async def make(self, staff: Staff, begun: Begun, ended: Ended, *, asked_by: str = "screen") -> Made:
        """Try everything. Staff are asked to carry the slip to where it is read."""
        parts: list[Part] = []
        for name, zh, en in self.names():
            begun(name, zh, en)
            part = await self._try(name, staff, asked_by)
            parts.append(part)
            ended(part)
        made_at = self._clock.now()
        self._diagnostics.devicelog.note_check(_record(parts, made_at, asked_by))
        number = max((each.sequence for each in await self._diagnostics.devicelog.checks(limit=1)), default=0)
        config = self._diagnostics.config
        report = Report(
            kiosk=config.kiosk.id,
            hall_zh=config.kiosk.hall.zh,
            hall_en=config.kiosk.hall.en,
            made_at=made_at.astimezone(UTC).isoformat(timespec="seconds"),
            number=number,
            mode=config.mode,
            parts=tuple(parts),
        )
        content = signed(report, self._key)
        return Made(report, content, await asyncio.to_thread(_pdf, report, content))

    async def _try(self, name: str, staff: Staff, asked_by: str) -> Part:
        if name.startswith("device:"):
            return await self._device(self._diagnostics.config.device(name.removeprefix("device:")), staff, asked_by)
        match name:
            case "loop:receipt":
                outcome, reason, measured = await print_and_read_back(self._diagnostics, staff)
                return _part(name, outcome, reason, measured)
            case "central":
                return await self._ask_central()
            case "clock":
                return await self._compare_clocks()
            case "seal_key":
                return self._look_at_key()
            case "outbox":
                backlog = await self._outbox.backlog()
                waits = backlog.waiting > 0
                return _part(
                    name,
                    Outcome.ATTENTION if waits else Outcome.PASSED,
                    "waiting" if waits else "ok",
                    {"waiting": str(backlog.waiting)},
                )
            case _:
                return self._measure_disk()

    async def _device(self, device: DeviceConfig, staff: Staff, asked_by: str) -> Part:
        level = _TRIED.get(device.device_class, Level.INTERNAL)
        made = await self._diagnostics.check(device.id, level, staff, asked_by=asked_by)
        zh, en = CLASSES[device.device_class.value]
        return Part(
            name=f"device:{device.id}",
            title_zh=zh,
            title_en=en,
            outcome=_outcome(made),
            reason=made.reason,
            zh=made.zh,
            en=made.en,
            measured={"level": level.value, **made.detail, **made.measured},
        )

    async def _ask_central(self) -> Part:
        try:
            seen = await self._central.probe()
        except Unreachable:
            return _part("central", Outcome.FAILED, "unreachable")
        except Problem as problem:
            return _part("central", Outcome.FAILED, "declined", {"status": str(problem.status)})
        return _part("central", Outcome.PASSED, "ok", {"milliseconds": str(seen.milliseconds)})

    async def _compare_clocks(self) -> Part:
        try:
            offset = (await self._central.probe()).clock_offset_s
        except (Unreachable, Problem):
            offset = None
        if offset is None:
            return _part("clock", Outcome.ATTENTION, "no_clock")
        measured = {"offset_s": f"{offset:.0f}"}
        if abs(offset) > GREATEST_OFFSET_S:
            return _part("clock", Outcome.FAILED, "clock_off", measured)
        return _part("clock", Outcome.PASSED, "ok", measured)

    def _look_at_key(self) -> Part:
        key = self._central.kept_seal_key()
        if key is None:
            return _part("seal_key", Outcome.FAILED, "no_key")
        measured = {"key_id": key.key_id, "valid_to": key.valid_to}
        ends = datetime.fromisoformat(key.valid_to)
        ends = ends if ends.tzinfo is not None else ends.replace(tzinfo=UTC)
        if (ends - self._clock.now()).total_seconds() < KEY_LEFT_S:
            return _part("seal_key", Outcome.ATTENTION, "key_ends_soon", measured)
        return _part("seal_key", Outcome.PASSED, "ok", measured)

    def _measure_disk(self) -> Part:
        free = shutil.disk_usage(self._diagnostics.config.kiosk.state_dir).free
        measured = {"free_mb": str(free >> 20)}
        if free < TOO_FEW_BYTES:
            return _part("disk", Outcome.FAILED, "no_space", measured)
        if free < FEW_BYTES:
            return _part("disk", Outcome.ATTENTION, "little_space", measured)
        return _part("disk", Outcome.PASSED, "ok", measured)


def _part(name: str, outcome: Outcome, reason: str, measured: Mapping[str, str] | None = None) -> Part:
    title_zh, title_en = TITLES[name]
    if reason in REASONS:
        zh, en = REASONS[reason]
    else:
        from devices.reasons import reason_of

        zh, en = reason_of(reason).zh, reason_of(reason).en
    return Part(
        name=name,
        title_zh=title_zh,
        title_en=title_en,
        outcome=outcome,
        reason=reason,
        zh=zh,
        en=en,
        measured=dict(measured or {}),
    )


def _outcome(made: CheckResult) -> Outcome:
    match made.verdict:
        case Verdict.PASSED:
            return Outcome.ATTENTION if made.reason in _LASTING else Outcome.PASSED
        case Verdict.FAILED:
            return Outcome.FAILED
        case _:
            return Outcome.SKIPPED


def _record(parts: list[Part], made_at: datetime, asked_by: str) -> CheckRecord:
    failed = next((part.reason for part in parts if part.outcome is Outcome.FAILED), None)
    return CheckRecord(
        made_at.timestamp(),
        "kiosk",
        "kiosk",
        "report",
        "passed" if failed is None else "failed",
        failed or "ok",
        0.0,
        asked_by,
    )


def _pdf(report: Report, content: bytes) -> bytes:
    """The page; empty where none can be typeset here."""
    from kiosk.diagnostics.readiness.page import as_pdf  # takes a tenth of a second to load
    from kiosk.pages.typesetting import CannotTypeset

    try:
        return as_pdf(report, content)
    except CannotTypeset as error:
        log.error("report.no_page", error=type(error).__name__)
        return b""
