"""A scan engine as its cable shows it: commands in, answers and codes out. Knows no port; time is given to it.

Three kinds. honeywell: "SYN T CR" pulls the trigger, "SYN U CR" lets it go, "SYN M CR" begins a menu command, which is
answered by itself with a status before its punctuation. gm72: packets of length, opcode, source, status, data and a
16-bit sum. continuous: hears nothing, reads always.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

KINDS = ("honeywell", "gm72", "continuous")
TERMINATORS = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "none": b""}
READ_S = {"honeywell": 30.0, "gm72": 5.0}
"""How long a trigger lasts."""
AWAKE_S = 10.0
"""A GM72 sleeps again after so much idleness."""
WAKING_S = 0.04
REVINF = (
    "Product Name: Simulated Voyager\r\nBoot Revision: : 8992\r\nSoftware Part Number: CW000082BBA\r\n"
    "Software Revision: $ProjectRevision: 16345 \r\nSerial Number: 15232B1F0C\r\nSupported IF: Serial\r\n"
)
GM72_VERSION = b"GM72-SIM V1.3"


@dataclass
class Held:
    """A code before the window: its bytes, and until when it is held there (seconds of the engine's clock)."""

    data: bytes
    until: float


class ScanEngine:
    """`send` puts whole messages on the cable; `now` is a clock in seconds that only goes forward."""

    def __init__(
        self, kind: str, terminator: str, send: Callable[[bytes], None], now: Callable[[], float], *, host: bool = True
    ) -> None:
        if kind not in KINDS:
            raise ValueError(f"profile: found {kind!r}, allowed: {', '.join(KINDS)}")
        self.kind = kind
        self.host_mode = host
        self.muted = False
        """Its decoder is dead: it answers commands and reads nothing."""
        self.held: Held | None = None
        self.reads = 0
        self._end = TERMINATORS[terminator]
        self._send, self._now = send, now
        self._reading_until = 0.0
        self._awake_at = float("inf")
        self._awake_until = 0.0
        self._heard = bytearray()

    @property
    def reading(self) -> bool:
        return not self.muted and (self.kind == "continuous" or self._now() < self._reading_until)

    def power_on(self) -> None:
        """As after a loss of power: no trigger, asleep, nothing half heard."""
        self._reading_until = self._awake_until = 0.0
        self._awake_at = float("inf")
        self._heard.clear()

    def hold(self, data: bytes, seconds: float) -> None:
        self.held = Held(data, self._now() + seconds)

    def take_away(self) -> None:
        self.held = None

    def look(self) -> None:
        """One look through the window: what is held there is read where a trigger, or its kind, lets it."""
        if self.held is None or self._now() >= self.held.until:
            self.held = None
        elif self.reading:
            self.reads += 1
            self._reading_until = 0.0
            self._send(self.held.data + self._end)

    def hear(self, data: bytes) -> None:
        """Bytes from the host."""
        if self.kind == "honeywell":
            self._heard += data
            while self._honeywell():
                pass
            del self._heard[:-64]
        elif self.kind == "gm72":
            self._gm72_bytes(data)

    # Honeywell

    def _honeywell(self) -> bool:
        start = self._heard.find(b"\x16")
        if start < 0:
            self._heard.clear()
            return False
        del self._heard[:start]
        match bytes(self._heard[:3]):
            case b"\x16T\r":
                self._reading_until = self._now() + READ_S["honeywell"]
                del self._heard[:3]
            case b"\x16U\r":
                self._reading_until = 0.0
                del self._heard[:3]
            case b"\x16M\r":
                ends = [end for mark in b".!" if (end := self._heard.find(mark, 3)) >= 0]
                if not ends:
                    return False
                command = bytes(self._heard[3 : min(ends)])
                mark = self._heard[min(ends) : min(ends) + 1]
                del self._heard[: min(ends) + 1]
                self._send(self._menu(command.decode("ascii", "replace").upper()).encode() + bytes(mark))
            case begun if len(begun) < 3:
                return False
            case _:
                del self._heard[0]
        return True

    def _menu(self, command: str) -> str:
        match command:
            case "REVINF":
                return f"{REVINF}REVINF\x06"
            case "232BAD?" | "232WRD?" | "232CTS?" | "232XON?" | "232ACK?":
                return f"{command[:-1]}0\x06"
        return f"{command}\x05"

    # GM72

    def _gm72_bytes(self, data: bytes) -> None:
        now = self._now()
        asleep = now >= self._awake_until
        if asleep:
            self._heard.clear()
            self._awake_at = now + WAKING_S
            self._awake_until = now + AWAKE_S
            return  # what wakes it is not understood
        if now < self._awake_at:
            return
        self._awake_until = now + AWAKE_S
        self._heard += data
        while packet := self._packet():
            self._obey(packet)

    def _packet(self) -> bytes:
        while self._heard:
            length = self._heard[0]
            if length < 4 or (len(self._heard) > 2 and self._heard[2] != 0x04):
                del self._heard[0]
                continue
            if len(self._heard) < length + 2:
                return b""
            packet = bytes(self._heard[: length + 2])
            if (sum(packet[:length]) + int.from_bytes(packet[length:], "big")) % 0x10000:
                del self._heard[0]
                continue
            del self._heard[: length + 2]
            return packet
        return b""

    def _obey(self, packet: bytes) -> None:
        match packet[1]:
            case 0xA3:
                self._answer(0xA4, GM72_VERSION)
            case 0xE4 | 0xE5 if not self.host_mode:
                self._answer(0xD1, b"\x06")
            case 0xE4:
                self._reading_until = self._now() + READ_S["gm72"]
                self._answer(0xD0)
            case 0xE5:
                self._reading_until = 0.0
                self._answer(0xD0)
            case _:
                self._answer(0xD1, b"\x02")

    def _answer(self, opcode: int, data: bytes = b"") -> None:
        body = bytes((len(data) + 4, opcode, 0, 0)) + data
        self._send(body + ((0x10000 - sum(body)) % 0x10000).to_bytes(2, "big"))
