"""The one camera driver: a thread that reads without pause, so that the newest picture is always new.

Used inside the vision process, which polls `latest()`; its methods do not block beyond the budgets.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from devices.camera.frame import Frame, FreezeWatch, Pixels
from devices.camera.measures import frame_rate
from devices.camera.source import Capture, Given, Source
from devices.lifecycle import Plain
from devices.model import Budgets, Completion, DeviceError, Health, Observation
from devices.reasons import observation
from devices.setup import Setup

_log = logging.getLogger(__name__)

FROZEN_FRAMES = 10
FROZEN_SECONDS = 1.0
FIRST_BACKOFF = 0.25
LONGEST_BACKOFF = 1.0  # a camera that is back shows pictures within 2 s
CLOSING_TIME = 3.0  # a read under way ends within its own limit
RATE_OVER_S = 3.0
SLOW_FPS, BRISK_FPS = 5.0, 7.0  # below the first, a blink falls between two pictures; above the second, it is over

# A picture is due every 33–100 ms; a loss must be shown within 2 s, a busy machine's pause of 1 s not taken for one.
BUDGETS = Budgets(connect=1.5, between_bytes=1.5, whole=3.0)


_UNKNOWN = {"picture": "unknown", "settings": "unknown", "rate": "unknown"}


class Opener(Protocol):
    def __call__(self, budgets: Budgets) -> Capture: ...


def create(setup: Setup) -> CameraDriver:
    """`production` in the device's configuration: a camera that a program feeds is refused."""
    device = setup.device
    return CameraDriver(
        str(device["id"]),
        device["transport"],
        setup.budgets(BUDGETS),
        production=bool(device.get("production", False)),
    )


class CameraDriver(Plain):
    """A camera at an MJPEG URL or a V4L2 path; reconnects by itself.

    `transport` is the configuration's: {kind = "mjpeg", url} or {kind = "v4l2", path, width, height, fps, format,
    model}. `model`: the camera's own name; another one at that path is refused, as is, without it, another one than
    was first seen there. A picture equal to the one before is no news: it is not given out, and enough of them are a
    fault, `frozen`.

    The observation's detail: picture (its size, as 1280x720), settings (as_asked, other), rate (ok, low).
    """

    def __init__(
        self,
        device_id: str,
        transport: Mapping[str, Any] | Source | Opener,
        budgets: Budgets = BUDGETS,
        *,
        production: bool = False,
        frozen_after_frames: int = FROZEN_FRAMES,
        frozen_after_s: float = FROZEN_SECONDS,
        rate_over_s: float = RATE_OVER_S,
    ) -> None:
        self.device_id = device_id
        if isinstance(transport, Mapping):
            self._model = str(transport.get("model", ""))
            transport = Source.from_config(transport, production=production)
        else:
            self._model = ""
        self._source = transport if isinstance(transport, Source) else None
        self._open_source: Opener = transport.open if isinstance(transport, Source) else transport
        self._budgets = budgets
        self._freeze = FreezeWatch(frozen_after_frames, frozen_after_s)
        self._rate_over_s = rate_over_s
        self._lock = threading.Lock()
        self._newest: Frame | None = None
        self._sequence = 0
        self._received: deque[float] = deque(maxlen=512)  # when the pictures of the last `rate_over_s` came
        self._capturing_since = 0.0
        self._low_rate = False
        self._given = Given()
        self._first_seen: tuple[str, str, str] | None = None
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
        self._lost("aborted")

    def latest(self, max_age_s: float = 0.5) -> Frame | None:
        """The newest picture, unless it is older than `max_age_s` seconds or the camera is frozen or lost."""
        with self._lock:
            frame, healthy = self._newest, self._observation.health is Health.ONLINE
        if frame is None or not healthy:
            return None
        age = time.monotonic() - frame.captured_at
        return None if age > min(max_age_s, self._stale_after) else frame

    @property
    def _stale_after(self) -> float:
        return max(1.0, self._budgets.between_bytes)

    @property
    def fps(self) -> float | None:
        """Pictures a second over the last seconds; None where it is not known."""
        with self._lock:
            return frame_rate(tuple(self._received))

    def observe(self) -> Observation:
        """What is known now. A camera that should deliver and has not for the budget between pictures is stale."""
        now = time.monotonic()
        with self._lock:
            known, frame = self._observation, self._newest
            last = self._received[-1] if self._received else self._capturing_since
            low = self._is_slow(now)
        if known.health is not Health.ONLINE:
            return observation(known.reason, _UNKNOWN)
        if now - last > self._stale_after:
            return observation("stale", _UNKNOWN)
        detail = {
            "picture": "unknown" if frame is None else f"{frame.pixels.shape[1]}x{frame.pixels.shape[0]}",
            "settings": self._settings(frame.pixels if frame else None),
            "rate": "unknown" if low is None else "low" if low else "ok",
        }
        return observation("camera_slow" if low else "ok", detail)

    def _is_slow(self, now: float) -> bool | None:
        """Whether pictures come too seldom; None before enough time has passed to say."""
        while self._received and now - self._received[0] > self._rate_over_s:
            self._received.popleft()
        if now - self._capturing_since < self._rate_over_s:
            return None
        rate = len(self._received) / self._rate_over_s
        self._low_rate = rate < (BRISK_FPS if self._low_rate else SLOW_FPS)
        return self._low_rate

    def _settings(self, pixels: Pixels | None) -> str:
        """Whether the camera gives the format, size and rate that were asked of it."""
        if self._source is None or pixels is None:
            return "unknown"
        given = replace(self._given, width=pixels.shape[1], height=pixels.shape[0])
        return "as_asked" if self._source.as_asked(given) else "other"

    def _run(self, stop: threading.Event) -> None:
        backoff = FIRST_BACKOFF
        while not stop.is_set():
            try:
                self._check_model()
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

    def _check_model(self) -> None:
        """Raises `DeviceError` where another camera stands at the path than should."""
        identity = self._source.identify() if self._source is not None else None
        if identity is None:
            return
        if self._model:
            right = identity.name == self._model
        else:
            self._first_seen = self._first_seen or identity.model
            right = identity.model == self._first_seen
        if not right:
            raise DeviceError(Completion.DEVICE_NOT_READY, "wrong_device")

    def _capture(self, capture: Capture, stop: threading.Event) -> bool:
        """Read until the camera is gone, frozen or closed; whether it had delivered."""
        delivered = False
        with self._lock:
            self._given = getattr(capture, "given", Given())
            self._received.clear()
            self._capturing_since, self._low_rate = time.monotonic(), False
        while not stop.is_set():
            pixels = capture.read()
            at = time.monotonic()
            if stop.is_set():
                break
            if pixels is None:
                self._lost("camera_lost")
                break
            with self._lock:
                self._received.append(at)
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
