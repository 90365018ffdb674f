"""The child process from its parent's side: requests within a time, and an end to it where one hangs.

Request: kind (1 byte), length (2 bytes), data. Answer: code (4 bytes), length (2 bytes), data; numbers are big-endian,
codes are PC/SC's. When it begins the child says 0, or that pyscard is missing.
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import subprocess
import sys
import threading
import time
import weakref
from enum import IntEnum
from pathlib import Path

from devices.card.apdu import wipe
from devices.model import Completion, DeviceError

CHILD = Path(__file__).with_name("child.py")
NO_PYSCARD = 1
_HEAD = 6
_LONGEST = 1024


class Request(IntEnum):
    STATE = 0x53
    CONNECT = 0x43
    TRANSMIT = 0x54
    DISCONNECT = 0x44


class Child:
    """The process for one reader. Used by one thread, but for `abort`."""

    def __init__(self, reader: str) -> None:
        self._reader = reader
        self._process: subprocess.Popen[bytes] | None = None
        self._aborted = threading.Event()
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        weakref.finalize(self, os.close, self._bell)

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def start(self, timeout: float) -> None:
        """Raises `DeviceError` with `pcsc_missing` where pyscard is not installed."""
        self.kill()
        self._check()
        self._process = subprocess.Popen(
            # Isolated: neither the folder it is run in nor the environment chooses what it imports.
            [sys.executable, "-I", str(CHILD), self._reader],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a traceback could hold a card's data
            bufsize=0,
            start_new_session=True,
        )
        code, _ = self._answer(timeout)
        if code == NO_PYSCARD:
            self.kill()
            raise DeviceError(Completion.DEVICE_NOT_READY, "pcsc_missing", "script/setup pcsc")

    def ask(self, request: Request, timeout: float, data: bytes | bytearray = b"") -> tuple[int, bytes]:
        """PC/SC's code and the answer's data. A child that does not answer in time is killed: `hung`."""
        self._check()
        process = self._process
        if process is None or process.stdin is None:
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_connected")
        frame = bytearray(struct.pack(">BH", request, len(data)))
        frame += data
        try:
            process.stdin.write(frame)
        except OSError as error:
            self.kill()
            raise DeviceError(Completion.HARDWARE_ERROR, "internal_error") from error
        finally:
            wipe(frame)
        return self._answer(timeout)

    def kill(self) -> None:
        """End it, whatever it hangs in; never raises."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()

    def abort(self) -> None:
        self._aborted.set()
        os.eventfd_write(self._bell, 1)

    def _check(self) -> None:
        if self._aborted.is_set():
            raise DeviceError(Completion.CANCELLED, "aborted")

    def _answer(self, timeout: float) -> tuple[int, bytes]:
        end = time.monotonic() + timeout
        try:
            code, size = struct.unpack(">IH", self._exactly(_HEAD, end))
            if size > _LONGEST:
                raise DeviceError(Completion.HARDWARE_ERROR, "internal_error")
            return code, self._exactly(size, end)
        except DeviceError:
            self.kill()
            raise

    def _exactly(self, size: int, end: float) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        poll.register(self._bell, select.POLLIN)
        data = b""
        while len(data) < size:
            left = end - time.monotonic()
            ready = dict(poll.poll(left * 1000)) if left > 0 else {}
            self._check()
            if not ready:
                raise DeviceError(Completion.TIMED_OUT, "hung")
            piece = os.read(descriptor, size - len(data))
            if not piece:
                raise DeviceError(Completion.HARDWARE_ERROR, "internal_error")  # it died by itself
            data += piece
        return data
