"""What passed on a device's wire, for staff and technicians: bounded, in memory, without what a person is known by."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, runtime_checkable

from devices.transport import Transport

KEPT = 200
LONGEST_EXCHANGE = 16  # entries: four questions after a printer's status and their answers are 8


class Direction(StrEnum):
    TO_DEVICE = "to_device"
    FROM_DEVICE = "from_device"


Describe = Callable[[Direction, bytes], str]
"""Bytes of a protocol as text that may be shown: commands by name or in hexadecimal, personal data by its length.

Bytes come in any pieces, as the wire gave and took them: a describer that keeps its place in the protocol (a callable
object, see `Restarts`) says nothing, "", until it can tell what they are, and keeps none of what may be personal.
"""


@runtime_checkable
class Restarts(Protocol):
    """A describer that keeps its place in the protocol."""

    def restart(self) -> None:
        """The wire was opened anew."""


def by_length(direction: Direction, data: bytes) -> str:  # noqa: ARG001 - a Describe
    """For a protocol of which nothing is known, every byte may be personal."""
    return f"{len(data)} bytes"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of traffic: `wall` in seconds since 1970, the last of them where it came `times` times."""

    wall: float
    direction: Direction
    text: str
    times: int = 1

    def same(self, other: Entry) -> bool:
        return self.direction is other.direction and self.text == other.text


class Trace:
    """The last pieces of traffic of one device; any thread adds, any thread reads.

    An exchange that repeats, as the questions after a status every second, is kept once with its number.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._lock = threading.Lock()
        self._entries: deque[Entry] = deque(maxlen=kept)

    def add(self, direction: Direction, text: str) -> None:
        with self._lock:
            self._entries.append(Entry(time.time(), direction, text))
            self._fold()

    def _fold(self) -> None:
        """Where the last entries are those before them again, in their order: count, not keep."""
        entries = self._entries
        last = entries[-1]
        for length in range(1, min(LONGEST_EXCHANGE, len(entries) // 2) + 1):
            if not entries[-1 - length].same(last):
                continue
            now = [entries[index] for index in range(-length, 0)]
            before = [entries[index] for index in range(-2 * length, -length)]
            if all(a.same(b) and b.times == 1 for a, b in zip(before, now, strict=True)):
                for _ in range(2 * length):
                    entries.pop()
                entries.extend(replace(b, times=a.times + 1) for a, b in zip(before, now, strict=True))
                return

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
        if isinstance(self._describe, Restarts):
            self._describe.restart()
        self._inner.open()

    def read(self, timeout: float) -> bytes:
        data = self._inner.read(timeout)
        if data:
            self._note(Direction.FROM_DEVICE, data)
        return data

    def write(self, data: bytes, timeout: float) -> None:
        self._note(Direction.TO_DEVICE, data)
        self._inner.write(data, timeout)

    def write_some(self, data: bytes, timeout: float) -> int:
        written = self._inner.write_some(data, timeout)
        if written:
            self._note(Direction.TO_DEVICE, data[:written])
        return written

    def _note(self, direction: Direction, data: bytes) -> None:
        text = self._describe(direction, data)
        if text:
            self._trace.add(direction, text)

    def drain(self) -> None:
        self._inner.drain()

    def discard(self) -> None:
        self._inner.discard()

    def close(self) -> None:
        self._inner.close()

    def abort(self) -> None:
        self._inner.abort()
