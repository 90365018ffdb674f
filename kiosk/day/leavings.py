"""What a citizen leaves behind: shown, called for, and a card in a motorised reader kept in the end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from devices.clock import Clock
from devices.interfaces import CardPosition
from devices.model import DeviceClass
from kiosk import views
from kiosk.day.found import FoundThings, What
from kiosk.equipment import Equipment
from kiosk.logging import logger
from kiosk.recognition import Recognition, VisionLost
from kiosk.screen import Screen
from kiosk.views import Thing
from kiosk.vision import messages

log = logger("leavings")

POLL_S = 0.3
ALARM_S = 10.0
"""From the alarm to the keeping of the card: time to come back from the door."""
WATCH_S = 2.0
"""Between two looks for a card that was left, while nobody is here."""
AGAIN_S = 2.0


class Leavings:
    """Looks where cards lie. What a device cannot tell (most chip readers, of a card that was read) is not claimed."""

    def __init__(
        self,
        equipment: Equipment,
        recognition: Recognition,
        clock: Clock,
        found: FoundThings,
        on_forgotten: Callable[[str], None],
        *,
        take_card_s: float,
    ) -> None:
        self._equipment = equipment
        self._recognition = recognition
        self._clock = clock
        self._found = found
        self._on_forgotten = on_forgotten
        self._take_card_s = take_card_s
        self._left: tuple[Thing, ...] = ()
        self._looked_inside = False
        self._change = asyncio.Event()

    def codes(self) -> tuple[str, ...]:
        """What whoever comes should know, as codes of ui's texts attract.<code>."""
        kept = ("card_kept",) if self._found.things else ()
        return (*kept, *(("card_lying",) if self._left else ()))

    async def changed(self) -> None:
        """Wait until `codes` may say something else."""
        await self._change.wait()

    async def give_back(self) -> None:
        """Put a card that is inside a motorised reader to where it can be taken."""
        cards = self._equipment.cards
        if cards.fitted and await cards.position() in (CardPosition.INSIDE, CardPosition.JAMMED):
            await cards.give_back()

    async def lying(self) -> tuple[Thing, ...]:
        """What is seen to be here now."""
        equipment = self._equipment
        things: list[Thing] = []
        if equipment.cards.fitted and await equipment.cards.position() in _IN_READER:
            things.append("social_card")
        if equipment.mat.lying or await equipment.chip.lies_there():
            things.append("card")
        if equipment.contact("tray"):
            things.append("receipt")
        return tuple(things)

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        """Inside, the scanner's mat is looked at too. No document is read."""
        task = asyncio.create_task(self._watch_mat())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def hand_over(self, screen: Screen) -> None:
        """At a visit's end, by whichever door: until nothing is left, or it was called for in vain."""
        await self.give_back()
        things = await self.lying()
        if not things:
            return
        screen.prepare(steps=(), can_back=False, can_leave=False, can_help=False, strip=None, idle=None)
        screen.show(views.TakeBack, things=things)
        with self._equipment.lamps.lit(*(LAMPS[each] for each in things)):
            async with self.looking():
                things = await self._until_taken(screen, self._take_card_s)
                if things:
                    things = await self._call(screen, things)
        for thing in things:
            await self._leave(thing)
        self._set_left(await self.lying() if things else ())

    async def watch(self) -> None:
        """While nobody is here: forget what was left once it is gone."""
        await self._find_inside()
        while not self._left:
            await self._change.wait()
        async with self.looking():
            while self._left:
                await self._clock.sleep(WATCH_S)
                self._set_left(await self.lying())

    async def _find_inside(self) -> None:
        """Once after the kiosk has started: a card that was inside when the power failed is put back to the slot."""
        cards = self._equipment.cards
        while cards.fitted and not self._looked_inside:
            position = await cards.position()
            self._looked_inside = position is not CardPosition.UNKNOWN
            if position is CardPosition.INSIDE:
                log.warning("card.found_inside")
                await cards.give_back()
                self._set_left(await self.lying())
            if not self._looked_inside:
                await self._clock.sleep(WATCH_S)

    async def _call(self, screen: Screen, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
        log.warning("things.forgotten", count=len(things))
        screen.update(alarm=True)
        with self._equipment.lamps.lit("alarm"):
            return await self._until_taken(screen, ALARM_S)

    async def _until_taken(self, screen: Screen, seconds: float) -> tuple[Thing, ...]:
        """What is still there in the end. A touch is believed about what lies open, not about a card in the slot."""
        end = self._clock.monotonic() + seconds
        answer = asyncio.create_task(screen.answer())
        try:
            while things := await self.lying():
                if self._clock.monotonic() >= end:
                    return things
                if answer.done() and "social_card" not in things:
                    self._equipment.mat.lying = False  # what was read there is still to be seen lifted
                    return ()
                if answer.done():
                    answer = asyncio.create_task(screen.answer())
                screen.update(things=things)
                await self._clock.sleep(POLL_S)
            return ()
        finally:
            answer.cancel()
            await asyncio.gather(answer, return_exceptions=True)

    async def _leave(self, thing: Thing) -> None:
        """Nobody came: a card in the slot is drawn in where the reader can, the rest stays where it lies."""
        if thing != "social_card":
            log.warning("thing.left", reason=thing)
            self._on_forgotten(thing)
            return
        cards = self._equipment.cards
        what: What = "retained" if await cards.retain() else "in_slot"
        device = self._equipment.name_of(DeviceClass.CARD_READER)
        log.warning("card.forgotten", device=device, outcome=what)
        self._found.add(what, device, self._clock.now())
        self._on_forgotten(what)

    def _set_left(self, things: tuple[Thing, ...]) -> None:
        self._left = things
        waiting, self._change = self._change, asyncio.Event()
        waiting.set()

    async def _watch_mat(self) -> None:
        """Keeps `mat` up to date, as soon and as long as there is a vision process with a picture."""
        if not self._equipment.fitted(DeviceClass.DOCUMENT_CAMERA):
            return
        while True:
            with contextlib.suppress(VisionLost):
                async with self._recognition.task(lambda task: messages.WatchMat(task=task)) as events:
                    async for event in events:
                        if isinstance(event, messages.DocumentGuidance):
                            self._equipment.mat.seen(event.code)
                        elif isinstance(event, messages.Failed):
                            break
            await self._clock.sleep(AGAIN_S)


LAMPS: dict[Thing, str] = {"social_card": "card", "card": "scanner", "receipt": "printer", "documents": "printer"}
_IN_READER = (CardPosition.ENTRANCE, CardPosition.INSIDE, CardPosition.JAMMED)
