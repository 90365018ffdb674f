"""The asking end of the control socket, blocking: for a command at a terminal."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk.control import messages
from kiosk.control.messages import AnyAnswer, AnyRequest

CONNECT_S = 3.0
QUIET_S = 180.0
"""The longest that a kiosk says nothing while it answers: a question that waits for staff."""


class NoKiosk(Exception):
    """Nothing listens there."""


class KioskGone(Exception):
    """It ended, or said nothing for too long, while it was asked."""


class ControlClient:
    """A connection to a running kiosk. Raises `NoKiosk`, PermissionError."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(CONNECT_S)
        try:
            self._socket.connect(str(path))
        except PermissionError:
            self._socket.close()
            raise
        except OSError as error:
            self._socket.close()
            raise NoKiosk from error
        self._socket.settimeout(QUIET_S)
        self._lines = self._socket.makefile("rb")

    def ask(self, request: AnyRequest) -> Iterator[AnyAnswer]:
        """The answers until the end of them. Raises `KioskGone`."""
        self.send(request)
        while True:
            line = self._line()
            if not line.endswith(b"\n"):
                raise KioskGone
            answer = messages.decode_answer(line)
            if isinstance(answer, messages.End):
                return
            yield answer

    def send(self, request: AnyRequest) -> None:
        """Raises `KioskGone`."""
        try:
            self._socket.sendall(messages.encode(request) + b"\n")
        except OSError as error:
            raise KioskGone from error

    def _line(self) -> bytes:
        try:
            return self._lines.readline(messages.MAX_LINE * 16)
        except OSError as error:
            raise KioskGone from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()
        self._socket.close()
