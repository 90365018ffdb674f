"""What passes between kiosk and chip reader, in words that may be shown: of a card's data the length alone.

Keeps its place in the stream and nothing of a card: a frame's payload is counted, not stored.
"""

from __future__ import annotations

from devices.sdt.codec import LONGEST, PREAMBLE, SHORTEST
from devices.trace import Direction

_COMMANDS = {
    (0x10, 0xFF): "reset",
    (0x11, 0xFF): "status?",
    (0x12, 0xFF): "SAM id?",
    (0x20, 0x01): "find card",
    (0x20, 0x02): "select card",
    (0x30, 0x01): "read text and photograph",
    (0x30, 0x03): "read newest address",
    (0x30, 0x10): "read text, photograph and fingerprint",
    (0x61, 0xFF): "RF power",
}
_ANSWERS = {
    0x90: "ok",
    0x9F: "card found",
    0x10: "checksum wrong",
    0x11: "length wrong",
    0x21: "command wrong",
    0x23: "not allowed",
    0x24: "not recognised",
    0x31: "card not authenticated",
    0x32: "card not authenticated",
    0x33: "card not verified",
    0x3F: "read length wrong",
    0x40: "wrong card",
    0x41: "reading failed",
    0x47: "random number failed",
    0x60: "self-test failed",
    0x66: "not authorised",
    0x80: "no card",
    0x81: "selecting failed",
    0x91: "no such content",
}
_HEAD = len(PREAMBLE) + 2


class Describing:
    """A `Describe` for one wire."""

    def __init__(self) -> None:
        self._ways = {direction: _Way(direction) for direction in Direction}

    def restart(self) -> None:
        for direction in Direction:
            self._ways[direction] = _Way(direction)

    def __call__(self, direction: Direction, data: bytes) -> str:
        said: list[str] = []
        if direction is Direction.TO_DEVICE and (begun := self._ways[Direction.FROM_DEVICE].give_up()):
            said.append(f"(answer broken off after {begun} bytes)")
        said += self._ways[direction].feed(data)
        return "; ".join(said)


class _Way:
    """One direction: at most a frame's first bytes, up to its status or command, are kept."""

    def __init__(self, direction: Direction) -> None:
        self._head_size = _HEAD + (2 if direction is Direction.TO_DEVICE else 3)
        self._to_device = direction is Direction.TO_DEVICE
        self._head = bytearray()
        self._left = 0
        self._xor = 0
        self._length = 0
        self._noise = 0

    def feed(self, data: bytes) -> list[str]:
        said: list[str] = []
        for byte in data:
            if self._left:
                self._xor ^= byte
                self._left -= 1
                if not self._left:
                    said.append(self._frame())
            else:
                self._take(byte, said)
        if not self._head and self._noise:
            said.append(self._end_of_noise())
        return said

    def give_up(self) -> int:
        """Forget a frame begun; how many bytes of it there were, noise included."""
        begun = len(self._head) + (self._length - (self._head_size - _HEAD) - self._left if self._left else 0)
        begun += self._noise
        self._head.clear()
        self._left = self._noise = 0
        return begun

    def _take(self, byte: int, said: list[str]) -> None:
        self._head.append(byte)
        while self._head and not self._plausible():
            del self._head[0]
            self._noise += 1
        if len(self._head) < self._head_size:
            return
        if self._noise:
            said.append(self._end_of_noise())
        self._length = int.from_bytes(self._head[len(PREAMBLE) : _HEAD], "big")
        self._xor = 0
        for each in self._head[len(PREAMBLE) :]:
            self._xor ^= each
        self._left = self._length - (self._head_size - _HEAD)

    def _plausible(self) -> bool:
        size = min(len(self._head), len(PREAMBLE))
        if self._head[:size] != PREAMBLE[:size]:
            return False
        if len(self._head) < _HEAD:
            return True
        shortest = SHORTEST - self._to_device
        return shortest <= int.from_bytes(self._head[len(PREAMBLE) : _HEAD], "big") <= LONGEST

    def _frame(self) -> str:
        wrong = " (checksum wrong)" if self._xor else ""
        payload = self._length - (self._head_size - _HEAD) - 1
        extent = f", {payload} bytes" if payload else ""
        if self._to_device:
            command = (self._head[_HEAD], self._head[_HEAD + 1])
            name = _COMMANDS.get(command, f"command {command[0]:02X} {command[1]:02X}")
        else:
            code = self._head[-1]
            name = _ANSWERS.get(code, f"answer {code:02X}") if code else "answer"
        self._head.clear()
        return name + extent + wrong

    def _end_of_noise(self) -> str:
        noise, self._noise = self._noise, 0
        return f"{noise} bytes not understood"
