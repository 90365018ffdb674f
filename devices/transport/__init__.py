"""Wires: bytes in and out of a serial port or a TCP connection, each call within a time."""

from __future__ import annotations

from typing import Protocol


class Transport(Protocol):
    """A byte stream. Used by one thread, but for `abort`. Errors are `DeviceError` with one of these reasons:

    not_found (no such port), not_connected (refused, unreachable), claimed (another process has it), no_permission,
    unplugged (it was there and is gone), write_timeout, aborted.
    """

    def open(self) -> None:
        """Connect within the connect budget."""

    def read(self, timeout: float) -> bytes:
        """What has arrived, waiting up to `timeout` seconds for the first byte; empty if nothing came."""

    def write(self, data: bytes, timeout: float) -> None:
        """Hand all of `data` over within `timeout` seconds."""

    def drain(self) -> None:
        """Drop what has arrived and was not read."""

    def close(self) -> None:
        """Release the wire; never raises."""

    def abort(self) -> None:
        """From any thread: a read or write under way, and all later ones until `open`, end with `aborted`."""
