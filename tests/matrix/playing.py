"""Plays what can befall a device over its real wire, under a worker."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from devices.interfaces import PrintOutcome, PrintState
from devices.model import DeviceError, Health, Status
from devices.pace import Pace
from devices.registry import create_worker
from devices.worker import DeviceWorker
from tests.matrix.situations import Situation
from tests.matrix.standing import Standing
from tests.matrix.subjects import Config, Subject

DEADLINE_S = 20.0
PACE = Pace(poll=0.05, first=0.03, longest=0.1, absent=0.2, path=0.03)
AT_ONCE = 16
FLAPS = 6
FLAP_S = 0.08


@dataclass(frozen=True, slots=True)
class Result:
    """What was seen: the status in the end, how the command ended (a reason, `ok` for success, or what it says
    itself), and the changes on the way.

    `told` are the log's lines about losing and finding the device.
    """

    status: Status
    command: str
    shown: tuple[str, ...]
    told: tuple[str, ...]


Played = dict[tuple[str, Situation], Result]


class AnyStanding(Protocol):
    """What a situation needs of a device that stands."""

    @property
    def subject(self) -> Subject: ...
    @property
    def device(self) -> Config: ...
    async def __aenter__(self) -> AnyStanding: ...
    async def __aexit__(self, *_: object) -> None: ...
    async def plug(self) -> None: ...
    async def unplug(self) -> None: ...
    def suffer(self, fault: str) -> None: ...


class Play:
    """One device, its worker, and one situation."""

    def __init__(self, standing: AnyStanding, expected: str, name: str) -> None:
        self._standing = standing
        self._expected = expected
        self._shown: list[str] = []
        self.worker: DeviceWorker[Any] = create_worker({**standing.device, "id": name}, on_status=self._note, pace=PACE)

    async def run(self, situation: Situation) -> Result:
        told = _Told(self.worker.device_id)
        logger = logging.getLogger("devices.standing")
        logger.addHandler(told)
        logger.setLevel(logging.INFO)
        try:
            command = await self._SITUATIONS[situation](self)
        finally:
            await self.worker.stop()
            logger.removeHandler(told)
        return Result(self._settled, command, tuple(self._shown), tuple(told.lines))

    def _note(self, status: Status) -> None:
        if status.observation.reason != "stopped":
            self._shown.append(status.observation.reason)

    async def _absent(self) -> str:
        await self._standing.unplug()
        self.worker.start()
        await self._shows()
        return await self._command()

    async def _lost_idle(self) -> str:
        await self._online()
        await self._standing.unplug()
        await self._shows()
        return await self._command()

    async def _lost_within(self) -> str:
        await self._online()
        cut = self._standing.subject.cut
        if cut:
            self._standing.suffer(f"disconnect_at:{cut}")
            ended = await self._command()
        else:
            self._standing.suffer("silent")
            command = asyncio.ensure_future(self._command())
            await asyncio.sleep(FLAP_S)  # the time of the blow is part of the situation
            await self._standing.unplug()
            ended = await command
        await self._shows()
        return ended

    async def _suffering(self, fault: str) -> str:
        await self._online()
        self._standing.suffer(fault)
        await self._shows()
        return await self._command()

    async def _returns(self) -> str:
        await self._online()
        await self._standing.unplug()
        await until(lambda: self.worker.status.observation.health is not Health.ONLINE)
        await self._standing.plug()
        await self._shows()
        return await self._command()

    async def _flaps(self) -> str:
        await self._online()
        for _ in range(FLAPS):
            await self._standing.unplug()
            await asyncio.sleep(FLAP_S)  # the device's own coming and going
            await self._standing.plug()
            await asyncio.sleep(FLAP_S)
        await until(lambda: self.worker.status.usable)
        await self._shows()
        return await self._command()

    _SITUATIONS: dict[Situation, Callable[[Play], Awaitable[str]]] = {  # noqa: RUF012 - a table
        Situation.ABSENT: _absent,
        Situation.LOST_IDLE: _lost_idle,
        Situation.LOST_WITHIN: _lost_within,
        Situation.SLOW: lambda self: self._suffering("slow"),
        Situation.GARBAGE: lambda self: self._suffering("garbage"),
        Situation.WRONG_DEVICE: lambda self: self._suffering("wrong_device"),
        Situation.RETURNS: _returns,
        Situation.FLAPS: _flaps,
    }

    async def _online(self) -> None:
        self.worker.start()
        with contextlib.suppress(DeviceError):  # it will be, once it is there
            await self.worker.enable()
        await until(lambda: self.worker.status.usable)

    async def _shows(self) -> None:
        """Wait for what is expected; what came instead is the result's to say."""
        with contextlib.suppress(TimeoutError):
            await until(lambda: self.worker.status.observation.reason == self._expected)
        self._settled = self.worker.status

    async def _command(self) -> str:
        try:
            result = await self.worker.call(self._standing.subject.command)
        except DeviceError as error:
            return error.reason
        if isinstance(result, PrintOutcome) and result.state is not PrintState.CONFIRMED:
            return result.reason
        return result if isinstance(result, str) else "ok"


class _Told(logging.Handler):
    def __init__(self, device: str) -> None:
        super().__init__()
        self._device = device
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "device", "") == self._device:
            self.lines.append(record.getMessage())


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(DEADLINE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.01)


async def play(subject: Subject, situation: Situation, expected: str, folder: Path) -> Result:
    """Stand the device up, let the situation happen, and say what was seen; `expected` is the reason waited for."""
    folder.mkdir()  # noqa: ASYNC240 - once, at the begin
    async with Standing(subject, folder) as standing:
        name = f"{subject.name}-{situation.name}".lower()
        return await Play(standing, expected, name).run(situation)


async def play_alone(subject: Subject, stand: Callable[[Subject, Path], AnyStanding], folder: Path) -> Played:
    """Every situation of a subject of which the machine has one at a time."""
    found: Played = {}
    for situation in Situation:
        async with stand(subject, folder / situation.name) as standing:
            play = Play(standing, subject.expected[situation].state, subject.name)
            found[subject.name, situation] = await play.run(situation)
    return found


async def play_all(subjects: Iterable[Subject], folder: Path) -> Played:
    """Every situation of these subjects, each with a device of its own; some at once, for most of it is waiting."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, subject: Subject, situation: Situation) -> Result:
        async with turn:
            return await play(subject, situation, subject.expected[situation].state, folder / str(number))

    rows = [(subject, situation) for situation in Situation for subject in subjects]
    results = await asyncio.gather(*(one(number, *row) for number, row in enumerate(rows)))
    return {(subject.name, situation): result for (subject, situation), result in zip(rows, results, strict=True)}
