"""What a printer says comes in any pieces, with a pushed status amid its answers: never a false "printed"."""

from __future__ import annotations

import asyncio
import termios
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from devices.escpos.driver import EscPosPrinter
from devices.interfaces import PrintOutcome, PrintState
from devices.model import Budgets, DeviceError
from devices.slip import KeyValue, QrCode, Slip, Text
from devices.transport.serial import SerialTransport
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.escpos.paper import slip_text
from drivers_sim.escpos.profile import Paper, Profile

SLIP = Slip((Text("回执"), KeyValue("编号", "42"), QrCode("K1")))
BUDGETS = Budgets(connect=2.0, between_bytes=0.5, whole=3.0)
ASB = bytes.fromhex("10000000")


class Chatty(ReceiptPrinterDevice):
    """Says everything a byte at a time, and its state unasked before and behind each answer."""

    def _send(self, data: bytes) -> None:
        if len(data) == 1:  # a real-time answer may come amid anything
            data = ASB[:2] + data + ASB[2:]
        for byte in ASB + data + ASB:
            self.line.send(bytes((byte,)))


@pytest_asyncio.fixture
async def chatty(tmp_path: Path) -> AsyncIterator[Chatty]:
    device = Chatty(Profile.for_paper(80))
    device.line.on_serial(tmp_path / "printer", 19200)
    await device.start()
    yield device
    await device.stop()


def driver(tmp_path: Path, **keys: Any) -> EscPosPrinter:
    printer = EscPosPrinter(SerialTransport(str(tmp_path / "printer"), 19200), budgets=BUDGETS, **keys)
    printer.open()
    return printer


async def test_answers_amid_pushed_states_byte_by_byte(chatty: Chatty, tmp_path: Path) -> None:
    printer = driver(tmp_path)
    assert (await asyncio.to_thread(printer.observe)).reason == "ok"
    assert await asyncio.to_thread(printer.print, SLIP) == PrintOutcome(PrintState.CONFIRMED)
    assert "回执" in slip_text(chatty.slips[0])
    chatty.set_paper(Paper.OUT)
    assert (await asyncio.to_thread(printer.observe)).reason == "paper_out"
    assert await asyncio.to_thread(printer.print, SLIP) == PrintOutcome(PrintState.NOT_SENT, "paper_out")
    printer.close()


@pytest.mark.parametrize(("sensor", "paper", "reason"), [(True, "low", "paper_low"), (False, "present", "ok")])
async def test_the_near_end_sensor_is_a_capability(tmp_path: Path, sensor: bool, paper: str, reason: str) -> None:
    """Without one, paper that runs low is never called ok; only its presence is known."""
    device = ReceiptPrinterDevice.on_serial(tmp_path / "printer", Profile.for_paper(80, near_end_sensor=sensor))
    await device.start()
    device.set_paper(Paper.LOW)
    printer = driver(tmp_path, near_end_sensor=sensor)
    seen = await asyncio.to_thread(printer.observe)
    assert (seen.reason, seen.detail["paper"]) == (reason, paper)
    printer.close()
    await device.stop()


@pytest.mark.parametrize("flow", ["rtscts", "xonxoff", "none"])
async def test_flow_control_is_set_on_the_port(tmp_path: Path, flow: str) -> None:
    device = ReceiptPrinterDevice.on_serial(tmp_path / "printer", Profile.for_paper(80))
    await device.start()
    transport = SerialTransport(str(tmp_path / "printer"), 19200, flow=flow)
    transport.open()
    modes = termios.tcgetattr(transport._descriptor)
    assert bool(modes[2] & termios.CRTSCTS) is (flow == "rtscts")
    assert bool(modes[0] & termios.IXON) is (flow == "xonxoff")
    transport.close()
    await device.stop()


async def test_a_modem_on_the_cable_is_no_printer(tmp_path: Path) -> None:
    device = ReceiptPrinterDevice.on_serial(tmp_path / "printer", Profile.for_paper(80))
    await device.start()
    device.suffer("wrong_device")
    printer = driver(tmp_path)
    with pytest.raises(DeviceError) as raised:
        await asyncio.to_thread(printer.observe)
    assert raised.value.reason == "garbled"
    assert (await asyncio.to_thread(printer.print, SLIP)).state is PrintState.NOT_SENT
    printer.close()
    await device.stop()
