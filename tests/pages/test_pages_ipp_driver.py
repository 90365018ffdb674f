"""The driver against the simulated printer: what it says of a print is what happened to the paper."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from devices.interfaces import Document, PrintOutcome, PrintState
from devices.model import DeviceError, Health
from devices.reasons import REASONS
from tests.pages.pages_far_ends import BUDGETS, SimulatedPrinter, a_pdf, driver_at, until

CONFIRMED, FAILED = PrintState.CONFIRMED, PrintState.FAILED
NOT_SENT, UNCONFIRMED = PrintState.NOT_SENT, PrintState.SENT_UNCONFIRMED
THREE = Document(a_pdf(3), "Statement")


@pytest.fixture
def printer() -> Iterator[SimulatedPrinter]:
    printer = SimulatedPrinter()
    yield printer
    printer.close()


@pytest.fixture
def driver(printer: SimulatedPrinter) -> Any:
    driver = driver_at(printer.url)
    driver.open()
    return driver


def test_a_document_comes_out_whole(printer: SimulatedPrinter, driver: Any) -> None:
    assert driver.print(THREE) == PrintOutcome(CONFIRMED)
    (printed,) = printer.device.documents
    assert (printed.out, printed.pages, printed.complete) == (3, 3, True)
    assert printed.pdf == THREE.pdf


def test_copies(printer: SimulatedPrinter, driver: Any) -> None:
    assert driver.print(Document(a_pdf(2), "Statement", copies=2)) == PrintOutcome(CONFIRMED)
    assert printer.device.documents[0].out == 4


def test_job_names_are_unguessable_and_of_this_machine(printer: SimulatedPrinter, driver: Any) -> None:
    for _ in range(2):
        driver.print(THREE)
    first, second = (job.name for job in printer.printer.jobs.values())
    assert first != second
    assert first.startswith(driver._user)
    assert len(first.rpartition("-")[2]) >= 16


def test_all_is_well(driver: Any) -> None:
    seen = driver.observe()
    assert (seen.health, seen.reason) == (Health.ONLINE, "ok")
    parts = ("paper", "tray", "cover", "jam", "toner", "output")
    assert [seen.detail[part] for part in parts] == ["ok", "ok", "closed", "none", "ok", "ok"]
    assert "80%" in seen.detail["supplies"]


@pytest.mark.parametrize(
    ("kind", "reason", "part", "state"),
    [
        ("paper_out", "paper_out", "paper", "out"),
        ("cover_open", "cover_open", "cover", "open"),
        ("jam", "paper_jam", "jam", "jammed"),
        ("tray_out", "tray_missing", "tray", "missing"),
        ("toner_empty", "toner_empty", "toner", "empty"),
        ("paused", "paused", "paper", "ok"),
        ("no_pdf", "format_unsupported", "paper", "ok"),
    ],
)
def test_what_is_wrong_beforehand_is_said_and_nothing_sent(
    printer: SimulatedPrinter, driver: Any, kind: str, reason: str, part: str, state: str
) -> None:
    printer.suffer(kind)
    seen = driver.observe()
    assert (seen.reason, seen.detail[part]) == (reason, state)
    assert seen.health is not Health.ONLINE
    assert driver.print(THREE) == PrintOutcome(NOT_SENT, reason)
    assert not printer.printer.jobs
    printer.suffer("clear")
    assert driver.print(THREE) == PrintOutcome(CONFIRMED)


@pytest.mark.parametrize(("kind", "reason"), [("paper_low", "paper_low"), ("toner_low", "toner_low")])
def test_what_runs_low_is_said_and_printing_goes_on(
    printer: SimulatedPrinter, driver: Any, kind: str, reason: str
) -> None:
    printer.suffer(kind)
    assert (driver.observe().reason, driver.observe().health) == (reason, Health.ONLINE)
    assert driver.print(THREE) == PrintOutcome(CONFIRMED)


@pytest.mark.parametrize(("kind", "reason"), [("paper_out:1", "paper_out"), ("jam:1", "paper_jam")])
def test_nothing_more_comes_out_once_the_printer_is_mended(
    printer: SimulatedPrinter, driver: Any, kind: str, reason: str
) -> None:
    printer.suffer(kind)
    assert driver.print(THREE) == PrintOutcome(FAILED, reason)
    printer.suffer("clear")
    assert driver.print(Document(a_pdf(1), "Next")) == PrintOutcome(CONFIRMED)
    stopped, after = printer.device.documents
    assert (stopped.out, stopped.complete) == (1, False)
    assert after.complete


def test_a_job_that_cannot_be_taken_back_keeps_the_printer_from_being_offered(
    printer: SimulatedPrinter, driver: Any
) -> None:
    printer.suffer("keeps_jobs")
    printer.suffer("paper_out:1")
    assert driver.print(THREE) == PrintOutcome(UNCONFIRMED, "paper_out")
    for step in (driver.observe, driver.open):
        with pytest.raises(DeviceError) as raised:
            step()
        assert raised.value.reason == "paper_out"
    printer.suffer("paper_ok")
    until(lambda: printer.device.documents[0].complete)
    driver.open()
    assert driver.observe().reason == "ok"


def test_a_printer_that_forgets_its_jobs_confirms_nothing(printer: SimulatedPrinter, driver: Any) -> None:
    printer.suffer("forgets_jobs")
    assert driver.print(THREE) == PrintOutcome(UNCONFIRMED, "no_confirmation")


def test_a_print_that_takes_too_long_is_taken_back() -> None:
    printer = SimulatedPrinter(pages_per_minute=30.0)
    try:
        driver = driver_at(printer.url, whole=1.0)
        driver.open()
        assert driver.print(THREE) == PrintOutcome(UNCONFIRMED, "no_confirmation")
        assert not list(printer.printer.not_ended())
        assert printer.device.documents[0].out < 3
    finally:
        printer.close()


def test_behind_somebody_elses_long_job_ours_is_taken_back_and_theirs_left_alone() -> None:
    printer = SimulatedPrinter(pages_per_minute=30.0)
    try:
        driver = driver_at(printer.url, whole=1.0)
        driver.open()
        theirs = printer.submit("a report", a_pdf(500))
        assert driver.print(THREE) == PrintOutcome(FAILED, "printer_busy")
        assert [job.number for job in printer.printer.not_ended()] == [theirs]
    finally:
        printer.close()


def test_on_opening_only_what_this_machine_left_is_taken_back(printer: SimulatedPrinter, driver: Any) -> None:
    printer.suffer("paused")
    ours = printer.submit(f"{driver._user}-0123456789abcdef", a_pdf(1))
    theirs = printer.submit("a report", a_pdf(1))
    driver.open()
    assert [job.number for job in printer.printer.not_ended()] == [theirs]
    assert printer.printer.jobs[ours].reasons == ("job-canceled-by-user",)


def test_what_was_cancelled_at_the_panel_is_no_print(printer: SimulatedPrinter, driver: Any) -> None:
    printer.printer.sheet_s = 0.5
    outcomes: list[PrintOutcome] = []
    printing = threading.Thread(target=lambda: outcomes.append(driver.print(THREE)))
    printing.start()
    until(lambda: printer.printer.current is not None)
    printer.printer.cancel(printer.printer.current)
    printing.join(20)
    assert outcomes == [PrintOutcome(FAILED, "job_canceled")]


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        ("silent", {"no_answer"}),
        ("slow", {"no_answer"}),
        ("garbage", {"wrong_device", "garbled"}),
        ("truncated", {"garbled"}),
        ("bad_checksum", {"garbled"}),
        ("wrong_device", {"wrong_device"}),
        ("web_page", {"wrong_device"}),
        ("busy", {"no_answer"}),
        ("unplug", {"not_connected"}),
        ("disconnect_at:300", {"unplugged", "not_connected"}),
    ],
)
def test_a_wire_that_fails_ends_in_time_with_its_reason(
    printer: SimulatedPrinter, driver: Any, kind: str, reasons: set[str]
) -> None:
    printer.suffer(kind)
    with pytest.raises(DeviceError) as raised:
        driver.observe()
    assert raised.value.reason in reasons
    assert REASONS[raised.value.reason].wire
    outcome = driver.print(THREE)
    assert outcome.state is NOT_SENT
    assert outcome.reason in reasons | {"not_connected"}
    printer.suffer("clear")
    driver.open()
    assert driver.print(THREE) == PrintOutcome(CONFIRMED)


def test_wherever_the_cable_is_pulled_the_outcome_is_true_and_nothing_stays_behind(printer: SimulatedPrinter) -> None:
    document = Document(a_pdf(1, filling=3000), "Statement")
    states = set()
    for byte in range(100, 9000, 740):
        printer.suffer("clear")
        printer.printer.tray.documents.clear()
        driver = driver_at(printer.url)
        driver.open()
        printer.suffer(f"disconnect_at:{byte}")
        outcome = driver.print(document)
        assert outcome.reason in REASONS
        states.add(outcome.state)
        printed = list(printer.device.documents)
        if outcome.state is NOT_SENT:
            assert not printed
        if outcome.state is CONFIRMED:
            assert printed[0].complete
        printer.suffer("clear")
        driver_at(printer.url).open()
        assert not list(printer.printer.not_ended())
        assert len(printer.device.documents) <= 1
    assert {NOT_SENT, UNCONFIRMED} <= states


def test_abort_breaks_a_request_under_way(printer: SimulatedPrinter) -> None:
    driver = driver_at(printer.url, between_bytes=10.0, whole=60.0)
    driver.open()
    printer.suffer("silent")
    ended: list[DeviceError] = []

    def observe() -> None:
        try:
            driver.observe()
        except DeviceError as error:
            ended.append(error)

    observing = threading.Thread(target=observe)
    observing.start()
    until(lambda: driver._line._handle is not None)
    began = time.monotonic()
    driver.abort()
    observing.join(5)
    assert not observing.is_alive()
    assert time.monotonic() - began < BUDGETS["whole"]
    assert [error.reason for error in ended] == ["aborted"]
    with pytest.raises(DeviceError) as raised:
        driver.observe()
    assert raised.value.reason == "aborted"


@pytest.mark.parametrize("how", [errno.ECONNRESET, errno.EPIPE, errno.ECONNREFUSED])
def test_a_connection_reset_while_it_is_made_was_never_one(
    printer: SimulatedPrinter, driver: Any, monkeypatch: pytest.MonkeyPatch, how: int
) -> None:
    """A far end that goes away in that moment is met by luck only: the system's answer is given here."""

    def reset(_socket: object, _where: object) -> None:
        raise OSError(how, "")

    monkeypatch.setattr("devices.ipp.line._Heard.connect", reset)
    assert driver.print(THREE) == PrintOutcome(NOT_SENT, "not_connected")
    with pytest.raises(DeviceError, match="not_connected"):
        driver.observe()
