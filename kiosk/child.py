"""A child process of core: started, watched, ended, started anew with backoff."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Sequence

from kiosk.logging import logger
from kiosk.parent import ROOT

log = logger("child")

BACKOFF = (0.0, 0.2, 1.0, 3.0)
"""Seconds before each new start after a death; a child that lived for STEADY seconds begins at the first again."""
STEADY = 20.0
GRACE = 2.0
"""What a child gets to end by itself: design's two seconds for a worker to be quiet and empty."""


class Child:
    """Keeps one child alive. `on_death` is called for each death that nobody asked for."""

    def __init__(self, name: str, command: Sequence[str], on_death: Callable[[], None] = lambda: None) -> None:
        self.name = name
        self._command = command
        self._on_death = on_death
        self._process: asyncio.subprocess.Process | None = None
        self._wanted = False
        self._keeper: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    def start(self) -> None:
        self._wanted = True
        self._keeper = asyncio.create_task(self._keep(), name=f"child {self.name}")

    async def stop(self) -> None:
        """End it: asked first, killed after GRACE. Returns when it is gone."""
        self._wanted = False
        await self._end()
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)

    def kill(self) -> None:
        """End it at once, for it does not answer; it is started anew."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()

    async def _end(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _keep(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        while self._wanted:
            began = loop.time()
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=asyncio.subprocess.DEVNULL, cwd=ROOT
            )
            log.info("process.started", process=self.name)
            code = await self._process.wait()
            if not self._wanted:
                return
            log.warning("process.died", process=self.name, exit_code=code)
            self._on_death()
            failures = 0 if loop.time() - began > STEADY else failures + 1
            await asyncio.sleep(BACKOFF[min(failures, len(BACKOFF) - 1)])
