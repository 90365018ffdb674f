"""Codes before the scanner: the electronic social security card on a telephone, and receipts of this kiosk."""

from __future__ import annotations

import asyncio
from typing import Any

from devices.interfaces import Code
from devices.model import DeviceError
from devices.worker import DeviceWorker
from kiosk.readers.serving import Serving

WAIT_S = 0.5
"""How long one command waits for a code: what another command to the scanner may have to wait."""
AGAIN_S = 1.0


class Codes:
    """The scanner's light is on only while one is waited for."""

    def __init__(self, worker: DeviceWorker[Any] | None) -> None:
        self._worker = worker
        self._serving = Serving(worker)

    async def next(self) -> str:
        """Wait for a code and return its text, which may name a person: never logged."""
        worker = self._worker
        assert worker is not None
        async with self._serving.now():
            while True:
                try:
                    code: Code | None = await worker.call("next_code", WAIT_S)
                except DeviceError:
                    await asyncio.sleep(AGAIN_S)
                    continue
                if code is not None and code.text.strip():
                    return code.text.strip()
