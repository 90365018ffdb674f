"""A board at the far end of a TCP connection, written from its protocol alone: it shares no code with the driver."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import sys
import threading
from collections.abc import Mapping
from typing import Any


class Board:
    """A `FarEnd` (devices/conformance/far_end.py)."""

    def __init__(self, port: int = 0) -> None:
        with socket.create_server(("127.0.0.1", port)) as probe:
            self._address = probe.getsockname()
        self._listener: socket.socket | None = None
        self._connection: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self.fault = ""
        self.fuse_blown = False
        self.closed = [False] * 8
        self.relays = [False] * 8
        self.switched = 0

    @property
    def device(self) -> Mapping[str, Any]:
        host, port = self._address
        return {
            "id": "contacts",
            "class": "contacts",
            "driver": "acme",
            "transport": {"kind": "tcp", "host": host, "port": port},
            "options": {"inputs": {"door": 0, "presence": 1}, "outputs": {"light": 3}},
            "budgets": {"connect": 0.5, "between_bytes": 0.2, "whole": 1.0},
        }

    def plug(self) -> None:
        if self._listener is None:
            self._listener = socket.create_server(self._address)
            self._thread = threading.Thread(target=self._serve, args=(self._listener,), daemon=True)
            self._thread.start()

    def unplug(self) -> None:
        listener, self._listener = self._listener, None
        for each in (listener, self._connection):
            if each is not None:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
                each.close()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def suffer(self, fault: str) -> None:
        self.fault = "" if fault == "clear" else fault

    def command(self, driver: Any) -> object:
        return driver.switch("light", True)

    def effects(self) -> object:
        return self.switched

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                self._connection, _ = listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError):
                self._talk(self._connection)

    def _talk(self, connection: socket.socket) -> None:
        line = b""
        while byte := connection.recv(1):
            if byte != b"\n":
                line += byte
                continue
            answer = self._answer(line.strip())
            line = b""
            if self.fault == "garbage":
                answer = os.urandom(len(answer)).replace(b"\n", b"?")
            if self.fault != "silent":
                connection.sendall(answer + b"\r\n")

    def _answer(self, request: bytes) -> bytes:
        if request == b"?I":
            return b"I " + b"".join(b"1" if closed else b"0" for closed in self.closed)
        if request == b"?F":
            return b"F blown" if self.fuse_blown else b"F ok"
        if re.fullmatch(rb"O[0-7]=[01]", request):
            self.relays[int(request[1:2])] = request[3:] == b"1"
            self.switched += 1
            return b"OK"
        return b"ERR"


if __name__ == "__main__":
    board = Board(int(sys.argv[1]))
    board.plug()
    threading.Event().wait()
