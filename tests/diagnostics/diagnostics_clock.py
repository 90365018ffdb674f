"""A clock that the test moves."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime


class MovedClock:
    def __init__(self) -> None:
        self.seconds = 0.0
        self.wall = 1_700_000_000.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.wall + self.seconds, UTC)

    async def sleep(self, seconds: float) -> None:
        end = self.seconds + seconds
        while self.seconds < end:  # noqa: ASYNC110  the test moves the time, nothing sets an event
            await asyncio.sleep(0)
