"""Core's side of the vision process: documents read and faces checked, as tasks with events. No picture passes here."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from kiosk.channel import Channel
from kiosk.child import Child
from kiosk.logging import logger
from kiosk.vision import messages
from kiosk.vision.messages import AnyCommand, AnyEvent

TaskEvent = (
    messages.DocumentGuidance
    | messages.DocumentRead
    | messages.FaceGuidance
    | messages.FaceChecked
    | messages.CameraMeasured
    | messages.CodeRead
    | messages.Failed
    | messages.Cancelled
)

log = logger("recognition")

STARTS_S = 10.0
"""What a vision process gets to start; after that its cameras count as lost."""


class Lost(Protocol):
    """Told of a death that nobody asked for; `hopeless`: the one before died too before it was ready."""

    def __call__(self, *, hopeless: bool) -> None: ...


class VisionLost(Exception):
    """The vision process died during a task: the visit ends, since what it held of the citizen is gone."""


class Recognition:
    """One vision process at a time. After a visit it is ended and another takes over: that is the wipe."""

    def __init__(
        self,
        command: Callable[[Path, Path], list[str]],
        runtime: Path,
        on_status: Callable[[messages.DeviceStatus], None],
    ) -> None:
        self._on_status = on_status
        self.on_lost: Lost = lambda *, hopeless: None  # noqa: ARG005
        self._tasks: dict[int, asyncio.Queue[TaskEvent | None]] = {}
        self._numbers = itertools.count(1)
        self._replacing = False
        self._stillborn = False
        self._untold: dict[str, messages.DeviceStatus] = {}
        self.ready = asyncio.Event()
        self.rings = runtime / "rings"
        self.rings.mkdir(mode=0o700, exist_ok=True)
        self._channel = Channel(runtime / "vision.sock", self._line, self._lost)
        self.child = Child("vision", command(self._channel.path, self.rings))

    async def start(self) -> None:
        await self._channel.listen()
        self.child.start()

    async def stop(self) -> None:
        await self.child.stop()
        await self._channel.close()
        self._wipe_rings()

    async def renew(self) -> None:
        """End the process with all that it saw, and start the next. Returns when the old one is gone."""
        self._replacing = True
        try:
            await self.child.stop()
            self._fail_tasks()
            self._wipe_rings()
            self.ready.clear()
            self.child.start()
        finally:
            self._replacing = False

    @asynccontextmanager
    async def task(self, make: Callable[[int], AnyCommand]) -> AsyncIterator[AsyncIterator[TaskEvent]]:
        """Begin a task; inside, iterate over its events; leaving cancels it. Raises `VisionLost`."""
        number = next(self._numbers)
        events: asyncio.Queue[TaskEvent | None] = asyncio.Queue()
        self._tasks[number] = events
        try:
            await asyncio.wait_for(self._channel.wait_connected(), STARTS_S)
            self._channel.send(messages.encode(make(number)))
        except TimeoutError:
            events.put_nowait(messages.Failed(task=number, reason="camera_lost"))
        try:
            yield self._iterate(events)
        finally:
            del self._tasks[number]
            self._channel.send(messages.encode(messages.Cancel(task=number)))

    @staticmethod
    async def _iterate(events: asyncio.Queue[TaskEvent | None]) -> AsyncIterator[TaskEvent]:
        while (event := await events.get()) is not None:
            yield event
        raise VisionLost

    def _line(self, line: bytes) -> None:
        event: AnyEvent = messages.decode_event(line)
        match event:
            case messages.Ready(milliseconds=milliseconds):
                self.ready.set()
                self._stillborn = False
                for status in self._untold.values():
                    self._on_status(status)
                self._untold.clear()
                log.info("vision.ready", milliseconds=round(milliseconds))
            case messages.DeviceStatus(device=device) if self._stillborn:
                self._untold[device] = event  # its cameras count once it has proved to live
            case messages.DeviceStatus():
                self._on_status(event)
            case _:
                if (queue := self._tasks.get(event.task)) is not None:
                    queue.put_nowait(event)

    def _lost(self) -> None:
        was_ready = self.ready.is_set()
        self.ready.clear()
        if self._replacing:
            return
        hopeless = self._stillborn and not was_ready
        self._stillborn = not was_ready
        self._untold.clear()
        if hopeless:
            for number, queue in self._tasks.items():
                queue.put_nowait(messages.Failed(task=number, reason="camera_lost"))
        else:
            self._fail_tasks()
        self._wipe_rings()
        self.on_lost(hopeless=hopeless)

    def _fail_tasks(self) -> None:
        for queue in self._tasks.values():
            queue.put_nowait(None)

    def _wipe_rings(self) -> None:
        """Overwrite and remove what a killed process may have left in the preview rings."""
        for ring in self.rings.glob("*.ring"):
            with ring.open("r+b") as file:
                file.write(b"\0" * ring.stat().st_size)
            ring.unlink(missing_ok=True)
