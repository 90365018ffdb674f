"""The cameras, the only place that opens them: the newest frames, the states, the previews."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from devices.camera import Frame
from devices.camera.driver import create
from devices.model import DeviceClass, Health
from devices.setup import Setup
from kiosk.identity.pictures import fitted
from kiosk.vision.messages import DeviceStatus
from kiosk.vision.ring import RingWriter

RINGS = {DeviceClass.CAMERA: ("face.ring", 640, 480), DeviceClass.DOCUMENT_CAMERA: ("scanner.ring", 960, 720)}
"""A class's preview: its ring's name, width and height."""
PREVIEW_PERIOD_S = 1 / 20
FRESH_S = 0.5
"""The oldest picture that a decision may rest on: OpenCV gives the last one for ever after a camera was unplugged."""


class Camera:
    """One camera with its preview, which holds pictures only while a task shows it."""

    def __init__(self, device: Mapping[str, Any], rings: Path) -> None:
        self.device_class = DeviceClass(device["class"])
        self.device = str(device["id"])
        self._driver = create(Setup(device))
        name, self._width, self._height = RINGS[self.device_class]
        self._ring_file = rings / name
        self._ring: RingWriter | None = None
        self._shown_at = 0.0
        self._told: DeviceStatus | None = None

    def open(self) -> None:
        self._driver.open()

    def abandon(self) -> None:
        """Forget the pictures at once, without waiting for the camera: the process is about to end."""
        self.hide()
        self._driver.abort()

    def newest(self) -> Frame | None:
        """The newest frame, if it is fresh."""
        return self._driver.latest(max_age_s=FRESH_S)

    @property
    def lost(self) -> bool:
        return self._driver.observe().health not in (Health.ONLINE, Health.STARTING)

    def news(self) -> DeviceStatus | None:
        """The state, where it is another than the one last told."""
        seen = self._driver.observe()
        status = DeviceStatus(
            device=self.device, health=seen.health.value, reason=seen.reason, action=seen.action.value
        )
        if status == self._told:
            return None
        self._told = status
        return status

    def show(self, frame: Frame, now: float) -> None:
        """Put a frame into the preview, at most 20 a second."""
        if now - self._shown_at < PREVIEW_PERIOD_S:
            return
        self._shown_at = now
        if self._ring is None:
            self._ring = RingWriter(self._ring_file, self._width, self._height)
        self._ring.put(fitted(frame.pixels, self._width, self._height))

    def hide(self) -> None:
        """Overwrite the preview and take it away."""
        if self._ring is not None:
            self._ring.wipe()
            self._ring.close()
            self._ring = None
