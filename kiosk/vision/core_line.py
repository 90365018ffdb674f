"""The vision process's end of the socket to core: commands come from a reading thread, events go out at once."""

from __future__ import annotations

import queue
import socket
import threading
from pathlib import Path

import msgspec

from kiosk.vision import messages
from kiosk.vision.messages import AnyEvent, FromCore


class CoreLine:
    """`commands` yields what core asks; None once core is gone."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(str(path))
        self._sending = threading.Lock()
        self.commands: queue.SimpleQueue[FromCore | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="core", daemon=True).start()

    def send(self, event: AnyEvent) -> None:
        """One event; where core is gone it is dropped, the end is noticed by the reader."""
        try:
            with self._sending:
                self._socket.sendall(messages.encode(event) + b"\n")
        except OSError:
            self.commands.put(None)

    def _read(self) -> None:
        try:
            with self._socket.makefile("rb") as lines:
                for line in lines:
                    try:
                        self.commands.put(messages.decode_command(line))
                    except msgspec.DecodeError:
                        continue
        except OSError:
            pass
        self.commands.put(None)
