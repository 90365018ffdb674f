"""Core's side of the vision process: documents read and faces checked, as tasks with events. No picture passes here."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from kiosk.logging import logger
from kiosk.spares import Spares
from kiosk.vision import messages
from kiosk.vision.messages import AnyCommand, AnyEvent
from kiosk.vision_process import VisionProcess

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

HEAVY = (messages.ReadDocument, messages.CheckFace)
"""Tasks beside which no spare is started: they need the machine for the citizen who waits."""
STARTS_S = 10.0
"""What a vision process gets to start; after that its cameras count as lost."""


class Lost(Protocol):
    """Told of a death that nobody asked for; `hopeless`: the one before died too before it was ready."""

    def __call__(self, *, hopeless: bool) -> None: ...


class VisionLost(Exception):
    """The vision process died during a task: the visit ends, since what it held of the citizen is gone."""


class Recognition:
    """One vision process in service. After a visit it is ended and the spare takes over: that is the wipe.

    The spare has its models loaded and no camera open. It is started while nothing is being recognised.
    """

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
        self._stillborn = False
        self._untouched = False
        self._untold: dict[str, messages.DeviceStatus] = {}
        self._listens = asyncio.Event()
        self._running = False
        self._ending: set[asyncio.Task[None]] = set()
        self.ready = asyncio.Event()
        self.rings = runtime / "rings"
        self.rings.mkdir(mode=0o700, exist_ok=True)
        self._runtime = runtime
        self._command = lambda socket: command(socket, self.rings)
        self._sockets = itertools.count(1)
        self._serving = self._another(spare=False)
        self._spares = Spares(lambda: self._another(spare=True), self.ready)

    async def start(self) -> None:
        self._running = True
        await self._serving.start()
        self._spares.start()

    async def stop(self) -> None:
        self._running = False
        await self._spares.stop()
        await asyncio.gather(self._serving.stop(), *self._ending)
        self._wipe_rings()

    async def renew(self, forget: Callable[[], None] = lambda: None) -> None:
        """End the process with all that it saw, and let the spare take over, or start another.

        Returns when the old one is gone. `forget` is called between the two: what was known of the cameras holds no
        longer.
        """
        if self._untouched:  # the one that the citizen was seen by has died, and this one has seen nobody
            self._untouched = False
            return
        old = self._serving
        self._running = False
        try:
            await old.stop()
            self._fail_tasks()
            self._wipe_rings()
        finally:
            self._running = True
        forget()
        await self._replace()

    @asynccontextmanager
    async def task(self, make: Callable[[int], AnyCommand]) -> AsyncIterator[AsyncIterator[TaskEvent]]:
        """Begin a task; inside, iterate over its events; leaving cancels it. Raises `VisionLost`."""
        number = next(self._numbers)
        command = make(number)
        events: asyncio.Queue[TaskEvent | None] = asyncio.Queue()
        self._tasks[number] = events
        if not isinstance(command, messages.WatchMat):
            self._untouched = False
        with self._spares.held() if isinstance(command, HEAVY) else contextlib.nullcontext():
            try:
                await asyncio.wait_for(self._listens.wait(), STARTS_S)
                self._serving.channel.send(messages.encode(command))
            except TimeoutError:
                events.put_nowait(messages.Failed(task=number, reason="camera_lost"))
            try:
                yield self._iterate(events)
            finally:
                del self._tasks[number]
                self._serving.channel.send(messages.encode(messages.Cancel(task=number)))

    @staticmethod
    async def _iterate(events: asyncio.Queue[TaskEvent | None]) -> AsyncIterator[TaskEvent]:
        while (event := await events.get()) is not None:
            yield event
        raise VisionLost

    def connected(self, process: VisionProcess) -> None:
        if process is self._serving:
            self._listens.set()

    def said(self, process: VisionProcess, event: AnyEvent) -> None:
        match event:
            case messages.Ready(milliseconds=milliseconds):
                log.info(
                    "vision.ready", milliseconds=round(milliseconds), process="vision" if process.open else "spare"
                )
                if process is self._serving:
                    self._is_ready()
            case _ if process is not self._serving:
                pass
            case messages.DeviceStatus(device=device) if self._stillborn:
                self._untold[device] = event  # its cameras count once it has proved to live
            case messages.DeviceStatus():
                self._on_status(event)
            case _:
                if (queue := self._tasks.get(event.task)) is not None:
                    queue.put_nowait(event)

    def _is_ready(self) -> None:
        self.ready.set()
        self._stillborn = False
        for status in self._untold.values():
            self._on_status(status)
        self._untold.clear()

    def lost(self, process: VisionProcess, *, was_ready: bool) -> None:
        if process is not self._serving:
            self._spares.lost(process)
            return
        self.ready.clear()
        self._listens.clear()
        if not self._running:
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
        self._untouched = not hopeless
        if (spare := self._spares.take()) is not None:
            self._end(process)
            self._put_in_service(spare)

    def _another(self, *, spare: bool) -> VisionProcess:
        return VisionProcess(self._command, self._runtime / f"vision-{next(self._sockets)}.sock", self, spare=spare)

    async def _replace(self) -> None:
        if (spare := self._spares.take()) is not None:
            self._put_in_service(spare)
            return
        self._serving = self._another(spare=False)
        self.ready.clear()
        self._listens.clear()
        await self._serving.start()

    def _put_in_service(self, spare: VisionProcess) -> None:
        log.info("vision.spare_serves", state="ready" if spare.ready.is_set() else "loading")
        self._serving = spare
        self.ready.clear()
        self._listens.clear()
        if spare.channel.connected:
            self._listens.set()
        if spare.ready.is_set():
            self._is_ready()
        spare.take_over()

    def _end(self, process: VisionProcess) -> None:
        ending = asyncio.create_task(process.stop(), name="vision ends")
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)

    def _fail_tasks(self) -> None:
        for queue in self._tasks.values():
            queue.put_nowait(None)

    def _wipe_rings(self) -> None:
        """Overwrite and remove what a killed process may have left in the preview rings."""
        for ring in self.rings.glob("*.ring"):
            with ring.open("r+b") as file:
                file.write(b"\0" * ring.stat().st_size)
            ring.unlink(missing_ok=True)
