"""What can befall any device's wire, whatever the protocol: one layer between a simulated device and its cable.

A device gives each whole answer to `send` and gets what the kiosk sent by its `deliver`; faults act in between, so
that no device needs code of its own for them.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

from drivers_sim.tcp import TcpWire
from drivers_sim.wires import SerialWire, Wire

FAULTS = (
    *("silent", "slow", "garbage", "truncated", "bad_checksum", "wrong_device", "busy"),
    *("disconnect_at", "power_cycle", "flapping"),
)
"""silent: nothing comes back. slow: each answer comes `slow_s` late. garbage: noise instead of answers. truncated: the
first half of each answer. bad_checksum: answers with their last byte wrong. wrong_device: something else is on the
cable, answering in a language of its own. busy: it reads nothing until `clear`. disconnect_at: the cable is pulled
once so many more bytes have passed, whichever way. power_cycle: it loses its power and is back after a moment.
flapping: it goes and comes, over and over.
"""
POWER_UP_S = 0.4
FLAP_S = 0.4
STRANGER = b"\r\nERROR\r\n"
"""What a modem answers to anything it does not know."""


def last_byte_wrong(answer: bytes) -> bytes:
    return answer[:-1] + bytes((answer[-1] ^ 0xFF,)) if answer else answer


class Line:
    """A device's wire with its faults. Attach one by `on_serial` or `on_tcp`; all of it in one event loop.

    deliver: takes what the kiosk sent. reset: the device lost its power. spoil: an answer with its checksum wrong.
    connected: a driver opened a connection (TCP alone tells). changed: something to show is different.
    """

    def __init__(
        self,
        deliver: Callable[[bytes], None],
        *,
        reset: Callable[[], None] = lambda: None,
        spoil: Callable[[bytes], bytes] = last_byte_wrong,
        connected: Callable[[], None] = lambda: None,
        changed: Callable[[], None] = lambda: None,
        slow_s: float = 3.0,
    ) -> None:
        self.fault = ""
        self.wire: Wire
        self._deliver, self._reset, self._spoil = deliver, reset, spoil
        self._connected, self._changed = connected, changed
        self._slow_s = slow_s
        self._noise = random.Random(7)
        self._left = 0
        self._holding = False
        self._late: set[asyncio.TimerHandle] = set()
        self._turn: asyncio.TimerHandle | None = None

    def on_serial(self, port: Path, baud: int | None = None) -> Line:
        """At the end of a serial cable; with a `baud`, bytes take their time."""
        self.wire = SerialWire(port, self._heard, baud=baud)
        return self

    def on_tcp(self, host: str, port: int) -> Line:
        self.wire = TcpWire(host, port, self._heard, on_connect=self._connected, on_disconnect=self._changed)
        return self

    @property
    def plugged(self) -> bool:
        return self.wire.plugged

    @property
    def in_use(self) -> bool | None:
        return self.wire.in_use

    def plug(self) -> None:
        self._stay()
        self.wire.plug()

    def unplug(self) -> None:
        """Pull the cable; answers on their way are lost."""
        self._stay()
        for timer in self._late:
            timer.cancel()
        self._late.clear()
        self.wire.unplug()

    def hold(self, held: bool) -> None:
        """The device has no room: read nothing until it has."""
        self._holding = held
        self.wire.hold(held or self.fault == "busy")

    def suffer(self, kind: str) -> None:
        """Let one of `FAULTS` befall the wire, or none: `clear`, which also plugs it in.

        disconnect_at takes its byte behind a colon, as disconnect_at:700; without one the cable is pulled at once.
        """
        kind, _, number = kind.partition(":")
        at = int(number) if number.isdecimal() else 0
        self._stay()
        self.fault = "" if kind in ("clear", "power_cycle") else kind
        self._left = at
        self.wire.hold(self._holding or kind == "busy")
        match kind:
            case "clear":
                self.wire.plug()
            case "power_cycle":
                self.wire.unplug()
                self._reset()
                self._next(POWER_UP_S, self._power_up)
            case "flapping":
                self._flap()
            case "disconnect_at" if at <= 0:
                self._pull()
        self._changed()

    def send(self, answer: bytes) -> None:
        """Put one whole answer on the wire, as the fault of the moment lets it pass."""
        match self.fault:
            case "silent" | "wrong_device":
                return
            case "garbage":
                answer = bytes(byte | 0x80 for byte in self._noise.randbytes(max(1, len(answer))))
            case "truncated":
                answer = answer[: len(answer) // 2]
            case "bad_checksum":
                answer = self._spoil(answer)
            case "slow":
                self._send_late(answer)
                return
            case "disconnect_at":
                self._pass(answer, self.wire.send)
                return
        self.wire.send(answer)

    def _heard(self, data: bytes) -> None:
        match self.fault:
            case "wrong_device":
                self.wire.send(STRANGER)
            case "disconnect_at":
                self._pass(data, self._deliver)
            case _:
                self._deliver(data)

    def _pass(self, data: bytes, onward: Callable[[bytes], None]) -> None:
        passing = data[: max(0, self._left)]
        self._left -= len(data)
        if passing:
            onward(passing)
        if self._left <= 0 and self._turn is None:
            # What was sent must reach the driver before the cable is pulled: closing a pty loses what it holds.
            self._next(0.05, self._pull)

    def _pull(self) -> None:
        self.unplug()
        self.fault = ""
        self._changed()

    def _power_up(self) -> None:
        self.plug()
        self._changed()

    def _flap(self) -> None:
        if self.wire.plugged:
            self.wire.unplug()
        else:
            self.wire.plug()
        self._changed()
        self._next(FLAP_S, self._flap)

    def _next(self, seconds: float, act: Callable[[], None]) -> None:
        self._turn = asyncio.get_running_loop().call_later(seconds, act)

    def _stay(self) -> None:
        """Let the cable be as it is: no more coming and going."""
        if self._turn is not None:
            self._turn.cancel()
            self._turn = None
        if self.fault == "flapping":
            self.fault = ""

    def _send_late(self, answer: bytes) -> None:
        def send() -> None:
            self._late.discard(timer)
            self.wire.send(answer)

        timer = asyncio.get_running_loop().call_later(self._slow_s, send)
        self._late.add(timer)
