"""The process that talks to pcscd for one reader: it may hang in any call, and be killed in any.

Run as a program: one request after the other on standard input, each answered on standard output; see `wire.py` for
their form. It writes nothing else anywhere, and ends with its parent.

pyscard's own monitor dies for good when pcscd restarts, and so does a context: states are asked for each time, and a
context that pcscd no longer knows is made anew.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys
from importlib import import_module
from typing import Any

PR_SET_PDEATHSIG = 1
NO_PYSCARD = 1
UNKNOWN_READER = 0x80100009
_STALE = (0x80100003, 0x8010001D, 0x8010001E, 0x80100013)
"""Invalid handle, no service, service stopped, communication error: the context is of a pcscd that is gone."""

Answer = tuple[int, bytes]


class Reader:
    """The first reader whose name begins so, and the connection to the card in it."""

    def __init__(self, name: str) -> None:
        self._scard: Any = import_module("smartcard.scard")
        self._name = name
        self._context: Any = None
        self._card: Any = None
        self._protocol: Any = None

    def state(self) -> Answer:
        """0 and the reader's flags (4 bytes) and name, or a code."""
        code, answer = self._ask_state()
        if code in _STALE:
            self._context = None
            code, answer = self._ask_state()
        return code, answer

    def connect(self) -> Answer:
        """Power the card up for this process alone."""
        self.disconnect()
        code, name = self._find()
        if code:
            return code, b""
        scard = self._scard
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, card, protocol = scard.SCardConnect(self._context, name, scard.SCARD_SHARE_EXCLUSIVE, protocols)
        if not code:
            self._card = card
            self._protocol = scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        return _unsigned(code), b""

    def transmit(self, command: bytearray) -> Answer:
        if self._card is None:
            return 0x80100003, b""
        code, answer = self._scard.SCardTransmit(self._card, self._protocol, list(command))
        return _unsigned(code), b"" if code else bytes(byte & 0xFF for byte in answer)

    def disconnect(self) -> Answer:
        """Without power the card forgets what a PIN opened."""
        card, self._card = self._card, None
        if card is None:
            return 0, b""
        return _unsigned(self._scard.SCardDisconnect(card, self._scard.SCARD_UNPOWER_CARD)), b""

    def _ask_state(self) -> Answer:
        code, name = self._find()
        if code:
            return code, b""
        states = [(name, self._scard.SCARD_STATE_UNAWARE)]
        code, found = self._scard.SCardGetStatusChange(self._context, 0, states)
        if code:
            return _unsigned(code), b""
        return 0, struct.pack(">I", found[0][1] & 0xFFFFFFFF) + name.encode()

    def _find(self) -> tuple[int, str]:
        scard = self._scard
        if self._context is None:
            code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
            if code:
                return _unsigned(code), ""
            self._context = context
        code, names = scard.SCardListReaders(self._context, [])
        if code:
            return _unsigned(code), ""
        found = next((name for name in sorted(names) if name.startswith(self._name)), None)
        return (UNKNOWN_READER, "") if found is None else (0, found)


def _unsigned(code: int) -> int:
    return code & 0xFFFFFFFF


def serve(reader: Reader) -> None:
    while head := _exactly(3):
        kind, size = struct.unpack(">BH", head)
        body = _exactly(size)
        match kind:
            case 0x53:
                code, answer = reader.state()
            case 0x43:
                code, answer = reader.connect()
            case 0x54:
                code, answer = reader.transmit(body)
            case _:
                code, answer = reader.disconnect()
        body[:] = bytes(len(body))  # it may have held a PIN
        _say(code, answer)


def _exactly(size: int) -> bytearray:
    """So many bytes of standard input; fewer where it ended."""
    data = bytearray(size)
    view = memoryview(data)
    got = 0
    while got < size:
        piece = os.readv(0, [view[got:]])
        if not piece:
            return bytearray()
        got += piece
    return data


def _say(code: int, answer: bytes = b"") -> None:
    os.write(1, struct.pack(">IH", code, len(answer)) + answer)


def main() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold a card's data
    try:
        reader = Reader(sys.argv[1])
    except ImportError:
        _say(NO_PYSCARD)
        return
    _say(0)
    serve(reader)


if __name__ == "__main__":
    main()
