"""Codes before the scanner: the electronic social security card on a telephone, and receipts of this kiosk."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from devices.interfaces import Code
from devices.model import DeviceError
from devices.worker import DeviceWorker

WAIT_S = 0.5
"""How long one command waits for a code: what another command to the scanner may have to wait."""
AGAIN_S = 1.0


class Codes:
    """The scanner's light is on only inside `reading`."""

    def __init__(self, worker: DeviceWorker[Any] | None) -> None:
        self._worker = worker
        self._running: set[asyncio.Task[None]] = set()

    async def next(self) -> str:
        """Wait for a code and return its text, which may name a person: never logged."""
        worker = self._worker
        assert worker is not None
        async with self._reading(worker):
            while True:
                try:
                    code: Code | None = await worker.call("next_code", WAIT_S)
                except DeviceError:
                    await asyncio.sleep(AGAIN_S)
                    continue
                if code is not None and code.text.strip():
                    return code.text.strip()

    @asynccontextmanager
    async def _reading(self, worker: DeviceWorker[Any]) -> AsyncIterator[None]:
        with contextlib.suppress(DeviceError):
            await worker.enable()
        try:
            yield
        finally:
            task = asyncio.create_task(_off(worker))
            self._running.add(task)
            task.add_done_callback(self._running.discard)


async def _off(worker: DeviceWorker[Any]) -> None:
    with contextlib.suppress(DeviceError):
        await worker.disable()
