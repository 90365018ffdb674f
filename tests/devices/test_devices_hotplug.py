"""Hot-plug: one monitor for all workers of a loop, heard at once, and closed with the last of them."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from devices import hotplug
from devices.hotplug import Hotplug
from devices.lifecycle import Plain
from devices.model import Completion, DeviceClass, DeviceError, Observation
from devices.reasons import observation
from devices.worker import DeviceWorker

DEADLINE = 20.0


class Pipe:
    """A monitor whose events are bytes of a pipe."""

    def __init__(self) -> None:
        self.inside, self.outside = os.pipe()
        os.set_blocking(self.inside, False)

    def fileno(self) -> int:
        return self.inside

    def poll(self, timeout: float) -> object | None:
        try:
            return os.read(self.inside, 1) or None
        except BlockingIOError:
            return None

    def event(self, times: int = 1) -> None:
        os.write(self.outside, b"x" * times)

    def close(self) -> None:
        os.close(self.inside)
        os.close(self.outside)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.002)


async def test_a_burst_of_events_is_told_once_to_everybody() -> None:
    pipe, opened = Pipe(), []
    told: list[str] = []

    def open_monitor() -> Pipe:
        opened.append(1)
        return pipe

    monitor = Hotplug(open_monitor)
    ends = [monitor.subscribe(lambda name=name: told.append(name)) for name in ("a", "b")]
    assert len(opened) == 1
    pipe.event(5)
    await until(lambda: told)
    assert told == ["a", "b"]
    ends[0]()
    pipe.event()
    await until(lambda: len(told) == 3)
    assert told[-1] == "b"
    ends[1]()
    ends[1]()
    assert not asyncio.get_running_loop().remove_reader(pipe.fileno())
    monitor.subscribe(lambda: told.append("c"))
    assert len(opened) == 2
    asyncio.get_running_loop().remove_reader(pipe.fileno())
    pipe.close()


async def test_without_a_monitor_listening_does_nothing() -> None:
    Hotplug(lambda: None).subscribe(lambda: None)()


def test_the_systems_monitor_is_closed_when_nobody_listens() -> None:
    async def listen() -> None:
        hotplug.of_loop().subscribe(lambda: None)()

    asyncio.run(listen())
    gc.collect()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        asyncio.run(listen())
    gc.collect()
    assert len(list(Path("/proc/self/fd").iterdir())) == before


class Absent(Plain):
    """A driver whose device is there once `there` says so."""

    there = False

    def __init__(self, attempts: list[int]) -> None:
        self.attempts = attempts

    def open(self) -> None:
        self.attempts.append(1)
        if not Absent.there:
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_found")

    def close(self) -> None: ...
    def abort(self) -> None: ...
    def observe(self) -> Observation:
        return observation("ok")


async def test_an_event_ends_the_backoff_of_a_lost_device(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped:
        """A clock on which nobody's sleep ever ends."""

        monotonic = staticmethod(lambda: 1000.0)
        now = staticmethod(hotplug_now)

        async def sleep(self, seconds: float) -> None:
            await asyncio.get_running_loop().create_future()

    pipe = Pipe()
    monkeypatch.setattr(hotplug, "_open_monitor", lambda: pipe)
    attempts: list[int] = []
    worker = DeviceWorker("device-1", DeviceClass.CARD_READER, lambda: Absent(attempts), clock=Stopped())
    worker.start()
    try:
        await until(lambda: len(attempts) == 1)
        for tries in (2, 3, 4):
            pipe.event()
            await until(lambda tries=tries: len(attempts) == tries)
        await until(lambda: worker.status.observation.reason == "not_found")
        monkeypatch.setattr(Absent, "there", True)
        pipe.event()
        await until(lambda: len(attempts) == 5)
    finally:
        await worker.stop()
        pipe.close()


def hotplug_now() -> object:
    from datetime import UTC, datetime

    return datetime.now(UTC)
