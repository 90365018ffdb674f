"""A TCP connection to a device on the network, as a printer's port 9100."""

from __future__ import annotations

import contextlib
import socket
import struct

from devices.model import Completion, DeviceError
from devices.transport.descriptor import DescriptorTransport

# A network cable that is pulled sends nothing: the kernel must ask, and give unanswered data up, by itself.
KEEPALIVE_IDLE_S = 2
KEEPALIVE_INTERVAL_S = 1
KEEPALIVE_PROBES = 3
UNANSWERED_MS = 5000


class TcpTransport(DescriptorTransport):
    def __init__(self, host: str, port: int, connect_timeout: float) -> None:
        super().__init__()
        self._address = (host, port)
        self._timeout = connect_timeout
        self._socket: socket.socket | None = None

    def _connect(self) -> int:
        try:
            wire = socket.create_connection(self._address, self._timeout)
        except OSError as error:  # name, route, refusal or time
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_connected") from error
        self._socket = wire
        wire.setblocking(False)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, KEEPALIVE_IDLE_S)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, KEEPALIVE_INTERVAL_S)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, KEEPALIVE_PROBES)
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_MS)
        return wire.fileno()

    def _discard(self) -> None:
        # Closing resets the connection now, and the kernel forgets what it has not sent yet.
        if self._socket is not None:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _release(self) -> None:
        wire, self._socket = self._socket, None
        if wire is not None:
            with contextlib.suppress(OSError):
                wire.close()
