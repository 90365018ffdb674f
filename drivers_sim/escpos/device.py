"""A receipt printer at the end of its cable: TCP as network printers listen on, or a pty for serial ones."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from drivers_sim.escpos.paper import Slip
from drivers_sim.escpos.printer import Paper, Printer, Profile
from drivers_sim.wires import SerialWire

FAULTS = ("silent", "garbage", "slow", "frozen")
SLOW_SECONDS = 3.0


class Cable(Protocol):
    """What the printer's end of a cable can do."""

    @property
    def plugged(self) -> bool: ...
    @property
    def in_use(self) -> bool | None: ...
    async def plug(self) -> None: ...
    async def unplug(self) -> None: ...
    def send(self, data: bytes) -> None: ...


class TcpCable:
    """Listens at host:port and serves one connection at a time; a second one waits until the first is closed."""

    def __init__(self, host: str, port: int, printer: ReceiptPrinterDevice) -> None:
        self._host, self._port = host, port
        self._printer = printer
        self._server: asyncio.Server | None = None
        self._turn = asyncio.Lock()
        self._writer: asyncio.StreamWriter | None = None
        self._connections: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}

    @property
    def plugged(self) -> bool:
        return self._server is not None

    @property
    def in_use(self) -> bool:
        return self._writer is not None

    async def plug(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, self._host, self._port)

    async def unplug(self) -> None:
        if self._server is None:
            return
        server, self._server = self._server, None
        server.close()
        for writer, task in list(self._connections.items()):
            # A pulled cable says no goodbye: reset, where closing would look like a printer that hangs up politely.
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
            if task is not None:
                task.cancel()
        await server.wait_closed()

    def send(self, data: bytes) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(data)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections[writer] = asyncio.current_task()
        try:
            async with self._turn:
                self._writer = writer
                self._printer.connected()
                with contextlib.suppress(ConnectionError):
                    while data := await reader.read(4096):
                        await self._printer.heard(data)
        except asyncio.CancelledError:
            pass
        finally:
            if self._writer is writer:
                self._writer = None
                self._printer.disconnected()
            self._connections.pop(writer, None)
            writer.close()


class SerialCable:
    """A pty behind a symlink at the configured port."""

    def __init__(self, port: Path, printer: ReceiptPrinterDevice) -> None:
        self._wire = SerialWire(port, self._heard)
        self._printer = printer

    @property
    def plugged(self) -> bool:
        return self._wire.plugged

    @property
    def in_use(self) -> None:
        return None

    async def plug(self) -> None:
        self._wire.plug()

    async def unplug(self) -> None:
        self._wire.unplug()

    def send(self, data: bytes) -> None:
        self._wire.send(data)

    def _heard(self, data: bytes) -> None:
        self._printer.heard_now(data)


class ReceiptPrinterDevice:
    """The printer, its cable and its motor. `on_change` is called when a slip grows or a state changes."""

    def __init__(self, profile: Profile, on_change: Callable[[], None] = lambda: None) -> None:
        self.printer = Printer(profile, self._send)
        self.fault = ""
        self.cable: Cable
        self._on_change = on_change
        self._work = asyncio.Event()
        self._room = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._late: set[asyncio.TimerHandle] = set()
        self._noise = random.Random(7)

    @classmethod
    def on_tcp(
        cls, host: str, port: int, profile: Profile, on_change: Callable[[], None] = lambda: None
    ) -> ReceiptPrinterDevice:
        device = cls(profile, on_change)
        device.cable = TcpCable(host, port, device)
        return device

    @classmethod
    def on_serial(
        cls, port: Path, profile: Profile, on_change: Callable[[], None] = lambda: None
    ) -> ReceiptPrinterDevice:
        device = cls(profile, on_change)
        device.cable = SerialCable(port, device)
        return device

    @property
    def plugged(self) -> bool:
        return self.cable.plugged

    @property
    def slips(self) -> list[Slip]:
        """Slips with something on them; the last may still be in the printer."""
        return [slip for slip in self.printer.slips if slip.printed]

    async def start(self) -> None:
        await self.cable.plug()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        await self.cable.unplug()
        for timer in self._late:
            timer.cancel()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def plug(self) -> None:
        await self.cable.plug()

    async def unplug(self) -> None:
        await self.cable.unplug()

    def set_fault(self, fault: str) -> None:
        self.fault = fault
        self.printer.hung = fault == "frozen"
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

    def connected(self) -> None:
        self.printer.begin_connection()
        self._on_change()

    def disconnected(self) -> None:
        self._on_change()

    def heard_now(self, data: bytes) -> None:
        self.printer.receive(data)
        self._work.set()

    async def heard(self, data: bytes) -> None:
        """Take bytes in; returns when there is room for more, so that a full buffer stops the sender."""
        self.heard_now(data)
        while self.printer.buffer_full:
            self._room.clear()
            await self._room.wait()

    def _wake(self) -> None:
        self._work.set()
        self._room.set()
        self._on_change()

    def _send(self, data: bytes) -> None:
        match self.fault:
            case "silent" | "frozen":
                return
            case "garbage":
                self.cable.send(self._noise.randbytes(max(1, len(data))))
            case "slow":
                timer = asyncio.get_running_loop().call_later(SLOW_SECONDS, lambda: self._send_late(data))
                self._late.add(timer)
            case _:
                self.cable.send(data)

    def _send_late(self, data: bytes) -> None:
        now = asyncio.get_running_loop().time()
        self._late = {timer for timer in self._late if timer.when() > now}
        self.cable.send(data)

    async def _run(self) -> None:
        owed = 0.0
        while True:
            seconds = self.printer.step()
            self._room.set()
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
