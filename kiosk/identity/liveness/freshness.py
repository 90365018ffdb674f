"""Frames that are new and come from a sensor: a camera that hangs repeats its last picture for ever, maybe someone's
face; computed frames lack a sensor's noise.

How evenly frames arrive says nothing: they are stamped here, and whoever injects them can be uneven.
"""

from __future__ import annotations

from statistics import median

import numpy as np
from numpy.typing import NDArray

from kiosk.identity.liveness.signal import Signal

LONGEST_STILL_S = 1.0
LONGEST_GAP_S = 1.0
MOST_UNCHANGED = 0.80  # of the sampled pixels, from one new frame to the next; a sensor leaves a quarter to a half
_JUDGED_FRAMES = 30
_SAMPLE = 7  # every seventh pixel: a sensor's noise is everywhere


class Freshness:
    """Judges the stream of frames. `captured_at` is on one monotonic clock, in seconds."""

    def __init__(self) -> None:
        self._sample: NDArray[np.uint8] | None = None
        self._at: float | None = None
        self._changed_at = 0.0
        self._intervals: list[float] = []
        self._unchanged: list[float] = []
        self.stale = False

    def feed(self, gray: NDArray[np.uint8], captured_at: float) -> bool:
        """Whether this frame is new. `stale` once no new one came for `LONGEST_STILL_S`."""
        sample = gray[::_SAMPLE, ::_SAMPLE].copy()
        if self._at is None or self._sample is None:
            self._sample, self._at, self._changed_at = sample, captured_at, captured_at
            return True
        if captured_at <= self._at or np.array_equal(sample, self._sample):
            self.stale = captured_at - self._changed_at > LONGEST_STILL_S
            return False
        self._intervals.append(captured_at - self._changed_at)
        del self._intervals[:-60]
        if sample.shape == self._sample.shape:
            self._unchanged.append(float((sample == self._sample).mean()))
            del self._unchanged[:-300]
        self._sample, self._at, self._changed_at = sample, captured_at, captured_at
        return True

    @property
    def gap(self) -> bool:
        """Whether so much time lies before the newest frame that anyone may have stepped in."""
        return bool(self._intervals) and self._intervals[-1] > LONGEST_GAP_S

    @property
    def rate(self) -> float:
        """New frames a second, by the median interval; 0 before there are some."""
        return 1 / max(median(self._intervals), 1e-3) if len(self._intervals) >= 5 else 0.0

    def signal(self) -> Signal:
        return Signal("fresh", round(self.rate, 1), 0.0, not self.stale, "stale")

    def noise_signal(self) -> Signal:
        """Whether a sensor's noise is in the frames."""
        if len(self._unchanged) < _JUDGED_FRAMES:
            return Signal("sensor_noise", 0.0, MOST_UNCHANGED, False, "synthetic", judged=False)
        usual = median(self._unchanged)
        return Signal("sensor_noise", round(usual, 3), MOST_UNCHANGED, usual <= MOST_UNCHANGED, "synthetic")
