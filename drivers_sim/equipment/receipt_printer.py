"""A receipt printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from drivers_sim.documents import Lying
from drivers_sim.escpos.device import FAULTS as PRINTER_FAULTS
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.escpos.paper import DOTS_PER_MM
from drivers_sim.escpos.profile import Paper, Profile
from drivers_sim.settings import DeviceSettings, SerialAddress, TcpAddress


@dataclass
class PrinterDevice:
    """A receipt printer; `deaf_to_clear` makes it a model that cannot be told to forget what waits in it."""

    settings: DeviceSettings
    printer: ReceiptPrinterDevice
    lying: Lying | None = None
    kinds: tuple[str, ...] = field(
        default=(
            *PRINTER_FAULTS,
            *("cover_open", "cover_closed", "paper_out", "paper_low", "paper_ok", "cutter_jam", "cutter_ok"),
            *("deaf_to_clear", "hears_clear"),
        )
    )

    @property
    def plugged(self) -> bool:
        return self.printer.plugged

    @property
    def in_use(self) -> bool | None:
        return self.printer.line.in_use

    @property
    def faults(self) -> list[str]:
        mechanism = self.printer.printer
        found = [
            (self.printer.fault, bool(self.printer.fault)),
            ("cover_open", mechanism.cover_open),
            ("paper_out", mechanism.paper is Paper.OUT),
            ("paper_low", mechanism.paper is Paper.LOW),
            ("cutter_jam", mechanism.cutter_jammed),
        ]
        return [name for name, there in found if there]

    async def start(self) -> None:
        await self.printer.start()

    async def stop(self) -> None:
        await self.printer.stop()

    async def plug(self) -> None:
        await self.printer.plug()

    async def unplug(self) -> None:
        await self.printer.unplug()

    def suffer(self, kind: str) -> None:
        printer = self.printer
        match kind:
            case "cover_open" | "cover_closed":
                printer.set_cover(kind == "cover_open")
            case "cutter_jam" | "cutter_ok":
                printer.set_cutter_jam(kind == "cutter_jam")
            case "deaf_to_clear" | "hears_clear":
                printer.printer.profile = replace(printer.printer.profile, clears=kind == "hears_clear")
            case "paper_out":
                printer.set_paper(Paper.OUT)
            case "paper_low" | "paper_ok":
                printer.set_paper(Paper.LOW if kind == "paper_low" else Paper.OK)
            case "clear":
                printer.suffer("clear")
                printer.set_cover(False)
                printer.set_cutter_jam(False)
                printer.set_paper(Paper.OK)
            case _:
                printer.suffer(kind)

    def end_paper_after(self, millimetres: float) -> None:
        """Let the roll end once this much more is printed."""
        self.printer.set_paper(Paper.OUT, left=round(millimetres * DOTS_PER_MM))

    def describe(self) -> dict[str, Any]:
        mechanism = self.printer.printer
        return {
            "paper": mechanism.paper.value,
            "cover_open": mechanism.cover_open,
            "paper_mm": self.settings.paper_mm,
            "busy": not mechanism.idle,
            "skipped": dict(mechanism.skipped),
            "slips": [
                {"number": slip.number, "complete": slip.complete, "torn": slip.torn, "height": slip.height}
                for slip in self.printer.slips
            ],
        }


def receipt_printer(
    settings: DeviceSettings, address: SerialAddress | TcpAddress, on_change: Callable[[], None]
) -> PrinterDevice:
    """A model that can what the configuration says of the one at its place."""
    profile = replace(
        Profile.for_paper(settings.paper_mm, near_end_sensor=settings.near_end_sensor),
        confirms=bool(settings.section.get("confirms", True)),
    )
    if isinstance(address, TcpAddress):
        printer = ReceiptPrinterDevice.on_tcp(address.host, address.port, profile, on_change)
    else:
        printer = ReceiptPrinterDevice.on_serial(address.port, profile, on_change, baud=settings.baud)
    return PrinterDevice(settings, printer)
