"""What passes between kiosk and receipt printer, in words that may be shown: of anything printed the length alone.

Keeps its place in the stream and nothing of a slip: text, pictures and codes are counted, not stored.
"""

from __future__ import annotations

from collections.abc import Generator

from devices.escpos.status import Cleared, Completed, Pushed, RealTime, StatusParser
from devices.trace import Direction

# Commands by their first bytes: what they are called, and how many bytes of settings follow.
_PLAIN = {
    b"\x1b@": ("initialise", 0),
    b"\x1bE": ("bold", 1),
    b"\x1ba": ("align", 1),
    b"\x1bd": ("feed lines", 1),
    b"\x1d!": ("size", 1),
    b"\x1da": ("push status", 1),
    b"\x1c&": ("Chinese on", 0),
    b"\x1c.": ("Chinese off", 0),
    b"\x1dV": ("cut", 1),
    b"\x10\x04": ("status?", 1),
    b"\x10\x05": ("recover", 1),
}
_QR = {0x41: "QR model", 0x43: "QR size", 0x45: "QR correction", 0x50: "QR data", 0x51: "print QR"}
_LEADS = b"\x10\x1b\x1c\x1d"
_FED_CUTS = b"AB"  # cuts that name how far to feed before


class Describing:
    """A `Describe` for one wire."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self._said: list[str] = []
        self._text = 0
        self._asked = 0  # status bytes that may still come: others that look like one are somebody's text
        self._answers = StatusParser()
        self._heard = 0  # bytes from the printer that no event accounts for yet
        self._piece = bytearray()
        self._commands = self._follow()
        self._wanted = next(self._commands)

    def __call__(self, direction: Direction, data: bytes) -> str:
        self._said = []
        if direction is Direction.TO_DEVICE:
            self._take(data)
            self._end_text()
        else:
            self._hear(data)
        return "; ".join(self._said)

    def _take(self, data: bytes) -> None:
        """Give the commands' follower what it wants: bytes, or, where it wants fewer than none, to go past them."""
        at = 0
        while at < len(data):
            if self._wanted < 0:
                step = min(-self._wanted, len(data) - at)
                self._wanted += step
                at += step
                if not self._wanted:
                    self._wanted = self._commands.send(b"")
                continue
            self._piece.append(data[at])
            at += 1
            if len(self._piece) == self._wanted:
                piece = bytes(self._piece)
                self._piece.clear()
                self._wanted = self._commands.send(piece)

    def _follow(self) -> Generator[int, bytes, None]:
        while True:
            lead = yield 1
            if lead not in _LEADS:
                self._text += 1
                continue
            self._end_text()
            code = lead + (yield 1)
            if code == b"\x10\x14":
                yield from self._request()
            elif code == b"\x1dv":
                head = yield 6
                yield from self._past(
                    "picture", int.from_bytes(head[2:4], "little") * int.from_bytes(head[4:], "little")
                )
            elif code == b"\x1d(":
                yield from self._function()
            elif code in _PLAIN:
                name, settings = _PLAIN[code]
                given = (yield settings) if settings else b""
                if name == "cut" and given in _FED_CUTS:
                    given += yield 1
                self._asked = min(4, self._asked + (name == "status?"))
                self._said.append(f"{name} {given.hex(' ').upper()}".strip())
            else:
                self._said.append(f"command {code.hex(' ').upper()}")

    def _request(self) -> Generator[int, bytes, None]:
        function = (yield 1)[0]
        if function == 8:
            yield 7
        self._said.append("forget what waits" if function == 8 else f"request {function:02X}")

    def _function(self) -> Generator[int, bytes, None]:
        head = yield 3
        kind, size = head[:1], int.from_bytes(head[1:], "little")
        if size < 2:
            yield from self._past("function", size)
            return
        of, function = yield 2
        if kind == b"H":
            name = "say when printed"
        else:
            name = _QR.get(function, "function") if (kind, of) == (b"k", 0x31) else "function"
        yield from self._past(name, size - 2)

    def _past(self, name: str, size: int) -> Generator[int, bytes, None]:
        if size:
            yield -size
        self._said.append(f"{name}, {size} bytes")

    def _end_text(self) -> None:
        if self._text:
            self._said.append(f"text, {self._text} bytes")
            self._text = 0

    def _hear(self, data: bytes) -> None:
        self._heard += len(data)
        for event in self._answers.feed(data):
            match event:
                case RealTime(byte) if self._asked:
                    self._asked -= 1
                    self._heard -= 1
                    self._said.append(f"status {byte:02X}")
                case RealTime():
                    pass
                case Pushed(status):
                    self._heard -= 4
                    self._said.append(f"pushed status {status.hex(' ').upper()}")
                case Completed(identifier):
                    self._heard -= 3 + len(identifier)
                    self._said.append("printed")
                case Cleared():
                    self._heard -= 3
                    self._said.append("forgotten")
        unknown = self._heard - self._answers.pending
        if unknown > 0:
            self._heard -= unknown
            self._said.append(f"{unknown} bytes not understood")
