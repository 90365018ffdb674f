"""The simulated printer as other people's programs and the dock meet it."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from drivers_sim.ipp.http import BadRequestError, GoOn, Posted, Requests, answer
from drivers_sim.ipp.messages import BadMessageError, read_request
from drivers_sim.ipp.paper import OutputTray, count_pages
from tests.pages.pages_far_ends import SimulatedPrinter, a_pdf

IPPTOOL_TESTS = Path("/usr/share/cups/ipptool")


def test_cups_finds_it_conforms_to_ipp_1_1(tmp_path: Path) -> None:
    """CUPS's own test of 2.4 in 39 steps; it names documents that the package does not bring."""
    program = shutil.which("ipptool")
    if program is None or not (IPPTOOL_TESTS / "ipp-1.1.test").exists():
        pytest.skip("needs cups-ipp-utils: script/setup farends")
    steps = (IPPTOOL_TESTS / "ipp-1.1.test").read_text()
    waits = 'NAME "Get-Job-Attributes Until Job Complete"'  # asked again every 5 s, unless it says otherwise
    (tmp_path / "ipp-1.1.test").write_text(steps.replace(waits, f"{waits}\nDELAY 0.1,0.1"))
    for name in ("document-a4.pdf", "document-letter.pdf", "testfile.jpg", "one.pdf"):
        (tmp_path / name).write_bytes(a_pdf(1))
    printer = SimulatedPrinter()
    try:
        command = [program, "-tI", "-f", str(tmp_path / "one.pdf"), printer.url, "ipp-1.1.test"]
        found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    finally:
        printer.close()
    assert "[PASS]" in found.stdout
    assert "[FAIL]" not in found.stdout
    assert "0 failed" in found.stdout


def test_pages_are_counted_in_the_open_and_in_compressed_objects() -> None:
    import zlib

    hidden = zlib.compress(b"<</Type/Page/Parent 1 0 R>> <</Type /Page>> <</Type/Pages>>")
    assert count_pages(a_pdf(3)) == 3
    assert count_pages(b"%PDF-1.7 1 0 obj<</Type/ObjStm>>stream\n" + hidden + b"\nendstream endobj") == 2
    assert count_pages(b"%PDF-1.7 1 0 obj<</Type/ObjStm>>stream\nno zlib endstream") == 1


def test_the_output_tray_forgets_the_oldest() -> None:
    tray = OutputTray(most_documents=3, most_bytes=100)
    for _ in range(5):
        tray.begin(1, "", b"x" * 10, 1)
    assert [each.number for each in tray.documents] == [3, 4, 5]
    tray.begin(1, "", b"x" * 95, 1)
    assert [each.number for each in tray.documents] == [6]


def test_requests_are_cut_out_of_pieces_of_any_size() -> None:
    stream = (
        b"POST /ipp/print HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
        b"POST /ipp/print HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
        b"2\r\nde\r\n1\r\nf\r\n0\r\n\r\n"
        b"GET / HTTP/1.1\r\n\r\n"
    )
    for size in (1, 2, 7, len(stream)):
        requests = Requests()
        found = [each for at in range(0, len(stream), size) for each in requests.feed(stream[at : at + size])]
        assert [each.body for each in found if isinstance(each, Posted)] == [b"abc", b"def", b""]
        assert sum(isinstance(each, GoOn) for each in found) == 1


def test_noise_neither_crashes_nor_piles_up() -> None:
    chance = random.Random(631)
    head = b"POST / HTTP/1.1\r\nContent-Length: 40\r\n\r\n"
    for _ in range(3000):
        requests = Requests()
        with contextlib.suppress(BadRequestError):
            list(requests.feed(chance.choice((b"", head)) + chance.randbytes(chance.randint(0, 300))))
        with contextlib.suppress(BadMessageError):
            read_request(b"\x02\x00\x00\x0b\x00\x00\x00\x01" + chance.randbytes(chance.randint(0, 60)))
    with pytest.raises(BadRequestError):
        list(Requests().feed(b"x" * 20_000))
    assert answer(b"", "text/plain").startswith(b"HTTP/1.1 200")
