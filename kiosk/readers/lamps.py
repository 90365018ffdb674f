"""Lamps of the case that show where to put a card and where paper comes out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from devices.model import DeviceError
from devices.worker import DeviceWorker


class Lamps:
    """The outputs that the configuration names; a name that it has not is passed over."""

    def __init__(self, worker: DeviceWorker[Any] | None, outputs: Collection[str]) -> None:
        self._worker = worker
        self._outputs = frozenset(outputs)
        self._running: set[asyncio.Task[None]] = set()

    @contextmanager
    def lit(self, *names: str) -> Iterator[None]:
        """Lamps that burn inside. Nothing waits for them, and none of them is needed."""
        for name in names:
            self.switch(name, on=True)
        try:
            yield
        finally:
            for name in names:
                self.switch(name, on=False)

    def switch(self, name: str, *, on: bool) -> None:
        """In the order of the calls: the worker has one queue."""
        if self._worker is None or name not in self._outputs:
            return
        task = asyncio.create_task(self._switch(self._worker, name, on))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    @staticmethod
    async def _switch(worker: DeviceWorker[Any], name: str, on: bool) -> None:
        with contextlib.suppress(DeviceError):
            await worker.call("switch", name, on)
