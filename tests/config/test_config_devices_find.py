"""`devices find` against simulated devices: which driver answers, and a block that can be used."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import tomllib
import tty
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.finding import Connected, find, ports, questions, services
from devices.finding import search as search_module
from devices.transport.serial import SerialTransport
from drivers_sim.crt.device import CardReaderDevice
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.escpos.profile import Profile
from drivers_sim.modbus.device import ContactsDevice
from drivers_sim.nut.device import NutDevice
from drivers_sim.scanner.device import CodeScannerDevice
from drivers_sim.sdt.device import ChipReaderDevice
from kiosk.config import load
from kiosk.technician.finding import find_devices
from kiosk.technician.listing import list_drivers
from kiosk.technician.proposing import proposal, text

SIMULATED = Path(__file__).parents[2] / "config" / "simulated.toml"
DEADLINE = 30.0
ASKED_EVERYTHING = ("receipt printer", "gm72")
"""Found by the whole list of questions; it was heard that these mistook an earlier one."""


def contacts(port: Path) -> ContactsDevice:
    device = ContactsDevice({"door": 0}, {"light": 0}, [], unit=1)
    device.on_serial(port)
    return device


FAR_ENDS: dict[str, tuple[Callable[[Path], Any], str, str]] = {
    "chip reader": (lambda port: ChipReaderDevice(port, quick=True), "chip_reader", "sdt"),
    "receipt printer": (
        lambda port: ReceiptPrinterDevice.on_serial(port, Profile.for_paper(80, near_end_sensor=True)),
        "receipt_printer",
        "escpos",
    ),
    "gm72": (lambda port: CodeScannerDevice(port, "gm72", "cr"), "code_scanner", "serial"),
    "honeywell": (lambda port: CodeScannerDevice(port, "honeywell", "cr"), "code_scanner", "serial"),
    "card reader": (lambda port: CardReaderDevice(port, quick=True), "card_reader", "crt"),
    "contacts": (contacts, "contacts", "modbus"),
}


@contextlib.asynccontextmanager
async def standing(device: Any) -> AsyncIterator[None]:
    await device.start()
    try:
        yield
    finally:
        await device.stop()


async def found_at(*addresses: str, network: tuple[tuple[str, int], ...] = ()) -> list[Connected]:
    searched = asyncio.to_thread(lambda: list(find(addresses, network, own=False)))
    return await asyncio.wait_for(searched, DEADLINE)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def usable(folder: Path, block: str) -> dict[str, Any]:
    """The block within the simulated kiosk's configuration, checked; its table."""
    whole = SIMULATED.read_text("utf-8")
    path = folder / "kiosk.toml"
    path.write_text(f"{whole[: whole.index('[[devices]]')]}\n{block}", "utf-8")
    assert len(load(path, require_files=False).devices) == 1
    table: dict[str, Any] = tomllib.loads(block)["devices"][0]
    return table


@pytest.mark.parametrize("name", FAR_ENDS)
async def test_a_device_is_found_by_what_it_answers(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, device_class, driver = FAR_ENDS[name]
    if name not in ASKED_EVERYTHING:  # what it is not would be asked for seconds
        monkeypatch.setattr(search_module, "FIRST", ())
        own = [each for each in questions.THEN if (each.device_class, each.driver) == (device_class, driver)]
        monkeypatch.setattr(search_module, "THEN", own)
    port = tmp_path / "port"
    async with standing(make(port)):
        (found,) = await found_at(str(port))
    table = proposal(found, set())
    assert table is not None
    assert (table["class"], table["driver"]) == (device_class, driver)
    written = usable(tmp_path, text(found, table))
    assert written["transport"]["port"] == str(port)
    if device_class == "code_scanner":
        assert written["profile"] == name


async def test_devices_on_the_network_are_found(tmp_path: Path) -> None:
    printer_port, module_port = free_port(), free_port()
    printer = ReceiptPrinterDevice.on_tcp("127.0.0.1", printer_port, Profile.for_paper(58, near_end_sensor=False))
    module = ContactsDevice({"door": 0}, {}, [], unit=1)
    module.on_tcp("127.0.0.1", module_port)
    async with standing(printer), standing(module):
        found = await found_at(network=(("127.0.0.1", printer_port), ("127.0.0.1", module_port)))
    tables = [proposal(each, set()) for each in found]
    assert [table and table["class"] for table in tables] == ["receipt_printer", "contacts"]
    for each, table in zip(found, tables, strict=True):
        assert table is not None
        usable(tmp_path, text(each, table))


async def test_the_power_supplies_of_a_server_are_found() -> None:
    port = free_port()
    async with standing(NutDevice("127.0.0.1", port, "cellar")):
        listed = await asyncio.to_thread(lambda: list(services.power_supplies("127.0.0.1", port)))
    (found,) = listed
    assert found.match is not None
    assert found.match.keys == {"ups": "cellar"}


def test_services_that_are_not_there_have_nothing() -> None:
    assert list(services.power_supplies("127.0.0.1", free_port())) == []
    assert list(services.print_queues("127.0.0.1", free_port())) == []


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "ANSWER_S", 0.02)


@pytest.fixture
def pty(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A port at whose far end nobody answers, and the far end."""
    master, slave = os.openpty()
    tty.setraw(slave)
    (tmp_path / "silent").symlink_to(os.ttyname(slave))
    yield tmp_path / "silent", master
    os.close(master)
    os.close(slave)


@pytest.mark.usefixtures("quick")
def test_a_silent_port_is_asked_everything_and_named_without_a_driver(pty: tuple[Path, int]) -> None:
    port, far = pty
    (found,) = find([str(port)], own=False)
    assert (found.match, found.reason) == (None, "")
    os.set_blocking(far, False)
    heard = os.read(far, 65536)
    assert heard.startswith(b"\x10\x04\x01" * 4), "a printer takes anything else for text"
    for question in (b"\xaa\xaa\xaa\x96\x69", b"\x16M\r", b"\x04\xe5\x04", b"\xf2\x00", b"\x01\x02\x00\x00"):
        assert question in heard


@pytest.mark.parametrize("name", ["garbage", "echo"])
@pytest.mark.usefixtures("quick")
async def test_noise_and_an_echo_are_no_device(pty: tuple[Path, int], name: str) -> None:
    port, far = pty
    loop = asyncio.get_running_loop()

    def answer() -> None:
        heard = os.read(far, 4096)
        os.write(far, heard if name == "echo" else bytes((each * 37 + 11) % 256 for each in range(200)))

    loop.add_reader(far, answer)
    try:
        (found,) = await found_at(str(port))
    finally:
        loop.remove_reader(far)
    assert found.match is None


def test_a_port_that_another_program_holds_is_said(pty: tuple[Path, int]) -> None:
    holder = SerialTransport(str(pty[0]), 9600)
    holder.open()
    try:
        (found,) = find([str(pty[0])], own=False)
    finally:
        holder.close()
    assert (found.match, found.reason) == (None, "claimed")


def test_a_port_that_is_not_there_is_said(tmp_path: Path) -> None:
    (found,) = find([str(tmp_path / "none")], own=False)
    assert found.reason == "not_found"


@pytest.mark.usefixtures("quick")
def test_asking_one_port_ends_in_time(pty: tuple[Path, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "LIMIT_S", -1.0)
    (found,) = find([str(pty[0])], own=False)
    assert found.match is None
    os.set_blocking(pty[1], False)
    with pytest.raises(BlockingIOError):
        os.read(pty[1], 1)


def test_names_that_last_are_preferred(tmp_path: Path) -> None:
    for folder in ("dev/serial/by-id", "dev/serial/by-path"):
        (tmp_path / folder).mkdir(parents=True)
    for node in ("ttyUSB0", "ttyUSB1", "ttyUSB2"):
        (tmp_path / "dev" / node).touch()
    (tmp_path / "dev/serial/by-id/usb-reader").symlink_to("../../ttyUSB0")
    (tmp_path / "dev/serial/by-path/pci-0-usb-1").symlink_to("../../ttyUSB0")
    (tmp_path / "dev/serial/by-path/pci-0-usb-2").symlink_to("../../ttyUSB1")
    folders = ("/dev/serial/by-id", "/dev/serial/by-path")
    names = [ports.lasting_name(Path(f"/dev/ttyUSB{number}"), folders, tmp_path) for number in range(3)]
    assert [str(each) for each in names] == [
        "/dev/serial/by-id/usb-reader",
        "/dev/serial/by-path/pci-0-usb-2",
        "/dev/ttyUSB2",
    ]


def test_printers_and_cameras_are_told_by_sysfs(tmp_path: Path) -> None:
    usb = tmp_path / "sys/devices/pci/usb1/1-1"
    for folder in (usb / "1-1:1.0/usbmisc/lp0", usb / "1-1:1.1/video4linux/video0", usb / "1-1:1.1/video4linux/video1"):
        folder.mkdir(parents=True)
    for name, value in (("manufacturer", "ACME"), ("product", "Thermal"), ("idVendor", "0416"), ("idProduct", "5011")):
        (usb / name).write_text(f"{value}\n")
    (usb / "1-1:1.0/usbmisc/lp0/device").symlink_to(usb / "1-1:1.0")
    (tmp_path / "sys/class/usbmisc").mkdir(parents=True)
    (tmp_path / "sys/class/usbmisc/lp0").symlink_to(usb / "1-1:1.0/usbmisc/lp0")
    (tmp_path / "sys/class/video4linux").mkdir(parents=True)
    for number in (0, 1):
        node = usb / f"1-1:1.1/video4linux/video{number}"
        (node / "device").symlink_to(usb / "1-1:1.1")
        (node / "name").write_text("ACME Face\n")
        (node / "index").write_text(f"{number}\n")
        (tmp_path / f"sys/class/video4linux/video{number}").symlink_to(node)
    (tmp_path / "dev/usb").mkdir(parents=True)
    (tmp_path / "dev/usb/lp0").touch()
    (tmp_path / "dev/video0").touch()
    (printer,) = ports.usb_printers(tmp_path)
    assert (printer.address, printer.label) == ("/dev/usb/lp0", "ACME Thermal (0416:5011)")
    ((camera, virtual),) = ports.cameras(tmp_path)
    assert (camera.address, camera.label, virtual) == ("/dev/video0", "ACME Face", False)


def test_two_of_a_kind_have_two_names() -> None:
    (found,) = [Connected("serial", "/dev/x", "y\nz")]
    assert proposal(found, set()) is None
    matched = Connected("serial", "/dev/x", "y\nz", questions.ESCPOS.match({"kind": "serial"}, questions.Told("", {})))
    first = proposal(matched, set())
    assert first is not None
    second = proposal(matched, {first["id"]})
    assert second is not None
    assert (first["id"], second["id"]) == ("receipt-printer", "receipt-printer-2")
    assert text(matched, first).splitlines()[0] == "# y?z"


def test_nothing_found_is_said_kindly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.technician.finding.find", lambda *_, **__: iter(()))
    assert find_devices((), (), own=True, as_json=False) == 0
    said = capsys.readouterr().out
    assert "没有发现" in said
    assert "cable" in said


@pytest.mark.parametrize("address", ["printer", "10.0.0.1:", "10.0.0.1:0", "10.0.0.1:99999", ":9100"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    assert find_devices((), (address,), own=False, as_json=False) == 2


def test_what_is_found_is_said_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find_devices((str(tmp_path / "none"),), (), own=False, as_json=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["reason"], said["device"], said["block"]) == ("not_found", None, None)


def test_every_driver_is_listed_and_loads(capsys: pytest.CaptureFixture[str]) -> None:
    assert list_drivers(as_json=True) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {("card_reader", "crt"), ("power", "nut"), ("camera", "opencv")} <= {
        (each["class"], each["driver"]) for each in listed
    }
    assert all(each["loads"] for each in listed)
