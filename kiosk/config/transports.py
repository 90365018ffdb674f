"""How a device is reached: the `transport` of a device's table, by its `kind`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kiosk.config.base import FilePath, Host, Port, Section, WithPort, said, unit

Baud = Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200]


class SerialTransport(Section):
    """A serial port, 8 data bits, no parity, 1 stop bit. `flow` is the port's flow control."""

    kind: Literal["serial"]
    port: FilePath
    baud: Baud
    flow: Literal["none", "rtscts", "xonxoff"] = "none"


class TcpTransport(Section):
    kind: Literal["tcp"]
    host: Host
    port: Port


class UsbTransport(Section):
    """A printer at the kernel's usblp driver, as /dev/usb/lp0."""

    kind: Literal["usb"]
    path: FilePath


class MjpegTransport(Section):
    kind: Literal["mjpeg"]
    url: WithPort = Field(
        pattern=r"^https?://[^\s/?#@]+/[^\s#]*$",
        json_schema_extra=said(
            'http:// 或 https:// 地址（含路径），如 "https://10.0.0.7/face.mjpg"',
            'an http:// or https:// address with a path, as "https://10.0.0.7/face.mjpg"',
        ),
    )


class V4l2Transport(Section):
    """A camera of this machine. It is asked for a size and a rate, and may choose others.

    `model` is the camera's own name, as `main.py devices find` shows it: another one at this path is refused.
    """

    kind: Literal["v4l2"]
    path: FilePath
    width: int = Field(default=1280, ge=160, le=7680, json_schema_extra=unit("pixels"))
    height: int = Field(default=720, ge=120, le=4320, json_schema_extra=unit("pixels"))
    fps: int = Field(default=30, ge=1, le=120, json_schema_extra=unit("fps"))
    format: Literal["MJPG", "YUYV"] = "MJPG"
    model: str | None = Field(default=None, min_length=1)


class PcscTransport(Section):
    """A card reader at pcscd; `reader` is the beginning of its name, as `main.py devices find` shows it."""

    kind: Literal["pcsc"]
    reader: str = Field(min_length=1)


class IppTransport(Section):
    kind: Literal["ipp"]
    url: WithPort = Field(
        pattern=r"^ipps?://[^\s/?#@]+/[^\s?#]+$",
        json_schema_extra=said(
            'ipp:// 或 ipps:// 地址（含路径），如 "ipps://10.0.0.9:631/ipp/print"',
            'an ipp:// or ipps:// address with a path, as "ipps://10.0.0.9:631/ipp/print"',
        ),
    )


class VendorTransport(Section):
    """A device that only its vendor's own library reaches, through a driver of another package."""

    kind: Literal["vendor"]
    address: str = Field(min_length=1)


Transport = (
    SerialTransport
    | TcpTransport
    | UsbTransport
    | MjpegTransport
    | V4l2Transport
    | PcscTransport
    | IppTransport
    | VendorTransport
)
