"""Where a camera's pictures come from: an MJPEG stream over HTTP or a V4L2 device, opened by the same OpenCV call."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import cv2
import numpy as np
from cv2.utils import logging as cv2_logging

from devices.camera.frame import Pixels
from devices.model import Budgets, Completion, DeviceError

# A lost camera is logged once, by the driver: OpenCV and FFmpeg would say it again at every attempt.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
cv2_logging.setLogLevel(cv2_logging.LOG_LEVEL_ERROR)


class Capture(Protocol):
    def read(self) -> Pixels | None:
        """The next picture, waiting for it; None once the camera is gone or silent for too long."""

    def release(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A camera's address. `kind` is mjpeg (a URL) or v4l2 (a path, best one under /dev/v4l/by-id).

    Width, height and frames a second are asked of a V4L2 device, which may choose others; an MJPEG server decides
    itself.
    """

    kind: str
    address: str
    width: int = 1280
    height: int = 720
    fps: int = 30

    @classmethod
    def from_config(cls, transport: Mapping[str, Any]) -> Source:
        """From a configuration's `transport`: {kind = "mjpeg", url} or {kind = "v4l2", path, width, height, fps}."""
        kind = str(transport["kind"])
        if kind == "mjpeg":
            return cls(kind, str(transport["url"]))
        if kind == "v4l2":
            size = {key: int(transport[key]) for key in ("width", "height", "fps") if key in transport}
            return cls(kind, str(transport["path"]), **size)
        raise ValueError(f'transport.kind is "{kind}"; a camera takes "mjpeg" or "v4l2"')

    def open(self, budgets: Budgets) -> Capture:
        """Open the camera within `budgets.connect`; its reads then end within `budgets.between_bytes`, at least 1 s.

        Measured with OpenCV 5.0: FFmpeg keeps both limits to within 5 ms, on a server that accepts and never answers
        as on a stream that falls silent; a closed stream ends the next read at once.
        """
        if self.kind == "v4l2" and not Path(self.address).exists():
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_found")
        limits = [
            *(cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, int(budgets.connect * 1000)),
            *(cv2.CAP_PROP_READ_TIMEOUT_MSEC, int(max(1.0, budgets.between_bytes) * 1000)),
        ]
        if self.kind == "mjpeg":
            capture = cv2.VideoCapture(self.address, cv2.CAP_FFMPEG, limits)
        else:
            capture = cv2.VideoCapture(self.address, cv2.CAP_V4L2)
            # Raw video at this size does not fit through USB 2; a queue of one keeps pictures fresh.
            capture.set(cv2.CAP_PROP_FOURCC, float(cv2.VideoWriter.fourcc(*"MJPG")))
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, self.width)
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, self.height)
            capture.set(cv2.CAP_PROP_FPS, self.fps)
            capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        if not capture.isOpened():
            capture.release()
            raise DeviceError(Completion.DEVICE_NOT_READY, "not_connected")
        return _OpenCvCapture(capture, self.address if self.kind == "v4l2" else None)


class _OpenCvCapture:
    def __init__(self, capture: cv2.VideoCapture, path: str | None) -> None:
        self._capture = capture
        self._path = path

    def read(self) -> Pixels | None:
        ok, picture = self._capture.read()
        if not ok or picture is None or (self._path is not None and not Path(self._path).exists()):
            return None
        if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
            raise DeviceError(Completion.HARDWARE_ERROR, "bad_picture")
        return cast(Pixels, picture)

    def release(self) -> None:
        self._capture.release()
