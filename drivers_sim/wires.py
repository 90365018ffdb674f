"""The device end of a serial cable: the master side of a pty, with a symlink where the kiosk looks for its port."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import struct
import termios
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from drivers_sim.pace import Pace

READ_AT_ONCE = 4096


class Wire(Protocol):
    """The device's end of a cable. All of it is called from one event loop."""

    @property
    def plugged(self) -> bool: ...
    @property
    def in_use(self) -> bool | None:
        """Whether a driver is connected; None where the wire does not tell."""

    def plug(self) -> None:
        """Put the cable in; raises OSError if its place is taken."""

    def unplug(self) -> None: ...
    def send(self, data: bytes) -> None: ...
    def hold(self, held: bool) -> None:
        """Read nothing more, or read again: what the kiosk sends meanwhile stays in the system's buffers."""


class SerialWire:
    """A serial port that can be plugged in and pulled out.

    The slave side stays open here as well: without it the master reads EIO whenever no driver has the port open. Each
    plugging makes a new pty, as a USB serial adapter gets a new device node. Unplugging closes both sides, so that an
    open driver reads an error and a new one finds no port. `baud`: bytes take their time on the line, both ways; a pty
    by itself knows no speed.
    """

    def __init__(self, link: Path, on_bytes: Callable[[bytes], None], *, baud: int | None = None) -> None:
        self.link = link
        self._on_bytes = on_bytes
        self._master: int | None = None
        self._slave: int | None = None
        self._name = ""
        self._unsent = bytearray()
        self._held = False
        self._out, self._in = Pace(baud), Pace(baud)
        self._timers: dict[str, asyncio.TimerHandle] = {}

    @property
    def plugged(self) -> bool:
        return self._master is not None

    @property
    def in_use(self) -> None:
        return None

    def plug(self) -> None:
        """Open a new pty and point the link at it; raises OSError if the path is taken by something else."""
        if self._master is not None:
            return
        if self.link.exists() and not self.link.is_symlink():
            raise FileExistsError(f"{self.link} exists and is no symlink")
        self.link.parent.mkdir(parents=True, exist_ok=True)
        self._master, self._slave = os.openpty()
        os.set_blocking(self._master, False)
        tty.setraw(self._slave)
        self._name = os.ttyname(self._slave)
        beside = self.link.with_name(f"{self.link.name}.{os.getpid()}")
        beside.unlink(missing_ok=True)
        beside.symlink_to(self._name)
        beside.replace(self.link)
        self._listen()

    def unplug(self) -> None:
        if self._master is None or self._slave is None:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._master)
        loop.remove_writer(self._master)
        self._cancel("read")
        self._cancel("write")
        with contextlib.suppress(OSError):
            if str(self.link.readlink()) == self._name:
                self.link.unlink()
        os.close(self._slave)
        os.close(self._master)
        self._master = self._slave = None
        self._unsent.clear()

    def send(self, data: bytes) -> None:
        """Put bytes on the line; what the driver does not fetch waits, up to 64 KiB, and is lost beyond that."""
        if self._master is None or len(self._unsent) + len(data) > 65536:
            return
        idle = not self._unsent
        self._unsent += data
        if idle:
            self._out.begin()
            self._write()

    def hold(self, held: bool) -> None:
        self._held = held
        if held and self._master is not None:
            self._cancel("read")
            asyncio.get_running_loop().remove_reader(self._master)
        self._listen()

    def _listen(self) -> None:
        if self._master is not None and not self._held:
            asyncio.get_running_loop().add_reader(self._master, self._heard)

    def _heard(self) -> None:
        """The first bytes after a pause: from now on they come at the line's speed."""
        if self._master is not None:
            asyncio.get_running_loop().remove_reader(self._master)
            self._in.begin()
            self._read_later()

    def _read_later(self) -> None:
        there = self._in_buffer()
        if there:
            self._later("read", self._read, self._in.wait(there))
        else:
            self._listen()

    def _in_buffer(self) -> int:
        if self._master is None:
            return 0
        (count,) = struct.unpack("i", fcntl.ioctl(self._master, termios.FIONREAD, bytes(4)))
        return int(count)

    def _read(self) -> None:
        if self._master is None:
            return
        allowed = self._in.allowed(min(READ_AT_ONCE, self._in_buffer()))
        try:
            data = os.read(self._master, allowed) if allowed else b""
        except (BlockingIOError, InterruptedError):
            data = b""
        except OSError:
            self.unplug()
            return
        self._in.passed(len(data))
        if data:
            self._on_bytes(data)
        if not self._held:
            self._read_later()

    def _write(self) -> None:
        if self._master is None:
            return
        loop = asyncio.get_running_loop()
        loop.remove_writer(self._master)
        allowed = self._out.allowed(len(self._unsent))
        try:
            sent = os.write(self._master, self._unsent[:allowed]) if allowed else 0
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            self.unplug()
            return
        del self._unsent[:sent]
        self._out.passed(sent)
        if not self._unsent:
            return
        if sent < allowed:
            loop.add_writer(self._master, self._write)
        else:
            self._later("write", self._write, self._out.wait(len(self._unsent)))

    def _later(self, what: str, act: Callable[[], None], seconds: float) -> None:
        self._cancel(what)
        self._timers[what] = asyncio.get_running_loop().call_later(seconds, act)

    def _cancel(self, what: str) -> None:
        if (timer := self._timers.pop(what, None)) is not None:
            timer.cancel()
