"""Commands to a chip and its answers (ISO 7816-4), without I/O.

A `Program` yields command APDUs and is sent the response APDUs; its value is what it was run for. So the same program
runs over any reader, and over any bytes in a test.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from devices.model import Completion, DeviceError

Apdu = bytes | bytearray
"""A command that holds a PIN is a bytearray, wiped once the card has answered."""

T = TypeVar("T")
Program = Generator[Apdu, bytes, T]

LONGEST_ANSWER = 258  # 256 bytes and the status word: no record of this application needs extended length
MOST_ROUNDS = 8  # GET RESPONSE may answer 61xx again; a card that never ends is none
_SHORTEST = 4

OK = 0x9000


@dataclass(frozen=True, slots=True, repr=False)
class Response:
    """A response APDU: its data, which may be personal, and its status word."""

    data: bytes
    sw: int

    def __repr__(self) -> str:
        return f"Response({len(self.data)} bytes, {self.sw:04X})"

    @property
    def ok(self) -> bool:
        return self.sw == OK


def parse_response(answer: bytes) -> Response:
    """Raises `DeviceError` with `card_unreadable` where this is no response APDU."""
    if not 2 <= len(answer) <= LONGEST_ANSWER:
        raise DeviceError(Completion.USER_ERROR, "card_unreadable")
    return Response(answer[:-2], int.from_bytes(answer[-2:], "big"))


def exchange(command: Apdu) -> Program[Response]:
    """One command with what ISO 7816-3 makes of it under T=0.

    61xx: the answer's data is fetched by GET RESPONSE. 6Cxx: the command is repeated once with the length it names.
    """
    response = parse_response((yield command))
    if response.sw >> 8 == 0x6C and len(command) == _SHORTEST + 1:
        response = parse_response((yield bytes(command[:-1]) + bytes((response.sw & 0xFF,))))
    data = response.data
    rounds = 0
    while response.sw >> 8 == 0x61:
        rounds += 1
        if rounds > MOST_ROUNDS:
            raise DeviceError(Completion.USER_ERROR, "card_unreadable")
        response = parse_response((yield bytes((0x00, 0xC0, 0x00, 0x00, response.sw & 0xFF))))
        data += response.data
    return Response(data, response.sw)


def wipe(secret: bytearray) -> None:
    """Overwrite in place; Python may have made copies that nobody can reach."""
    secret[:] = bytes(len(secret))


def run(program: Program[T], transmit: Callable[[Apdu], bytes]) -> T:
    """Run a program over a reader; what `transmit` raises ends it."""
    try:
        command = next(program)
        while True:
            try:
                answer = transmit(command)
            except BaseException:
                program.close()  # so that it wipes what it holds
                raise
            command = program.send(answer)
    except StopIteration as end:
        value: T = end.value
        return value


def shown(command: Apdu) -> str:
    """A command for a trace: its header and the length of its data."""
    return f"{bytes(command[:4]).hex(' ').upper()}, {max(0, len(command) - 5)} bytes"


def shown_answer(answer: bytes) -> str:
    """A response for a trace: its status word and the length of its data."""
    return f"{answer[-2:].hex().upper()}, {max(0, len(answer) - 2)} bytes"
