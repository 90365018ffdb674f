"""Where a camera's pictures come from: an MJPEG stream over HTTP or a V4L2 device, opened by the same OpenCV call."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import cv2
import numpy as np
from cv2.utils import logging as cv2_logging

from devices.camera.frame import Pixels
from devices.camera.identity import ROOT, Identity, identify, is_virtual
from devices.model import Budgets, Completion, DeviceError

# A lost camera is logged once, by the driver: OpenCV and FFmpeg would say it again at every attempt.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
cv2_logging.setLogLevel(cv2_logging.LOG_LEVEL_ERROR)

# A picture that claims more is damaged: decoding it would take the machine's memory.
os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(1 << 26))

FORMATS = ("MJPG", "YUYV")
RAW = -1  # CAP_PROP_FORMAT: give the stream's own bytes
WHOLE_JPEG = (b"\xff\xd8", b"\xff\xd9")
PADDING = b"\0\r\n"
BROKEN_IN_A_ROW = 10


class Capture(Protocol):
    def read(self) -> Pixels | None:
        """The next picture, waiting for it; None once the camera is gone or silent for too long."""

    def release(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Given:
    """What a camera gives after it was asked: "" or 0 where it does not say."""

    format: str = ""
    width: int = 0
    height: int = 0
    fps: float = 0.0


class Device(Protocol):
    """The part of cv2.VideoCapture that is used."""

    def isOpened(self) -> bool: ...  # noqa: N802 - OpenCV's
    def set(self, prop: int, value: float) -> bool: ...
    def get(self, prop: int) -> float: ...
    def read(self) -> tuple[bool, Any]: ...
    def release(self) -> None: ...


def _v4l2(path: str) -> Device:
    return cast(Device, cv2.VideoCapture(path, cv2.CAP_V4L2))


@dataclass(frozen=True, slots=True)
class Source:
    """A camera's address. `kind` is mjpeg (a URL) or v4l2 (a path, best one under /dev/v4l/by-id).

    Format, width, height and frames a second are asked of a V4L2 device, which may choose others (`Given` says which);
    an MJPEG server decides itself. `root` and `v4l2` are for tests: where /dev and /sys stand, what opens a path.
    """

    kind: str
    address: str
    width: int = 1280
    height: int = 720
    fps: int = 30
    format: str = "MJPG"
    production: bool = False
    root: Path = ROOT
    v4l2: Callable[[str], Device] = _v4l2

    @classmethod
    def from_config(cls, transport: Mapping[str, Any], *, production: bool = False) -> Source:
        """From a configuration's `transport`: {kind = "mjpeg", url} or {kind = "v4l2", path, width, height, fps,
        format = "MJPG" | "YUYV"}."""
        kind = str(transport["kind"])
        if kind == "mjpeg":
            return cls(kind, str(transport["url"]))
        if kind == "v4l2":
            pixels = str(transport.get("format", "MJPG"))
            if pixels not in FORMATS:
                raise ValueError(f'transport.format is "{pixels}"; it may be {" or ".join(FORMATS)}')
            return cls(
                kind,
                str(transport["path"]),
                int(transport.get("width", 1280)),
                int(transport.get("height", 720)),
                int(transport.get("fps", 30)),
                pixels,
                production,
            )
        raise ValueError(f'transport.kind is "{kind}"; a camera takes "mjpeg" or "v4l2"')

    def identify(self) -> Identity | None:
        """Which camera the path leads to now; None over HTTP, or where the system does not say."""
        return identify(Path(self.address), self.root) if self.kind == "v4l2" else None

    def as_asked(self, given: Given) -> bool:
        """Whether the camera gives what it was asked for; an MJPEG server was asked for nothing."""
        if self.kind == "mjpeg":
            return True
        return (given.format, given.width, given.height) == (self.format, self.width, self.height)

    def open(self, budgets: Budgets) -> Capture:
        """Open the camera within `budgets.connect`; its reads then end within `budgets.between_bytes`, at least 1 s.

        Raises `DeviceError`: not_found, not_connected, or in production virtual_camera.

        Measured with OpenCV 5.0: FFmpeg keeps both limits to within 5 ms, on a server that accepts and never answers
        as on a stream that falls silent; a closed stream ends the next read at once.
        """
        if self.kind == "v4l2":
            return self._open_v4l2()
        asked = [
            *(cv2.CAP_PROP_FORMAT, RAW),
            *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, int(budgets.connect * 1000)),
            *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, int(max(1.0, budgets.between_bytes) * 1000)),
        ]
        capture = cv2.VideoCapture(self.address, cv2.CAP_FFMPEG, asked)
        if not capture.isOpened():
            capture.release()
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_connected")
        return MjpegCapture(capture)

    def _open_v4l2(self) -> Capture:
        path = self.root / Path(self.address).relative_to("/") if self.root != ROOT else Path(self.address)
        if not path.exists():
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_found")
        if self.production and is_virtual(Path(self.address), self.root):
            raise DeviceError(Completion.DEVICE_NOT_READY, "virtual_camera")
        device = self.v4l2(str(path))
        # Raw video at this size does not fit through USB 2; a queue of one keeps pictures fresh. The format comes
        # first: it decides which sizes there are.
        device.set(cv2.CAP_PROP_FOURCC, float(cv2.VideoWriter.fourcc(*self.format)))
        device.set(cv2.CAP_PROP_FRAME_WIDTH, self.width)
        device.set(cv2.CAP_PROP_FRAME_HEIGHT, self.height)
        device.set(cv2.CAP_PROP_FPS, self.fps)
        device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        if not device.isOpened():
            device.release()
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_connected")
        return OpenCvCapture(device, path, _given(device))


def _given(device: Device) -> Given:
    code = int(device.get(cv2.CAP_PROP_FOURCC))
    letters = bytes(code >> shift & 0xFF for shift in (0, 8, 16, 24)) if code > 0 else b""
    return Given(
        letters.decode("ascii", "replace").strip("\0 ") if letters.isascii() else "",
        int(device.get(cv2.CAP_PROP_FRAME_WIDTH)),
        int(device.get(cv2.CAP_PROP_FRAME_HEIGHT)),
        float(device.get(cv2.CAP_PROP_FPS)),
    )


class OpenCvCapture:
    """`path`: a V4L2 device's, whose disappearance OpenCV may not notice; `given`: what it said when it was asked."""

    def __init__(self, capture: Device, path: Path | None, given: Given) -> None:
        self._capture = capture
        self._path = path
        self.given = given

    def read(self) -> Pixels | None:
        ok, picture = self._capture.read()
        if not ok or picture is None or (self._path is not None and not self._path.exists()):
            return None
        if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
            raise DeviceError(Completion.HARDWARE_ERROR, "bad_picture")
        return cast(Pixels, picture)

    def release(self) -> None:
        self._capture.release()


class MjpegCapture:
    """Pictures of an MJPEG stream, decoded here.

    FFmpeg's decoder fills what is missing of a broken picture from the one before (measured with OpenCV 5.0: one cut at
    3/5 came out whole, without an error): a stale picture that looks fresh. A picture that is not whole is dropped.
    """

    def __init__(self, capture: Device) -> None:
        self._capture = capture
        self.given = Given()

    def read(self) -> Pixels | None:
        """As `Capture`; raises `DeviceError` with bad_picture where none of the last pictures was whole."""
        for _ in range(BROKEN_IN_A_ROW):
            ok, data = self._capture.read()
            if not ok or data is None:
                return None
            pixels = decoded(data.tobytes())
            if pixels is not None:
                return pixels
        raise DeviceError(Completion.HARDWARE_ERROR, "bad_picture")

    def release(self) -> None:
        self._capture.release()


def decoded(jpeg: bytes) -> Pixels | None:
    """A whole JPEG as BGR; None for anything else."""
    begin, end = WHOLE_JPEG
    if not jpeg.startswith(begin) or not jpeg.rstrip(PADDING).endswith(end):
        return None
    try:
        pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error:
        return None
    return cast(Pixels, pixels)  # None where it is damaged within
