"""Every class of device pulled out and put back: how soon it serves again, and what a thousand times leave behind."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from devices.model import DeviceError, Health
from devices.pace import Pace
from devices.registry import create_worker
from devices.worker import DeviceWorker
from tests.matrix.standing import Standing
from tests.matrix.subjects import SUBJECTS, Subject

ASKED_S = 2.0
RECOVERIES = 15
AWAY_S = (0.0, 6.0)
"""How long a device stays away after it is shown as lost: within that the backoff reaches its longest."""
WARM_UP = 50
HASTE = Pace(poll=0.05, first=0.02, longest=0.05, absent=0.05, path=0.02)
DEADLINE_S = 30.0


@dataclass(frozen=True, slots=True)
class Held:
    """What this process holds, simulator included."""

    threads: int
    descriptors: int
    kib: int

    @classmethod
    def now(cls) -> Held:
        gc.collect()
        status = Path("/proc/self/status").read_text("ascii")
        kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        return cls(threading.active_count(), len(list(Path("/proc/self/fd").iterdir())), kib)

    def fits(self, before: Held) -> bool:
        return self.threads <= before.threads and self.descriptors <= before.descriptors

    @classmethod
    async def settled(cls, before: Held) -> Held:
        """The same once what is ending has ended."""
        await _until(
            lambda: (now := cls.now()).threads <= before.threads and now.descriptors <= before.descriptors, 5.0
        )
        return cls.now()


def main(
    cycles: Annotated[int, typer.Option(help="How often each device is pulled out and put back.")] = 1000,
    recoveries: Annotated[int, typer.Option(help="How often the time to serve again is taken.")] = RECOVERIES,
    only: Annotated[str, typer.Option(help="Only devices whose name begins so, as receipt_printer.")] = "",
) -> None:
    """Recovery at the kiosk's own pace, and threads, descriptors and memory after many cycles at a hasty one."""
    logging.disable(logging.WARNING)
    print(f"{'':24}{'recovery s: median':>20}{'longest':>9}{'cycles':>8}{'threads':>9}{'descr.':>8}{'KiB':>8}")
    late = 0
    for subject in SUBJECTS:
        if subject.name.startswith(only):
            late += asyncio.run(_bench(subject, cycles, recoveries))
    raise typer.Exit(1 if late else 0)


async def _bench(subject: Subject, cycles: int, recoveries: int) -> bool:
    """One line; whether it is worse than asked."""
    times = await recovery(subject, recoveries)
    median = statistics.median(times)
    before, after = await _cycled(subject, cycles)
    grown = (after.threads - before.threads, after.descriptors - before.descriptors, after.kib - before.kib)
    print(
        f"{subject.name:24}{median:20.2f}{max(times):9.2f}{cycles:8}{grown[0]:+9}{grown[1]:+8}{grown[2]:+8}", flush=True
    )
    return median > ASKED_S or grown[0] > 0 or grown[1] > 0


async def recovery(subject: Subject, times: int) -> list[float]:
    """Seconds from putting the device back until it is shown as working, after being away for some time."""
    found = []
    away = random.Random(1)
    async with Serving(subject, Pace()) as (standing, worker):
        for _ in range(times):
            await standing.unplug()
            await _until(lambda: not worker.status.usable)
            await asyncio.sleep(away.uniform(*AWAY_S))
            began = time.monotonic()
            await standing.plug()
            await _until(lambda: worker.status.usable)
            found.append(time.monotonic() - began)
    return found


async def cycle(standing: Standing, worker: DeviceWorker[Any], times: int) -> None:
    """Pull the device out and put it back, each time until it is shown so."""
    for _ in range(times):
        await standing.unplug()
        await _until(lambda: worker.status.observation.health not in (Health.ONLINE, Health.STARTING))
        await standing.plug()
        await _until(lambda: worker.status.usable)


async def _cycled(subject: Subject, times: int) -> tuple[Held, Held]:
    """What is held after the first cycles, and after all of them."""
    async with Serving(subject, HASTE) as serving:
        await cycle(*serving, WARM_UP)
        before = Held.now()
        await cycle(*serving, times)
        return before, await Held.settled(before)


class Serving:
    """A simulated device and a worker that serves by it."""

    def __init__(self, subject: Subject, pace: Pace) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="replug-")
        self._standing = Standing(subject, Path(self._folder.name))
        self._worker: DeviceWorker[Any] = create_worker(self._standing.device, pace=pace)

    async def __aenter__(self) -> tuple[Standing, DeviceWorker[Any]]:
        await self._standing.__aenter__()
        self._worker.start()
        with contextlib.suppress(DeviceError):  # it will be, once it is there
            await self._worker.enable()
        await _until(lambda: self._worker.status.usable)
        return self._standing, self._worker

    async def __aexit__(self, *error: object) -> None:
        await self._worker.stop()
        await self._standing.__aexit__(*error)
        self._folder.cleanup()


async def _until(condition: Callable[[], object], deadline: float = DEADLINE_S) -> None:
    async with asyncio.timeout(deadline):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.005)


if __name__ == "__main__":
    typer.run(main)
