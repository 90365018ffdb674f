"""A reader of ID-card chips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers_sim.documents import Lying, chip_of
from drivers_sim.sdt.device import FAULTS as READER_FAULTS
from drivers_sim.sdt.device import ChipReaderDevice
from drivers_sim.settings import DeviceSettings, SerialAddress
from drivers_sim.studio.client import Studio


@dataclass
class ReaderDevice:
    """A chip reader; `find_once` and `find_again` choose what it answers after a card was read."""

    settings: DeviceSettings
    reader: ChipReaderDevice
    lying: Lying | None = None
    kinds: tuple[str, ...] = (*READER_FAULTS, "find_once", "find_again")

    @property
    def plugged(self) -> bool:
        return self.reader.plugged

    @property
    def in_use(self) -> bool | None:
        return None

    @property
    def faults(self) -> list[str]:
        return [fault for fault in (self.reader.fault,) if fault]

    async def start(self) -> None:
        await self.reader.start()

    async def stop(self) -> None:
        await self.reader.stop()

    async def plug(self) -> None:
        await self.reader.plug()

    async def unplug(self) -> None:
        await self.reader.unplug()

    def suffer(self, kind: str) -> None:
        if kind in ("find_once", "find_again"):
            self.reader.reader.find_once = kind == "find_once"
        else:
            self.reader.suffer(kind)

    def describe(self) -> dict[str, Any]:
        return {"find_once": self.reader.reader.find_once}

    async def lay(self, lying: Lying, studio: Studio) -> None:
        self.reader.reader.lift()
        chip = None if lying.condition == "not_a_card" else await chip_of(studio, lying)
        if chip is not None:
            self.reader.reader.place(chip)

    async def lift(self, studio: Studio) -> None:  # noqa: ARG002 - a Surface
        self.reader.reader.lift()


def chip_reader(settings: DeviceSettings, address: SerialAddress, on_change: Callable[[], None]) -> ReaderDevice:
    """At its serial port, where bytes take their time."""
    return ReaderDevice(settings, ChipReaderDevice(address.port, baud=settings.baud, on_change=on_change))
