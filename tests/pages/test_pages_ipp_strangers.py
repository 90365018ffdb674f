"""Servers that a printer's address may lead to, and printers with habits of their own."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from devices.interfaces import Document, PrintOutcome, PrintState
from devices.ipp.line import LARGEST_ANSWER, Address
from devices.model import DeviceError, Health
from drivers_sim.ipp.messages import Request
from tests.pages.pages_far_ends import a_job, a_pdf, describes, driver_at, scripted

DOCUMENT = Document(a_pdf(1), "Statement")
PRINT, CANCEL, GET_JOB, GET_JOBS, GET_PRINTER = 2, 8, 9, 10, 11
PENDING, PROCESSING, STOPPED, CANCELED, COMPLETED = 3, 5, 6, 7, 9


class Habits:
    """A printer that takes a job and says of it, one after the other, what `course` says; the last stays."""

    def __init__(self, *course: Any, **more: Any) -> None:
        self.course = list(course)
        self.describe = more.get("describe", ())
        self.answers_print = more.get("answers_print", True)
        self.cancels = more.get("cancels", True)
        self.name = ""

    def __call__(self, request: Request) -> Any:
        match request.operation:
            case 11:
                return describes(*self.describe)
            case 2:
                self.name = str(request.one("job-name"))
                return (0, [a_job(PENDING)]) if self.answers_print else None
            case 8:
                if self.cancels:
                    self.course = [(CANCELED,)]
                return 0, []
            case 9:
                state = self.course.pop(0) if len(self.course) > 1 else self.course[0]
                return (0x0406, []) if state is None else (0, [a_job(*state)])
            case _:
                here = bool(self.name) and (request.one("which-jobs") == "completed") == (self.course[0][0] >= CANCELED)
                return 0, [a_job(*self.course[0], name=self.name)] if here else []


def printed(habits: Habits, **budgets: float) -> PrintOutcome:
    with scripted(habits) as printer:
        driver = driver_at(printer.url, **budgets)
        driver.open()
        outcome: PrintOutcome = driver.print(DOCUMENT)
        return outcome


def test_a_small_printer_takes_a_document_in_one_request() -> None:
    assert printed(Habits((PROCESSING,), (COMPLETED,))) == PrintOutcome(PrintState.CONFIRMED)


def test_an_answer_that_never_came_is_found_again_by_the_jobs_name() -> None:
    habits = Habits((PROCESSING,), (COMPLETED,), answers_print=False)
    assert printed(habits, whole=3.0) == PrintOutcome(PrintState.CONFIRMED)


def test_handed_on_is_not_printed() -> None:
    habits = Habits((COMPLETED, "queued-in-device"))
    assert printed(habits, whole=1.0) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_confirmation")


def test_completed_with_errors_is_not_confirmed() -> None:
    habits = Habits((COMPLETED, "job-completed-with-errors"))
    assert printed(habits) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_confirmation")


def test_a_job_that_stands_still_for_no_reason_is_taken_back() -> None:
    assert printed(Habits((PROCESSING,), (STOPPED,)), whole=4.0) == PrintOutcome(PrintState.FAILED, "printer_stopped")


def test_a_queue_that_closes_behind_a_job_lets_it_come_out() -> None:
    habits = Habits((PROCESSING,), (PROCESSING,), (COMPLETED,))

    def closing(request: Request) -> Any:
        if habits.name:
            habits.describe = (("printer-is-accepting-jobs", "boolean", (False,)),)
        return habits(request)

    with scripted(closing) as printer:
        driver = driver_at(printer.url)
        driver.open()
        assert driver.print(DOCUMENT) == PrintOutcome(PrintState.CONFIRMED)
        assert driver.print(DOCUMENT) == PrintOutcome(PrintState.NOT_SENT, "not_accepting_jobs")


def test_a_job_that_waits_all_the_time_is_taken_back() -> None:
    assert printed(Habits((PENDING,)), whole=1.0) == PrintOutcome(PrintState.FAILED, "printer_busy")


def test_a_trace_tells_of_jobs_and_states_and_names_none() -> None:
    habits = Habits((PROCESSING,), (COMPLETED,))
    with scripted(habits) as printer:
        driver = driver_at(printer.url)
        driver.open()
        driver.print(Document(a_pdf(1), "韦志强的单"))
        told = " ".join(entry.text for entry in driver._asking._trace.entries())
    assert "Print-Job" in told
    assert "job-state 9" in told
    assert habits.name not in told
    assert "韦志强" not in told


def test_a_job_that_nobody_knows_any_more_confirms_nothing() -> None:
    assert printed(Habits((PROCESSING,), None)) == PrintOutcome(PrintState.SENT_UNCONFIRMED, "no_confirmation")


@pytest.mark.parametrize(
    ("said", "reason", "health"),
    [
        ((("printer-state-reasons", "keyword", ("offline-report",)),), "printer_offline", Health.OFFLINE),
        ((("printer-state-reasons", "keyword", ("media-empty-report",)),), "paper_low", Health.ONLINE),
        ((("printer-state-reasons", "keyword", ("media-jam-warning",)),), "paper_jam", Health.USER_ERROR),
        ((("printer-state", "enum", (5,)),), "printer_stopped", Health.HARDWARE_ERROR),
        ((("printer-state-reasons", "keyword", ("connecting-to-device",)),), "ok", Health.ONLINE),
        ((("printer-is-accepting-jobs", "boolean", (False,)),), "not_accepting_jobs", Health.OFFLINE),
        ((("media-ready", "keyword", ("na_letter_8.5x11in",)),), "paper_size", Health.ONLINE),
        ((("marker-levels", "integer", (4,)), ("marker-types", "keyword", ("toner",))), "toner_low", Health.ONLINE),
        ((("marker-levels", "integer", (4,)), ("marker-types", "keyword", ("waste-toner",))), "ok", Health.ONLINE),
        ((("printer-state-reasons", "keyword", ("vendor-says-hello",)),), "ok", Health.ONLINE),
        ((("printer-state-reasons", "keyword", ("vendor-part-burnt-error",)),), "printer_error", Health.HARDWARE_ERROR),
        ((("printer-state", "enum", (77,)),), "printer_error", Health.HARDWARE_ERROR),
    ],
)
def test_what_printers_say_of_themselves(said: Any, reason: str, health: Health) -> None:
    with scripted(Habits(None, describe=said)) as printer:
        seen = driver_at(printer.url).observe()
        assert (seen.reason, seen.health) == (reason, health)


def test_a_queue_that_never_saw_its_printer_says_nothing_of_its_parts() -> None:
    with scripted(Habits(None)) as printer:
        seen = driver_at(printer.url).observe()
        assert {seen.detail[part] for part in ("paper", "cover", "jam", "toner", "tray", "supplies")} == {"unknown"}


HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>hi"
IPP = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n"


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        (HTML, {"wrong_device"}),
        (b"SSH-2.0-OpenSSH_9.2\r\n", {"wrong_device"}),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", {"wrong_device"}),
        (b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", {"no_permission"}),
        (b"HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n", {"certificate"}),
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", {"printer_busy"}),
        (IPP + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b", {"wrong_device"}),
        (IPP + b"Content-Length: 9\r\n\r\n\x01\x01\x00\x00\x00\x00\x00\x63\x03", {"garbled"}),
        (IPP + b"Content-Length: 900\r\n\r\n\x01\x01", {"unplugged"}),
        (IPP + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", {"unplugged", "wrong_device"}),
        (IPP + b"\r\n" + bytes(LARGEST_ANSWER + 1), {"wrong_device"}),
        (IPP + b"X: " + b"y" * 100_000 + b"\r\n\r\n", {"wrong_device"}),
        (b"", {"unplugged"}),
        (b"\x00" * 300, {"wrong_device"}),
        (None, {"no_answer"}),
    ],
)
def test_what_is_no_printer_is_known_by_its_first_answer(said: bytes | None, reasons: set[str]) -> None:
    with scripted(lambda _: said) as server:
        with pytest.raises(DeviceError) as raised:
            driver_at(server.url).open()
        assert raised.value.reason in reasons


def test_ipp_that_describes_no_printer() -> None:
    with scripted(lambda _: (0, [])) as server, pytest.raises(DeviceError) as raised:
        driver_at(server.url).open()
    assert raised.value.reason == "wrong_device"


@pytest.mark.parametrize(
    ("url", "http"),
    [
        ("ipp://printer.lan/ipp/print", "http://printer.lan:631/ipp/print"),
        ("ipps://10.0.0.9/ipp/print", "https://10.0.0.9:631/ipp/print"),
        ("ipp://[fe80::1]:8631", "http://[fe80::1]:8631/ipp/print"),
    ],
)
def test_where_http_reaches_an_ipp_address(url: str, http: str) -> None:
    assert Address(url).url == http


@pytest.mark.parametrize("url", ["http://printer/ipp/print", "ipp:///ipp/print", "ipp://me:secret@printer/ipp/print"])
def test_what_is_no_ipp_address(url: str) -> None:
    with pytest.raises(ValueError, match="ipp"):
        Address(url)


def test_ipps_with_a_certificate_that_is_trusted_and_one_that_is_not(tmp_path: Path) -> None:
    context = tls_server(tmp_path / "printer.pem")
    tls_server(tmp_path / "other.pem")
    with scripted(Habits((COMPLETED,)), context) as printer:
        driver = driver_at(printer.url, ca_file=str(tmp_path / "printer.pem"))
        driver.open()
        assert driver.print(DOCUMENT) == PrintOutcome(PrintState.CONFIRMED)
        with pytest.raises(DeviceError) as raised:
            driver_at(printer.url, ca_file=str(tmp_path / "other.pem")).open()
        assert raised.value.reason == "certificate"


def test_ipps_where_nobody_speaks_tls() -> None:
    with scripted(lambda _: HTML) as server, pytest.raises(DeviceError) as raised:
        driver_at(server.url.replace("ipp://", "ipps://")).open()
    assert raised.value.reason in ("wrong_device", "unplugged")


def tls_server(file: Path) -> ssl.SSLContext:
    """A printer's own certificate for 127.0.0.1, written with its key to `file`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "printer")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
