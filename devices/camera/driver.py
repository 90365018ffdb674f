"""The one camera driver: a thread that reads without pause, so that the newest picture is always new.

Used inside the vision process, which polls `latest()`; its methods do not block beyond the budgets.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Mapping
from typing import Any, Protocol

from devices.camera.frame import Frame, FreezeWatch
from devices.camera.source import Capture, Source
from devices.lifecycle import Plain
from devices.model import Budgets, DeviceError, Health, Observation
from devices.reasons import observation
from devices.setup import Setup

_log = logging.getLogger(__name__)

FROZEN_FRAMES = 10
FROZEN_SECONDS = 1.0
FIRST_BACKOFF = 0.25
LONGEST_BACKOFF = 5.0
CLOSING_TIME = 3.0  # a read under way ends within its own limit

# A picture is due every 33–100 ms; a loss must be shown within 2 s, a busy machine's pause of 1 s not taken for one.
BUDGETS = Budgets(connect=1.5, between_bytes=1.5, whole=3.0)


class Opener(Protocol):
    def __call__(self, budgets: Budgets) -> Capture: ...


def create(setup: Setup) -> CameraDriver:
    return CameraDriver(str(setup.device["id"]), setup.device["transport"], setup.budgets(BUDGETS))


class CameraDriver(Plain):
    """A camera at an MJPEG URL or a V4L2 path; reconnects by itself.

    `transport` is the configuration's: {kind = "mjpeg", url = …} or {kind = "v4l2", path = …, width, height, fps}.
    A picture equal to the one before is no news: it is not given out, and enough of them are a fault, `frozen`.
    """

    def __init__(
        self,
        device_id: str,
        transport: Mapping[str, Any] | Opener,
        budgets: Budgets = BUDGETS,
        *,
        frozen_after_frames: int = FROZEN_FRAMES,
        frozen_after_s: float = FROZEN_SECONDS,
    ) -> None:
        self.device_id = device_id
        self._open_source: Opener = Source.from_config(transport).open if isinstance(transport, Mapping) else transport
        self._budgets = budgets
        self._freeze = FreezeWatch(frozen_after_frames, frozen_after_s)
        self._lock = threading.Lock()
        self._newest: Frame | None = None
        self._sequence = 0
        self._received_at = 0.0
        self._observation = Observation(Health.STARTING, "starting")
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Start capturing; returns at once. `observe()` says whether pictures come."""
        if self._thread is not None:
            return
        stop = threading.Event()
        self._stop = stop
        self._set(Observation(Health.STARTING, "starting"))
        self._thread = threading.Thread(target=self._run, args=(stop,), name=f"camera {self.device_id}", daemon=True)
        self._thread.start()
        atexit.register(self.close)  # a thread still inside OpenCV when Python ends aborts the process

    def close(self) -> None:
        """Stop capturing and forget every picture."""
        thread, self._thread = self._thread, None
        atexit.unregister(self.close)
        self._stop.set()
        if thread is not None:
            thread.join(CLOSING_TIME)
        with self._lock:
            self._newest = None
        self._freeze.forget()

    def abort(self) -> None:
        """From any thread: no picture is given out any more."""
        self._stop.set()
        with self._lock:
            self._newest = None

    def latest(self, max_age_s: float = 0.5) -> Frame | None:
        """The newest picture, unless it is older than `max_age_s` seconds or the camera is frozen or lost."""
        with self._lock:
            frame, healthy = self._newest, self._observation.health is Health.ONLINE
        if frame is None or not healthy or time.monotonic() - frame.captured_at > max_age_s:
            return None
        return frame

    def observe(self) -> Observation:
        """What is known now. A camera that should deliver and has not for the budget between pictures is stale."""
        with self._lock:
            received_at, known = self._received_at, self._observation
        limit = max(1.0, self._budgets.between_bytes)
        if known.health is Health.ONLINE and time.monotonic() - received_at > limit:
            return observation("stale")
        return known

    def _run(self, stop: threading.Event) -> None:
        backoff = FIRST_BACKOFF
        while not stop.is_set():
            try:
                capture = self._open_source(self._budgets)
            except DeviceError as error:
                self._lost(error.reason)
            else:
                try:
                    if self._capture(capture, stop):
                        backoff = FIRST_BACKOFF
                except DeviceError as error:
                    self._lost(error.reason)
                finally:
                    capture.release()
            stop.wait(backoff)
            backoff = min(backoff * 2, LONGEST_BACKOFF)

    def _capture(self, capture: Capture, stop: threading.Event) -> bool:
        """Read until the camera is gone, frozen or closed; whether it had delivered."""
        delivered = False
        while not stop.is_set():
            pixels = capture.read()
            at = time.monotonic()
            if stop.is_set():
                break
            if pixels is None:
                self._lost("camera_lost")
                break
            self._received_at = at
            if self._freeze.repeated(pixels, at):
                if self._freeze.frozen:
                    self._lost("frozen")
                    break
                continue
            delivered = True
            pixels.flags.writeable = False
            with self._lock:
                self._sequence += 1
                self._newest = Frame(pixels, self._sequence, at)
            self._set(Observation(Health.ONLINE))
        return delivered

    def _lost(self, reason: str) -> None:
        with self._lock:
            self._newest = None
        self._set(observation(reason))

    def _set(self, now: Observation) -> None:
        with self._lock:
            before, self._observation = self._observation, now
        if before.reason == now.reason:
            return
        if now.health is Health.ONLINE:
            _log.info("device usable", extra={"device": self.device_id})
        elif now.health is not Health.STARTING and before.health in (Health.ONLINE, Health.STARTING):
            _log.warning("device not usable", extra={"device": self.device_id, "reason": now.reason})
