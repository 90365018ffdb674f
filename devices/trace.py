"""What passed on a device's wire, for staff and technicians: bounded, in memory, without what a person is known by."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from devices.transport import Transport

KEPT = 200


class Direction(StrEnum):
    TO_DEVICE = "to_device"
    FROM_DEVICE = "from_device"


Describe = Callable[[Direction, bytes], str]
"""Bytes of a protocol as text that may be shown: commands by name or in hexadecimal, personal data by its length."""


def by_length(direction: Direction, data: bytes) -> str:  # noqa: ARG001 - a Describe
    """For a protocol of which nothing is known, every byte may be personal."""
    return f"{len(data)} bytes"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of traffic: `wall` in seconds since 1970."""

    wall: float
    direction: Direction
    text: str


class Trace:
    """The last pieces of traffic of one device; any thread adds, any thread reads."""

    def __init__(self, kept: int = KEPT) -> None:
        self._lock = threading.Lock()
        self._entries: deque[Entry] = deque(maxlen=kept)

    def add(self, direction: Direction, text: str) -> None:
        with self._lock:
            self._entries.append(Entry(time.time(), direction, text))

    def entries(self) -> tuple[Entry, ...]:
        with self._lock:
            return tuple(self._entries)


class TracedTransport:
    """A `Transport` whose traffic goes into a trace."""

    def __init__(self, inner: Transport, trace: Trace, describe: Describe = by_length) -> None:
        self._inner = inner
        self._trace = trace
        self._describe = describe

    def open(self) -> None:
        self._inner.open()

    def read(self, timeout: float) -> bytes:
        data = self._inner.read(timeout)
        if data:
            self._trace.add(Direction.FROM_DEVICE, self._describe(Direction.FROM_DEVICE, data))
        return data

    def write(self, data: bytes, timeout: float) -> None:
        self._trace.add(Direction.TO_DEVICE, self._describe(Direction.TO_DEVICE, data))
        self._inner.write(data, timeout)

    def write_some(self, data: bytes, timeout: float) -> int:
        written = self._inner.write_some(data, timeout)
        if written:
            self._trace.add(Direction.TO_DEVICE, self._describe(Direction.TO_DEVICE, data[:written]))
        return written

    def drain(self) -> None:
        self._inner.drain()

    def discard(self) -> None:
        self._inner.discard()

    def close(self) -> None:
        self._inner.close()

    def abort(self) -> None:
        self._inner.abort()
