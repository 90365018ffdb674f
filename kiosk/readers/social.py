"""Social security cards in a reader that has a motor, or into which the citizen pushes the card by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from devices.interfaces import CardPosition, SocialCard
from devices.model import Completion, DeviceError
from devices.worker import DeviceWorker
from kiosk.readers.serving import Serving

POLL_S = 0.25
IN_READER = (CardPosition.ENTRANCE, CardPosition.INSIDE, CardPosition.JAMMED)


class SocialCards:
    """The reader's slot. It accepts a card only while one is waited for; one that was read stays until `give_back`."""

    def __init__(self, worker: DeviceWorker[Any] | None) -> None:
        self._worker = worker
        self._was_read = False
        self._serving = Serving(worker)

    async def next(self, tell: Callable[[str], None]) -> SocialCard:
        """Take in a card and read it. One that was read before, or lies ejected at the slot, must be taken out first.

        `tell` gets take_first while a card is in the way, slot_empty once it was taken, reading_card once one is in.
        Raises `DeviceError` where a card could not be read; a motorised reader has put it back to the slot then.
        """
        await self._emptied(tell)
        async with self._serving.now():
            while await self.position() is not CardPosition.INSIDE:  # noqa: ASYNC110  only asking tells
                await asyncio.sleep(POLL_S)
            tell("reading_card")
            try:
                card: SocialCard = await self._call("read_card")
            except DeviceError:
                self._was_read = True
                await self.give_back()
                raise
            self._was_read = True
            return card

    async def position(self) -> CardPosition:
        """Where a card is; unknown where the reader does not answer."""
        if self._worker is None:
            return CardPosition.NONE
        try:
            return CardPosition(await self._call("position"))
        except DeviceError:
            return CardPosition.UNKNOWN

    @property
    def fitted(self) -> bool:
        return self._worker is not None

    async def give_back(self) -> bool:
        """Put a card to where the citizen can take it; false where the reader has no motor or does not do it."""
        return await self._motor("eject")

    async def retain(self) -> bool:
        """Draw a forgotten card into the box; false where the reader has none or does not do it."""
        return await self._motor("retain")

    async def _emptied(self, tell: Callable[[str], None]) -> None:
        position = await self.position()
        if position is CardPosition.INSIDE and not self._was_read:
            return  # pushed in by hand before the screen asked for it
        waited = False
        while position is not CardPosition.NONE:
            if position in IN_READER:
                tell("take_first")
                waited = True
            await asyncio.sleep(POLL_S)
            position = await self.position()
        self._was_read = False
        if waited:
            tell("slot_empty")

    async def _motor(self, command: str) -> bool:
        if self._worker is None:
            return False
        try:
            await self._call(command)
        except DeviceError:
            return False
        return True

    async def _call(self, command: str) -> Any:
        if self._worker is None:
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_found")
        return await self._worker.call(command)
