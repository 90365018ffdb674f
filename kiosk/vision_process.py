"""One vision process as core holds it: its child, its socket, and how far it has come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kiosk.channel import Channel
from kiosk.child import Child
from kiosk.vision import messages
from kiosk.vision.messages import AnyEvent


class Owner(Protocol):
    """Who hears of it."""

    def connected(self, process: VisionProcess) -> None: ...
    def said(self, process: VisionProcess, event: AnyEvent) -> None: ...
    def lost(self, process: VisionProcess, *, was_ready: bool) -> None: ...


class VisionProcess:
    """`ready`: its models are loaded. As a spare it opens no camera until `open`: a camera has one owner at a time."""

    def __init__(self, command: Callable[[Path], list[str]], socket: Path, owner: Owner, *, spare: bool) -> None:
        self.ready = asyncio.Event()
        self.open = not spare
        self._was_spare = spare
        self._owner = owner
        self.channel = Channel(socket, self._line, self._lost)
        self.channel.on_connected = self._connected
        self.child = Child("vision", [*command(socket), *(["--spare"] if spare else [])], self._died)

    async def start(self) -> None:
        await self.channel.listen()
        self.child.start()

    async def stop(self) -> None:
        """End it. Returns when it is gone, and with it all that it saw."""
        await self.child.stop()
        await self.channel.close()

    def take_over(self) -> None:
        """Let a spare open the cameras, now or as soon as it listens."""
        self.open = True
        self._say_open()

    def _connected(self) -> None:
        self._say_open()
        self._owner.connected(self)

    def _say_open(self) -> None:
        if self.open and self._was_spare:
            self.channel.send(messages.encode(messages.Open()))

    def _line(self, line: bytes) -> None:
        event: AnyEvent = messages.decode_event(line)
        if isinstance(event, messages.Ready):
            self.ready.set()
        self._owner.said(self, event)

    def _lost(self) -> None:
        was_ready = self.ready.is_set()
        self.ready.clear()
        self._owner.lost(self, was_ready=was_ready)

    def _died(self) -> None:
        if not self.open:  # before it listened, or after: of a spare there is nobody else to tell it
            self._owner.lost(self, was_ready=self.ready.is_set())
