"""The chip reader on its cable: requests come from a pty, answers leave after the time the hardware takes."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from pathlib import Path

from drivers_sim.sdt.frames import BadRequest, Request, RequestParser, encode
from drivers_sim.sdt.reader import ChipReader
from drivers_sim.wires import SerialWire

FAULTS = ("silent", "garbage", "slow", "frozen", "bad_checksum", "truncated")
HARDWARE_SECONDS = {(0x20, 0x01): 0.02, (0x20, 0x02): 0.02, (0x30, 0x01): 0.25, (0x30, 0x10): 0.4, (0x30, 0x03): 0.05}
"""What a command takes; a real reader's base read takes up to a second."""
SLOW_SECONDS = 4.0
"""Beyond the 2 s that a base read is given by common drivers."""
FRAME_GAP = 0.5
"""Seconds of silence after which half a request is forgotten."""


class ChipReaderDevice:
    """A chip reader reached through the symlink at `port`."""

    def __init__(self, port: Path, *, reader: ChipReader | None = None) -> None:
        self.reader = reader or ChipReader()
        self.fault = ""
        self.heard_at = 0.0
        self._wire = SerialWire(port, self._heard)
        self._parser = RequestParser()
        self._requests: asyncio.Queue[Request | BadRequest] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._noise = random.Random(5)

    @property
    def plugged(self) -> bool:
        return self._wire.plugged

    async def start(self) -> None:
        self._wire.plug()
        self._task = asyncio.create_task(self._answer_all())

    async def stop(self) -> None:
        self._wire.unplug()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def plug(self) -> None:
        self._parser.reset()
        self._wire.plug()

    async def unplug(self) -> None:
        self._wire.unplug()
        while not self._requests.empty():
            self._requests.get_nowait()

    def _heard(self, data: bytes) -> None:
        now = time.monotonic()
        if now - self.heard_at > FRAME_GAP:
            self._parser.reset()
        self.heard_at = now
        for request in self._parser.feed(data):
            self._requests.put_nowait(request)

    async def _answer_all(self) -> None:
        while True:
            request = await self._requests.get()
            if isinstance(request, Request):
                await asyncio.sleep(HARDWARE_SECONDS.get((request.command, request.parameter), 0.0))
            answer = encode(self.reader.answer(request))
            match self.fault:
                case "silent" | "frozen":
                    continue
                case "garbage":
                    answer = self._noise.randbytes(len(answer))
                case "bad_checksum":
                    answer = answer[:-1] + bytes((answer[-1] ^ 0xFF,))
                case "truncated":
                    answer = answer[: len(answer) // 2]
                case "slow":
                    await asyncio.sleep(SLOW_SECONDS)
            self._wire.send(answer)
