"""One device a row: how a driver reaches it, what it is asked to do, and what its simulator calls each fault."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devices.model import Completion, DeviceClass, DeviceError
from devices.slip import QrCode, Slip, Text
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.sdt.chip import Chip, ResidentChip
from drivers_sim.sdt.device import ChipReaderDevice

Config = dict[str, Any]
BUDGETS = {"connect": 0.5, "between_bytes": 0.25, "whole": 1.5}


@dataclass(frozen=True)
class Subject:
    """`device` gives the configuration's entry for a folder of its own; `command` is what a driver is asked to do.

    `prepare` puts on a simulated device what the command needs, `effects` says what came out of it. `kinds` are the
    simulator's words for a fault where it has its own.
    """

    name: str
    device: Callable[[Path], Config]
    command: Callable[[Any], object]
    prepare: Callable[[Any], None] = lambda _simulated: None
    effects: Callable[[Any], object] = lambda _simulated: None
    kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def device_class(self) -> DeviceClass:
        return DeviceClass(self.name.partition(".")[0])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _entry(name: str, transport: Config, **more: object) -> Config:
    device_class, _, driver = name.partition(".")
    return {"id": "device", "class": device_class, "driver": driver, "transport": transport, "budgets": BUDGETS, **more}


def _serial(folder: Path, baud: int = 115200) -> Config:
    return {"kind": "serial", "port": str(folder / "port"), "baud": baud}


def _tcp() -> Config:
    return {"kind": "tcp", "host": "127.0.0.1", "port": free_port()}


SLIP = Slip((Text("受理回执"), QrCode("K1234-56789")))
CHIP = Chip(
    ResidentChip(
        "韦志强", "男", "壮", "19840520", "广西柳州市城中区", "450202198405200017", "柳州市公安局", "20180101", "长期"
    )
)


def _place_chip(simulated: Any) -> None:
    reader: ChipReaderDevice = simulated.reader
    reader.reader.place(CHIP)


def _slips(simulated: Any) -> object:
    printer: ReceiptPrinterDevice = simulated.printer
    return len(printer.slips)


def _next_picture(driver: Any) -> object:
    """A picture taken from now on. Raises `DeviceError` with why none comes."""
    newest = driver.latest()
    before = newest.sequence if newest is not None else -1
    end = time.monotonic() + 3.0
    while time.monotonic() < end:
        frame = driver.latest()
        if frame is not None and frame.sequence > before:
            return frame
        seen = driver.observe()
        if seen.reason not in ("ok", "starting", "camera_slow"):
            raise DeviceError(Completion.HARDWARE_ERROR, seen.reason)
        time.sleep(0.01)
    raise DeviceError(Completion.TIMED_OUT, "stale")


def _camera(name: str) -> Subject:
    def device(_folder: Path) -> Config:
        url = f"http://127.0.0.1:{free_port()}/{name}"
        return _entry(name, {"kind": "mjpeg", "url": url}, budgets={"connect": 0.5, "between_bytes": 1.0, "whole": 3.0})

    return Subject(name, device, _next_picture)


SUBJECTS: tuple[Subject, ...] = (
    _camera("camera.opencv"),
    _camera("document_camera.opencv"),
    Subject(
        "chip_reader.sdt",
        lambda folder: _entry("chip_reader.sdt", _serial(folder)),
        lambda driver: driver.read_card(),
        prepare=_place_chip,
    ),
    Subject(
        "receipt_printer.escpos",
        lambda _folder: _entry("receipt_printer.escpos", _tcp(), near_end_sensor=True),
        lambda driver: driver.print(SLIP),
        effects=_slips,
    ),
)
SERIAL_PRINTER = Subject(
    "receipt_printer.escpos",
    lambda folder: _entry("receipt_printer.escpos", _serial(folder, 19200)),
    lambda driver: driver.print(SLIP),
    effects=_slips,
)
