"""The motorised reader on its cable: orders come from a pty, answers leave after the time the hardware takes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from drivers_sim.card.chip import Chip
from drivers_sim.crt.frames import AGAIN, CLEAR, TAKEN, BadFrame, Byte, FrameParser, Order
from drivers_sim.crt.mechanism import BOX_HOLDS, Mechanism, Place
from drivers_sim.line import FAULTS as LINE_FAULTS
from drivers_sim.line import Line

FAULTS = (*LINE_FAULTS, "card_pulled", "card_mute", "card_jammed", "box_full", "motor_broken", "stuck")
"""Beyond the wire's: card_pulled: the card inside is pulled out, within the next exchange with its chip where one is
under way. card_mute: chips do not answer. card_jammed: a card sticks at the next movement. box_full. motor_broken.
stuck: it takes an order and never ends it.
"""
HARDWARE_SECONDS = {0x30: 0.4, 0x32: 0.5, 0x51: 0.03}
SLOW_SECONDS = 5.0


class CardReaderDevice:
    """A motorised reader reached through the symlink at `port`. `quick`: orders take no time of their own."""

    def __init__(
        self,
        port: Path,
        *,
        baud: int | None = None,
        quick: bool = False,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.mechanism = Mechanism()
        self.stuck = False
        self.line = Line(self._heard, reset=self._power_lost, changed=on_change, slow_s=SLOW_SECONDS)
        self.line.on_serial(port, baud)
        self._seconds = {} if quick else HARDWARE_SECONDS
        self._changed = on_change
        self._parser = FrameParser()
        self._orders: asyncio.Queue[Order] = asyncio.Queue()
        self._last = b""
        self._task: asyncio.Task[None] | None = None

    @property
    def plugged(self) -> bool:
        return self.line.plugged

    @property
    def faults(self) -> list[str]:
        mechanism = self.mechanism
        found = (
            (self.line.fault, bool(self.line.fault)),
            ("card_pulled", mechanism.pull_within),
            ("card_mute", mechanism.mute),
            ("card_jammed", mechanism.jams or mechanism.place is Place.STUCK),
            ("box_full", mechanism.box >= BOX_HOLDS),
            ("motor_broken", mechanism.broken_motor),
            ("stuck", self.stuck),
        )
        return [name for name, there in found if there]

    async def start(self) -> None:
        self.line.plug()
        self._task = asyncio.create_task(self._carry_out_all())

    async def stop(self) -> None:
        self.line.unplug()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def plug(self) -> None:
        self._parser.reset()
        self.line.plug()

    async def unplug(self) -> None:
        """Its serial cable; its power comes by another."""
        self.line.unplug()
        self._forget()

    def offer(self, chip: Chip | None) -> None:
        self.mechanism.offer(chip)
        self._changed()

    def suffer(self, kind: str) -> None:
        mechanism = self.mechanism
        match kind:
            case "card_pulled":
                mechanism.pull_within = mechanism.place is Place.INSIDE
            case "card_mute":
                mechanism.mute = True
            case "card_jammed":
                mechanism.jams = True
            case "box_full":
                mechanism.box = BOX_HOLDS
            case "motor_broken":
                mechanism.broken_motor = True
            case "stuck":
                self.stuck = True
            case "clear":
                mechanism.mend()
                self.stuck = False
                self.line.suffer("clear")
            case _:
                self.line.suffer(kind)
        self._changed()

    def _power_lost(self) -> None:
        self.mechanism.power_lost()
        self._forget()

    def _forget(self) -> None:
        self._parser.reset()
        self._last = b""
        while not self._orders.empty():
            self._orders.get_nowait()

    def _heard(self, data: bytes) -> None:
        for heard in self._parser.feed(data):
            match heard:
                case Order():
                    self._sign(TAKEN)
                    self._orders.put_nowait(heard)
                case BadFrame():
                    self._sign(AGAIN)
                case Byte(value) if value == AGAIN and self._last:
                    self.line.send(self._last)
                case Byte(value) if value == CLEAR:
                    while not self._orders.empty():
                        self._orders.get_nowait()
                    self._last = b""
                    self._sign(CLEAR)

    def _sign(self, value: int) -> None:
        """One byte has no checksum and no half."""
        if self.line.fault in ("truncated", "bad_checksum", "slow"):
            self.line.wire.send(bytes((value,)))
        else:
            self.line.send(bytes((value,)))

    async def _carry_out_all(self) -> None:
        while True:
            order = await self._orders.get()
            await asyncio.sleep(self._seconds.get(order.code, 0.0))
            if self.stuck:
                continue
            before = self.mechanism.place
            self._last = self.mechanism.carry_out(order)
            self.line.send(self._last)
            if self.mechanism.place is not before:
                self._changed()
