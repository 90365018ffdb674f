"""The driver against CUPS's own printer: other people's idea of IPP."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.interfaces import Document, PrintOutcome, PrintState
from devices.model import DeviceError, Health
from devices.registry import create
from tests.pages.pages_eve_printer import EvePrinter, eve_printer

PDF = b"%PDF-1.4\n" + b"a page\n" * 200


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[EvePrinter]:
    with eve_printer(tmp_path) as printer:
        yield printer


def driver_for(printer: EvePrinter, **budgets: float) -> Any:
    return create(
        {
            "id": "document-printer",
            "class": "document_printer",
            "driver": "ipp",
            "transport": {"kind": "ipp", "url": printer.url},
            "budgets": {"connect": 2.0, "between_bytes": 2.0, "whole": 10.0} | budgets,
        }
    )


class Printing:
    """A print under way in a thread."""

    def __init__(self, driver: Any) -> None:
        self._outcome: list[PrintOutcome] = []
        self._thread = threading.Thread(target=lambda: self._outcome.append(driver.print(Document(PDF, "Test"))))
        self._thread.start()

    def outcome(self) -> PrintOutcome:
        self._thread.join(30)
        return self._outcome[0]


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def asking(printer: EvePrinter) -> Any:
    return driver_for(printer)._asking


def states_of_the_job(printer: EvePrinter) -> tuple[str, ...]:
    return tuple(reason for job in asking(printer).jobs("not-completed", 2.0) for reason in job.reasons)


def test_a_document_is_confirmed_once_the_printer_says_so(printer: EvePrinter) -> None:
    driver = driver_for(printer)
    driver.open()
    assert driver.observe().health is Health.ONLINE
    printing = Printing(driver)
    until(lambda: printer.printed)
    printer.end(0)
    assert printing.outcome() == PrintOutcome(PrintState.CONFIRMED)
    assert printer.printed == PDF


def test_a_printer_that_gives_up_is_believed(printer: EvePrinter) -> None:
    driver = driver_for(printer)
    driver.open()
    printing = Printing(driver)
    until(lambda: printer.printed)
    printer.end(1)
    assert printing.outcome() == PrintOutcome(PrintState.FAILED, "job_aborted")


@pytest.mark.parametrize(
    ("said", "reason"),
    [("media-empty-error", "paper_out"), ("media-jam-error", "paper_jam"), ("cover-open", "cover_open")],
)
def test_a_job_is_taken_back_where_the_printer_stops(printer: EvePrinter, said: str, reason: str) -> None:
    driver = driver_for(printer)
    driver.open()
    printer.say(f"STATE: +{said}")
    printing = Printing(driver)
    until(lambda: "processing-to-stop-point" in states_of_the_job(printer))
    printer.end(0)  # it stops a job only where its command ends
    assert printing.outcome() == PrintOutcome(PrintState.FAILED, reason)


def test_while_a_job_cannot_be_taken_back_the_printer_is_not_offered(printer: EvePrinter) -> None:
    driver = driver_for(printer, whole=4.0)
    driver.open()
    printer.say("STATE: +media-jam-error")
    assert Printing(driver).outcome() == PrintOutcome(PrintState.SENT_UNCONFIRMED, "paper_jam")
    with pytest.raises(DeviceError) as raised:
        driver.observe()
    assert raised.value.reason == "paper_jam"
    with pytest.raises(DeviceError):
        driver.open()
    printer.end(0)
    until(lambda: not asking(printer).jobs("not-completed", 2.0))
    driver.open()
    assert driver.observe().health is Health.ONLINE


def test_a_document_left_by_a_kiosk_that_died_is_taken_back_on_opening(printer: EvePrinter) -> None:
    dead = driver_for(printer)
    dead.open()
    printing = Printing(dead)
    until(lambda: printer.printed)
    dead.abort()
    assert printing.outcome() == PrintOutcome(PrintState.SENT_UNCONFIRMED, "aborted")
    taking_over = threading.Thread(target=(driver := driver_for(printer)).open)
    taking_over.start()
    until(lambda: "processing-to-stop-point" in states_of_the_job(printer))
    printer.end(0)
    taking_over.join()
    assert asking(printer).jobs("not-completed", 2.0) == ()
    assert Printing(driver).outcome() == PrintOutcome(PrintState.CONFIRMED)


def test_a_printer_without_pdf_is_a_matter_of_configuration(tmp_path: Path) -> None:
    with eve_printer(tmp_path, formats="image/pwg-raster") as printer:
        driver = driver_for(printer)
        driver.open()
        assert driver.observe().reason == "format_unsupported"
        assert driver.print(Document(PDF, "Test")) == PrintOutcome(PrintState.NOT_SENT, "format_unsupported")


def test_a_path_that_is_no_queue(printer: EvePrinter) -> None:
    printer.url = printer.url.replace("/ipp/print", "/nowhere")
    with pytest.raises(DeviceError) as raised:
        driver_for(printer).open()
    assert raised.value.reason in ("queue_not_found", "wrong_device")
