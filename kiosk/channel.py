"""The socket between core and one of its children: newline-delimited JSON over a Unix stream in the runtime folder."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

MAX_LINE = 1 << 20  # the reference photograph, base64, with room


class Channel:
    """Core's end. One peer at a time: a newer connection takes the place of an older one."""

    def __init__(self, path: Path, on_line: Callable[[bytes], None], on_lost: Callable[[], None]) -> None:
        self.path = path
        self._on_line = on_line
        self._on_lost = on_lost
        self._server: asyncio.Server | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._connected = asyncio.Event()
        self.on_connected: Callable[[], None] = lambda: None

    @property
    def connected(self) -> bool:
        return self._connected.is_set()

    async def listen(self) -> None:
        self.path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._serve, path=self.path, limit=MAX_LINE)
        self.path.chmod(0o600)

    async def wait_connected(self) -> None:
        await self._connected.wait()

    def send(self, line: bytes) -> None:
        """Queue one line; without a peer it is dropped, since the peer asks for the present state when it comes."""
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(line + b"\n")

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        if self._server is not None:
            self._server.close()
        self.path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer = writer
        self._connected.set()
        self.on_connected()
        with contextlib.suppress(ConnectionError, asyncio.LimitOverrunError, ValueError):
            while line := await reader.readline():
                self._on_line(line)
        if self._writer is writer:
            self._writer = None
            self._connected.clear()
            self._on_lost()
        with contextlib.suppress(ConnectionError):
            writer.close()
