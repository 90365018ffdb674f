"""The chip reader on its cable: requests come from a pty, answers leave after the time the hardware takes."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from drivers_sim.line import FAULTS as LINE_FAULTS
from drivers_sim.line import Line
from drivers_sim.sdt.frames import BadRequest, Request, RequestParser, encode
from drivers_sim.sdt.reader import ChipReader

FAULTS = LINE_FAULTS
HARDWARE_SECONDS = {(0x20, 0x01): 0.02, (0x20, 0x02): 0.02, (0x30, 0x01): 0.25, (0x30, 0x10): 0.4, (0x30, 0x03): 0.05}
"""What a command takes; a real reader's base read takes up to a second."""
SLOW_SECONDS = 4.0
"""Beyond the 2 s that a base read is given by common drivers."""
FRAME_GAP = 0.5
"""Seconds of silence after which half a request is forgotten."""


class ChipReaderDevice:
    """A chip reader reached through the symlink at `port`. `baud`: its line's speed, unhurried without.

    `quick`: commands take no time of their own.
    """

    def __init__(
        self,
        port: Path,
        *,
        reader: ChipReader | None = None,
        baud: int | None = None,
        quick: bool = False,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.reader = reader or ChipReader()
        self.heard_at = 0.0
        self.line = Line(self._heard, reset=self._power_lost, changed=on_change, slow_s=SLOW_SECONDS)
        self.line.on_serial(port, baud)
        self._seconds = {} if quick else HARDWARE_SECONDS
        self._parser = RequestParser()
        self._requests: asyncio.Queue[Request | BadRequest] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    @property
    def plugged(self) -> bool:
        return self.line.plugged

    @property
    def fault(self) -> str:
        return self.line.fault

    def suffer(self, kind: str) -> None:
        self.line.suffer(kind)

    async def start(self) -> None:
        self.line.plug()
        self._task = asyncio.create_task(self._answer_all())

    async def stop(self) -> None:
        self.line.unplug()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def plug(self) -> None:
        self._parser.reset()
        self.line.plug()

    async def unplug(self) -> None:
        self.line.unplug()
        self._power_lost()

    def _power_lost(self) -> None:
        """By the USB cable comes its power."""
        self._parser.reset()
        self.reader.power_up()
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
                await asyncio.sleep(self._seconds.get((request.command, request.parameter), 0.0))
            self.line.send(encode(self.reader.answer(request)))
