"""The spare vision process: started at rest, put in service at a visit's end or a death, given up where it fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kiosk import spares
from kiosk.recognition import Recognition, VisionLost
from kiosk.vision import messages
from tests.kiosk.test_keeping import until

SLEEPS = ["sh", "-c", "exec sleep 600"]
ONLINE = messages.DeviceStatus(device="scanner", health="online", reason="ok")


class Far:
    """A vision process's end of its socket."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.heard: list[bytes] = []
        self._writer: asyncio.StreamWriter | None = None
        self._listening: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        await until(self.path.exists)
        reader, self._writer = await asyncio.open_unix_connection(self.path)
        self._listening = asyncio.create_task(self._hear(reader))

    async def say(self, *events: messages.AnyEvent) -> None:
        assert self._writer is not None
        for event in events:
            self._writer.write(messages.encode(event) + b"\n")
        await self._writer.drain()

    def die(self) -> None:
        if self._writer is not None:
            self._writer.close()
        if self._listening is not None:
            self._listening.cancel()

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            self.heard.append(line)

    @property
    def opened(self) -> bool:
        return any(b'"open"' in line for line in self.heard)


class Two:
    """Recognition with one process in service and its spare, both ready."""

    def __init__(self, folder: Path) -> None:
        self.told: list[str] = []
        self.lost: list[bool] = []
        self.folder = folder
        self.recognition = Recognition(
            lambda _socket, _rings: SLEEPS, folder, lambda each: self.told.append(each.device)
        )
        self.recognition.on_lost = lambda *, hopeless: self.lost.append(hopeless)
        self.first, self.second, self.third = (Far(folder / f"vision-{number}.sock") for number in (1, 2, 3))

    async def start(self) -> None:
        await self.recognition.start()
        await self.first.connect()
        await self.first.say(ONLINE, messages.Ready(milliseconds=1.0))
        await self.second.connect()
        await self.second.say(messages.Ready(milliseconds=1.0))

    async def stop(self) -> None:
        for far in (self.first, self.second, self.third):
            far.die()
        await self.recognition.stop()


@pytest.fixture
async def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Two]:
    monkeypatch.setattr(spares, "REST_S", 0.0)
    two = Two(tmp_path)
    await two.start()
    yield two
    await two.stop()


async def test_the_spare_opens_no_camera_until_the_first_is_gone(two: Two) -> None:
    await two.second.say(ONLINE)
    forgotten: list[int] = []
    assert not two.second.opened
    await two.recognition.renew(lambda: forgotten.append(len(two.told)))
    await until(lambda: two.second.opened)
    assert two.recognition.ready.is_set()
    await two.second.say(ONLINE)
    await until(lambda: len(two.told) == 2)
    assert forgotten == [1], "what was known of the cameras is forgotten before the next says anything"
    await two.third.connect()
    assert not two.third.opened
    assert two.lost == []


async def test_a_death_ends_the_tasks_and_the_spare_is_there_at_once(two: Two) -> None:
    async with two.recognition.task(lambda task: messages.CheckFace(task=task)) as events:
        two.first.die()
        with pytest.raises(VisionLost):
            await anext(events)
    assert two.lost == [False]
    await until(lambda: two.second.opened)
    await two.recognition.renew()
    assert not two.second.path.with_name("vision-4.sock").exists()
    async with two.recognition.task(lambda task: messages.CheckFace(task=task)):
        await until(lambda: any(b"check_face" in line for line in two.second.heard))


async def test_a_spare_that_dies_ends_nothing_and_is_not_tried_at_once(two: Two) -> None:
    two.second.die()
    await until(lambda: not two.second.path.exists())
    assert two.lost == []
    await two.recognition.renew()
    await two.third.connect()
    await two.third.say(messages.Ready(milliseconds=1.0))
    await until(two.recognition.ready.is_set)
    assert not two.third.opened, "started to serve, it opens its cameras by itself"


async def test_no_spare_is_started_while_a_face_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spares, "REST_S", 0.01)
    two = Two(tmp_path)
    try:
        await two.recognition.start()
        await two.first.connect()
        async with two.recognition.task(lambda task: messages.CheckFace(task=task)):
            await two.first.say(messages.Ready(milliseconds=1.0))
            await until(two.recognition.ready.is_set)
            with pytest.raises(AssertionError):
                await until(two.second.path.exists, 0.05)
        await until(two.second.path.exists)
    finally:
        await two.stop()
