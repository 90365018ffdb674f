"""The device end of a serial cable: the master side of a pty, with a symlink where the kiosk looks for its port."""

from __future__ import annotations

import asyncio
import contextlib
import os
import tty
from collections.abc import Callable
from pathlib import Path


class SerialWire:
    """A serial port that can be plugged in and pulled out.

    The slave side stays open here as well: without it the master reads EIO whenever no driver has the port open. Each
    plugging makes a new pty, as a USB serial adapter gets a new device node. Unplugging closes both sides, so that an
    open driver reads an error and a new one finds no port.
    """

    def __init__(self, link: Path, on_bytes: Callable[[bytes], None]) -> None:
        self.link = link
        self._on_bytes = on_bytes
        self._master: int | None = None
        self._slave: int | None = None
        self._name = ""
        self._unsent = bytearray()

    @property
    def plugged(self) -> bool:
        return self._master is not None

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
        asyncio.get_running_loop().add_reader(self._master, self._read)

    def unplug(self) -> None:
        if self._master is None or self._slave is None:
            return
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._master)
        loop.remove_writer(self._master)
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
        self._unsent += data
        self._write()

    def _read(self) -> None:
        if self._master is None:
            return
        try:
            data = os.read(self._master, 4096)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            self.unplug()
            return
        if data:
            self._on_bytes(data)

    def _write(self) -> None:
        if self._master is None:
            return
        loop = asyncio.get_running_loop()
        try:
            sent = os.write(self._master, self._unsent)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            self.unplug()
            return
        del self._unsent[:sent]
        if self._unsent:
            loop.add_writer(self._master, self._write)
        else:
            loop.remove_writer(self._master)
