"""The spare vision process: started when nobody needs the machine, kept, handed over, and given up where it fails."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator

from kiosk.logging import logger
from kiosk.vision_process import VisionProcess

log = logger("spare")

REST_S = 3.0
"""So long nothing must have been recognised before a spare is started: after the screen is there, between two tasks."""
AGAIN_S = 30.0
"""After a spare's death, which core survives without it."""


class Spares:
    """At most one spare. `in_service` is set while the process in service is ready."""

    def __init__(self, make: Callable[[], VisionProcess], in_service: asyncio.Event) -> None:
        self._make = make
        self._in_service = in_service
        self._spare: VisionProcess | None = None
        self._wanted = asyncio.Event()
        self._wanted.set()
        self._under_way = 0
        self._not_before = 0.0
        self._keeper: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        self._keeper = asyncio.create_task(self._keep(), name="spare vision")

    async def stop(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        if self._spare is not None:
            await self._spare.stop()
        await asyncio.gather(*self._ending)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Start none while this lasts."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._rest(REST_S)

    def take(self) -> VisionProcess | None:
        """Hand the spare over, where there is one: still loading, it is ahead of another all the same."""
        spare, self._spare = self._spare, None
        if spare is None:
            return None
        self._rest(REST_S)
        self._wanted.set()
        return spare

    def lost(self, process: VisionProcess) -> None:
        """It died. Another is tried later: whatever kills it must not keep the machine busy."""
        if process is not self._spare:
            return
        log.warning("spare.lost")
        self._spare = None
        ending = asyncio.create_task(process.stop(), name="spare ends")
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        self._rest(AGAIN_S)
        self._wanted.set()

    def _rest(self, seconds: float) -> None:
        self._not_before = max(self._not_before, time.monotonic() + seconds)

    async def _keep(self) -> None:
        self._rest(REST_S)
        while True:
            await self._wanted.wait()
            await self._in_service.wait()
            left = REST_S if self._under_way else self._not_before - time.monotonic()
            if left > 0:
                await asyncio.sleep(left)
                continue
            self._wanted.clear()
            self._spare = self._make()
            await self._spare.start()
