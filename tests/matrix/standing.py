"""A simulated device that stands where a configuration says, in this loop or in one of its own."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from drivers_sim.equipment.model import Device
from drivers_sim.hall import Hall
from drivers_sim.settings import read_settings
from tests.matrix.studio import NoiseStudio
from tests.matrix.subjects import Config, Subject, free_port

T = TypeVar("T")


class Standing:
    """A subject's simulator, plugged in for as long as the context lasts."""

    def __init__(self, subject: Subject, folder: Path) -> None:
        self.subject = subject
        self.device: Config = subject.device(folder)
        self._hall = Hall(read_settings(_configuration(self.device, folder)), NoiseStudio())

    @property
    def simulated(self) -> Device:
        return self._hall.devices[str(self.device["id"])]

    async def __aenter__(self) -> Standing:
        await self._hall.open()
        self.subject.prepare(self.simulated)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._hall.close()

    async def plug(self) -> None:
        await self.simulated.plug()

    async def unplug(self) -> None:
        await self.simulated.unplug()

    def suffer(self, fault: str) -> None:
        self.simulated.suffer(self.subject.kinds.get(fault, fault))


class ThreadedStanding:
    """The same in a thread of its own, for whoever blocks: a `devices.conformance.FarEnd`."""

    def __init__(self, subject: Subject, folder: Path) -> None:
        self._standing = Standing(subject, folder)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="simulated device", daemon=True)

    def __enter__(self) -> ThreadedStanding:
        self._thread.start()
        self._run(self._standing.__aenter__())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run(self._standing.__aexit__())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def device(self) -> Mapping[str, Any]:
        return self._standing.device

    def plug(self) -> None:
        self._run(self._standing.plug())

    def unplug(self) -> None:
        self._run(self._standing.unplug())

    def suffer(self, fault: str) -> None:
        self._run(_later(lambda: self._standing.suffer(fault)))

    def command(self, driver: Any) -> object:
        return self._standing.subject.command(driver)

    def effects(self) -> object:
        return self._run(_later(lambda: self._standing.subject.effects(self._standing.simulated)))

    def _run(self, doing: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(30)


async def _later(act: Callable[[], T]) -> T:
    return act()


def _configuration(device: Config, folder: Path) -> Path:
    file = folder / "kiosk.toml"
    lines = ['mode = "simulation"', "[kiosk]", 'id = "matrix"', "[simulation]", f'dock = "127.0.0.1:{free_port()}"']
    keys = [f"{key} = {_toml(value)}" for key, value in device.items()]
    file.write_text("\n".join((*lines, "[[devices]]", *keys)), "utf-8")
    return file


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + "}"
    return json.dumps(value)
