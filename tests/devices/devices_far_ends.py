"""Small far ends of wires, written by hand: what a driver under test talks to."""

from __future__ import annotations

import contextlib
import os
import re
import select
import socket
import threading
import time
import tty
from collections.abc import Callable, Iterator
from functools import reduce
from operator import xor
from pathlib import Path

DEADLINE = 20.0


def wait_for(condition: Callable[[], object], what: str = "condition") -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.005)


class FarEnd:
    """Reads a descriptor in a thread and gives each piece to `heard`."""

    def __init__(self, heard: Callable[[FarEnd, bytes], None]) -> None:
        self.heard = heard
        self._descriptor = -1
        self._quit_read, self._quit_write = os.pipe()
        self._thread: threading.Thread | None = None

    def serve(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self._descriptor, data)

    def hang_up(self) -> None:
        """Stop reading; the subclass closes the descriptor."""
        os.write(self._quit_write, b"x")
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(DEADLINE)

    def _run(self) -> None:
        while True:
            try:
                ready, _, _ = select.select([self._descriptor, self._quit_read], [], [])
                if self._quit_read in ready:
                    return
                data = os.read(self._descriptor, 65536)
            except OSError:
                return
            if not data:
                return
            self.heard(self, data)


class PtyEnd(FarEnd):
    """The far end of a serial cable; `port` is where the driver finds it."""

    def __init__(self, port: Path, heard: Callable[[FarEnd, bytes], None]) -> None:
        super().__init__(heard)
        self.port = port
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        port.unlink(missing_ok=True)
        port.symlink_to(os.ttyname(self._slave))
        self._open = True
        self.serve(self._master)

    def unplug(self) -> None:
        """As a pulled cable: the driver's reads fail, and the port is gone."""
        if self._open:
            self._open = False
            self.port.unlink(missing_ok=True)
            os.write(self._quit_write, b"x")
            os.close(self._slave)
            if self._thread is not threading.current_thread():
                self._thread.join(DEADLINE)
            os.close(self._master)


class TcpEnd:
    """Listens on a free port of loopback and serves one connection after the other."""

    def __init__(self, heard: Callable[[FarEnd, bytes], None]) -> None:
        self._heard = heard
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._connections: list[tuple[socket.socket, FarEnd]] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def connections(self) -> int:
        return len(self._connections)

    def unplug(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for wire, end in self._connections:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
            end.hang_up()
            wire.close()
        self._connections.clear()

    def hear(self, heard: Callable[[FarEnd, bytes], None]) -> None:
        """Give what comes over the connection that stands to `heard` from now on."""
        self._connections[-1][1].heard = heard

    def drop(self) -> None:
        """Break the connection that stands, from within `heard`."""
        self._connections[-1][0].shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                wire, _ = self._listener.accept()
            except OSError:
                return
            end = FarEnd(self._heard)
            self._connections.append((wire, end))
            end.serve(wire.fileno())


# --- chip reader -----------------------------------------------------------------------------------------------------

PREAMBLE = bytes.fromhex("AAAAAA9669")
REQUESTS = {
    bytes.fromhex("AAAAAA9669000311FFED"): "status",
    bytes.fromhex("AAAAAA9669000312FFEE"): "sam",
    bytes.fromhex("AAAAAA966900032001" + "22"): "find",
    bytes.fromhex("AAAAAA966900032002" + "21"): "select",
    bytes.fromhex("AAAAAA966900033001" + "32"): "read",
}
FOUND = bytes.fromhex("AAAAAA9669000800009F0000000097")
NO_CARD = bytes.fromhex("AAAAAA9669000400008084")
SELECTED = bytes.fromhex("AAAAAA9669000C00009000000000000000009C")
SELECT_FAILED = bytes.fromhex("AAAAAA9669000400008185")
READ_FAILED = bytes.fromhex("AAAAAA9669000400004145")


def sdt_reply(code: int, data: bytes = b"") -> bytes:
    counted = (len(data) + 4).to_bytes(2, "big") + bytes((0, 0, code)) + data
    return PREAMBLE + counted + bytes((reduce(xor, counted),))


OK = sdt_reply(0x90)
SAM = sdt_reply(0x90, bytes(range(16)))


def text_block(*fields: tuple[str, int]) -> bytes:
    """Fields of the given lengths in bytes, padded with spaces."""
    block = b"".join(value.ljust(length // 2).encode("utf-16-le") for value, length in fields)
    assert len(block) == 256
    return block


RESIDENT = text_block(
    *(("黄小梅", 30), ("2", 2), ("08", 4), ("19970214", 16), ("广西武鸣县城厢镇永宁路 1 号", 70)),
    *(("450122199702140025", 36), ("武鸣县公安局", 30), ("20190301", 16), ("20290301", 16), ("", 36)),
)
PHOTO = bytes(index % 251 for index in range(1024))


def read_reply(text: bytes = RESIDENT) -> bytes:
    return sdt_reply(0x90, bytes.fromhex("01000400") + text + PHOTO)


class CardReaderEnd(PtyEnd):
    """A chip reader with a script: `replies[request]` is bytes, or a function of the far end."""

    def __init__(self, port: Path, **replies: bytes | Callable[[CardReaderEnd], bytes | None]) -> None:
        self.replies: dict[str, bytes | Callable[[CardReaderEnd], bytes | None]] = {
            "status": OK,
            "sam": SAM,
            "find": FOUND,
            "select": SELECTED,
            "read": read_reply(),
            **replies,
        }
        self.requests: list[str] = []
        self._line = bytearray()
        super().__init__(port, self._take)

    def _take(self, _end: FarEnd, data: bytes) -> None:
        self._line += data
        while len(self._line) >= 10:
            request = REQUESTS[bytes(self._line[:10])]
            del self._line[:10]
            self.requests.append(request)
            reply = self.replies[request]
            answer = reply(self) if callable(reply) else reply
            if answer:
                self.send(answer)


# --- receipt printer -------------------------------------------------------------------------------------------------

_COMMAND = re.compile(
    rb"\x10\x04([\x01-\x04])|\x1d\(H\x06\x00\x30\x30(....)|(\x10\x05\x02)|(\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08)"
    rb"|(\x1dV\x42.)",
    re.DOTALL,
)


class PrinterEnd:
    """A printer: answers DLE EOT from `answers`, confirms where `confirming`; what is printed lands in `received`."""

    def __init__(self) -> None:
        self.answers = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
        self.silent = False
        self.confirming = True
        self.clears = True
        self.received = bytearray()
        self.cleared = 0
        self.before_answer = b""
        self.on_text: Callable[[PrinterEnd], None] = lambda _printer: None
        self._line = bytearray()
        self.tcp = TcpEnd(self.take)
        self.send: Callable[[bytes], None] = lambda _data: None

    def out_of_paper(self) -> None:
        self.answers = {1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x7E}

    def take(self, end: FarEnd, data: bytes) -> None:
        self.send = end.send
        self._line += data
        while command := _COMMAND.search(bytes(self._line)):
            text = bytes(self._line[: command.start()])
            del self._line[: command.end()]
            self.received += text
            if text:
                self.on_text(self)
            status, identifier, _enquiry, clear, cut = command.groups()
            if status and not self.silent:
                for byte in self.before_answer + bytes((self.answers[status[0]],)):
                    end.send(bytes((byte,)))
            elif identifier and self.confirming:
                end.send(b"\x37\x22" + identifier + b"\x00")
            elif clear:
                self.cleared += 1
                if self.clears:
                    end.send(b"\x37\x25\x00")
            elif cut:
                self.received += command.group(0)


@contextlib.contextmanager
def printer_end() -> Iterator[PrinterEnd]:
    printer = PrinterEnd()
    try:
        yield printer
    finally:
        printer.tcp.unplug()
