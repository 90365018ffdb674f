"""Builds a hall's devices from their settings."""

from __future__ import annotations

from collections.abc import Callable

from drivers_sim.cameras.mjpeg import Camera, MjpegServer
from drivers_sim.cameras.sources import FaceSource, FaultySource, StillSource
from drivers_sim.card.wallet import Wallet
from drivers_sim.equipment.camera import CameraDevice, MatCamera
from drivers_sim.equipment.card_reader import MotorReader, SlotReader
from drivers_sim.equipment.chip_reader import chip_reader
from drivers_sim.equipment.code_scanner import scanner
from drivers_sim.equipment.contacts import panel
from drivers_sim.equipment.document_printer import PagePrinterDevice
from drivers_sim.equipment.model import Device
from drivers_sim.equipment.power import supply
from drivers_sim.equipment.receipt_printer import receipt_printer
from drivers_sim.ipp.device import DocumentPrinterDevice
from drivers_sim.settings import DeviceSettings, IppAddress, MjpegAddress, PcscAddress, SerialAddress, TcpAddress
from drivers_sim.studio.client import Studio


class Bench:
    """Builds devices from their settings; cameras at the same host and port share a server."""

    def __init__(self, studio: Studio, on_change: Callable[[], None]) -> None:
        self.servers: dict[tuple[str, int], MjpegServer] = {}
        self._studio = studio
        self._on_change = on_change
        self._wallet = Wallet()

    def build(self, settings: DeviceSettings) -> Device | None:
        """The device, or None where this class on this wire is not simulated.

        Raises `UnavailableError` where this machine lacks what it needs.
        """
        match settings.device_class, settings.address:
            case "camera" | "document_camera", MjpegAddress() as address:
                return self._camera(settings, address)
            case "chip_reader", SerialAddress() as address:
                return chip_reader(settings, address, self._on_change)
            case "card_reader", SerialAddress() as address:
                return MotorReader(settings, address, self._wallet, self._on_change)
            case "card_reader", PcscAddress() as address:
                return SlotReader(settings, address, self._wallet, self._on_change)
            case "receipt_printer", SerialAddress() | TcpAddress() as address:
                return receipt_printer(settings, address, self._on_change)
            case "document_printer", IppAddress(host, port, path):
                return PagePrinterDevice(settings, DocumentPrinterDevice(host, port, path, on_change=self._on_change))
            case "code_scanner", SerialAddress() as address:
                return scanner(settings, address, self._on_change)
            case "contacts", SerialAddress() | TcpAddress() as address:
                return panel(settings, address, self._on_change)
            case "power", TcpAddress() as address:
                return supply(settings, address, self._on_change)
        return None

    def _camera(self, settings: DeviceSettings, address: MjpegAddress) -> CameraDevice:
        source = FaceSource(self._studio) if settings.device_class == "camera" else StillSource()
        camera = Camera(address.path, FaultySource(source), self._on_change)
        key = (address.host, address.port)
        self.servers.setdefault(key, MjpegServer(*key)).cameras[address.path] = camera
        kind = CameraDevice if settings.device_class == "camera" else MatCamera
        return kind(settings, camera, source)
