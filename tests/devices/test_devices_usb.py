"""A USB printer's character device, by a pty in its place: what is above the kernel's usblp."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from devices_far_ends import PrinterEnd, PtyEnd, printer_end, wait_for

from devices.interfaces import PrintOutcome, PrintState
from devices.model import DeviceError
from devices.registry import create
from devices.slip import Slip, Text
from devices.transport import from_config
from devices.transport.usb import UsbTransport


@pytest.fixture
def plugged(tmp_path: Path) -> Iterator[tuple[PrinterEnd, PtyEnd]]:
    with printer_end() as end:
        wire = PtyEnd(tmp_path / "lp0", end.take)
        yield end, wire
        wire.unplug()


def printer(path: Path):
    return create(
        {"id": "p", "class": "receipt_printer", "driver": "escpos", "transport": {"kind": "usb", "path": str(path)}}
    )


def reason_of(command) -> str:
    with pytest.raises(DeviceError) as raised:
        command()
    return raised.value.reason


def test_prints(plugged) -> None:
    end, wire = plugged
    driver = printer(wire.port)
    driver.open()
    assert driver.print(Slip((Text("回执"),))) == PrintOutcome(PrintState.CONFIRMED)
    assert "回执".encode("gb2312") in end.received
    driver.close()


def test_pulled_and_plugged_in_again(plugged, tmp_path: Path) -> None:
    end, wire = plugged
    driver = printer(wire.port)
    driver.open()
    wire.unplug()
    assert reason_of(driver.observe) == "unplugged"
    driver.close()
    assert reason_of(driver.open) == "not_found"
    again = PtyEnd(tmp_path / "lp0", end.take)
    driver.open()
    assert driver.observe().reason == "ok"
    driver.close()
    again.unplug()


def test_one_process_alone(plugged) -> None:
    _, wire = plugged
    first, second = UsbTransport(str(wire.port)), UsbTransport(str(wire.port))
    first.open()
    assert reason_of(second.open) == "claimed"
    first.close()
    second.open()
    second.close()


def test_a_read_of_nothing_is_no_end(plugged, monkeypatch: pytest.MonkeyPatch) -> None:
    """usblp passes the printer's empty packets on, as often as they come."""
    _, wire = plugged
    transport = UsbTransport(str(wire.port))
    transport.open()
    wire.send(b"\x12")
    real, empty = os.read, [b"", b"", b""]

    def read(descriptor: int, count: int) -> bytes:
        return empty.pop() if empty and descriptor == transport._descriptor else real(descriptor, count)

    monkeypatch.setattr("devices.transport.descriptor.os.read", read)
    assert transport.read(5.0) == b"\x12"
    assert not empty
    began = time.monotonic()
    assert transport.read(0.05) == b""
    assert time.monotonic() - began >= 0.05
    transport.close()


def test_discarding_what_is_no_printer_does_nothing(plugged) -> None:
    _, wire = plugged
    transport = UsbTransport(str(wire.port))
    transport.open()
    transport.discard()
    transport.close()


def test_abort_ends_a_read(plugged) -> None:
    _, wire = plugged
    transport = UsbTransport(str(wire.port))
    transport.open()
    transport.abort()
    assert reason_of(lambda: transport.read(10.0)) == "aborted"
    transport.close()


def test_the_kind_is_known() -> None:
    assert isinstance(from_config({"kind": "usb", "path": "/dev/usb/lp0"}, 1.0), UsbTransport)
    with pytest.raises(ValueError, match="parallel"):
        from_config({"kind": "parallel"}, 1.0)


def test_a_printer_gone_amid_a_slip(plugged) -> None:
    end, wire = plugged
    end.confirming = False
    driver = printer(wire.port)
    driver.open()
    end.on_text = lambda _end: wire.unplug()
    outcome = driver.print(Slip(tuple(Text("行") for _ in range(50))))
    assert outcome == PrintOutcome(PrintState.SENT_UNCONFIRMED, "unplugged")
    wait_for(lambda: not wire.port.exists())
