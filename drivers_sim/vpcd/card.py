"""A card in vpcd's slot: a TCP connection to it is a card in the reader.

Messages are a length (u16, big-endian) and so many bytes. Of one byte from vpcd: 0 power off, 1 power on, 2 reset,
none of them answered; 4 asks for the ATR. Anything longer is a command for the chip, answered by its answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable

from drivers_sim.card.chip import Chip

FAULTS = ("card_pulled", "card_mute", "card_hung", "card_slow", "card_truncated")
"""card_pulled: it is pulled out within the next exchange. card_mute: no ATR comes from it, as from one that is turned
over. card_hung: it takes a command and never answers. card_slow: each answer takes its time. card_truncated:
of each answer the first half comes.
"""
SLOW_SECONDS = 0.3
SWAP_SECONDS = 1.0
"""Between two cards: pcscd asks every 0.4 s whether one is there, and no hand is as quick as that."""
AGAIN_SECONDS = 0.2
POWER_OFF, POWER_ON, RESET, GET_ATR = 0, 1, 2, 4
NOISE = b"\x00"
"""In place of an ATR: with none at all, vpcd takes the slot for empty."""


_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class VpcdSlot:
    """A slot of vpcd at `host`:`port`, with at most one card in it."""

    def __init__(self, host: str, port: int, on_change: Callable[[], None] = lambda: None) -> None:
        self.fault = ""
        self._address = (host, port)
        self._changed = on_change
        self._chip: Chip | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def chip(self) -> Chip | None:
        """The card in the slot."""
        return self._chip

    async def put_in(self, chip: Chip) -> None:
        """Raises OSError where no vpcd listens."""
        if self._task is not None:
            await self.pull()
            await asyncio.sleep(SWAP_SECONDS)
        streams = await asyncio.open_connection(*self._address)
        self._chip = chip
        self._task = asyncio.create_task(self._stay(chip, streams))

    async def pull(self) -> None:
        self._chip = None
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _stay(self, chip: Chip, streams: _Streams | None) -> None:
        """A card stays in its slot though pcscd goes and comes again."""
        try:
            while True:
                with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                    await self._serve(chip, *(streams or await asyncio.open_connection(*self._address)))
                streams = None
                await asyncio.sleep(AGAIN_SECONDS)
        except _Pulled:
            self._chip = None
            self._changed()

    async def _serve(self, chip: Chip, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire: socket.socket = writer.get_extra_info("socket")
        try:
            while True:
                # vpcd sends a message in two pieces, the second one only when the first is acknowledged.
                wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
                message = await _message(reader)
                answer = await self._answer(chip, message)
                if answer is not None:
                    writer.write(struct.pack(">H", len(answer)) + answer)
                    await writer.drain()
        finally:
            writer.close()

    async def _answer(self, chip: Chip, message: bytes) -> bytes | None:
        if len(message) == 1:
            if message[0] in (POWER_ON, RESET):
                chip.power_on()
            return self._atr(chip) if message[0] == GET_ATR else None
        match self.fault:
            case "card_pulled":
                self.fault = ""
                raise _Pulled
            case "card_hung":
                await asyncio.get_running_loop().create_future()
            case "card_slow":
                await asyncio.sleep(SLOW_SECONDS)
        answer = chip.answer(message)
        return answer[: len(answer) // 2] if self.fault == "card_truncated" else answer

    def _atr(self, chip: Chip) -> bytes:
        return NOISE if self.fault == "card_mute" else chip.atr


class _Pulled(Exception):
    """The card went in the middle of a command."""


async def _message(reader: asyncio.StreamReader) -> bytes:
    (size,) = struct.unpack(">H", await reader.readexactly(2))
    return await reader.readexactly(size)
