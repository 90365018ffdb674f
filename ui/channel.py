"""Where views come from and intents go: core's Unix socket, or any object with the same two ends."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from kiosk import views

log = logging.getLogger(__name__)

RECONNECT_MS = 250
ALIVE_MS = 2000
LONGEST_LINE = 1 << 20


class Channel(QObject):
    """Base of channels: `arrived` brings views, `lost` says that core is gone, `send` takes what goes to core."""

    arrived = Signal(object)
    lost = Signal()

    def open(self) -> None:
        """Start; views may come from now on."""

    def send(self, line: views.FromUi) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Stop for good."""


class SocketChannel(Channel):
    """Core's Unix stream socket, one JSON object a line; it connects again whenever it is lost."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = str(path)
        self._pending = b""
        self._closed = False
        self._socket = QLocalSocket(self)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._gone)
        self._socket.errorOccurred.connect(self._gone)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RECONNECT_MS)
        self._again.timeout.connect(self.open)
        self._alive = QTimer(self)
        self._alive.setInterval(ALIVE_MS)
        self._alive.timeout.connect(lambda: self.send(views.Alive()))
        self._alive.start()

    def open(self) -> None:
        if not self._closed and self._socket.state() == QLocalSocket.LocalSocketState.UnconnectedState:
            self._pending = b""
            self._socket.connectToServer(self._path)

    def send(self, line: views.FromUi) -> None:
        if self._socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self._socket.write(views.encode(line) + b"\n")

    def close(self) -> None:
        self._closed = True
        self._again.stop()
        self._alive.stop()
        self._socket.abort()

    def _gone(self) -> None:
        if self._closed or self._again.isActive():
            return
        self.lost.emit()
        self._again.start()

    def _read(self) -> None:
        self._pending += self._socket.readAll().data()
        *lines, self._pending = self._pending.split(b"\n")
        for line in lines:
            try:
                view = views.decode_view(line)
            except msgspec.MsgspecError:
                # The line may hold personal data: only its length is logged.
                log.error("a line of %d bytes from core is no view", len(line))
                continue
            self.arrived.emit(view)
        if len(self._pending) > LONGEST_LINE:
            log.error("core sent %d bytes without an end of line", len(self._pending))
            self._socket.abort()
