"""The heart put together from the kiosk's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devices.check import CheckResult, Level
from kiosk.audit.writer import AuditWriter
from kiosk.diagnostics.service import Diagnostics
from kiosk.heartbeat.heart import Heart
from kiosk.heartbeat.obeying import Obeying
from kiosk.heartbeat.state import heartbeat
from kiosk.visit import Facilities

if TYPE_CHECKING:
    from kiosk.core import Core


class InternalChecks:
    """Each device asked how it is, without side effects."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics

    def names(self) -> tuple[str, ...]:
        return tuple(device.id for device in self._diagnostics.config.devices)

    async def check(self, device: str) -> CheckResult:
        return await self._diagnostics.check(device, Level.INTERNAL, asked_by="central")


def make_heart(facilities: Facilities, diagnostics: Diagnostics, audit: AuditWriter, core: Core) -> Heart | None:
    """None where the configuration has no heartbeat."""
    config, clock, day = facilities.config, facilities.clock, facilities.day
    if config.central.heartbeat_s == 0:
        return None
    started_at = clock.now()

    async def state() -> dict[str, Any]:
        return heartbeat(
            day,
            diagnostics.seen(),
            await facilities.outbox.backlog(),
            now=clock.now(),
            started_at=started_at,
            mode=config.mode,
            visiting=core.visiting,
        )

    obeying = Obeying(day.orders, audit, core.pause, core.restart, InternalChecks(diagnostics))
    changed = facilities.equipment.changed
    return Heart(facilities.central, clock, config.central.heartbeat_s, state, changed, day.orders, obeying)
