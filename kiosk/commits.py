"""What was promised or begun in the world (a submission, a print) runs to its outcome outside any visit's task."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from kiosk.logging import logger

log = logger("commits")

T = TypeVar("T")


class Commits:
    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Begin `work` and wait for its outcome. A caller that is cancelled leaves it running."""
        return await asyncio.shield(self.begin(work))

    def begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def drain(self, seconds: float) -> None:
        """Before the kiosk stops: let what runs come to its outcome, for so long."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=seconds)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("commit.failed", error=type(error).__name__)
