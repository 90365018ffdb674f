"""The one owner of a device: a queue of commands, time budgets, a status with its time, reconnection.

A driver blocks, so it runs in a thread of its own (devices/tenure.py). A thread that hangs is given up: its wire is
broken and a new one with a new driver takes over; the event loop never waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, Generic, TypeVar, overload

from devices import hotplug
from devices.clock import Clock, SystemClock
from devices.counting import Counting
from devices.interfaces import Device, PrintOutcome, PrintState
from devices.job import Job
from devices.lifecycle import Held, Lifecycle
from devices.model import Budgets, Completion, DeviceClass, DeviceError, Status
from devices.pace import Pace, Rest
from devices.reasons import is_wire
from devices.standing import Standing
from devices.statistics import Statistics
from devices.tenure import Tenure
from devices.trace import Trace

D = TypeVar("D", bound=Device)
R = TypeVar("R")


class DeviceWorker(Generic[D]):
    """Owns the device that `factory` makes a driver for. Use from one event loop.

    `hotplug_path` is a path whose appearance means that the device was plugged in. `budgets.whole` is a command's limit
    where `call` names none. `statistics` goes on from where it stands.
    """

    def __init__(
        self,
        device_id: str,
        device_class: DeviceClass,
        factory: Callable[[], D],
        *,
        budgets: Budgets | None = None,
        on_status: Callable[[Status], None] | None = None,
        hotplug_path: Path | None = None,
        pace: Pace | None = None,
        clock: Clock | None = None,
        trace: Trace | None = None,
        statistics: Statistics | None = None,
    ) -> None:
        self.device_id = device_id
        self.trace = trace or Trace()
        self.device_class = device_class
        self.statistics = statistics or Statistics.of(device_class)
        self._budgets = budgets or Budgets()
        self._pace = pace or Pace()
        self._clock = clock or SystemClock()
        self._jobs: deque[Job] = deque()
        self._running: Job | None = None
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._tenure = Tenure(device_id, factory, self._budgets)
        self._counting = Counting(device_class, self.statistics)
        self._task: asyncio.Task[None] | None = None
        self._deaf: Callable[[], None] = lambda: None
        self._serving = False
        self._rest = Rest(self._pace, self._clock, self._wake, hotplug_path)
        self._looked_at = float("-inf")
        self._refused_at = float("-inf")
        self._last_reason = "starting"
        self._standing = Standing(device_id, device_class, self._clock, on_status)

    @property
    def status(self) -> Status:
        """The last observation, with the time it was made and since when it holds."""
        return self._standing.status

    @property
    def lifecycle(self) -> Lifecycle:
        """How far the device is taken now, by UnifiedPOS's steps."""
        return self._tenure.lifecycle

    @property
    def _opened(self) -> bool:
        return self._tenure.lifecycle is not Lifecycle.CLOSED

    @property
    def on_status(self) -> Callable[[Status], None] | None:
        """Called in the loop whenever the observation changes."""
        return self._standing.on_status

    @on_status.setter
    def on_status(self, listener: Callable[[Status], None] | None) -> None:
        self._standing.on_status = listener

    def start(self) -> None:
        """Begin to connect and to observe; returns at once."""
        if self._task is None:
            self._deaf = hotplug.of_loop().subscribe(self.plugged)
            self._task = asyncio.create_task(self._run(), name=f"device worker {self.device_id}")

    async def stop(self) -> None:
        """Close the device and end. Commands not begun end as cancelled with the reason `stopped`, one under way with
        `aborted`: what it did is not known."""
        task, self._task = self._task, None
        self._deaf()
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        while self._jobs:
            self._jobs.popleft().fail(DeviceError(Completion.CANCELLED, "stopped"))
        await self._tenure.end()
        self._counting.pause()
        self._standing.unseen("stopped")

    def plugged(self) -> None:
        """Something was plugged in or pulled out: look now instead of when the backoff ends."""
        if self._opened and not self._rest.absent:
            return
        self._rest.renew()
        self._looked_at = float("-inf")
        self._wake.set()

    @overload
    async def call(self, command: str, *args: Any, budget: float | None = None) -> Any: ...

    @overload
    async def call(self, command: Callable[Concatenate[D, ...], R], *args: Any, budget: float | None = None) -> R: ...

    async def call(self, command: str | Callable[..., Any], *args: Any, budget: float | None = None) -> Any:
        """Run the driver's method `command`, or `command(driver, *args)`, in the device's turn; its result.

        Raises `DeviceError`, at the latest `budget` seconds after the command began. A caller that is cancelled is
        rid of the command at once: not begun, it never begins; begun, it ends on the wire and its result is dropped.
        """

        def run(held: Held[D]) -> Any:
            driver = held.driver
            return getattr(driver, command)(*args) if isinstance(command, str) else command(driver, *args)

        return await self._queued(run, budget, command, args)

    async def _queued(
        self, run: Callable[[Held[D]], Any], budget: float | None, command: object, arguments: tuple[Any, ...] = ()
    ) -> Any:
        if self._task is None or self._task.done():
            raise DeviceError(Completion.DEVICE_NOT_READY, "stopped")
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._jobs.append(Job(run, self._budgets.whole if budget is None else budget, answer, command, arguments))
        self._idle.clear()
        self._wake.set()
        return await answer

    async def enable(self) -> None:
        """Let the device serve people, now and after every reconnection, until `disable`.

        Raises `DeviceError` where it cannot at the moment; it will once it is back.
        """
        self._serving = True
        await self._queued(Held.enable, None, "enable")

    async def disable(self) -> None:
        """Let the device serve nobody. Raises `DeviceError` where it does not answer; it forgets by being closed."""
        self._serving = False
        await self._queued(Held.disable, None, "disable")

    async def quiet(self, timeout: float = 2.0) -> bool:  # noqa: ASYNC109 - it acts when the time is up
        """For the visit's end: wait until no command of it is left; whether that came within `timeout` seconds.

        A command whose caller is gone and that does not end in time is broken off, and the device started anew. One
        that somebody still awaits, as a print that was promised, is left alone.
        """
        self._jobs = deque(job for job in self._jobs if job.wanted)
        running = self._running
        if running is None or running.wanted:
            return True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while self._running is running:
                    self._idle.clear()
                    await self._idle.wait()
                return True
        if self._running is running:
            self._tenure.break_off()
        return False

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            due = self._clock.monotonic() - self._looked_at >= self._pace.poll or not self._opened
            if not self._jobs and due:
                await self._look()
            if self._jobs:
                await self._serve(self._jobs.popleft())
                if self._opened and self._clock.monotonic() - self._looked_at >= self._pace.poll:
                    await self._look()
            if not self._jobs:
                await self._pause()

    async def _pause(self) -> None:
        """Until a command comes, the next look is due or the device was plugged in."""
        if not self._opened:
            await self._rest.before_connecting()
            return
        returning = self._standing.returning
        await self._rest.before_a_look(returning=returning)
        if returning:
            self._looked_at = float("-inf")

    async def _look(self) -> None:
        """Observe the device, connecting first where it is not connected."""
        try:
            if not self._opened:
                await self._connect()
            elif self._serving and self.lifecycle is Lifecycle.CLAIMED:
                await self._enable()
            await self._observe()
        except DeviceError as error:
            await self._lost(error, at_once=error.reason == "hung")

    async def _observe(self) -> None:
        seen = await self._tenure.run(lambda held: held.driver.observe(), self._budgets.whole)
        self._looked_at = self._clock.monotonic()
        self._rest.renew()
        self._counting.observed(seen, self._looked_at)
        self._standing.seen(seen)

    async def _connect(self) -> None:
        try:
            await self._tenure.take()
            if self._serving:
                await self._enable()
        except DeviceError:
            self._refused_at = self._clock.monotonic()
            raise
        self._counting.connected()
        self._looked_at = float("-inf")

    async def _enable(self) -> None:
        """Serve people again. A device that cannot now, as one with a jam, is asked again with the next look."""
        try:
            await self._tenure.enable()
        except DeviceError as error:
            if is_wire(error.reason):
                raise

    async def _reconnect(self) -> None:
        """Connect for a command, unless that failed just now; its failure says that the command never began.

        What answers no question gets no command: it may be another device, which would print a slip or read a code.
        """
        if self._clock.monotonic() - self._refused_at < self._pace.first:
            raise DeviceError(Completion.DEVICE_NOT_READY, self._last_reason)
        try:
            await self._connect()
            await self._observe()
        except DeviceError as error:
            raise DeviceError(Completion.DEVICE_NOT_READY, error.reason) from error

    async def _serve(self, job: Job) -> None:
        if not job.wanted:
            return
        self._running = job
        try:
            if not self._opened:
                await self._reconnect()
            result = await self._tenure.run(job.command, job.budget)
        except DeviceError as error:
            if is_wire(error.reason):
                await self._lost(error, at_once=True)
            else:
                self._looked_at = float("-inf")
            self._counting.failed(error)
            job.fail(error)
        else:
            if isinstance(result, PrintOutcome) and result.state is not PrintState.CONFIRMED:
                if is_wire(result.reason):
                    await self._lost(DeviceError(Completion.HARDWARE_ERROR, result.reason), at_once=True)
                self._looked_at = float("-inf")
            self._counting.ended(job.name, job.arguments, result)
            job.finish(result)
        finally:
            job.fail(DeviceError(Completion.CANCELLED, "aborted"))  # only a worker that stops gets here unanswered
            self._running = None
            self._idle.set()

    async def _lost(self, error: DeviceError, *, at_once: bool) -> None:
        self._last_reason = error.reason
        self._looked_at = self._clock.monotonic()
        if self._opened or error.reason == "hung":
            self._counting.lost(error.reason)
        await self._tenure.leave()
        self._standing.missed(error.reason, at_once=at_once)
