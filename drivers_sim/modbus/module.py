"""A module of relays and inputs that speaks Modbus: requests in, answers out. Knows no port and no clock.

Addresses count from 0. Functions: 01 and 02 read, 05 and 15 switch, 08/0000 sends back what it got. Whatever else is
asked is refused as the protocol says: 01 no such function, 02 no such address, 03 a number that cannot be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

POLYNOMIAL = 0xA001


def crc(data: bytes) -> bytes:
    """Modbus's CRC-16, low byte first."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (POLYNOMIAL if value & 1 else 0)
    return bytes((value & 0xFF, value >> 8))


class Refusal(Exception):
    """An exception response: its code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class IoModule:
    """Relays and contacts by address. `functions` are those it knows; `failing` is an exception that it answers all
    requests with; `mute_to` are functions that it ignores instead of refusing them."""

    contacts: list[bool] = field(default_factory=lambda: [False] * 8)
    relays: list[bool] = field(default_factory=lambda: [False] * 8)
    functions: frozenset[int] = frozenset({0x01, 0x02, 0x05, 0x08, 0x0F})
    mute_to: frozenset[int] = frozenset()
    failing: int = 0
    on_change: Callable[[], None] = lambda: None

    def answer(self, pdu: bytes) -> bytes:
        """The answer to a request without its frame; empty where it says nothing."""
        function = pdu[0]
        if function in self.mute_to:
            return b""
        try:
            if self.failing:
                raise Refusal(self.failing)
            if function not in self.functions:
                raise Refusal(1)
            return bytes((function,)) + self._do(function, pdu[1:])
        except Refusal as refusal:
            return bytes((function | 0x80, refusal.code))

    def _do(self, function: int, data: bytes) -> bytes:
        if function == 0x08:
            if data[:2] != b"\x00\x00":
                raise Refusal(1)
            return data
        if len(data) < 4:
            raise Refusal(3)
        address, number = int.from_bytes(data[:2], "big"), int.from_bytes(data[2:4], "big")
        match function:
            case 0x01:
                return self._read(self.relays, address, number)
            case 0x02:
                return self._read(self.contacts, address, number)
            case 0x05:
                if number not in (0x0000, 0xFF00):
                    raise Refusal(3)
                self._switch(address, [number == 0xFF00])
                return data[:4]
        if not 1 <= number <= 0x07B0 or len(data) < 5 or data[4] != (number + 7) // 8 or len(data) != 5 + data[4]:
            raise Refusal(3)
        self._switch(address, [bool(data[5 + bit // 8] & (1 << bit % 8)) for bit in range(number)])
        return data[:4]

    def _read(self, bits: list[bool], address: int, number: int) -> bytes:
        if not 1 <= number <= 2000:
            raise Refusal(3)
        if address + number > len(bits):
            raise Refusal(2)
        packed = sum(1 << place for place, bit in enumerate(bits[address : address + number]) if bit)
        size = (number + 7) // 8
        return bytes((size,)) + packed.to_bytes(size, "little")

    def _switch(self, address: int, values: list[bool]) -> None:
        if address + len(values) > len(self.relays):
            raise Refusal(2)
        self.relays[address : address + len(values)] = values
        self.on_change()
