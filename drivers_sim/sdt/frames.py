"""Framing of the SDT protocol: bytes into requests, replies into bytes. Knows no port and no clock.

Request: AA AA AA 96 69 | length u16 | command | parameter | data | XOR.
Reply:   AA AA AA 96 69 | length u16 | 00 00 SW3 | data | XOR.
The length counts everything after itself, the XOR included; the XOR covers length through data.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import xor

PREAMBLE = bytes.fromhex("AAAAAA9669")
LONGEST_REQUEST = 512
"""Bytes a reader accepts after the length; the longest request in use has 4."""


class SW3(IntEnum):
    """Third status byte: how a request ended."""

    OK = 0x90
    FOUND = 0x9F
    CHECKSUM = 0x10
    LENGTH = 0x11
    COMMAND = 0x21
    NOT_ALLOWED = 0x23
    UNRECOGNISED = 0x24
    CARD_NOT_AUTHENTIC = 0x31
    MODULE_NOT_AUTHENTIC = 0x32
    VERIFICATION = 0x33
    WRONG_LENGTH_READ = 0x3F
    WRONG_CARD = 0x40
    READ = 0x41
    RANDOM = 0x47
    SELF_TEST = 0x60
    UNAUTHORISED = 0x66
    FIND = 0x80
    SELECT = 0x81
    NO_CONTENT = 0x91


@dataclass(frozen=True, slots=True)
class Request:
    command: int
    parameter: int
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class BadRequest:
    """A frame that cannot be obeyed, and the status byte that says why."""

    why: SW3


@dataclass(frozen=True, slots=True)
class Reply:
    sw3: SW3
    data: bytes = b""


class RequestParser:
    """Cuts a stream of bytes into requests; skips whatever stands before a preamble."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def reset(self) -> None:
        self._buffer.clear()

    def feed(self, data: bytes) -> list[Request | BadRequest]:
        self._buffer += data
        found: list[Request | BadRequest] = []
        while (request := self._next()) is not None:
            found.append(request)
        return found

    def _next(self) -> Request | BadRequest | None:
        buffer = self._buffer
        start = buffer.find(PREAMBLE)
        if start < 0:
            del buffer[: max(0, len(buffer) - len(PREAMBLE) + 1)]
            return None
        del buffer[:start]
        body = len(PREAMBLE) + 2
        if len(buffer) < body:
            return None
        length = int.from_bytes(buffer[len(PREAMBLE) : body])
        if not 3 <= length <= LONGEST_REQUEST:
            del buffer[:body]
            return BadRequest(SW3.LENGTH)
        if len(buffer) < body + length:
            return None
        checked = bytes(buffer[len(PREAMBLE) : body + length])
        del buffer[: body + length]
        if reduce(xor, checked) != 0:
            return BadRequest(SW3.CHECKSUM)
        return Request(checked[2], checked[3], checked[4:-1])


def encode(reply: Reply) -> bytes:
    """The bytes of a reply on the wire."""
    checked = (len(reply.data) + 4).to_bytes(2) + bytes((0, 0, reply.sw3)) + reply.data
    return PREAMBLE + checked + bytes((reduce(xor, checked),))
