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


class Camera:
    """A camera that can be plugged in and pulled out. `connections` are those on its cable."""

    def __init__(self, path: str, source: FaultySource, on_change: Callable[[], None] = lambda: None) -> None:
        self.on_change = on_change
        self.path = path
        self.source = source
        self.plugged = True
        self.connections: set[asyncio.StreamWriter] = set()
        self._unplugged = asyncio.Event()

    @property
    def in_use(self) -> bool:
        return bool(self.connections)

    @property
    def is_stranger(self) -> bool:
        """Whether something else stands at the camera's address."""
        return self.source.fault == "wrong_device"

    def plug(self) -> None:
        self.plugged = True
        self._unplugged.clear()

    def unplug(self) -> None:
        self.plugged = False
        self._unplugged.set()
        for writer in self.connections:
            writer.transport.abort()

    async def frames(self) -> AsyncIterator[bytes]:
        """Frames at the source's rate, for one viewer, until the camera is unplugged."""
        due = time.monotonic()
        while self.plugged and not self.is_stranger:
            frame = self.source.frame(due)
            if frame is not None:
                yield frame
            now = time.monotonic()
            due = max(due + 1 / self.source.fps, now)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._unplugged.wait(), due - now)


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
        if camera.is_stranger:
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(STRANGER)}\r\n\r\n"
            writer.write(head.encode() + STRANGER)
            await writer.drain()
            writer.close()
            return
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        writer.transport.set_write_buffer_limits(high=SEND_BUFFER)
        writer.write(
            b"HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nConnection: close\r\n"
            b"Content-Type: multipart/x-mixed-replace; boundary=" + BOUNDARY.encode() + b"\r\n\r\n"
        )
        camera.connections.add(writer)
        camera.on_change()
        try:
            async for frame in camera.frames():
                writer.write(part(frame))
                await writer.drain()
        finally:
            camera.connections.discard(writer)
            camera.on_change()


def part(frame: bytes) -> bytes:
    """One frame of the multipart stream."""
    head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(frame)}\r\n\r\n"
    return head.encode() + frame + b"\r\n"
