"""A serial port, claimed for this process alone. pyserial sets it up and locks it; no modem line is relied on."""

from __future__ import annotations

import contextlib
import termios

import serial

from devices.model import Completion, DeviceError
from devices.transport.descriptor import DescriptorTransport, open_error


class SerialTransport(DescriptorTransport):
    """`port` is best one under /dev/serial/by-id: /dev/ttyUSBn changes hands. 8 data bits, no parity, 1 stop bit."""

    def __init__(self, port: str, baud: int, *, flow: str = "none") -> None:
        super().__init__()
        if flow not in ("none", "rtscts", "xonxoff"):
            raise ValueError(f'transport.flow is "{flow}"; it may be "none", "rtscts" or "xonxoff"')
        self._port = port
        self._baud = baud
        self._flow = flow
        self._serial: serial.Serial | None = None

    def _connect(self) -> int:
        try:
            self._serial = serial.Serial(
                self._port,
                self._baud,
                timeout=0,
                write_timeout=0,
                exclusive=True,
                rtscts=self._flow == "rtscts",
                xonxoff=self._flow == "xonxoff",
            )
        except OSError as error:  # SerialException is one
            raise open_error(error) from error
        except termios.error as error:  # gone between opening and setting it up
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_found") from error
        except ValueError as error:
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_connected", "baud rate not supported") from error
        return int(self._serial.fileno())

    def _discard(self) -> None:
        if self._serial is not None:
            try:
                self._serial.reset_output_buffer()
            except termios.error as error:  # not an OSError, though it is one
                raise OSError(*error.args) from error

    def _release(self) -> None:
        port, self._serial = self._serial, None
        if port is not None:
            with contextlib.suppress(OSError, termios.error):
                port.close()
