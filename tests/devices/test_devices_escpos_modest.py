"""Printers that answer only when they have nothing to print, or say nothing while they are out of paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from devices_far_ends import FarEnd, PrinterEnd, printer_end

from devices.escpos.driver import EscPosPrinter
from devices.escpos.status import Pushed, StatusParser
from devices.interfaces import PrintOutcome, PrintState
from devices.model import Budgets, DeviceError
from devices.slip import Slip, Text
from devices.transport.tcp import TcpTransport

SLIP = Slip((Text("回执"), Text("某某某")))
BUDGETS = Budgets(connect=2.0, between_bytes=0.1, whole=1.0)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrinterEnd]:
    monkeypatch.setattr("devices.escpos.driver.CLEARING_S", 0.05)
    monkeypatch.setattr("devices.escpos.driver.STATUS_EVERY_S", 0.05)
    monkeypatch.setattr("devices.escpos.driver.SETTLING_S", 0.1)
    with printer_end() as printer:
        yield printer


def driver(printer: PrinterEnd, *, confirms: bool = True) -> EscPosPrinter:
    made = EscPosPrinter(TcpTransport("127.0.0.1", printer.tcp.port, 2.0), confirms=confirms, budgets=BUDGETS)
    made.open()
    return made


def test_a_question_that_a_busy_printer_dropped_does_not_spoil_those_after_it(printer: PrinterEnd) -> None:
    made = driver(printer)
    assert made.observe().reason == "ok"
    for _ in range(2):
        printer.silent = True
        with pytest.raises(DeviceError):
            made.observe()
        printer.silent = False
        assert made.observe().reason == "ok"
    assert made.print(SLIP) == PrintOutcome(PrintState.CONFIRMED)
    made.close()


def test_a_question_dropped_while_it_prints_does_not_break_the_print_off(printer: PrinterEnd) -> None:
    made = driver(printer, confirms=False)
    made.observe()
    hear = printer.take

    def hear_and_drop_one(end: FarEnd, data: bytes) -> None:
        hear(end, data)
        if data.startswith(b"\x10\x04"):
            printer.silent = False

    printer.on_text = lambda _printer: setattr(printer, "silent", True)
    printer.tcp.hear(hear_and_drop_one)
    assert made.print(SLIP) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_confirmation")
    assert made.observe().reason == "ok"
    assert printer.tcp.connections == 1
    made.close()


@pytest.mark.parametrize("confirms", [True, False])
def test_one_that_fell_silent_within_a_slip_may_print_the_rest_of_it_later(printer: PrinterEnd, confirms: bool) -> None:
    printer.clears = printer.confirming = False
    made = driver(printer, confirms=confirms)
    made.observe()
    printer.on_text = lambda _printer: setattr(printer, "silent", True)
    outcome = made.print(SLIP)
    assert (outcome.state, outcome.reason) == (PrintState.SENT_UNCONFIRMED, "no_answer")
    printer.silent, printer.confirming = False, True
    printer.on_text = lambda _printer: None
    made.open()
    assert made.observe().reason == "slip_came_out"
    assert made.print(SLIP) == PrintOutcome(PrintState.NOT_SENT, "slip_came_out")
    made.close()


def test_one_that_forgets_when_told_is_used_again(printer: PrinterEnd) -> None:
    printer.confirming = False
    made = driver(printer)
    made.observe()
    printer.on_text = lambda _printer: setattr(printer, "silent", True)
    assert made.print(SLIP).state is PrintState.SENT_UNCONFIRMED
    printer.silent, printer.confirming = False, True
    printer.on_text = lambda _printer: None
    made.open()
    assert made.observe().reason == "ok"
    assert made.print(SLIP) == PrintOutcome(PrintState.CONFIRMED)
    made.close()


def test_flow_control_amid_a_pushed_status_is_no_part_of_it() -> None:
    parser = StatusParser()
    assert parser.feed(bytes.fromhex("18 13 00 11 0C 00")) == [Pushed(bytes.fromhex("18000C00"))]
    assert parser.strange == 0
