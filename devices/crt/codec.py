"""Frames of the CRT-571/CRT-591 family: commands to bytes, bytes to events. Knows no port and no clock.

Command: F2, address, length (2 bytes, big-endian), 'C', command, parameter, data, 03, BCC. The length counts from 'C'
to the end of the data; the BCC is the XOR of everything before it.
The device acknowledges a frame (06), or wants it again (15); then it answers, when it has done it:
F2, address, length, 'P', command, parameter, st0 st1 st2, data, 03, BCC, or with 'N' (some say 'E') in place of 'P'
and two digits of an error in place of the status. The host acknowledges the answer likewise. 04 clears the line.

The bytes are from the maker's "CRT-571 Communication Protocol" 1.0 (2009) and "CRT-591-M001 communication protocol" 1.0
(2013), and from public programs that speak it, among them one with a capture of a CRT-591 (R02): there 'N' was the head
of a refusal, and the status request `F2 00 00 03 43 31 30 03 B0`. [unverified on hardware] by us.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import xor

STX, ETX = 0xF2, 0x03
ACK, NAK, EOT = 0x06, 0x15, 0x04
MOST_DATA = 512
_HEAD = 4  # STX, address, length
_TAIL = 2  # ETX, BCC
_SHORTEST = 5  # a refusal: head, command, parameter, two digits
_LONGEST = 6 + MOST_DATA


@dataclass(frozen=True, slots=True, repr=False)
class Command:
    """A command and its parameter, as the reader numbers them; `data` may hold an APDU."""

    code: int
    parameter: int
    data: bytes | bytearray = b""

    def encode(self, address: int = 0) -> bytearray:
        """A bytearray, so that one with a PIN can be wiped."""
        frame = bytearray((STX, address))
        frame += (3 + len(self.data)).to_bytes(2, "big")
        frame += bytes((0x43, self.code, self.parameter))
        frame += self.data
        frame.append(ETX)
        frame.append(reduce(xor, frame))
        return frame

    def __repr__(self) -> str:
        return f"Command({self.code:02X} {self.parameter:02X}, {len(self.data)} bytes)"


INITIALISE = Command(0x30, 0x33)  # leaves a card where it is; 30 would eject, 31 retain it
STATUS = Command(0x31, 0x30)
SENSORS = Command(0x31, 0x31)
TO_GATE = Command(0x32, 0x30)  # held there, so that it can be drawn in again
TO_CONTACTS = Command(0x32, 0x31)
TO_BOX = Command(0x32, 0x33)
# As CRT-571 and CRT-591-M have it. The R02, which reads magnetic stripes, was seen to allow by 32 and refuse by 30.
ALLOW_ENTRY = Command(0x33, 0x30)
REFUSE_ENTRY = Command(0x33, 0x31)
POWER_ON = Command(0x51, 0x30, b"\x33")  # 5 V as ISO 7816-3 has it; 30 would insist on EMV's ATR
POWER_OFF = Command(0x51, 0x31)


def apdu(command: bytes | bytearray) -> Command:
    """An exchange with the chip, the reader choosing T=0 or T=1 by the ATR."""
    return Command(0x51, 0x39, command)


class Sign(Enum):
    """One byte on the line."""

    ACK = ACK
    NAK = NAK
    EOT = EOT


@dataclass(frozen=True, slots=True)
class Status:
    """What every answer says: where a card is, whether the box of retained cards is full."""

    card: int
    box: int

    NONE = 0x30
    AT_GATE = 0x31
    INSIDE = 0x32
    FULL = 0x31


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """The reader did it. `data` may be personal."""

    code: int
    parameter: int
    status: Status
    data: bytes

    def __repr__(self) -> str:
        return f"Done({self.code:02X} {self.parameter:02X}, {len(self.data)} bytes)"


@dataclass(frozen=True, slots=True)
class Refused:
    """The reader did not; `error` is its two digits, as "10"."""

    code: int
    parameter: int
    error: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """Something that began like a frame and is none."""


Event = Sign | Done | Refused | Damaged


class Parser:
    """Finds signs and answers in a byte stream that may come in any pieces; keeps at most one frame.

    After a damaged frame the search goes on at the next STX: what lies between may look like a sign and is none.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def pending(self) -> int:
        """How many bytes of an unfinished frame are kept."""
        return len(self._buffer)

    def reset(self) -> None:
        """Forget a frame begun."""
        self._buffer.clear()

    def feed(self, data: bytes) -> list[Event]:
        """Take what arrived; the events complete by now. Bytes that belong to nothing are skipped."""
        self._buffer += data
        events: list[Event] = []
        while self._buffer:
            first = self._buffer[0]
            if first != STX:
                del self._buffer[0]
                if first in (ACK, NAK, EOT):
                    events.append(Sign(first))
                continue
            event = self._frame()
            if event is None:
                break
            events.append(event)
        return events

    def _frame(self) -> Event | None:
        if len(self._buffer) < _HEAD:
            return None
        length = int.from_bytes(self._buffer[2:_HEAD], "big")
        if not _SHORTEST <= length <= _LONGEST:
            return self._damaged()
        whole = _HEAD + length + _TAIL
        if len(self._buffer) < whole:
            return None
        frame = bytes(self._buffer[:whole])
        if frame[-2] != ETX or reduce(xor, frame):
            return self._damaged()
        del self._buffer[:whole]
        return _answer(frame[_HEAD:-_TAIL])

    def _damaged(self) -> Damaged:
        following = self._buffer.find(STX, 1)
        del self._buffer[: following if following > 0 else len(self._buffer)]
        return Damaged()


def _answer(text: bytes) -> Event:
    head, code, parameter = text[:3]
    if head == 0x50 and len(text) >= 6:
        return Done(code, parameter, Status(text[3], text[5]), text[6:])
    if head in (0x4E, 0x45):
        return Refused(code, parameter, text[3:5].decode("ascii", "replace"))
    return Damaged()
