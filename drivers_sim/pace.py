"""The speed of a serial line."""

from __future__ import annotations

import time

BITS_A_BYTE = 10  # start, eight, stop
TICK = 0.004
"""Seconds of a line's traffic that are passed on at once: finer steps would keep the processor busy."""


class Pace:
    """How many bytes may have passed by now in one direction of a line; without a `baud`, any number."""

    def __init__(self, baud: int | None) -> None:
        self._byte = BITS_A_BYTE / baud if baud else 0.0
        self._free_at = 0.0

    def begin(self) -> None:
        """The line was idle: nothing can have passed before now."""
        self._free_at = time.monotonic()

    def allowed(self, most: int) -> int:
        """How many of `most` bytes have passed by now."""
        if not self._byte:
            return most
        return min(most, max(0, int((time.monotonic() - self._free_at) / self._byte + 0.1)))

    def passed(self, count: int) -> None:
        self._free_at += count * self._byte

    def wait(self, count: int) -> float:
        """Seconds until `count` more bytes have passed, at most a tick."""
        left = self._free_at + count * self._byte - time.monotonic()
        return max(0.0, min(TICK, left))
