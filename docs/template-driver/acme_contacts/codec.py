"""The board's language: lines of ASCII, one answer for each request. No port, no clock.

?I      I 01000000      the eight inputs, input 0 first
?F      F ok | F blown  the fuse of the relays
O3=1    OK              switch relay 3
else    ERR
"""

from __future__ import annotations

import re
from dataclasses import dataclass

INPUTS = b"?I\r\n"
FUSE = b"?F\r\n"
LONGEST = 32
"""More than any answer: what is longer is noise and is not kept."""


def switch(relay: int, on: bool) -> bytes:
    if not 0 <= relay <= 7:
        raise ValueError(f"relay is {relay}; it may be 0 to 7")
    return b"O%d=%d\r\n" % (relay, on)


@dataclass(frozen=True, slots=True)
class Inputs:
    closed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Fuse:
    blown: bool


@dataclass(frozen=True, slots=True)
class Done:
    """The board did what it was told."""


@dataclass(frozen=True, slots=True)
class Noise:
    """Bytes that are no answer of this board."""


Answer = Inputs | Fuse | Done | Noise


class AnswerParser:
    """Cuts answers out of a stream that comes in any pieces; keeps at most `LONGEST` bytes."""

    def __init__(self) -> None:
        self._begun = bytearray()

    def feed(self, data: bytes) -> list[Answer]:
        found: list[Answer] = []
        for byte in data:
            if byte == 0x0A:
                found.append(_answer(bytes(self._begun).rstrip(b"\r")))
                self._begun.clear()
            else:
                self._begun.append(byte)
                if len(self._begun) > LONGEST:
                    self._begun.clear()
                    found.append(Noise())
        return found

    def reset(self) -> None:
        self._begun.clear()


def _answer(line: bytes) -> Answer:
    if re.fullmatch(rb"I [01]{8}", line):
        return Inputs(tuple(byte == 0x31 for byte in line[2:]))
    if line in (b"F ok", b"F blown"):
        return Fuse(line == b"F blown")
    return Done() if line == b"OK" else Noise()
