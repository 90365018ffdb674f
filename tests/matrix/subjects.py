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
from devices.specimens import test_page
from drivers_sim.card.chip import SocialChip
from drivers_sim.card.contents import Contents
from drivers_sim.crt.device import CardReaderDevice
from drivers_sim.crt.mechanism import Place
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.sdt.chip import Chip, ResidentChip
from drivers_sim.sdt.device import ChipReaderDevice
from tests.matrix.situations import NETWORK, SERIAL, Expected, Situation, expected

Config = dict[str, Any]
BUDGETS = {"connect": 0.5, "between_bytes": 0.4, "whole": 2.0}


@dataclass(frozen=True)
class Subject:
    """`device` gives the configuration's entry for a folder of its own; `command` is what a driver is asked to do.

    `expected` is what each situation comes to. `cut`: within the command, after how many bytes the cable is pulled; 0
    where the simulator cannot count them. `prepare` puts on a simulated device what the command needs, `effects` says
    what came out of it. `kinds` are the simulator's words for a fault where it has its own.
    """

    name: str
    device: Callable[[Path], Config]
    command: Callable[[Any], object]
    expected: Mapping[Situation, Expected]
    cut: int = 0
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


def _ipp() -> Config:
    return {"kind": "ipp", "url": f"ipp://127.0.0.1:{free_port()}/ipp/print"}


SLIP = Slip((Text("受理回执"), QrCode("K1234-56789")))
CHIP = Chip(
    ResidentChip(
        "韦志强", "男", "壮", "19840520", "广西柳州市城中区", "450202198405200017", "柳州市公安局", "20180101", "长期"
    )
)

CARD = Contents(
    version="3.00",
    region="450200",
    card_number="C00452038",
    id_number="450202198405200017",
    name="韦志强",
    sex="男",
    birth_date="19840520",
    issued="20190805",
)


def _place_chip(simulated: Any) -> None:
    reader: ChipReaderDevice = simulated.reader
    reader.reader.place(CHIP)


def _put_card_in(simulated: Any) -> None:
    reader: CardReaderDevice = simulated.device
    reader.mechanism.chip = SocialChip(CARD)
    reader.mechanism.place = Place.INSIDE


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

    comes_to = expected(
        absent="not_connected", within="camera_lost", slow="camera_slow", garbage="bad_picture", wrong="not_connected"
    )
    return Subject(name, device, _next_picture, {**comes_to, Situation.SLOW: Expected("camera_slow", "ok")})


def _next_code(driver: Any) -> object:
    return driver.next_code(0.5)


def _contacts(transport: Config) -> Config:
    wiring = {"inputs": {"door": 0, "presence": 1}, "outputs": {"light": 0}}
    return _entry("contacts.modbus", transport, **wiring)


SUBJECTS: tuple[Subject, ...] = (
    _camera("camera.opencv"),
    _camera("document_camera.opencv"),
    Subject(
        "chip_reader.sdt",
        lambda folder: _entry("chip_reader.sdt", _serial(folder)),
        lambda driver: driver.read_card(),
        SERIAL,
        cut=600,
        prepare=_place_chip,
    ),
    Subject(
        "receipt_printer.escpos",
        lambda _folder: _entry("receipt_printer.escpos", _tcp(), near_end_sensor=True),
        lambda driver: driver.print(SLIP),
        NETWORK,
        cut=60,
        effects=_slips,
    ),
    Subject(
        "card_reader.crt",
        lambda folder: _entry("card_reader.crt", _serial(folder)),
        lambda driver: driver.read_card(),
        {**SERIAL, Situation.SLOW: Expected("reader_busy", "reader_busy")},  # it takes the order, and never ends it
        cut=120,
        prepare=_put_card_in,
        effects=lambda simulated: simulated.describe(),
    ),
    Subject(
        "code_scanner.serial",
        lambda folder: _entry(
            "code_scanner.serial",
            _serial(folder, 9600),
            profile="honeywell",
            budgets={**BUDGETS, "between_bytes": 0.1},  # it waits for so long a silence, and more than once
        ),
        _next_code,
        {**SERIAL, Situation.SLOW: Expected("no_answer", "no_answer|garbled")},  # late answers are heard as noise
        prepare=lambda simulated: simulated.show_code("K1234-56789", 600.0),
    ),
    Subject(
        "contacts.modbus",
        lambda _folder: _contacts(_tcp()),
        lambda driver: driver.switch("light", True),
        NETWORK,
        effects=lambda simulated: dict(simulated.contacts.lights),
    ),
    Subject(
        "document_printer.ipp",
        lambda _folder: _entry("document_printer.ipp", _ipp(), budgets={**BUDGETS, "whole": 8.0}),
        lambda driver: driver.print(test_page()),
        {**NETWORK, Situation.WRONG_DEVICE: Expected("wrong_device", "wrong_device")},
        effects=lambda simulated: simulated.describe(),
    ),
    Subject(
        "power.nut", lambda _folder: _entry("power.nut", _tcp(), ups="ups"), lambda driver: driver.observe(), NETWORK
    ),
)
