"""Framing of the reader's line: bytes into commands and signs, answers into bytes. Knows no port and no clock.

F2 | address | length u16 | text | 03 | XOR of all before. A command's text: 43, code, parameter, data. An answer's:
50, code, parameter, three status digits, data; or 4E, code, parameter, two error digits.
"""

from __future__ import annotations

from dataclasses import dataclass

START, END = 0xF2, 0x03
TAKEN, AGAIN, CLEAR = 0x06, 0x15, 0x04
LONGEST_TEXT = 515


@dataclass(frozen=True, slots=True)
class Order:
    """A command whose frame holds."""

    code: int
    parameter: int
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Byte:
    """TAKEN, AGAIN or CLEAR by itself."""

    value: int


class BadFrame:
    """A frame that must be sent again."""


Heard = Order | Byte | BadFrame


class FrameParser:
    """Cuts what the host sends into orders and single bytes."""

    def __init__(self, address: int = 0) -> None:
        self._address = address
        self._line = bytearray()

    def reset(self) -> None:
        self._line.clear()

    def feed(self, data: bytes) -> list[Heard]:
        heard: list[Heard] = []
        for byte in data:
            if not self._line:
                if byte in (TAKEN, AGAIN, CLEAR):
                    heard.append(Byte(byte))
                elif byte == START:
                    self._line.append(byte)
                continue
            self._line.append(byte)
            if len(self._line) == 4 and not 3 <= self._length <= LONGEST_TEXT:
                self._line.clear()
                heard.append(BadFrame())
            elif len(self._line) >= 4 and len(self._line) == self._length + 6:
                whole = bytes(self._line)
                self._line.clear()
                order = self._order(whole)
                if order is not None:
                    heard.append(order)
        return heard

    @property
    def _length(self) -> int:
        return self._line[2] << 8 | self._line[3]

    def _order(self, frame: bytes) -> Heard | None:
        if frame[1] != self._address:
            return None  # another unit on the same line is meant
        check = 0
        for byte in frame:
            check ^= byte
        if check or frame[-2] != END or frame[4] != 0x43:
            return BadFrame()
        return Order(frame[5], frame[6], frame[7:-2])


def positive(order: Order, status: bytes, data: bytes = b"", address: int = 0) -> bytes:
    return _frame(address, bytes((0x50, order.code, order.parameter)) + status + data)


def negative(order: Order, error: str, address: int = 0) -> bytes:
    return _frame(address, bytes((0x4E, order.code, order.parameter)) + error.encode("ascii"))


def _frame(address: int, text: bytes) -> bytes:
    frame = bytes((START, address)) + len(text).to_bytes(2) + text + bytes((END,))
    check = 0
    for byte in frame:
        check ^= byte
    return frame + bytes((check,))
