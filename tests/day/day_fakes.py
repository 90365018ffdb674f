"""A clock that the test moves, and devices that do as it says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, cast

from devices.interfaces import CardPosition, SocialCard
from devices.model import Completion, DeviceClass, DeviceError, Health, Observation, Status
from kiosk.day.hours import CHINA
from kiosk.day.model import DeviceState
from kiosk.readers.chip import ChipCards
from kiosk.readers.lamps import Lamps
from kiosk.readers.mat import Mat
from kiosk.readers.social import SocialCards
from kiosk.views import View
from kiosk.vision import messages

BEGIN = datetime(2026, 11, 23, 7, 0, tzinfo=CHINA)  # a Monday


class MovedClock:
    """Time stands still but for `pass_`, which lets everything that waits for it happen on the way."""

    def __init__(self, begin: datetime = BEGIN) -> None:
        self._begin = begin.timestamp()
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._begin + self.seconds, CHINA)

    async def sleep(self, seconds: float) -> None:
        end = self.seconds + seconds
        while self.seconds < end:  # noqa: ASYNC110  the test moves the time, nothing sets an event
            await asyncio.sleep(0)

    async def pass_(self, seconds: float, step: float = 1.0) -> None:
        end = self.seconds + seconds
        while self.seconds < end:
            self.seconds = min(end, self.seconds + step)
            await turns()

    async def until(self, moment: datetime, step: float = 60.0) -> None:
        await self.pass_(moment.timestamp() - self._begin - self.seconds, step)


async def turns(times: int = 25) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


class FakeWorker:
    """A worker whose commands are functions of the test's; what was called is in `calls`."""

    def __init__(self, device_class: DeviceClass, **commands: Callable[..., Any]) -> None:
        self.device_class = device_class
        self.device_id = device_class.value.replace("_", "-")
        self.calls: list[str] = []
        self.serving = False
        self.observation = Observation(Health.ONLINE)
        self._commands = commands

    @property
    def status(self) -> Status:
        return Status(self.device_id, self.device_class, self.observation, 0.0, 0.0, 0.0)

    async def call(self, command: str, *arguments: Any, budget: float | None = None) -> Any:
        self.calls.append(command)
        await asyncio.sleep(0)
        if command == "observe":
            return self.observation
        answer = self._commands[command](*arguments)
        if isinstance(answer, DeviceError):
            raise answer
        return answer

    async def enable(self) -> None:
        self.serving = True

    async def disable(self) -> None:
        self.serving = False


CARD = SocialCard(version="3.00", card_number="B00451025", id_number="45012119850618997X", name="韦志强")
UNREADABLE = DeviceError(Completion.USER_ERROR, "card_mute")


class Slot:
    """A motorised reader. What stands at the slot is drawn in while it is enabled."""

    def __init__(self, *, motor: bool = True, box: bool = True) -> None:
        self.offered = False
        self.where = CardPosition.NONE
        self.readable = True
        self._motor, self._box = motor, box
        self.worker = FakeWorker(
            DeviceClass.CARD_READER,
            position=self._position,
            read_card=lambda: CARD if self.readable else UNREADABLE,
            eject=self._eject,
            retain=self._retain,
        )

    def _position(self) -> CardPosition:
        if self.offered and self.worker.serving and self.where is CardPosition.NONE:
            self.offered, self.where = False, CardPosition.INSIDE
        return self.where

    def _eject(self) -> Any:
        if not self._motor:
            return DeviceError(Completion.UNSUPPORTED, "unsupported")
        self.where = CardPosition.ENTRANCE
        return None

    def _retain(self) -> Any:
        if not self._box:
            return DeviceError(Completion.UNSUPPORTED, "unsupported")
        self.where = CardPosition.NONE
        return None


class FakeEquipment:
    """What the day and the leavings ask of the kiosk's devices; the test says how they are."""

    def __init__(self, *workers: FakeWorker, scanner: bool = True) -> None:
        by_class = {worker.device_class: worker for worker in workers}
        self.workers = {worker.device_id: worker for worker in workers}
        self.chip = ChipCards(cast(Any, by_class.get(DeviceClass.CHIP_READER)))
        self.cards = SocialCards(cast(Any, by_class.get(DeviceClass.CARD_READER)))
        self.mat = Mat()
        self.lamps = Lamps(cast(Any, by_class.get(DeviceClass.CONTACTS)), ("card", "scanner", "alarm"))
        self.on_printed: Callable[..., None] = lambda _slip, _outcome: None
        self.on_pages: Callable[..., None] = lambda _outcome: None
        self.devices: dict[str, DeviceState] = {
            each.device_id: DeviceState(each.device_id, each.device_class, Health.ONLINE) for each in workers
        }
        self.tray = False
        self._scanner = scanner
        self._change = asyncio.Event()

    def put(self, device_id: str, kind: DeviceClass, health: Health, reason: str = "ok", **detail: str) -> None:
        self.devices[device_id] = DeviceState(device_id, kind, health, reason, detail)
        waiting, self._change = self._change, asyncio.Event()
        waiting.set()

    def states(self) -> tuple[DeviceState, ...]:
        return tuple(self.devices.values())

    def cameras(self) -> tuple[DeviceState, ...]:
        return tuple(each for each in self.states() if each.device_class is DeviceClass.CAMERA)

    async def changed(self) -> None:
        await self._change.wait()

    def contact(self, _name: str) -> bool:
        return self.tray

    def fitted(self, wanted: DeviceClass) -> bool:
        fitted = any(each.device_class is wanted for each in self.states())
        return fitted or (wanted is DeviceClass.DOCUMENT_CAMERA and self._scanner)

    def name_of(self, wanted: DeviceClass) -> str:
        return next((each.device_id for each in self.states() if each.device_class is wanted), "")


class FakeVision:
    """Says of the mat what the test says, once a watch begins."""

    def __init__(self) -> None:
        self.mat = ["no_document"]
        self.watches = 0
        self._news = asyncio.Event()

    def see(self, code: str) -> None:
        self.mat.append(code)
        self._news.set()

    @asynccontextmanager
    async def task(self, make: Callable[[int], Any]) -> AsyncIterator[AsyncIterator[messages.AnyEvent]]:
        assert isinstance(make(1), messages.WatchMat)
        self.watches += 1

        async def events() -> AsyncIterator[messages.AnyEvent]:
            yield messages.DocumentGuidance(task=1, code=self.mat[-1])
            while True:
                self._news.clear()
                await self._news.wait()
                yield messages.DocumentGuidance(task=1, code=self.mat[-1])

        yield events()


class Shown:
    """A display that keeps what it was given."""

    def __init__(self) -> None:
        self.views: list[View] = []

    def publish(self, view: View) -> None:
        self.views.append(view)

    @property
    def last(self) -> View:
        return self.views[-1]
