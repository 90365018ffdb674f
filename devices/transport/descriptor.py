"""Reading and writing a file descriptor within a time, breakable from another thread."""

from __future__ import annotations

import errno
import os
import select
import threading
import time
import weakref
from abc import ABC, abstractmethod

from devices.model import Completion, DeviceError

CHUNK = 4096
MOST_DRAINED = 1 << 22
"""Bytes; a far end that never stops talking must not hold a command up."""


class DescriptorTransport(ABC):
    """What a serial port and a TCP connection have in common: a non-blocking descriptor."""

    _empty_is_end = True
    """Whether a read of nothing says that the other end is gone."""

    def __init__(self) -> None:
        self._descriptor = -1
        self._aborted = threading.Event()
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        weakref.finalize(self, os.close, self._bell)

    @abstractmethod
    def _connect(self) -> int:
        """Open the device; its descriptor."""

    @abstractmethod
    def _release(self) -> None:
        """Close what `_connect` opened; never raises."""

    @abstractmethod
    def _discard(self) -> None:
        """Drop output that has not left; may raise `OSError`."""

    def open(self) -> None:
        self.close()
        self._check()
        self._descriptor = self._connect()

    def read(self, timeout: float) -> bytes:
        if not self._wait(select.POLLIN, timeout):
            return b""
        try:
            data = os.read(self._descriptor, CHUNK)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise _gone() from error
        if not data and self._empty_is_end:
            raise _gone()
        return data

    def write(self, data: bytes, timeout: float) -> None:
        end = time.monotonic() + timeout
        while data:
            written = self.write_some(data, max(0.0, end - time.monotonic()))
            if not written:
                raise DeviceError(Completion.TIMED_OUT, "write_timeout")
            data = data[written:]

    def write_some(self, data: bytes, timeout: float) -> int:
        if not self._wait(select.POLLOUT, timeout):
            return 0
        try:
            return os.write(self._descriptor, data)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise _gone() from error

    def drain(self) -> None:
        for _ in range(MOST_DRAINED // CHUNK):
            if not self.read(0.0):
                break

    def discard(self) -> None:
        if self._descriptor >= 0:
            try:
                self._discard()
            except OSError as error:
                raise _gone() from error

    def close(self) -> None:
        if self._descriptor >= 0:
            self._descriptor = -1
            self._release()

    def abort(self) -> None:
        self._aborted.set()
        os.eventfd_write(self._bell, 1)

    def _check(self) -> None:
        if self._aborted.is_set():
            raise DeviceError(Completion.CANCELLED, "aborted")

    def _wait(self, event: int, timeout: float) -> bool:
        """Whether the descriptor is ready for `event` within `timeout` seconds."""
        self._check()
        if self._descriptor < 0:
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_connected")
        poll = select.poll()
        poll.register(self._descriptor, event)
        poll.register(self._bell, select.POLLIN)
        ready = dict(poll.poll(timeout * 1000))
        self._check()
        seen = ready.get(self._descriptor, 0)
        if seen & event:
            return True
        if seen:  # POLLHUP, POLLERR or POLLNVAL with nothing left to read
            raise _gone()
        return False


def open_error(error: OSError) -> DeviceError:
    """What a failed open means."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return DeviceError(Completion.DEVICE_NOT_READY, "no_permission")
    if error.errno in (errno.EAGAIN, errno.EBUSY):
        return DeviceError(Completion.DEVICE_NOT_READY, "claimed")
    if error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO):
        return DeviceError(Completion.DEVICE_NOT_READY, "not_found")
    return DeviceError(Completion.DEVICE_NOT_READY, "not_connected")


def _gone() -> DeviceError:
    return DeviceError(Completion.HARDWARE_ERROR, "unplugged")
