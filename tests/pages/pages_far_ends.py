"""What the driver under test talks to: the simulated printer, and servers written by hand that misbehave."""

from __future__ import annotations

import asyncio
import contextlib
import http.server
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from devices.registry import create
from drivers_sim.equipment.document_printer import PagePrinterDevice
from drivers_sim.ipp.device import DocumentPrinterDevice
from drivers_sim.ipp.messages import JOB, OPERATION, PRINTER, Given, Request, read_request, write_reply
from drivers_sim.settings import DeviceSettings, IppAddress

DEADLINE = 20.0
BUDGETS = {"connect": 1.0, "between_bytes": 0.2, "whole": 5.0}


def until(condition: Callable[[], object], what: str = "what was waited for") -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.005)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def driver_at(url: str, *, ca_file: str | None = None, **budgets: float) -> Any:
    return create(
        {
            "id": "document-printer",
            "class": "document_printer",
            "driver": "ipp",
            "transport": {"kind": "ipp", "url": url},
            "ca_file": ca_file,
            "budgets": BUDGETS | budgets,
        }
    )


def a_pdf(pages: int, filling: int = 0) -> bytes:
    objects = b"".join(b"%d 0 obj <</Type /Page>> endobj\n" % number for number in range(1, pages + 1))
    return b"%PDF-1.7\n" + objects + b"%" * filling + b"\n%%EOF\n"


class SimulatedPrinter:
    """The simulated printer in a loop of its own thread."""

    def __init__(self, pages_per_minute: float = 6000.0) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._port = free_port()
        self.url = f"ipp://127.0.0.1:{self._port}/ipp/print"
        self.device: DocumentPrinterDevice = self._run(self._built(pages_per_minute))
        settings = DeviceSettings(
            "document-printer", "document_printer", "ipp", IppAddress("127.0.0.1", self._port, "/ipp/print")
        )
        self._hands = PagePrinterDevice(settings, self.device)

    async def _built(self, pages_per_minute: float) -> DocumentPrinterDevice:
        device = DocumentPrinterDevice("127.0.0.1", self._port, "/ipp/print", pages_per_minute=pages_per_minute)
        await device.start()
        return device

    @property
    def printer(self) -> Any:
        return self.device.printer

    @property
    def described(self) -> dict[str, Any]:
        return self._hands.describe()

    def suffer(self, kind: str) -> None:
        async def act() -> None:
            if kind in ("plug", "unplug"):
                await getattr(self._hands, kind)()
            else:
                self._hands.suffer(kind)

        self._run(act())

    def submit(self, name: str, pdf: bytes) -> int:
        """Somebody else's job; its number."""

        async def act() -> int:
            job = self.printer.create(name, "somebody", 1)
            self.printer.give(job, pdf, "application/pdf", "")
            self.device.changed()
            return int(job.number)

        return self._run(act())

    def close(self) -> None:
        self._run(self.device.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(DEADLINE)
        self._loop.close()

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(DEADLINE)


Handle = Callable[[Request], tuple[int, list[tuple[int, list[Given]]]] | bytes | None]
"""What a scripted printer says to a request: a status and groups, raw bytes instead of HTTP, or nothing at all."""

READY: list[Given] = [
    ("printer-state", "enum", (3,)),
    ("printer-state-reasons", "keyword", ("none",)),
    ("operations-supported", "enum", (2, 8, 9, 10, 11)),
    ("document-format-supported", "mime", ("application/pdf",)),
]
"""A small printer's description: jobs and their documents come in one request."""


class ScriptedPrinter:
    """An HTTP server whose every answer a test decides."""

    def __init__(self, handle: Handle, context: ssl.SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self.released = threading.Event()
        printer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = read_request(self.rfile.read(int(self.headers["Content-Length"])))
                printer.requests.append(request)
                said = handle(request)
                if said is None:
                    printer.released.wait(DEADLINE)
                elif isinstance(said, bytes):
                    self.wfile.write(said)
                else:
                    self._reply(request, *said)
                self.close_connection = True

            def _reply(self, request: Request, status: int, groups: list[tuple[int, list[Given]]]) -> None:
                greeting: list[Given] = [("attributes-charset", "charset", ("utf-8",))]
                body = write_reply(b"\x01\x01", request.number, status, [(OPERATION, greeting), *groups])
                self.send_response(200)
                self.send_header("Content-Type", "application/ipp")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        scheme = "ipp" if context is None else "ipps"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_port}/ipp/print"
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(0.02), daemon=True)
        self._thread.start()

    def asked(self, operation: int) -> int:
        return sum(request.operation == operation for request in self.requests)

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def scripted(handle: Handle, context: ssl.SSLContext | None = None) -> Iterator[ScriptedPrinter]:
    printer = ScriptedPrinter(handle, context)
    try:
        yield printer
    finally:
        printer.close()


def describes(*more: Given) -> tuple[int, list[tuple[int, list[Given]]]]:
    """A printer that is ready, but for what `more` says otherwise."""
    names = {given[0] for given in more}
    return 0, [(PRINTER, [*(given for given in READY if given[0] not in names), *more])]


def a_job(state: int, *reasons: str, name: str = "", number: int = 1) -> tuple[int, list[Given]]:
    return JOB, [
        ("job-id", "integer", (number,)),
        ("job-name", "name", (name,)),
        ("job-state", "enum", (state,)),
        ("job-state-reasons", "keyword", reasons or ("none",)),
    ]
