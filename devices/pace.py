"""How long a worker rests between what it does by itself, and what ends the rest."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from devices.clock import Clock


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a worker does what it does by itself, in seconds.

    poll: between two looks at a device. first, longest: before trying again to connect, doubling; a printer on the
    network, or a reader switched on behind its port, comes back unannounced. absent: the longest while the port is not
    there, for its coming is seen; path: between two looks for it where udev does not tell.
    """

    poll: float = 1.0
    first: float = 0.25
    longest: float = 1.0
    absent: float = 5.0
    path: float = 0.25


class Rest:
    """The waits of one worker. `wake` ends one at once, and so does the appearing of `path`, the device's own."""

    def __init__(self, pace: Pace, clock: Clock, wake: asyncio.Event, path: Path | None) -> None:
        self._pace = pace
        self._clock = clock
        self._wake = wake
        self._path = path
        self._backoff = pace.first

    @property
    def absent(self) -> bool:
        """Whether the device's path is not there."""
        return self._path is not None and not self._path.exists()

    def renew(self) -> None:
        """Try again soon: the device answered, or something was plugged in."""
        self._backoff = self._pace.first

    async def before_a_look(self, *, returning: bool) -> None:
        """A device that was lost and answers again is looked at once more soon."""
        await self._wait(self._pace.first if returning else self._pace.poll, absent=self.absent)

    async def before_connecting(self) -> None:
        absent, seconds = self.absent, self._backoff
        self._backoff = min(seconds * 2, self._pace.absent if absent else self._pace.longest)
        await self._wait(seconds, absent=absent)

    async def _wait(self, seconds: float, *, absent: bool) -> None:
        end = self._clock.monotonic() + seconds
        while not self._wake.is_set() and (left := end - self._clock.monotonic()) > 0:
            sleep = asyncio.ensure_future(self._clock.sleep(min(left, self._pace.path) if absent else left))
            wake = asyncio.ensure_future(self._wake.wait())
            try:
                await asyncio.wait((sleep, wake), return_when=asyncio.FIRST_COMPLETED)
            finally:
                for waiter in (sleep, wake):
                    waiter.cancel()
                await asyncio.gather(sleep, wake, return_exceptions=True)
            if absent and not self.absent:
                self.renew()
                break
