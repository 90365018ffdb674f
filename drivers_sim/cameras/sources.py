"""What a camera sees at a moment: encoded pictures that the studio made ahead of time."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Protocol

from drivers_sim.cameras.screen_light import ScreenLight
from drivers_sim.studio.client import Studio, StudioError, Urgency

ACTION_PATIENCE = 6.0
"""Seconds an action waits for its pictures; then it is played with those there are."""


UNLIT = ("screen_replay", "frozen_stream")
"""Presence modes that the kiosk's screen does not light: glass gives back 1-4 %, a stream nothing."""


class Source(Protocol):
    fps: int

    def frame(self, now: float) -> bytes | None:
        """The JPEG at the time `now` (monotonic), or None before there is any."""


class StillSource:
    """A scene that changes only when somebody changes it: the document mat."""

    def __init__(self, fps: int = 10) -> None:
        self.fps = fps
        self._variants: list[bytes] = []

    def show(self, variants: list[bytes]) -> None:
        self._variants = variants

    def frame(self, now: float) -> bytes | None:
        return self._variants[int(now * self.fps) % len(self._variants)] if self._variants else None


class Sitter:
    """One citizen before the camera: their movements, as pictures that are drawn while they sit."""

    def __init__(self, studio: Studio, slug: str, mode: str) -> None:
        self.slug, self.mode = slug, mode
        self._studio = studio
        self._fps = 15
        self._tracks: dict[str, list[int]] = {}
        self._pictures: dict[int, list[bytes]] = {}
        self._last: list[bytes] = []
        self._action = ""
        self._since = 0.0
        self._more = asyncio.Condition()
        self._asked: dict[int, asyncio.Task[None]] = {}

    async def sit_down(self) -> None:
        """Wait for the first picture; the others follow."""
        facts = await self._studio.facts("tracks_json", self.slug, self.mode)
        self._fps, self._tracks = facts["fps"], facts["tracks"]
        first = self._tracks["idle"][0]
        # Shown until others are drawn, from the beginning: a camera without pictures is taken for one that is gone.
        self._last = self._pictures[first] = await self._studio.pictures("face", self.slug, self.mode, first)
        self._since = time.monotonic()
        for pose in facts["order"]:
            self._ask(pose, Urgency.AHEAD)

    async def act(self, action: str) -> float:
        """Begin a movement as soon as its pictures are there; gives the seconds that it takes."""
        track = self._tracks.get(action)
        if track is None:  # an attack that obeys nobody
            return 1.0
        wanted = set(track)
        for pose in dict.fromkeys(track):
            if pose not in self._pictures:
                self._ask(pose, Urgency.SOON)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ACTION_PATIENCE), self._more:
                await self._more.wait_for(lambda: wanted <= self._pictures.keys())
        self._action, self._since = action, time.monotonic()
        return len(track) / self._fps

    @property
    def acting(self) -> str:
        return self._action

    def frame(self, now: float) -> bytes | None:
        track = self._tracks.get(self._action or "idle")
        if not track:
            return None
        tick = int((now - self._since) * self._fps)
        if self._action and tick >= len(track):
            self._action, self._since, tick = "", now, 0
            track = self._tracks["idle"]
        self._last = self._pictures.get(track[tick % len(track)], self._last)
        return self._last[int(now * self._fps) % len(self._last)] if self._last else None

    async def leave(self) -> None:
        tasks = list(self._asked.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ask(self, pose: int, urgency: Urgency) -> None:
        if pose in self._pictures:
            return
        if (earlier := self._asked.get(pose)) is not None:
            if urgency is Urgency.AHEAD:
                return
            earlier.cancel()
        self._asked[pose] = asyncio.create_task(self._draw(pose, urgency))

    async def _draw(self, pose: int, urgency: Urgency) -> None:
        with contextlib.suppress(StudioError):
            pictures = await self._studio.pictures("face", self.slug, self.mode, pose, urgency=urgency)
            async with self._more:
                self._pictures[pose] = pictures
                self._more.notify_all()


class FaceSource:
    """The camera before the citizen: the empty hall, or whoever sits there."""

    def __init__(self, studio: Studio) -> None:
        self.fps = 15
        self.sitter: Sitter | None = None
        self._studio = studio
        self._hall = StillSource(self.fps)
        self._light = ScreenLight()
        self._seen_before: dict[tuple[str, str], Sitter] = {}

    async def open(self) -> None:
        empty = await self._studio.pictures("hall")
        self._hall.show(empty)
        self._light.empty = empty[0]

    def shine(self, colour: str) -> None:
        """The kiosk's screen lights whoever sits there with this colour ("#rrggbb", or empty)."""
        self._light.turn(colour, time.monotonic())

    async def seat(self, slug: str, mode: str) -> None:
        """Seat a citizen; whoever sat there has gone. Somebody seated again needs no new pictures."""
        sitter = self._seen_before.get((slug, mode))
        if sitter is None:
            sitter = Sitter(self._studio, slug, mode)
            await sitter.sit_down()
            self._seen_before[slug, mode] = sitter
        self.sitter = sitter

    async def leave(self) -> None:
        self.sitter = None

    async def close(self) -> None:
        for sitter in self._seen_before.values():
            await sitter.leave()

    def frame(self, now: float) -> bytes | None:
        if self.sitter is None:
            return self._hall.frame(now)
        picture = self.sitter.frame(now)
        if self.sitter.mode in UNLIT:
            return picture
        return picture and self._light.on(picture, now)


class FaultySource:
    """A source as a camera with something wrong delivers it.

    frozen: the last picture for ever. dark: no light. garbage: noise instead of pictures. truncated: the first part of
    each. slow: two a second. silent: none.
    """

    FAULTS = ("frozen", "dark", "garbage", "truncated", "slow", "silent")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fault = ""
        self.dark: list[bytes] = []
        self._frozen: bytes | None = None

    @property
    def fps(self) -> int:
        return 2 if self.fault == "slow" else self.source.fps

    def set_fault(self, fault: str) -> None:
        self.fault = fault
        self._frozen = self.source.frame(time.monotonic()) if fault == "frozen" else None

    def frame(self, now: float) -> bytes | None:
        match self.fault:
            case "silent":
                return None
            case "frozen":
                return self._frozen
            case "dark" if self.dark:
                return self.dark[int(now * self.fps) % len(self.dark)]
        picture = self.source.frame(now)
        if picture is None:
            return None
        match self.fault:
            case "garbage":
                return b"\xff\xd8" + bytes(reversed(picture[2:]))
            case "truncated":
                return picture[: len(picture) * 3 // 5]
        return picture
