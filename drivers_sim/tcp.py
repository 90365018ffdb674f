"""The device end of a network cable: listens at an address and serves one connection at a time."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable

READ_AT_ONCE = 4096
MOST_UNSENT = 1 << 20


class TcpWire:
    """A network device's port that can be plugged in and pulled out; a second connection waits until the first ends.

    A pulled cable says no goodbye: connections are reset, where closing would look like a device that hangs up
    politely.
    """

    def __init__(
        self,
        host: str,
        port: int,
        on_bytes: Callable[[bytes], None],
        *,
        on_connect: Callable[[], None] = lambda: None,
        on_disconnect: Callable[[], None] = lambda: None,
    ) -> None:
        self._address = (host, port)
        self._on_bytes, self._on_connect, self._on_disconnect = on_bytes, on_connect, on_disconnect
        self._listener: socket.socket | None = None
        self._client: socket.socket | None = None
        self._unsent = bytearray()
        self._held = False

    @property
    def plugged(self) -> bool:
        return self._listener is not None

    @property
    def in_use(self) -> bool:
        return self._client is not None

    def plug(self) -> None:
        """Listen; raises OSError if the address is taken."""
        if self._listener is None:
            self._listener = socket.create_server(self._address, family=_family(self._address[0]))
            self._listener.setblocking(False)
            self._accept_next()

    def unplug(self) -> None:
        if self._listener is not None:
            asyncio.get_running_loop().remove_reader(self._listener)
            self._listener.close()
            self._listener = None
            self._drop(reset=True)

    def send(self, data: bytes) -> None:
        if self._client is not None and len(self._unsent) + len(data) <= MOST_UNSENT:
            self._unsent += data
            self._write()

    def hold(self, held: bool) -> None:
        self._held = held
        if self._client is not None:
            if held:
                asyncio.get_running_loop().remove_reader(self._client)
            else:
                asyncio.get_running_loop().add_reader(self._client, self._read)

    def _accept_next(self) -> None:
        if self._listener is not None:
            asyncio.get_running_loop().add_reader(self._listener, self._accept)

    def _accept(self) -> None:
        if self._listener is None:
            return
        try:
            client, _ = self._listener.accept()
        except OSError:  # it hung up while it waited
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._listener)
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._client = client
        self._on_connect()
        if not self._held and self._client is client:
            loop.add_reader(client, self._read)

    def _read(self) -> None:
        if self._client is None:
            return
        try:
            data = self._client.recv(READ_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self._on_bytes(data)
        else:
            self._drop()

    def _write(self) -> None:
        if self._client is None:
            return
        loop = asyncio.get_running_loop()
        try:
            sent = self._client.send(self._unsent)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            self._drop()
            return
        del self._unsent[:sent]
        if self._unsent:
            loop.add_writer(self._client, self._write)
        else:
            loop.remove_writer(self._client)

    def _drop(self, *, reset: bool = False) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(client)
        loop.remove_writer(client)
        self._unsent.clear()
        with contextlib.suppress(OSError):
            if reset:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
        self._on_disconnect()
        self._accept_next()


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
