"""Whether a turned face is the straight one seen from aside, or the same picture held aslant.

Five points alone cannot tell: the eyes' line and the nose lie in one plane, so a print with its chin forward moves them
as a face does. Here the turned picture is laid over the straight one by the best homography (ECC, from the points): of
a plane nothing is left over, of a head the nose, the far cheek and the light are. The score is what is alike then.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.identity.detector import Face, Gray
from kiosk.identity.liveness.challenge import TURNS, Move
from kiosk.identity.liveness.signal import Signal

MOST_ALIKE = 0.935  # four people, turned by 21° and 27°: to .918; flat prints .97 and more, bent ones .89 to .99
_SIDE = 96
_EYES = np.array([[70.0, 36.0], [26.0, 36.0]], np.float32)  # outer corners, left and right of the image's right
_LEAST_TURN = 0.15
_ROUNDS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 1e-4)

Picture = NDArray[np.float32]


class PlaneMeter:
    """Give it straight looks and turns; it compares once, when asked for the signal."""

    def __init__(self) -> None:
        self._straight: tuple[float, Picture] | None = None
        self._turned: dict[Move, tuple[float, Picture]] = {}

    def feed(self, gray: Gray, face: Face, turn: float) -> None:
        size = abs(turn)
        if size < 0.05 and (self._straight is None or size < self._straight[0]):
            self._straight = size, _cut(gray, face)
        side = TURNS[0] if turn > 0 else TURNS[1]
        if size >= _LEAST_TURN and (side not in self._turned or size > self._turned[side][0]):
            self._turned[side] = size, _cut(gray, face)

    def alike(self) -> float | None:
        """The more alike of both turns; None before there are both, or where neither could be laid over."""
        if self._straight is None or len(self._turned) < len(TURNS):
            return None
        found = (_alike(self._straight[1], picture) for _, picture in self._turned.values())
        return max((each for each in found if each is not None), default=None)

    def signal(self) -> Signal:
        alike = self.alike()
        if alike is None:
            return Signal("plane", 0.0, MOST_ALIKE, False, "flat", judged=False)
        return Signal("plane", round(alike, 3), MOST_ALIKE, alike <= MOST_ALIKE, "flat")

    def restart(self) -> None:
        for _, picture in (*((self._straight,) if self._straight else ()), *self._turned.values()):
            picture.fill(0)
        self._straight = None
        self._turned.clear()


def _cut(gray: Gray, face: Face) -> Picture:
    """The face, upright, its outer eye corners at fixed places."""
    matrix, _ = cv2.estimateAffinePartial2D(face.points[[0, 2]].astype(np.float32), _EYES)
    found = cv2.warpAffine(gray, matrix, (_SIDE, _SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    out: Picture = cv2.GaussianBlur(found, (0, 0), 1.2).astype(np.float32)
    return out


def _alike(straight: Picture, turned: Picture) -> float | None:
    """The correlation of the straight face with the turned one, laid over it as well as a plane could be."""
    inner = straight[24:88, 20:76].copy()
    start = np.array([[1, 0, 20], [0, 1, 24], [0, 0, 1]], np.float32)
    try:
        found, _ = cv2.findTransformECC(inner, turned, start, cv2.MOTION_HOMOGRAPHY, _ROUNDS, None, 5)  # type: ignore[call-overload]
    except cv2.error:  # it did not converge
        return None
    return float(found)
