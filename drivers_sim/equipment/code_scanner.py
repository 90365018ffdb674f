"""A code scanner, and whoever holds a telephone before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers_sim.documents import Lying
from drivers_sim.equipment.model import VerbError
from drivers_sim.line import FAULTS as LINE_FAULTS
from drivers_sim.scanner.device import HELD_S, CodeScannerDevice
from drivers_sim.settings import DeviceSettings, SerialAddress


def scanner(settings: DeviceSettings, address: SerialAddress, on_change: Callable[[], None]) -> ScannerDevice:
    profile, terminator = (
        str(settings.section.get(key, usual)) for key, usual in (("profile", "honeywell"), ("terminator", "cr"))
    )
    baud = settings.section.get("transport", {}).get("baud")
    device = CodeScannerDevice(address.port, profile, terminator, baud=baud, on_change=on_change)
    return ScannerDevice(settings, device)


@dataclass
class ScannerDevice:
    """A code scanner. muted: it answers and reads nothing. not_host_mode: a GM72 that is not set up to be commanded.
    gb18030, utf8: what texts are in within the codes that are shown."""

    settings: DeviceSettings
    scanner: CodeScannerDevice
    lying: Lying | None = None
    kinds: tuple[str, ...] = (*LINE_FAULTS, "muted", "not_host_mode", "gb18030", "utf8")

    @property
    def plugged(self) -> bool:
        return self.scanner.line.plugged

    @property
    def in_use(self) -> bool | None:
        return self.scanner.line.in_use

    @property
    def faults(self) -> list[str]:
        found = [
            (self.scanner.line.fault, bool(self.scanner.line.fault)),
            ("muted", self.scanner.engine.muted),
            ("not_host_mode", not self.scanner.engine.host_mode),
        ]
        return [name for name, there in found if there]

    async def start(self) -> None:
        await self.scanner.start()

    async def stop(self) -> None:
        await self.scanner.stop()

    async def plug(self) -> None:
        self.scanner.line.plug()

    async def unplug(self) -> None:
        self.scanner.line.unplug()

    def suffer(self, kind: str) -> None:
        match kind:
            case "muted":
                self.scanner.engine.muted = True
            case "not_host_mode":
                self.scanner.engine.host_mode = False
            case "gb18030" | "utf8":
                self.scanner.encoding = kind
            case _:
                self.scanner.line.suffer(kind)
                if kind == "clear":
                    self.scanner.engine.muted = False
                    self.scanner.engine.host_mode = True
                    self.scanner.take_away()

    def show_code(self, text: str, seconds: float = HELD_S) -> None:
        """Hold a code before the window; what is not read by then is missed."""
        try:
            self.scanner.show(text, seconds)
        except (ValueError, UnicodeEncodeError) as error:
            raise VerbError(str(error), 400) from error

    def describe(self) -> dict[str, Any]:
        engine = self.scanner.engine
        return {
            "profile": engine.kind,
            "reading": engine.reading,
            "held": engine.held is not None,
            "reads": engine.reads,
            "encoding": self.scanner.encoding,
        }
