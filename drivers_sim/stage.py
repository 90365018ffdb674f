"""The citizen's eyes: what the kiosk's screen asks of whoever stands before it, and their doing it."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

REACTION_SECONDS = (0.4, 0.9)
"""From reading an instruction to beginning to move."""
AGAIN_SECONDS = 2.0
"""Still asked for the same after this, a person does it once more."""
MOVEMENTS = ("turn_left", "turn_right", "blink", "closer", "look")


@dataclass(frozen=True, slots=True)
class Screen:
    """What the kiosk shows: the screen's name, the movement it asks for, the sentence on it, and the colour ("#rrggbb")
    that it lights the face with."""

    screen: str = ""
    challenge: str = "none"
    instruction: str = ""
    light: str = ""


class Stage:
    """Keeps what the screen shows, and lets the seated citizen obey it.

    `act` plays a movement and gives its seconds. What a photograph does when it is asked to turn is its picture's
    matter: it is tilted, and shows no blink.
    """

    def __init__(
        self,
        act: Callable[[str], Awaitable[float]],
        *,
        chance: random.Random | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.screen = Screen()
        self._act = act
        self._sleep = sleep
        self._chance = chance or random.Random()
        self._obeying: asyncio.Task[None] | None = None
        self._moving_until = 0.0  # nobody breaks off in the middle of a movement: a head does not jump

    def show(self, screen: Screen) -> None:
        changed = screen.challenge != self.screen.challenge or screen.screen != self.screen.screen
        self.screen = screen
        if changed:
            self.look_again()

    def look_again(self) -> None:
        """Begin to obey what stands on the screen: it changed, or somebody else sat down."""
        if self._obeying is not None:
            self._obeying.cancel()
            self._obeying = None
        if self.screen.challenge in MOVEMENTS:
            self._obeying = asyncio.create_task(self._obey(self.screen.challenge))

    async def close(self) -> None:
        if self._obeying is not None:
            self._obeying.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._obeying

    async def _obey(self, challenge: str) -> None:
        loop = asyncio.get_running_loop()
        while True:
            reacted = loop.time() + self._chance.uniform(*REACTION_SECONDS)
            await self._sleep(max(reacted, self._moving_until) - loop.time())
            seconds = await self._act(challenge)
            self._moving_until = loop.time() + seconds
            await self._sleep(seconds + AGAIN_SECONDS)
