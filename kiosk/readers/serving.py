"""A device that serves people only while the screen asks for it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from devices.model import DeviceError
from devices.worker import DeviceWorker


class Serving:
    """Enables a worker's device inside `now`, and disables it afterwards without holding up who goes on."""

    def __init__(self, worker: DeviceWorker[Any] | None) -> None:
        self._worker = worker
        self._ending: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def now(self) -> AsyncIterator[None]:
        """One user at a time. A device that cannot be enabled will be once it is back."""
        assert self._worker is not None
        if self._ending is not None:
            await asyncio.shield(self._ending)  # or it would end what begins here
        try:
            with contextlib.suppress(DeviceError):
                await self._worker.enable()
            yield
        finally:
            self._ending = asyncio.create_task(self._end(self._worker))

    @staticmethod
    async def _end(worker: DeviceWorker[Any]) -> None:
        with contextlib.suppress(DeviceError):
            await worker.disable()
