"""The printer at the end of its network cable."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from drivers_sim.ipp import http
from drivers_sim.ipp.messages import BadMessageError, read_request
from drivers_sim.ipp.operations import Operations
from drivers_sim.ipp.paper import Printed
from drivers_sim.ipp.printer import Printer
from drivers_sim.line import Line

WEB_PAGE = b"<!doctype html><title>It works</title><p>This is a web server.\n"
LOOK_AGAIN_S = 5.0
"""A created job whose document never comes is dropped in time."""


class DocumentPrinterDevice:
    """`on_change` is called when a page comes out or a state changes."""

    def __init__(
        self,
        host: str,
        port: int,
        path: str,
        *,
        pages_per_minute: float = 40.0,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.printer = Printer(pages_per_minute)
        self.web_page = False
        self._path = path
        self._operations = Operations(self.printer, f"ipp://{host}:{port}{path}", "Document printer")
        self._requests = http.Requests()
        self._on_change = on_change
        self._work = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.line = Line(
            self._heard, reset=self._power_cycled, connected=self._requests.reset, changed=on_change
        ).on_tcp(host, port)

    @property
    def documents(self) -> list[Printed]:
        return self.printer.tray.documents

    async def start(self) -> None:
        self.line.plug()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        self.line.unplug()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def changed(self) -> None:
        """A hand changed something of the printer."""
        self._work.set()
        self._on_change()

    def _heard(self, data: bytes) -> None:
        try:
            for request in self._requests.feed(data):
                self.line.send(http.CONTINUE if isinstance(request, http.GoOn) else self._answer(request))
        except http.BadRequestError:
            self._requests.reset()
            self.line.send(http.answer(b"", "text/plain", "400 Bad Request"))

    def _answer(self, request: http.Posted) -> bytes:
        if self.web_page or request.method == "GET":
            return http.answer(WEB_PAGE, "text/html")
        if request.method != "POST" or not request.headers.get("content-type", "").startswith("application/ipp"):
            return http.answer(b"", "text/plain", "400 Bad Request")
        if request.path.rstrip("/") != self._path.rstrip("/"):
            return http.answer(b"", "text/plain", "404 Not Found")
        try:
            message = read_request(request.body)
        except BadMessageError:
            return http.answer(b"", "text/plain", "400 Bad Request")
        body = self._operations.answer(message)
        self._work.set()
        return http.answer(body, "application/ipp")

    def _power_cycled(self) -> None:
        self.printer.power_cycle()
        self._requests.reset()

    async def _run(self) -> None:
        while True:
            seconds = self.printer.step()
            self._on_change()
            if seconds is None:
                self._work.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN_S):
                        await self._work.wait()
            else:
                await asyncio.sleep(seconds)
