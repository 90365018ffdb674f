"""Wires: bytes in and out of a serial port, a TCP connection or a USB printer, each call within a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


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
        """Hand all of `data` to the system within `timeout` seconds."""

    def write_some(self, data: bytes, timeout: float) -> int:
        """Hand over what the system takes at once, waiting up to `timeout` seconds until it takes any; how much."""

    def drain(self) -> None:
        """Drop what has arrived and was not read."""

    def discard(self) -> None:
        """Drop what was written and has not left this machine, as far as can be; the wire may need a new `open`."""

    def close(self) -> None:
        """Release the wire; never raises."""

    def abort(self) -> None:
        """From any thread: break the wire for good. A call under way and all later ones end with `aborted`."""


def from_config(transport: Mapping[str, Any], connect_timeout: float) -> Transport:
    """The wire that a configuration's `transport` describes.

    {kind = "serial", port, baud = 115200, flow = "none" | "rtscts" | "xonxoff"}, {kind = "tcp", host, port} or
    {kind = "usb", path}.
    """
    from devices.transport.serial import SerialTransport
    from devices.transport.tcp import TcpTransport
    from devices.transport.usb import UsbTransport

    kind = str(transport["kind"])
    if kind == "serial":
        flow = str(transport.get("flow", "none"))
        return SerialTransport(str(transport["port"]), int(transport.get("baud", 115200)), flow=flow)
    if kind == "tcp":
        return TcpTransport(str(transport["host"]), int(transport["port"]), connect_timeout)
    if kind == "usb":
        return UsbTransport(str(transport["path"]))
    raise ValueError(f'transport.kind is "{kind}"; it may be "serial", "tcp" or "usb"')
