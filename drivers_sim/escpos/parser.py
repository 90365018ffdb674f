"""Bytes into events, for ESC/POS as receipt printers understand it. Knows no port and no clock."""

from __future__ import annotations

import re

from drivers_sim.escpos.events import (
    AT_ONCE,
    AutomaticStatus,
    ClearBuffer,
    ColumnImage,
    Control,
    Cut,
    Event,
    Feed,
    Ignored,
    QrCommand,
    Raster,
    RealTimeRequest,
    RealTimeStatus,
    Setting,
    Text,
    TransmitId,
    TransmitResponse,
    TransmitStatus,
)

DLE, ESC, FS, GS = 0x10, 0x1B, 0x1C, 0x1D
LONGEST_COMMAND = 1 << 21
"""Bytes of one command that a printer takes in; a picture of 576 dots by 20 m is shorter."""
LONGEST_SKIPPED = 1 << 26
"""Bytes of one that is too long to be printed, but says its length; beyond that it is no length, but noise."""

_CONTROL = re.compile(rb"[\x00-\x1f]")

# Arguments of commands with a fixed number of them.
_ESC_SETTINGS = {
    **dict.fromkeys(b"!%-3=?EGMRTUVaertu{ ", 1),
    **dict.fromkeys(b"$\\cB", 2),
    **dict.fromkeys(b"2@LSv", 0),
}
_ESC_SETTINGS |= {ord("p"): 3, ord("W"): 8}
_GS_SETTINGS = {**dict.fromkeys(b"!/BEHTZbfhjw", 1), **dict.fromkeys(b"$\\LPW", 2), **dict.fromkeys(b":c", 0)}
_FS_SETTINGS = {**dict.fromkeys(b"!-CW", 1), **dict.fromkeys(b"&.", 0), **dict.fromkeys(b"Sp?", 2), ord("2"): 74}


class _IncompleteError(Exception):
    """The command is not complete yet."""


def _graphics(body: bytes) -> Raster | Ignored | None:
    """Function 112 stores a picture, 2 or 50 prints it: here it is printed as soon as it is stored."""
    if body[:1] != b"0" or len(body) < 2:
        return None
    if body[1] in (2, 50):
        return Ignored(body)
    head, data = body[:10], body[10:]
    if body[1] != 112 or len(head) < 10 or head[2] != 48:
        return None
    row_bytes, rows = (int.from_bytes(head[6:8], "little") + 7) // 8, int.from_bytes(head[8:10], "little")
    if len(data) < row_bytes * rows:
        return None
    return Raster(row_bytes, rows, data[: row_bytes * rows], 2 if head[3] == 2 else 1, 2 if head[4] == 2 else 1)


def _named(lead: str, code: int) -> str:
    return f"{lead} {chr(code) if 0x21 <= code <= 0x7E else f'{code:02X}'}"


class Parser:
    """Cuts a stream into events, however the stream is cut into pieces."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._at = 0
        self._skip = 0

    def reset(self) -> None:
        """Forget half a command."""
        self._buffer.clear()
        self._skip = 0

    @property
    def pending(self) -> int:
        """Bytes of a command that is not complete."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[Event]:
        self._buffer += data
        events: list[Event] = []
        start = 0
        while start < len(self._buffer):
            if self._skip:
                step = min(self._skip, len(self._buffer) - start)
                self._skip -= step
                start += step
                continue
            self._at = start
            try:
                events.append(self._event())
            except _IncompleteError:
                if len(self._buffer) - start > LONGEST_COMMAND:
                    self._at = start + 1
                    events.append(Ignored(bytes(self._buffer[start : start + 1])))
                else:
                    break
            start = self._at
        del self._buffer[:start]
        return events

    def _take(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._buffer):
            raise _IncompleteError
        taken = bytes(self._buffer[self._at : end])
        self._at = end
        return taken

    def _byte(self) -> int:
        return self._take(1)[0]

    def _u16(self) -> int:
        return int.from_bytes(self._take(2), "little")

    def _passed_over(self, size: int, name: str) -> Ignored:
        self._skip = size if size <= LONGEST_SKIPPED else 0
        return Ignored(b"", name)

    def _until_nul(self) -> bytes:
        end = self._buffer.find(0, self._at)
        if end < 0:
            raise _IncompleteError
        return self._take(end - self._at + 1)[:-1]

    def _until_control(self) -> bytes:
        """Up to a NUL, which goes with it, or to another control: no code has one, and printing goes on there."""
        found = _CONTROL.search(self._buffer, self._at)
        if found is None:
            raise _IncompleteError
        data = self._take(found.start() - self._at)
        if self._buffer[self._at] == 0:
            self._at += 1
        return data

    def _event(self) -> Event:
        lead = self._byte()
        match lead:
            case 0x1B:
                return self._esc(self._byte())
            case 0x1D:
                return self._gs(self._byte())
            case 0x1C:
                return self._fs(self._byte())
            case 0x10:
                return self._dle(self._byte())
            case 0x09 | 0x0A | 0x0C | 0x0D | 0x18:
                return Control(lead)
            case _ if lead < 0x20:
                return Ignored(bytes((lead,)), f"{lead:02X}")
        control = _CONTROL.search(self._buffer, self._at)
        end = control.start() if control else len(self._buffer)
        return Text(bytes((lead,)) + self._take(end - self._at))

    def _dle(self, code: int) -> Event:
        match code:
            case 0x04:
                n = self._byte()
                if n in (7, 8, 18):
                    self._byte()
                return RealTimeStatus(n)
            case 0x05:
                return RealTimeRequest(self._byte())
            case 0x14:
                function = self._byte()
                arguments = self._take({1: 2, 2: 2, 3: 5, 7: 1, 8: 7}.get(function, 0))
                if function == 8 and arguments == bytes.fromhex("01031401060208"):
                    return ClearBuffer()
                return Ignored(bytes((DLE, code, function)) + arguments, f"DLE DC4 {function}")
        return Ignored(bytes((DLE, code)), _named("DLE", code))

    def _esc(self, code: int) -> Event:
        if code in _ESC_SETTINGS:
            return Setting(bytes((ESC, code)), self._take(_ESC_SETTINGS[code]))
        if code == ord("d"):
            return Feed(self._byte(), "lines")
        if code == ord("J"):
            return Feed(self._byte(), "dots")
        match chr(code):
            case "D":
                return Setting(b"\x1bD", self._until_nul())
            case "i" | "m":
                return Cut(partial=True)
            case "*":
                mode, columns = self._byte(), self._u16()
                column_bytes = 3 if mode in (32, 33) else 1
                return ColumnImage(
                    column_bytes, columns, self._take(column_bytes * columns), 1 if mode in (1, 33) else 2
                )
            case "&":
                height, first, last = self._take(3)
                for _ in range(first, last + 1):
                    self._take(height * self._byte())
                return Ignored(b"\x1b&", "ESC &")
            case "(":
                self._byte()
                self._take(self._u16())
            case "Z":
                settings = self._take(3)
                return QrCommand(AT_ONCE, settings + self._take(self._u16()))
        return Ignored(bytes((ESC, code)), _named("ESC", code))

    def _gs(self, code: int) -> Event:
        if code in _GS_SETTINGS:
            return Setting(bytes((GS, code)), self._take(_GS_SETTINGS[code]))
        match chr(code):
            case "V":
                mode = self._byte()
                if mode in (65, 66, 97, 98, 103, 104):
                    return Cut(partial=mode in (66, 98, 104), feed=self._byte())
                return Cut(partial=mode in (1, 49))
            case "a":
                return AutomaticStatus(self._byte())
            case "r":
                return TransmitStatus(self._byte())
            case "I":
                return TransmitId(self._byte())
            case "v":
                return self._raster()
            case "(":
                return self._gs_function(self._byte())
            case "k":
                kind = self._byte()
                data = self._until_control() if kind <= 6 else self._take(self._byte())
                return Ignored(bytes((GS, code, kind)) + data, "GS k")
            case "*":
                width, height = self._take(2)
                self._take(width * height * 8)
            case "8":
                kind, size = self._byte(), int.from_bytes(self._take(4), "little")
                if kind != ord("L") or size > LONGEST_COMMAND - 8:
                    return self._passed_over(size, "GS 8")
                return _graphics(self._take(size)) or Ignored(b"", "GS 8")
            case "^" | "z":
                self._take(3)
            case "g":
                self._take(4)
            case "C":
                self._counter()
            case "Q":
                self._take(2)
                self._take(self._u16() * self._u16())
        return Ignored(bytes((GS, code)), _named("GS", code))

    def _counter(self) -> None:
        kind = self._byte()
        if kind == ord(";"):
            for _ in range(5):
                while self._byte() != ord(";"):
                    pass
        else:
            self._take({0x30: 2, 0x31: 6, 0x32: 2}.get(kind, 0))

    def _raster(self) -> Event:
        self._byte()
        mode, row_bytes, rows = self._byte(), self._u16(), self._u16()
        if row_bytes * rows > LONGEST_COMMAND - 8:
            return self._passed_over(row_bytes * rows, "GS v 0")
        data = self._take(row_bytes * rows)
        return Raster(row_bytes, rows, data, 2 if mode & 1 else 1, 2 if mode & 2 else 1)

    def _gs_function(self, code: int) -> Event:
        body = self._take(self._u16())
        match chr(code), body[:2]:
            case "k", prefix if len(prefix) == 2 and prefix[0] == 49:
                return QrCommand(prefix[1], body[2:])
            case "H", b"\x30\x30" if len(body) == 6:
                return TransmitResponse(body[2:])
            case "L", _ if (picture := _graphics(body)) is not None:
                return picture
        return Ignored(bytes((GS, 0x28, code)) + body, _named("GS (", code))

    def _fs(self, code: int) -> Event:
        if code in _FS_SETTINGS:
            return Setting(bytes((FS, code)), self._take(_FS_SETTINGS[code]))
        match chr(code):
            case "(":
                self._byte()
                self._take(self._u16())
            case "q":
                for _ in range(self._byte()):
                    self._take(self._u16() * self._u16() * 8)
            case "g":
                kind = self._byte()
                self._take(5)
                size = self._u16()
                self._take(size if kind == ord("1") else 0)
        return Ignored(bytes((FS, code)), _named("FS", code))
