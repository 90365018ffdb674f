"""Modbus messages: requests to bytes, bytes to answers, for serial lines (RTU) and for TCP. Knows no port and no clock.

By the "MODBUS Application Protocol Specification V1.1b3" and "MODBUS over Serial Line V1.02". A message is a function
code and its data. RTU puts the unit before it and a CRC-16 behind; TCP puts a transaction's number, 0000, a length and
the unit before it. A refusal has 80 added to its function and one byte that says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

READ_COILS, READ_INPUTS, WRITE_COIL, DIAGNOSE, WRITE_COILS = 0x01, 0x02, 0x05, 0x08, 0x0F
REFUSED = 0x80
MOST_READ, MOST_WRITTEN = 2000, 1968  # bits in one message
LONGEST_RTU, LONGEST_TCP = 256, 260
ILLEGAL_FUNCTION, ILLEGAL_ADDRESS, ILLEGAL_VALUE, FAILED, BUSY = 1, 2, 3, 4, 6
NO_PATH, NO_TARGET = 0x0A, 0x0B


@dataclass(frozen=True, slots=True)
class Message:
    """A function and its data, to or from `unit`. `transaction` is 0 on a serial line, which has none."""

    unit: int
    function: int
    data: bytes
    transaction: int = 0

    @property
    def refusal(self) -> int | None:
        """Why the module refused; None for an answer that is none."""
        return self.data[0] if self.function & REFUSED and len(self.data) == 1 else None


@dataclass(frozen=True, slots=True)
class Damaged:
    """Bytes that are no message: a wrong checksum, or nothing that a module says."""


class Framing(Protocol):
    """One of Modbus's two ways to put messages into a byte stream."""

    def encode(self, message: Message) -> bytes: ...
    def feed(self, data: bytes) -> list[Message | Damaged]:
        """Take what arrived; the messages that are whole by now."""

    def reset(self) -> None:
        """Forget a message begun."""

    @property
    def pending(self) -> int:
        """How many bytes of an unfinished message are kept."""


def read_bits(unit: int, function: int, first: int, count: int) -> Message:
    """Ask for `count` coils (01) or discrete inputs (02) from address `first` on."""
    if not (0 <= first <= 0xFFFF and 1 <= count <= MOST_READ):
        raise ValueError(f"{count} bits from {first}")
    return Message(unit, function, first.to_bytes(2, "big") + count.to_bytes(2, "big"))


def bits_of(answer: Message, count: int) -> tuple[bool, ...] | None:
    """What the answer to `read_bits` says; None where it is no answer for `count` bits."""
    size = (count + 7) // 8
    if len(answer.data) != 1 + size or answer.data[0] != size:
        return None
    return tuple(bool(answer.data[1 + index // 8] >> index % 8 & 1) for index in range(count))


def write_coil(unit: int, address: int, on: bool) -> Message:
    """Switch one coil; the answer repeats the request."""
    return Message(unit, WRITE_COIL, address.to_bytes(2, "big") + (b"\xff\x00" if on else b"\x00\x00"))


def write_coils(unit: int, first: int, values: Sequence[bool]) -> Message:
    """Switch coils that lie together; the answer repeats address and number."""
    if not 1 <= len(values) <= MOST_WRITTEN:
        raise ValueError(f"{len(values)} coils")
    packed = bytearray((len(values) + 7) // 8)
    for index, value in enumerate(values):
        packed[index // 8] |= value << index % 8
    head = first.to_bytes(2, "big") + len(values).to_bytes(2, "big") + bytes((len(packed),))
    return Message(unit, WRITE_COILS, head + bytes(packed))


def return_query(unit: int, number: int) -> Message:
    """Diagnostics 0000: the module sends `number` back, and does nothing."""
    return Message(unit, DIAGNOSE, b"\x00\x00" + number.to_bytes(2, "big"))


def crc16(data: bytes | bytearray) -> bytes:
    """The checksum of RTU, low byte first."""
    crc = 0xFFFF
    for byte in data:
        crc = _CRC[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc.to_bytes(2, "little")


def _crc_of(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (0xA001 if byte & 1 else 0)
    return byte


_CRC = tuple(_crc_of(byte) for byte in range(256))


class Rtu:
    """A serial line's framing. Its pauses of 3.5 characters do not outlive a USB adapter, so an answer's end is known
    by its function's length and its CRC, and the search goes on behind whatever is none."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def encode(self, message: Message) -> bytes:
        body = bytes((message.unit, message.function)) + message.data
        return body + crc16(body)

    def feed(self, data: bytes) -> list[Message | Damaged]:
        self._buffer += data
        found: list[Message | Damaged] = []
        at = 0
        damaged = False
        while (length := _rtu_length(self._buffer, at)) is None or at + length <= len(self._buffer):
            if at >= len(self._buffer):
                break
            if (
                length is None
                or crc16(self._buffer[at : at + length - 2]) != self._buffer[at + length - 2 : at + length]
            ):
                at += 1
                damaged = True
                continue
            if damaged:
                found.append(Damaged())
                damaged = False
            found.append(Message(self._buffer[at], self._buffer[at + 1], bytes(self._buffer[at + 2 : at + length - 2])))
            at += length
        if damaged:
            found.append(Damaged())
        del self._buffer[:at]
        return found

    def reset(self) -> None:
        self._buffer.clear()

    @property
    def pending(self) -> int:
        return len(self._buffer)


def _rtu_length(buffer: bytearray, at: int) -> int | None:
    """How long the answer that begins at `at` is, as far as its bytes tell; None where none begins there."""
    left = len(buffer) - at
    if left < 2:
        return 5 if left == 0 or 1 <= buffer[at] <= 247 else None
    if not 1 <= buffer[at] <= 247:
        return None
    function = buffer[at + 1]
    if function in (WRITE_COIL, WRITE_COILS, DIAGNOSE):
        return 8
    if function in (READ_COILS, READ_INPUTS):
        if left < 3:
            return 5
        size = buffer[at + 2]
        return size + 5 if 1 <= size <= MOST_READ // 8 else None
    return 5 if function & REFUSED else None


class Tcp:
    """TCP's framing. What is no Modbus leaves nothing to hold on to: the search goes on byte by byte."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def encode(self, message: Message) -> bytes:
        body = bytes((message.unit, message.function)) + message.data
        return message.transaction.to_bytes(2, "big") + b"\x00\x00" + len(body).to_bytes(2, "big") + body

    def feed(self, data: bytes) -> list[Message | Damaged]:
        self._buffer += data
        found: list[Message | Damaged] = []
        at = 0
        damaged = False
        while len(self._buffer) - at >= 6:
            length = int.from_bytes(self._buffer[at + 4 : at + 6], "big")
            if self._buffer[at + 2 : at + 4] != b"\x00\x00" or not 3 <= length <= LONGEST_TCP - 6:
                at += 1
                damaged = True
                continue
            if len(self._buffer) - at < 6 + length:
                break
            if damaged:
                found.append(Damaged())
                damaged = False
            body = bytes(self._buffer[at + 6 : at + 6 + length])
            found.append(Message(body[0], body[1], body[2:], int.from_bytes(self._buffer[at : at + 2], "big")))
            at += 6 + length
        if damaged:
            found.append(Damaged())
        del self._buffer[:at]
        return found

    def reset(self) -> None:
        self._buffer.clear()

    @property
    def pending(self) -> int:
        return len(self._buffer)
