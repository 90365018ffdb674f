"""A printer at the kernel's usblp driver, as /dev/usb/lp0.

Written by the kernel's source and tried above it on ptys; no real USB printer was at hand.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time

from devices.transport.descriptor import DescriptorTransport, open_error

SOFT_RESET = ord("P") << 8 | 7  # LPIOC_SOFT_RESET of usblp: the printer class's own request to forget all input
# Some printers answer a read at once with nothing; asking again without a pause would keep a processor busy.
EMPTY_S = 0.01


class UsbTransport(DescriptorTransport):
    """`path`: best a link that udev keeps for this model, for /dev/usb/lpN is numbered in the order of plugging.

    The printer must be bidirectional: of one that cannot answer, nothing is ever confirmed.
    """

    _empty_is_end = False  # usblp passes the printer's empty packets on

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._file = -1

    def read(self, timeout: float) -> bytes:
        end = time.monotonic() + timeout
        while True:
            data = super().read(max(0.0, end - time.monotonic()))
            left = end - time.monotonic()
            if data or left <= 0:
                return data
            time.sleep(min(EMPTY_S, left))

    def _connect(self) -> int:
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:  # usblp itself lets one process in: EBUSY
            self._release()
            raise open_error(error) from error
        return self._file

    def _discard(self) -> None:
        with contextlib.suppress(OSError):  # what is no usblp device knows no such request
            fcntl.ioctl(self._file, SOFT_RESET)

    def _release(self) -> None:
        file, self._file = self._file, -1
        if file >= 0:
            with contextlib.suppress(OSError):
                os.close(file)
