"""Tells at once that something was plugged in or pulled out, through udev where it runs.

Without udev the kernel's own events are heard; without those, workers watch their device's path.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

_log = logging.getLogger(__name__)

UDEV_CONTROL = Path("/run/udev/control")
SUBSYSTEMS = ("tty", "usb", "usbmisc", "video4linux")
FEW = 64  # events taken at once: a hub with everything on it makes some dozens


class Monitor(Protocol):
    """The part of `pyudev.Monitor` that is used."""

    def fileno(self) -> int: ...
    def poll(self, timeout: float) -> object | None:
        """The next event, None where none came within `timeout` seconds."""


class Hotplug:
    """One monitor for all workers of a loop, open while somebody listens."""

    def __init__(self, open_monitor: Callable[[], Monitor | None] | None = None) -> None:
        self._open_monitor = open_monitor or _open_monitor
        self._listeners: list[Callable[[], None]] = []
        self._monitor: Monitor | None = None

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` in the running loop at every change; the way to end that."""
        if not self._listeners and (monitor := self._open_monitor()) is not None:
            self._monitor = monitor
            asyncio.get_running_loop().add_reader(monitor.fileno(), self._heard)
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)
                if not self._listeners:
                    self._close()

        return unsubscribe

    def _heard(self) -> None:
        heard = False
        with contextlib.suppress(OSError):  # ENOBUFS: more came than the socket holds
            for _ in range(FEW):
                if self._monitor is None or self._monitor.poll(0) is None:
                    break
                heard = True
        if heard:
            for listener in tuple(self._listeners):
                listener()

    def _close(self) -> None:
        monitor, self._monitor = self._monitor, None
        if monitor is not None:
            asyncio.get_running_loop().remove_reader(monitor.fileno())
            # pyudev closes the socket with its last reference.


_of_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, Hotplug] = WeakKeyDictionary()


def of_loop() -> Hotplug:
    """The monitor of the running loop."""
    return _of_loops.setdefault(asyncio.get_running_loop(), Hotplug())


def _open_monitor() -> Monitor | None:
    try:
        import pyudev

        # udev tells once its links under /dev/serial/by-id are made; without it there are none to wait for.
        source = "udev" if UDEV_CONTROL.exists() else "kernel"
        monitor = pyudev.Monitor.from_netlink(pyudev.Context(), source)
        for subsystem in SUBSYSTEMS:
            monitor.filter_by(subsystem)
        monitor.start()
    except (ImportError, OSError) as error:  # no libudev, no netlink
        _log.info("hot-plug is not told", extra={"error": type(error).__name__})
        return None
    opened: Monitor = monitor
    return opened
