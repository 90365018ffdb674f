"""Motion JPEG over HTTP: one server for all cameras that share a host and port."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Callable

from drivers_sim.cameras.sources import FaultySource

BOUNDARY = "frame"
STRANGER = b"<!doctype html><title>Login</title>"
"""What a router's page begins with."""
SEND_BUFFER = 1 << 17
"""Bytes the kernel may hold for a viewer, so that a slow one drops frames instead of falling behind."""
REQUEST_TIMEOUT = 5.0
POWER_UP_S = 0.6
FLAP_S = 0.6


class Camera:
    """A camera that can be plugged in and pulled out. `connections` are those on its cable.

    Faults of the wire: wrong_device (a web page answers at its address), wrong_type (its stream says that it is none of
    pictures), busy (it serves nobody), disconnect_at:N (pulled once N more bytes were sent), power_cycle, flapping.
    """

    FAULTS = ("wrong_device", "wrong_type", "busy", "disconnect_at", "power_cycle", "flapping")

    def __init__(self, path: str, source: FaultySource, on_change: Callable[[], None] = lambda: None) -> None:
        self.on_change = on_change
        self.path = path
        self.source = source
        self.plugged = True
        self.connections: set[asyncio.StreamWriter] = set()
        self.trouble = ""
        self._left: int | None = None
        self._turn: asyncio.TimerHandle | None = None

    @property
    def in_use(self) -> bool:
        return bool(self.connections)

    @property
    def fault(self) -> str:
        return self.trouble or self.source.fault

    def suffer(self, kind: str) -> None:
        """One fault of the wire or of the picture; `clear` ends it and plugs the camera in."""
        name, _, number = kind.partition(":")
        self._stay()
        self._left = None
        self.trouble = name if name in self.FAULTS and name != "power_cycle" else ""
        self.source.set_fault(name if name in FaultySource.FAULTS else "")
        match name:
            case "clear":
                self.plug()
            case "power_cycle":
                self._go()
                self._turn = asyncio.get_running_loop().call_later(POWER_UP_S, self._come)
            case "flapping":
                self._flap()
            case "disconnect_at":
                self._left = int(number) if number.isdecimal() else 0
            case "wrong_device" | "wrong_type" | "busy":
                self._drop()
        self.on_change()

    def plug(self) -> None:
        self._stay()
        self.plugged = True

    def unplug(self) -> None:
        self._stay()
        self._go()

    async def frames(self) -> AsyncIterator[bytes]:
        """Frames at the source's rate, for one viewer."""
        due = time.monotonic()
        while self.plugged:
            frame = self.source.frame(due)
            if frame is not None:
                yield frame
            now = time.monotonic()
            due = max(due + 1 / self.source.fps, now)
            await asyncio.sleep(due - now)

    def passing(self, data: bytes) -> bytes:
        """What of `data` still passes; the cable is pulled behind it."""
        if self._left is None:
            return data
        passing, self._left = data[: self._left], self._left - len(data)
        if self._left <= 0:
            self._left, self.trouble = None, ""
            self._turn = asyncio.get_running_loop().call_later(0.02, self._pull)
        return passing

    def _pull(self) -> None:
        self.unplug()
        self.on_change()

    def _come(self) -> None:
        self.plugged = True
        self.on_change()

    def _go(self) -> None:
        self.plugged = False
        self._drop()

    def _flap(self) -> None:
        if self.plugged:
            self._go()
        else:
            self.plugged = True
        self.on_change()
        self._turn = asyncio.get_running_loop().call_later(FLAP_S, self._flap)

    def _stay(self) -> None:
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None
        if self.trouble == "flapping":
            self.trouble = ""

    def _drop(self) -> None:
        for writer in self.connections:
            writer.transport.abort()


class MjpegServer:
    """Serves cameras by path. A request for an unplugged one is closed without an answer."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.cameras: dict[str, Camera] = {}
        self._server: asyncio.Server | None = None
        self._viewers: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, self._host, self._port)

    async def stop(self) -> None:
        if self._server is None:
            return
        self._server.close()
        for task in list(self._viewers):
            task.cancel()
        await asyncio.gather(*self._viewers, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._viewers.add(task)
        try:
            with contextlib.suppress(
                ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError
            ):
                async with asyncio.timeout(REQUEST_TIMEOUT):
                    head = await reader.readuntil(b"\r\n\r\n")
                await self._answer(head, writer)
        finally:
            if task is not None:
                self._viewers.discard(task)
            writer.transport.abort()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        method, _, rest = head.partition(b" ")
        path = rest.split(b" ", 1)[0].decode("latin-1").partition("?")[0]
        camera = self.cameras.get(path)
        if camera is None or method not in (b"GET", b"HEAD"):
            status = "404 Not Found" if camera is None else "405 Method Not Allowed"
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            return
        if not camera.plugged:
            return
        if camera.trouble in ("wrong_device", "busy"):
            status, body = (
                ("200 OK", STRANGER) if camera.trouble == "wrong_device" else ("503 Service Unavailable", b"")
            )
            said = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
            writer.write(said.encode() + b"Connection: close\r\n\r\n" + body)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            return
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        writer.transport.set_write_buffer_limits(high=SEND_BUFFER)
        kind = "text/plain" if camera.trouble == "wrong_type" else f"multipart/x-mixed-replace; boundary={BOUNDARY}"
        said = f"HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nConnection: close\r\nContent-Type: {kind}\r\n\r\n"
        writer.write(camera.passing(said.encode()))
        camera.connections.add(writer)
        camera.on_change()
        try:
            async for frame in camera.frames():
                writer.write(camera.passing(part(frame)))
                await writer.drain()
        finally:
            camera.connections.discard(writer)
            camera.on_change()


def part(frame: bytes) -> bytes:
    """One frame of the multipart stream."""
    head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(frame)}\r\n\r\n"
    return head.encode() + frame + b"\r\n"
