"""SDT frames: requests to bytes, bytes to replies. Knows no port and no clock.

Request: AA AA AA 96 69, length (2 bytes, big-endian), command, parameter, data, XOR.
Reply: AA AA AA 96 69, length, SW1 SW2 SW3, data, XOR. The length counts what follows it, the XOR byte included; the
XOR covers everything from the length to the end of the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("AAAAAA9669")
SHORTEST = 4  # SW1 SW2 SW3 XOR
LONGEST = 0x090A  # base data with fingerprints is the longest reply there is

FOUND = 0x9F
OK = 0x90
NO_CARD = 0x80


@dataclass(frozen=True, slots=True)
class Request:
    """A command and its parameter, as the reader numbers them."""

    command: int
    parameter: int
    data: bytes = b""

    def encode(self) -> bytes:
        body = bytes((self.command, self.parameter)) + self.data
        counted = (len(body) + 1).to_bytes(2, "big") + body
        return PREAMBLE + counted + bytes((checksum(counted),))


STATUS = Request(0x11, 0xFF)
SAM_ID = Request(0x12, 0xFF)
FIND = Request(0x20, 0x01)
SELECT = Request(0x20, 0x02)
READ_BASE = Request(0x30, 0x01)


@dataclass(frozen=True, slots=True, repr=False)
class Reply:
    """A whole reply whose checksum holds. `data` may be personal."""

    sw: tuple[int, int, int]
    data: bytes

    @property
    def code(self) -> int:
        return self.sw[2]

    def __repr__(self) -> str:
        return f"Reply(sw={bytes(self.sw).hex()}, {len(self.data)} bytes)"


@dataclass(frozen=True, slots=True)
class Damaged:
    """Something that began like a reply and is none: a wrong checksum or an impossible length."""


def checksum(counted: bytes) -> int:
    """XOR over a frame's bytes from its length on."""
    return reduce(xor, counted, 0)


class ReplyParser:
    """Finds replies in a byte stream that may come in any pieces and hold anything between them.

    Keeps at most one frame's bytes. After a damaged frame the search goes on right behind its first byte, so that a
    whole reply inside it is not lost.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Reply | Damaged]:
        """Take what arrived; the replies complete by now."""
        self._buffer += data
        events: list[Reply | Damaged] = []
        while (event := self._next()) is not None:
            events.append(event)
        return events

    def give_up(self) -> list[Reply | Damaged]:
        """The line fell silent within a frame: it stopped halfway, or was none; the replies inside it."""
        events: list[Reply | Damaged] = []
        while self._buffer:
            del self._buffer[0]
            events += self.feed(b"")
        return events

    def reset(self) -> None:
        """Forget a frame begun."""
        self._buffer = bytearray()

    @property
    def pending(self) -> int:
        """How many bytes of an unfinished frame are kept."""
        return len(self._buffer)

    def _next(self) -> Reply | Damaged | None:
        self._skip_to_preamble()
        header = len(PREAMBLE) + 2
        if len(self._buffer) < header:
            return None
        length = int.from_bytes(self._buffer[header - 2 : header], "big")
        if not SHORTEST <= length <= LONGEST:
            del self._buffer[0]
            return Damaged()
        if len(self._buffer) < header + length:
            return None
        counted = bytes(self._buffer[header - 2 : header + length - 1])
        if checksum(counted) != self._buffer[header + length - 1]:
            del self._buffer[0]
            return Damaged()
        del self._buffer[: header + length]
        return Reply((counted[2], counted[3], counted[4]), counted[5:])

    def _skip_to_preamble(self) -> None:
        start = self._buffer.find(PREAMBLE)
        if start < 0:
            start = len(self._buffer) - _begun(self._buffer)
        del self._buffer[:start]


def _begun(buffer: bytearray) -> int:
    """How many bytes at the end may be a preamble's first ones."""
    return next((size for size in range(len(PREAMBLE) - 1, 0, -1) if buffer.endswith(PREAMBLE[:size])), 0)
