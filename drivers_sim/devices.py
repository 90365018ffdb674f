"""The simulated devices of a hall by their configuration, each with what it can suffer and what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from drivers_sim.cameras.mjpeg import Camera, MjpegServer
from drivers_sim.cameras.sources import FaceSource, FaultySource, StillSource
from drivers_sim.documents import Lying
from drivers_sim.escpos.device import FAULTS as PRINTER_FAULTS
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.escpos.paper import DOTS_PER_MM
from drivers_sim.escpos.printer import Paper, Profile
from drivers_sim.sdt.device import FAULTS as READER_FAULTS
from drivers_sim.sdt.device import ChipReaderDevice
from drivers_sim.settings import DeviceSettings, MjpegAddress, SerialAddress, TcpAddress
from drivers_sim.studio.client import Studio


class VerbError(ValueError):
    """A verb that cannot be done; `status` is how HTTP says it."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.status = status


class Device(Protocol):
    """One simulated device, as the hall handles it."""

    settings: DeviceSettings
    lying: Lying | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Faults it can suffer, besides unplug, replug and clear."""

    @property
    def plugged(self) -> bool: ...
    @property
    def in_use(self) -> bool | None:
        """Whether a driver is connected; None where the wire does not tell."""

    @property
    def faults(self) -> list[str]: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def plug(self) -> None: ...
    async def unplug(self) -> None: ...
    def suffer(self, kind: str) -> None: ...
    def describe(self) -> dict[str, Any]: ...


@dataclass
class CameraDevice:
    """A camera on a server that it may share with others."""

    settings: DeviceSettings
    camera: Camera
    source: FaceSource | StillSource
    lying: Lying | None = None
    kinds: tuple[str, ...] = FaultySource.FAULTS

    @property
    def plugged(self) -> bool:
        return self.camera.plugged

    @property
    def in_use(self) -> bool | None:
        return self.camera.in_use

    @property
    def faults(self) -> list[str]:
        return [fault for fault in (self.camera.source.fault,) if fault]

    async def start(self) -> None: ...
    async def stop(self) -> None:
        self.camera.unplug()

    async def plug(self) -> None:
        self.camera.plug()

    async def unplug(self) -> None:
        self.camera.unplug()

    def suffer(self, kind: str) -> None:
        self.camera.source.set_fault("" if kind == "clear" else kind)

    def describe(self) -> dict[str, Any]:
        return {"fps": self.camera.source.fps}


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
            self.reader.fault = "" if kind == "clear" else kind

    def describe(self) -> dict[str, Any]:
        return {"find_once": self.reader.reader.find_once}


@dataclass
class PrinterDevice:
    """A receipt printer."""

    settings: DeviceSettings
    printer: ReceiptPrinterDevice
    lying: Lying | None = None
    kinds: tuple[str, ...] = field(
        default=(
            *PRINTER_FAULTS,
            *("cover_open", "cover_closed", "paper_out", "paper_low", "paper_ok", "cutter_jam", "cutter_ok"),
        )
    )

    @property
    def plugged(self) -> bool:
        return self.printer.plugged

    @property
    def in_use(self) -> bool | None:
        return self.printer.cable.in_use

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
            case "paper_out":
                printer.set_paper(Paper.OUT)
            case "paper_low" | "paper_ok":
                printer.set_paper(Paper.LOW if kind == "paper_low" else Paper.OK)
            case "clear":
                printer.set_fault("")
                printer.set_cover(False)
                printer.set_cutter_jam(False)
                printer.set_paper(Paper.OK)
            case _:
                printer.set_fault(kind)

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
            "slips": [
                {"number": slip.number, "complete": slip.complete, "torn": slip.torn, "height": slip.height}
                for slip in self.printer.slips
            ],
        }


class Bench:
    """Builds devices from their settings; cameras at the same host and port share a server."""

    def __init__(self, studio: Studio, on_change: Callable[[], None]) -> None:
        self.servers: dict[tuple[str, int], MjpegServer] = {}
        self._studio = studio
        self._on_change = on_change

    def build(self, settings: DeviceSettings) -> Device | None:
        """The device, or None where this class on this wire is not simulated."""
        match settings.device_class, settings.address:
            case "camera" | "document_camera", MjpegAddress() as address:
                return self._camera(settings, address)
            case "chip_reader", SerialAddress(port):
                return ReaderDevice(settings, ChipReaderDevice(port))
            case "receipt_printer", TcpAddress(host, port):
                profile = Profile.for_paper(settings.paper_mm, near_end_sensor=settings.near_end_sensor)
                return PrinterDevice(settings, ReceiptPrinterDevice.on_tcp(host, port, profile, self._on_change))
            case "receipt_printer", SerialAddress(port):
                profile = Profile.for_paper(settings.paper_mm, near_end_sensor=settings.near_end_sensor)
                return PrinterDevice(settings, ReceiptPrinterDevice.on_serial(port, profile, self._on_change))
        return None

    def _camera(self, settings: DeviceSettings, address: MjpegAddress) -> CameraDevice:
        source = FaceSource(self._studio) if settings.device_class == "camera" else StillSource()
        camera = Camera(address.path, FaultySource(source), self._on_change)
        key = (address.host, address.port)
        self.servers.setdefault(key, MjpegServer(*key)).cameras[address.path] = camera
        return CameraDevice(settings, camera, source)
