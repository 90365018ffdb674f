"""ID cards on the chip reader. A card that was read must be seen lifted before one is read again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from devices.interfaces import ChipRecord
from devices.model import DeviceError
from devices.worker import DeviceWorker

POLL_S = 0.25
"""Between two looks for a card: twice within the half second in which a touch feels answered."""
LIFTED_AFTER = 2
"""Looks without a card that say that it was lifted: one can miss a card that lies there."""


class ChipCards:
    """The card on the reader. Whether a card that was read still lies there, a reader may not tell: some find it again
    at each look, some only after it was lifted, and those give no card twice either way."""

    def __init__(self, worker: DeviceWorker[Any] | None) -> None:
        self._worker = worker
        self._was_read = False
        self._absent = 0

    async def next(self, on_lying: Callable[[], None]) -> ChipRecord:
        """Wait for a card that was put down since the last was read, and read it.

        `on_lying` is called while the last one is seen to lie there still. Raises `DeviceError` where a card could not
        be read.
        """
        worker = self._worker
        assert worker is not None
        while True:
            found = await self._find(worker)
            if self._was_read:
                self._absent = 0 if found is not False else self._absent + 1
                self._was_read = self._absent < LIFTED_AFTER
                if found:
                    on_lying()
            elif found:
                record: ChipRecord = await worker.call("read_card")
                self._was_read, self._absent = True, 0
                return record
            await asyncio.sleep(POLL_S)

    async def lies_there(self) -> bool:
        """Whether a card that was read is seen on the reader now; false also where the reader does not tell."""
        if self._worker is None or not self._was_read:
            return False
        return bool(await self._find(self._worker))

    @staticmethod
    async def _find(worker: DeviceWorker[Any]) -> bool | None:
        """None where the reader could not look."""
        if not worker.status.usable:
            return None
        try:
            return bool(await worker.call("find_card"))
        except DeviceError:
            return None
