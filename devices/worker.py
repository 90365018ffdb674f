"""The one owner of a device: a queue of commands, time budgets, a status with its time, reconnection.

A driver blocks, so it runs in a thread of its own. A thread that hangs is given up: its wire is broken and a new one
with a new driver takes over; the event loop never waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, Generic, TypeVar, overload

from devices.clock import Clock, SystemClock
from devices.interfaces import Device, PrintOutcome, PrintState
from devices.job import Job
from devices.model import Budgets, Completion, DeviceClass, DeviceError, Status
from devices.owner import Owner
from devices.reasons import is_wire, observation
from devices.standing import Standing
from devices.trace import Trace

D = TypeVar("D", bound=Device)
R = TypeVar("R")

_log = logging.getLogger(__name__)

POLL_S = 1.0
FIRST_BACKOFF_S, LONGEST_BACKOFF_S = 0.25, 5.0
HOTPLUG_POLL_S = 0.25
CLOSING_S = 2.0
MOST_ABANDONED = 4  # threads stuck in a kernel call never end; more of them would not help the device


class DeviceWorker(Generic[D]):
    """Owns the device that `factory` makes a driver for. Use from one event loop.

    `hotplug_path` is a path whose appearance means that the device was plugged in. `budgets.whole` is a command's limit
    where `call` names none.
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
        poll_s: float = POLL_S,
        clock: Clock | None = None,
        trace: Trace | None = None,
    ) -> None:
        self.device_id = device_id
        self.trace = trace or Trace()
        self.device_class = device_class
        self._factory = factory
        self._budgets = budgets or Budgets()
        self._hotplug_path = hotplug_path
        self._poll_s = poll_s
        self._clock = clock or SystemClock()
        self._jobs: deque[Job] = deque()
        self._running: Job | None = None
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._give_up = asyncio.Event()
        self._owner: Owner[D] | None = None
        self._abandoned: list[Owner[D]] = []
        self._task: asyncio.Task[None] | None = None
        self._opened = False
        self._serving = False
        self._backoff = FIRST_BACKOFF_S
        self._looked_at = float("-inf")
        self._refused_at = float("-inf")
        self._last_reason = "starting"
        self._standing = Standing(device_id, device_class, self._clock, on_status)

    @property
    def status(self) -> Status:
        """The last observation, with the time it was made and since when it holds."""
        return self._standing.status

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
            self._task = asyncio.create_task(self._run(), name=f"device worker {self.device_id}")

    async def stop(self) -> None:
        """Close the device and end. Commands not begun end as cancelled with the reason `stopped`, one under way with
        `aborted`: what it did is not known."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        while self._jobs:
            self._jobs.popleft().fail(DeviceError(Completion.CANCELLED, "stopped"))
        owner, self._owner = self._owner, None
        if owner is not None:
            closing = owner.submit(_leave)
            owner.end()
            with contextlib.suppress(Exception):
                async with asyncio.timeout(CLOSING_S):
                    await closing
            if not closing.done() or closing.cancelled():
                owner.abandon()
        self._opened = False
        self._standing.show(observation("stopped"))

    @overload
    async def call(self, command: str, *args: Any, budget: float | None = None) -> Any: ...

    @overload
    async def call(self, command: Callable[Concatenate[D, ...], R], *args: Any, budget: float | None = None) -> R: ...

    async def call(self, command: str | Callable[..., Any], *args: Any, budget: float | None = None) -> Any:
        """Run the driver's method `command`, or `command(driver, *args)`, in the device's turn; its result.

        Raises `DeviceError`, at the latest `budget` seconds after the command began. A caller that is cancelled is
        rid of the command at once: not begun, it never begins; begun, it ends on the wire and its result is dropped.
        """
        if self._task is None or self._task.done():
            raise DeviceError(Completion.DEVICE_NOT_READY, "stopped")

        def run(driver: D) -> Any:
            return getattr(driver, command)(*args) if isinstance(command, str) else command(driver, *args)

        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._jobs.append(Job(run, self._budgets.whole if budget is None else budget, answer))
        self._idle.clear()
        self._wake.set()
        return await answer

    async def enable(self) -> None:
        """Let the device serve people, now and after every reconnection, until `disable`.

        Raises `DeviceError` where it cannot at the moment; it will once it is back.
        """
        self._serving = True
        await self.call("enable")

    async def disable(self) -> None:
        """Let the device serve nobody. Raises `DeviceError` where it does not answer; it forgets by being closed."""
        self._serving = False
        await self.call("disable")

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
            self._give_up.set()
        return False

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            due = self._clock.monotonic() - self._looked_at >= self._poll_s or not self._opened
            if not self._jobs and due:
                await self._look()
            if self._jobs:
                await self._serve(self._jobs.popleft())
                if self._opened and self._clock.monotonic() - self._looked_at >= self._poll_s:
                    await self._look()
            if not self._jobs:
                await self._pause()

    async def _pause(self) -> None:
        """Until a command comes, the next look is due or the device was plugged in."""
        returning = self._opened and self._standing.returning
        seconds = (FIRST_BACKOFF_S if returning else self._poll_s) if self._opened else self._backoff
        end = self._clock.monotonic() + seconds
        if not self._opened:
            self._backoff = min(self._backoff * 2, LONGEST_BACKOFF_S)
        absent = self._hotplug_path is not None and not self._hotplug_path.exists()
        while not self._wake.is_set() and (left := end - self._clock.monotonic()) > 0:
            sleep = asyncio.ensure_future(self._clock.sleep(min(left, HOTPLUG_POLL_S) if absent else left))
            wake = asyncio.ensure_future(self._wake.wait())
            try:
                await asyncio.wait((sleep, wake), return_when=asyncio.FIRST_COMPLETED)
            finally:
                for waiter in (sleep, wake):
                    waiter.cancel()
                await asyncio.gather(sleep, wake, return_exceptions=True)
            if absent and self._hotplug_path is not None and self._hotplug_path.exists():
                self._backoff = FIRST_BACKOFF_S
                break
        if returning:
            self._looked_at = float("-inf")

    async def _look(self) -> None:
        """Observe the device, connecting first where it is not connected."""
        try:
            if not self._opened:
                await self._connect()
            seen = await self._owned(lambda driver: driver.observe(), self._budgets.whole)
        except DeviceError as error:
            await self._lost(error, at_once=error.reason == "hung")
            return
        self._looked_at = self._clock.monotonic()
        self._backoff = FIRST_BACKOFF_S
        self._standing.seen(seen)

    async def _connect(self) -> None:
        try:
            await self._owned(_take, self._budgets.connect + self._budgets.whole)
            if self._serving:
                await self._owned(lambda driver: driver.enable(), self._budgets.whole)
        except DeviceError:
            self._refused_at = self._clock.monotonic()
            raise
        self._opened = True
        self._looked_at = float("-inf")

    async def _reconnect(self) -> None:
        """Connect for a command, unless that failed just now. Its failure says that the command never began."""
        if self._clock.monotonic() - self._refused_at < FIRST_BACKOFF_S:
            raise DeviceError(Completion.DEVICE_NOT_READY, self._last_reason)
        try:
            await self._connect()
        except DeviceError as error:
            raise DeviceError(Completion.DEVICE_NOT_READY, error.reason) from error

    async def _serve(self, job: Job) -> None:
        if not job.wanted:
            return
        self._running = job
        try:
            if not self._opened:
                await self._reconnect()
            result = await self._owned(job.command, job.budget)
        except DeviceError as error:
            if is_wire(error.reason):
                await self._lost(error, at_once=True)
            else:
                self._looked_at = float("-inf")
            job.fail(error)
        else:
            if isinstance(result, PrintOutcome) and result.state is not PrintState.CONFIRMED:
                if is_wire(result.reason):
                    await self._lost(DeviceError(Completion.HARDWARE_ERROR, result.reason), at_once=True)
                self._looked_at = float("-inf")
            job.finish(result)
        finally:
            job.fail(DeviceError(Completion.CANCELLED, "aborted"))  # only a worker that stops gets here unanswered
            self._running = None
            self._idle.set()

    async def _owned(self, command: Callable[[D], R], limit: float) -> R:
        """Run in the owning thread; give the thread up after `limit` seconds, or when `quiet` says so."""
        self._give_up.clear()
        future = self._owner_now().submit(command)
        giving_up = asyncio.ensure_future(self._give_up.wait())
        try:
            await asyncio.wait((future, giving_up), timeout=limit, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            future.cancel()
            raise
        finally:
            giving_up.cancel()
        if not future.done():
            future.cancel()
            self._abandon()
            raise DeviceError(Completion.TIMED_OUT, "aborted" if self._give_up.is_set() else "hung")
        try:
            return future.result()
        except DeviceError:
            raise
        except Exception as error:  # a bug in a driver must not end the worker; its message may hold personal data
            _log.error("driver failed", extra={"device": self.device_id, "error": type(error).__name__})
            raise DeviceError(Completion.INTERNAL_ERROR, "internal_error", type(error).__name__) from None

    def _owner_now(self) -> Owner[D]:
        if self._owner is None:
            self._abandoned = [owner for owner in self._abandoned if owner.alive]
            if len(self._abandoned) >= MOST_ABANDONED:
                raise DeviceError(Completion.HARDWARE_ERROR, "hung")
            self._owner = Owner(self.device_id, self._factory())
        return self._owner

    def _abandon(self) -> None:
        owner, self._owner = self._owner, None
        self._opened = False
        if owner is not None:
            owner.abandon()
            self._abandoned.append(owner)

    async def _lost(self, error: DeviceError, *, at_once: bool) -> None:
        self._last_reason = error.reason
        self._looked_at = self._clock.monotonic()
        if self._opened and self._owner is not None:
            self._opened = False
            with contextlib.suppress(DeviceError):
                await self._owned(_leave, CLOSING_S)
        self._standing.missed(error.reason, at_once=at_once)


def _take(driver: Device) -> None:
    driver.open()
    driver.claim()


def _leave(driver: Device) -> None:
    driver.release()
    driver.close()
