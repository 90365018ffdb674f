"""The receipt printer's driver over TCP and over a pty: what may be called printed, and what comes out for whom."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from devices_far_ends import DEADLINE, FarEnd, PrinterEnd, PtyEnd, printer_end

from devices.escpos.driver import EscPosPrinter
from devices.interfaces import PrintOutcome, PrintState
from devices.model import Budgets, DeviceError, Health
from devices.slip import KeyValue, Slip, Text
from devices.transport.serial import SerialTransport
from devices.transport.tcp import TcpTransport

BUDGETS = Budgets(connect=2.0, between_bytes=0.15, whole=0.6)
SLIP = Slip((Text("回执", size=2), KeyValue("编号", "42")))


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.escpos.driver.STATUS_EVERY_S", 0.1)
    monkeypatch.setattr("devices.escpos.driver.CLEARING_S", 0.2)


@pytest.fixture
def end() -> Iterator[PrinterEnd]:
    with printer_end() as printer:
        yield printer


@pytest.fixture
def printer(end: PrinterEnd) -> Iterator[EscPosPrinter]:
    driver = EscPosPrinter(TcpTransport("127.0.0.1", end.tcp.port, 2.0), budgets=BUDGETS)
    driver.open()
    yield driver
    driver.close()


def test_observes(printer: EscPosPrinter) -> None:
    observation = printer.observe()
    assert observation.health is Health.ONLINE
    assert observation.detail == {"paper": "ok", "cover": "closed", "cutter": "ok", "buffer": "ok"}


def test_observing_prints_nothing(printer: EscPosPrinter, end: PrinterEnd) -> None:
    printer.observe()
    printer.observe()
    assert not end.received


def test_prints_and_is_told_so(printer: EscPosPrinter, end: PrinterEnd) -> None:
    assert printer.print(SLIP) == PrintOutcome(PrintState.CONFIRMED)
    assert "回执".encode("gb2312") in end.received
    assert end.received.endswith(b"\x1dV\x42\x18")


def test_prints_over_a_serial_line(tmp_path: Path) -> None:
    with printer_end() as end:
        wire = PtyEnd(tmp_path / "printer", end.take)
        driver = EscPosPrinter(SerialTransport(str(wire.port), 9600), budgets=BUDGETS)
        driver.open()
        assert driver.print(SLIP).state is PrintState.CONFIRMED
        driver.close()
        wire.unplug()


@pytest.mark.parametrize(
    ("answers", "reason"),
    [({1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x7E}, "paper_out"), ({1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}, "cover_open")],
)
def test_a_printer_that_is_not_ready_gets_not_a_byte(printer, end, answers, reason) -> None:
    end.answers = answers
    assert printer.print(SLIP) == PrintOutcome(PrintState.NOT_SENT, reason)
    assert not end.received


def test_a_silent_printer_gets_not_a_byte(printer: EscPosPrinter, end: PrinterEnd) -> None:
    end.silent = True
    assert printer.print(SLIP) == PrintOutcome(PrintState.NOT_SENT, "no_answer")
    assert not end.received


def test_sent_is_not_printed(printer: EscPosPrinter, end: PrinterEnd) -> None:
    """The printer takes everything, is well, and never says that the slip is out."""
    end.confirming = False
    assert printer.print(SLIP) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_confirmation")


def test_a_printer_that_cannot_confirm_is_not_waited_for(end: PrinterEnd) -> None:
    driver = EscPosPrinter(TcpTransport("127.0.0.1", end.tcp.port, 2.0), confirms=False, budgets=BUDGETS)
    driver.open()
    began = time.monotonic()
    assert driver.print(SLIP) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_confirmation")
    assert time.monotonic() - began < BUDGETS.whole
    driver.close()


def test_paper_that_ends_within_a_slip_fails_it_and_the_rest_is_forgotten(printer, end) -> None:
    end.confirming = False
    end.on_text = lambda far: far.out_of_paper()
    printer.observe()
    before = end.cleared
    assert printer.print(SLIP) == PrintOutcome(PrintState.FAILED, "paper_out")
    assert end.cleared == before + 1
    assert printer.observe().detail["buffer"] == "ok"


def test_a_pushed_paper_end_stops_the_slip(printer: EscPosPrinter, end: PrinterEnd) -> None:
    def push(far: PrinterEnd) -> None:
        far.out_of_paper()
        far.confirming = False
        for byte in bytes.fromhex("18000F0F"):
            far.send(bytes((byte,)))

    end.on_text = push
    assert printer.print(SLIP) == PrintOutcome(PrintState.FAILED, "paper_out")


def test_a_cover_opened_within_a_slip(printer: EscPosPrinter, end: PrinterEnd) -> None:
    end.confirming = False
    end.on_text = lambda far: far.answers.update({1: 0x1A, 2: 0x16})
    assert printer.print(SLIP) == PrintOutcome(PrintState.FAILED, "cover_open")


def test_a_new_connection_has_the_printer_forget_what_it_holds(printer: EscPosPrinter, end: PrinterEnd) -> None:
    printer.observe()
    before = end.cleared
    printer.close()
    printer.open()
    printer.observe()
    assert end.cleared == before + 1


def test_a_cable_pulled_within_a_slip_leaves_it_unconfirmed(printer: EscPosPrinter, end: PrinterEnd) -> None:
    end.confirming = False
    end.on_text = lambda far: far.tcp.drop()
    assert printer.print(SLIP) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "unplugged")


def test_a_printer_gone_silent_within_a_slip_leaves_it_unconfirmed(printer: EscPosPrinter, end: PrinterEnd) -> None:
    def fall_silent(far: PrinterEnd) -> None:
        far.silent, far.confirming = True, False

    end.on_text = fall_silent
    assert printer.print(SLIP) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_answer")


def test_the_confirmation_of_another_slip_is_none(printer: EscPosPrinter, end: PrinterEnd) -> None:
    end.confirming = False
    end.on_text = lambda far: far.send(b"\x37\x22@@@@\x00\x37\x22OOOO\x00")
    printer._numbers = iter([0x1234])  # type: ignore[assignment]
    assert printer.print(SLIP).state is PrintState.SENT_UNCONFIRMED


def test_a_pushed_status_amid_the_answers_changes_nothing(printer: EscPosPrinter, end: PrinterEnd) -> None:
    end.before_answer = bytes.fromhex("1000000F")
    assert printer.observe().reason == "ok"
    end.answers = {1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}
    assert printer.observe().reason == "cover_open"


def test_noise_alone_is_no_status(printer: EscPosPrinter, end: PrinterEnd) -> None:
    printer.observe()
    end.answers = dict.fromkeys(range(1, 5), 0xFF)
    with pytest.raises(DeviceError) as raised:
        printer.observe()
    assert raised.value.reason == "garbled"


def test_a_late_answer_is_not_taken_for_another_question(printer: EscPosPrinter, end: PrinterEnd) -> None:
    """The answer to the first question (off line) comes late; as an answer to another it would mean a jammed cutter."""
    end.silent = True
    with pytest.raises(DeviceError):
        printer.observe()
    end.silent = False
    end.send(b"\x1a")
    end.before_answer = b""
    assert printer.observe().reason == "ok"


def test_a_printer_that_stops_reading_ends_the_print(tmp_path: Path) -> None:
    """A full buffer: bytes are taken until the line is full, and then no more."""
    full, emptied = threading.Event(), threading.Event()

    def heard(wire: FarEnd, data: bytes) -> None:
        if full.is_set():
            emptied.wait(DEADLINE)
        if "长".encode("gb2312") in data:
            full.set()
        end.take(wire, data)

    with printer_end() as end:
        wire = PtyEnd(tmp_path / "printer", heard)
        driver = EscPosPrinter(SerialTransport(str(wire.port), 9600), budgets=Budgets(2.0, 0.3, 1.0))
        driver.open()
        outcome = driver.print(Slip((Text("长" * 60000),)))
        assert outcome == PrintOutcome(PrintState.SENT_UNCONFIRMED, "write_timeout")
        driver.close()
        emptied.set()
        wire.unplug()
