"""The studio from outside: asks its process for pictures, the most urgent first."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import sys
from enum import IntEnum
from pathlib import Path
from typing import Any, Protocol

PROJECT = Path(__file__).resolve().parents[2]


class Urgency(IntEnum):
    """What is waited for comes before what will be wanted."""

    NOW = 0
    SOON = 1
    AHEAD = 2


class StudioError(RuntimeError):
    """A picture could not be made."""


class Studio(Protocol):
    """Makes pictures (see `studio.scenes` for what there is)."""

    async def pictures(self, scene: str, *arguments: object, urgency: Urgency = Urgency.NOW) -> list[bytes]: ...
    async def facts(self, scene: str, *arguments: object) -> Any: ...
    async def close(self) -> None: ...


class StudioProcess:
    """A studio in a process of its own, started at the first request and again after it died."""

    def __init__(self) -> None:
        self._jobs: asyncio.PriorityQueue[tuple[int, int, bytes, asyncio.Future[Any]]] = asyncio.PriorityQueue()
        self._numbers = itertools.count()
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None

    async def pictures(self, scene: str, *arguments: object, urgency: Urgency = Urgency.NOW) -> list[bytes]:
        result = await self._ask(scene, arguments, urgency)
        if not isinstance(result, list):
            raise StudioError(f"{scene}: no pictures")
        return result

    async def facts(self, scene: str, *arguments: object) -> Any:
        return await self._ask(scene, arguments, Urgency.NOW)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def _ask(self, scene: str, arguments: tuple[object, ...], urgency: Urgency) -> Any:
        if self._task is None:
            self._task = asyncio.create_task(self._work())
        request = json.dumps({"scene": scene, "arguments": arguments}).encode() + b"\n"
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._jobs.put_nowait((urgency, next(self._numbers), request, answer))
        return await answer

    async def _work(self) -> None:
        while True:
            *_, request, answer = await self._jobs.get()
            if answer.done():
                continue
            try:
                result = await self._exchange(request)
            except (StudioError, OSError, asyncio.IncompleteReadError) as error:
                if not answer.done():
                    answer.set_exception(error if isinstance(error, StudioError) else StudioError(repr(error)))
            else:
                if not answer.done():
                    answer.set_result(result)

    async def _exchange(self, request: bytes) -> Any:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await self._start()
        to, answers = process.stdin, process.stdout
        if to is None or answers is None:
            raise StudioError("the studio's process has no pipes")
        to.write(request)
        await to.drain()
        line = await answers.readline()
        if not line:
            await process.wait()
            raise StudioError("the studio's process ended")
        head = json.loads(line)
        if "error" in head:
            raise StudioError(head["error"])
        if "sizes" in head:
            return [await answers.readexactly(size) for size in head["sizes"]]
        return head["json"]

    async def _start(self) -> asyncio.subprocess.Process:
        path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "drivers_sim.studio.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            limit=1 << 20,
            # Its own process group: an interrupt from the keyboard is for us to pass on, by closing its input.
            start_new_session=True,
        )
