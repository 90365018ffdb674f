"""A receipt printer at the end of its cable: TCP as network printers listen on, or a pty for serial ones."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from drivers_sim.escpos.paper import Slip
from drivers_sim.escpos.printer import Printer
from drivers_sim.escpos.profile import Paper, Profile
from drivers_sim.line import FAULTS as LINE_FAULTS
from drivers_sim.line import Line

FAULTS = (*(fault for fault in LINE_FAULTS if fault != "bad_checksum"), "frozen")
"""`frozen`: the firmware hangs; it prints nothing and answers nothing. The protocol has no checksum to be wrong."""
SLOW_SECONDS = 3.0


class ReceiptPrinterDevice:
    """The printer, its cable and its motor. `on_change` is called when a slip grows or a state changes."""

    def __init__(self, profile: Profile, on_change: Callable[[], None] = lambda: None) -> None:
        self.printer = Printer(profile, self._send)
        self.frozen = False
        self.line = Line(
            self.heard, reset=self._power_lost, connected=self._connected, changed=on_change, slow_s=SLOW_SECONDS
        )
        self._on_change = on_change
        self._work = asyncio.Event()
        self._full = False
        self._task: asyncio.Task[None] | None = None

    @classmethod
    def on_tcp(
        cls, host: str, port: int, profile: Profile, on_change: Callable[[], None] = lambda: None
    ) -> ReceiptPrinterDevice:
        device = cls(profile, on_change)
        device.line.on_tcp(host, port)
        return device

    @classmethod
    def on_serial(
        cls, port: Path, profile: Profile, on_change: Callable[[], None] = lambda: None, *, baud: int | None = None
    ) -> ReceiptPrinterDevice:
        """`baud`: its line's speed, unhurried without."""
        device = cls(profile, on_change)
        device.line.on_serial(port, baud)
        return device

    @property
    def plugged(self) -> bool:
        return self.line.plugged

    @property
    def fault(self) -> str:
        return "frozen" if self.frozen else self.line.fault

    @property
    def slips(self) -> list[Slip]:
        """Slips with something on them; the last may still be in the printer."""
        return [slip for slip in self.printer.slips if slip.printed]

    async def start(self) -> None:
        self.line.plug()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        self.line.unplug()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def plug(self) -> None:
        self.line.plug()

    async def unplug(self) -> None:
        """Pull the data cable; the printer keeps its power, and what it had received."""
        self.line.unplug()

    def suffer(self, kind: str) -> None:
        """One of `FAULTS`, or clear."""
        self.frozen = self.printer.hung = kind == "frozen"
        self.line.suffer("clear" if kind == "frozen" else kind)
        self._wake()

    def set_paper(self, paper: Paper, *, left: int | None = None) -> None:
        self.printer.set_paper(paper, left=left)
        self._wake()

    def set_cover(self, is_open: bool) -> None:
        self.printer.set_cover(is_open)
        self._wake()

    def set_cutter_jam(self, jammed: bool) -> None:
        self.printer.set_cutter_jam(jammed)
        self._wake()

    def _connected(self) -> None:
        self.printer.begin_connection()
        self._on_change()

    def _power_lost(self) -> None:
        self.printer.power_up()
        self._wake()

    def heard(self, data: bytes) -> None:
        self.printer.receive(data)
        self._mind_the_room()
        self._work.set()

    def _mind_the_room(self) -> None:
        """A full buffer stops the sender."""
        if self.printer.buffer_full is not self._full:
            self._full = not self._full
            self.line.hold(self._full)

    def _wake(self) -> None:
        self._mind_the_room()
        self._work.set()
        self._on_change()

    def _send(self, data: bytes) -> None:
        if not self.frozen:
            self.line.send(data)

    async def _run(self) -> None:
        owed = 0.0
        while True:
            seconds = self.printer.step()
            self._mind_the_room()
            if seconds is None:
                self._work.clear()
                self._on_change()
                await self._work.wait()
                continue
            # The mechanism is timed in steps that are worth a timer; shorter ones add up.
            owed += seconds
            if owed >= 0.02:
                await asyncio.sleep(owed)
                owed = 0.0
                self._on_change()
