"""A printer for A4 pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drivers_sim.documents import Lying
from drivers_sim.ipp.device import DocumentPrinterDevice
from drivers_sim.ipp.printer import LOW_SHEETS, TRAY_SHEETS, Parts
from drivers_sim.line import FAULTS
from drivers_sim.settings import DeviceSettings

HANDS = (
    *("paper_out", "paper_low", "paper_ok", "jam", "jam_cleared", "cover_open", "cover_closed", "tray_out", "tray_in"),
    *("toner_low", "toner_empty", "toner_ok", "paused", "resumed", "output_emptied"),
)
"""What a hand does to it. paper_out:2 and jam:2 come after two more sheets."""
MANNERS = ("web_page", "no_pdf", "forgets_jobs", "keeps_jobs")
"""How it can be: another web server at its address, without PDF, forgetting jobs at once, deaf to cancelling."""


@dataclass
class PagePrinterDevice:
    """A printer for A4 pages."""

    settings: DeviceSettings
    device: DocumentPrinterDevice
    lying: Lying | None = None
    kinds: tuple[str, ...] = (*FAULTS, *HANDS, *MANNERS)

    @property
    def plugged(self) -> bool:
        return self.device.line.plugged

    @property
    def in_use(self) -> bool | None:
        return self.device.line.in_use

    @property
    def faults(self) -> list[str]:
        printer, parts = self.device.printer, self.device.printer.parts
        found = [
            (self.device.line.fault, bool(self.device.line.fault)),
            ("cover_open", parts.cover_open),
            ("jam", parts.jammed),
            ("paper_out", parts.sheets <= 0),
            ("paper_low", 0 < parts.sheets <= LOW_SHEETS),
            ("tray_out", parts.tray_out),
            ("toner_empty", parts.toner <= 0),
            ("toner_low", 0 < parts.toner <= 10),
            ("paused", parts.paused),
            ("web_page", self.device.web_page),
            ("no_pdf", not printer.takes_pdf),
            ("forgets_jobs", printer.forgets_jobs),
            ("keeps_jobs", printer.keeps_jobs),
        ]
        return [name for name, there in found if there]

    async def start(self) -> None:
        await self.device.start()

    async def stop(self) -> None:
        await self.device.stop()

    async def plug(self) -> None:
        self.device.line.plug()

    async def unplug(self) -> None:
        self.device.line.unplug()

    def suffer(self, kind: str) -> None:
        name, _, number = kind.partition(":")
        after = int(number) if number.isdecimal() else 0
        device, printer = self.device, self.device.printer
        match name:
            case "clear":
                device.line.suffer("clear")
                printer.parts = Parts()
                printer.takes_pdf = True
                device.web_page = printer.forgets_jobs = printer.keeps_jobs = False
            case "web_page":
                device.web_page = True
            case "no_pdf":
                printer.takes_pdf = False
            case "forgets_jobs":
                printer.forgets_jobs = True
            case "keeps_jobs":
                printer.keeps_jobs = True
            case _ if name in HANDS:
                _handle(printer.parts, name, after)
            case _:
                device.line.suffer(kind)
        device.changed()

    def describe(self) -> dict[str, Any]:
        printer, parts = self.device.printer, self.device.printer.parts
        return {
            "paper": "out" if parts.sheets <= 0 else "low" if parts.sheets <= LOW_SHEETS else "ok",
            "sheets": max(0, parts.sheets),
            "toner": round(parts.toner),
            "cover_open": parts.cover_open,
            "jammed": parts.jammed,
            "busy": printer.code == 4,
            "waiting": sum(1 for _ in printer.not_ended()),
            "documents": [
                {
                    "number": each.number,
                    "title": each.title,
                    "pages": each.pages,
                    "out": each.out,
                    "complete": each.complete,
                    "jammed": each.jammed,
                }
                for each in self.device.documents
            ],
        }


def _handle(parts: Parts, kind: str, after: int) -> None:
    match kind:
        case "paper_out":
            parts.sheets = after
        case "paper_low":
            parts.sheets = LOW_SHEETS
        case "paper_ok":
            parts.sheets = TRAY_SHEETS
        case "jam" if after:
            parts.jam_after = after
        case "jam" | "jam_cleared":
            parts.jammed, parts.jam_after = kind == "jam", None
        case "cover_open" | "cover_closed":
            parts.cover_open = kind == "cover_open"
        case "tray_out" | "tray_in":
            parts.tray_out = kind == "tray_out"
        case "toner_low":
            parts.toner = 8.0
        case "toner_empty" | "toner_ok":
            parts.toner = 0.0 if kind == "toner_empty" else 100.0
        case "paused" | "resumed":
            parts.paused = kind == "paused"
        case _:
            parts.output = 0
