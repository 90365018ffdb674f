"""A UPS behind its NUT server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers_sim.documents import Lying
from drivers_sim.line import FAULTS as LINE_FAULTS
from drivers_sim.nut.device import EVENTS, NutDevice
from drivers_sim.settings import DeviceSettings, TcpAddress


def supply(settings: DeviceSettings, address: TcpAddress, on_change: Callable[[], None]) -> UpsDevice:
    name = str(settings.section.get("ups", "ups"))
    return UpsDevice(settings, NutDevice(address.host, address.port, name, on_change))


@dataclass
class UpsDevice:
    """A UPS; its battery empties while mains power is away."""

    settings: DeviceSettings
    nut: NutDevice
    lying: Lying | None = None
    kinds: tuple[str, ...] = (*LINE_FAULTS, *EVENTS)

    @property
    def plugged(self) -> bool:
        return self.nut.line.plugged

    @property
    def in_use(self) -> bool | None:
        return self.nut.line.in_use

    @property
    def faults(self) -> list[str]:
        return [fault for fault in (self.nut.line.fault,) if fault] + self.nut.suffering

    async def start(self) -> None:
        await self.nut.start()

    async def stop(self) -> None:
        await self.nut.stop()

    async def plug(self) -> None:
        self.nut.line.plug()

    async def unplug(self) -> None:
        self.nut.line.unplug()

    def suffer(self, kind: str) -> None:
        if kind in EVENTS:
            self.nut.befall(kind)
        else:
            self.nut.line.suffer(kind)
            if kind == "clear":
                self.nut.befall("well")

    def describe(self) -> dict[str, Any]:
        return {"status": self.nut.ups.status, "charge": round(self.nut.ups.charge)}
