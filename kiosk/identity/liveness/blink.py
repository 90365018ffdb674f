"""A blink, by the upright edges of the eye against the person's own open eye.

Both eyes are turned level by their corners (five points are enough). Iris against white, and the corners, are upright
edges; lid, lashes, brow and a spectacle rim above are level ones, so what is left of a closed eye is next to nothing.
Of five rendered people with and without glasses, open eyes stay between .82 and 1.24 of their own usual, at 66 % closed
they fall to .05–.26, closed to .15 and less; with the rims in the window, closed eyes kept up to .55. A blink is short:
at fewer than 15 frames a second it can slip through. It is never enough alone, since a hand that passes or cut-out eyes
blink as well.
"""

from __future__ import annotations

from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity.detector import Face, Gray
from kiosk.identity.liveness.signal import Signal

CLOSED = 0.40  # of the person's own open eye
REOPENED = 0.70
LONGEST_S = 1.5  # longer is looking down or a hand held there
LEAST_RATE = 8.0  # frames a second; 15 are wanted, fewer than these see no blink

_WIDTH, _HEIGHT = 48, 32
_EYE_SHARE = 0.5  # of the patch's width
_ROWS, _COLUMNS = slice(8, 26), slice(14, 34)  # brow, nose and the rims of spectacles are outside
_FLOOR = 0.02  # of the skin's brightness: a sensor's noise
_LEVEL_EDGES = 0.5  # how much of a level edge is taken off an upright one: slanted lashes are both
_BASE_FRAMES = 5


def openness(gray: Gray, face: Face) -> float:
    """How open the eyes are, both added up, in a measure of its own: 8–25 open, under 3 closed."""
    left, right = (face.points[3], face.points[2]), (face.points[0], face.points[1])
    return _edges(_patch(gray, left[1], left[0])) + _edges(_patch(gray, right[1], right[0]))


def _patch(gray: Gray, first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float32]:
    """The eye between two corners, upright, with as much around it again."""
    along = second - first
    length = max(float(np.linalg.norm(along)), 1.0)
    x, y = along / length * (length / (_WIDTH * _EYE_SHARE))
    cx, cy = (first + second) / 2
    matrix = np.array(
        [
            [x, -y, cx - x * _WIDTH / 2 + y * _HEIGHT / 2],
            [y, x, cy - y * _WIDTH / 2 - x * _HEIGHT / 2],
        ]
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    found = cv2.warpAffine(gray, matrix, (_WIDTH, _HEIGHT), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return cv2.GaussianBlur(found, (0, 0), 0.6).astype(np.float32)


def _edges(patch: NDArray[np.float32]) -> float:
    skin = max(float(np.percentile(patch, 70)), 1.0)
    upright = np.abs(cv2.Sobel(patch, cv2.CV_32F, 1, 0, ksize=3)) / (8 * skin)
    level = np.abs(cv2.Sobel(patch, cv2.CV_32F, 0, 1, ksize=3)) / (8 * skin)
    left = np.clip(upright - _FLOOR - _LEVEL_EDGES * level, 0, None)
    return float(left[_ROWS, _COLUMNS].sum())


class BlinkMeter:
    """Counts blinks against the person's own open eyes, set by `calibrate`."""

    def __init__(self) -> None:
        self._base: list[float] = []
        self._closed_at: float | None = None
        self._least = 1.0
        self.blinks = 0

    def calibrate(self, open_now: float) -> None:
        self._base.append(open_now)

    @property
    def calibrated(self) -> bool:
        return len(self._base) >= _BASE_FRAMES

    def ratio(self, open_now: float) -> float:
        """Of the usual openness. A blink or two while calibrating lies in the lower part and does not count."""
        usual = median(sorted(self._base)[len(self._base) // 3 :]) if self._base else open_now
        return open_now / max(usual, 1e-3)

    def feed(self, open_now: float, at: float) -> bool:
        """The next frame, at `at` seconds; whether a blink has just ended."""
        ratio = self.ratio(open_now)
        self._least = min(self._least, ratio)
        if ratio < CLOSED:
            if self._closed_at is None:
                self._closed_at = at
            return False
        if self._closed_at is None or ratio < REOPENED:
            return False
        lasted, self._closed_at = at - self._closed_at, None
        if lasted > LONGEST_S:
            return False
        self.blinks += 1
        return True

    def interrupt(self) -> None:
        """The person moved: what looked like closing eyes may have been that."""
        self._closed_at = None

    def restart(self) -> None:
        """Forget the blinks, keep the open eyes."""
        self._closed_at, self._least, self.blinks = None, 1.0, 0

    def signal(self) -> Signal:
        return Signal("blink", round(self._least, 3), CLOSED, self.blinks > 0, "blink_not_seen")
