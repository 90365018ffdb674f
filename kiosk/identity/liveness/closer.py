"""Coming closer when asked: the face grows.

Its perspective changes too (the nose grows more than the ears), which would tell depth; by five points it cannot be
seen: from 70 to 50 cm the nose's place moves by 1.5 % of the eye distance, the points tremble by as much. So only size
counts, which a print held closer has as well: this challenge is worth what the order is worth.
"""

from __future__ import annotations

from collections import deque
from statistics import median

from kiosk.identity.detector import Face
from kiosk.identity.liveness.signal import Signal

LEAST_GROWTH = 0.15  # of the eye distance: from 70 to 61 cm
UNASKED_GROWTH = 0.22  # a little more than what counts: nobody stands like a post
_BACK = 0.10
_SMOOTHING = 3
_USUAL = 9


class CloserMeter:
    def __init__(self) -> None:
        self._usual: deque[float] = deque(maxlen=_USUAL)
        self._first: list[float] = []
        self._recent: deque[float] = deque(maxlen=_SMOOTHING)
        self._sizes: deque[float] = deque(maxlen=_SMOOTHING)
        self._may_be_near = False
        self._now = 0.0
        self._most = 0.0

    def rest(self, face: Face) -> None:
        """A frame before the movement is asked for."""
        self._usual.append(face.eyes)
        if len(self._first) < _USUAL:
            self._first.append(face.eyes)

    def unasked(self, face: Face) -> bool:
        """Whether the person has come closer than at first, and has not been asked to since they were last back."""
        self._sizes.append(face.eyes)
        if len(self._first) < _SMOOTHING:
            return False
        grown = median(self._sizes) / max(median(self._first), 1.0) - 1
        self._may_be_near &= grown > _BACK
        return grown >= UNASKED_GROWTH and not self._may_be_near

    def begin(self) -> None:
        self._recent.clear()
        self._now = 0.0

    def ask(self, face: Face) -> float:
        """How far the movement has come, 0–1."""
        self._recent.append(face.eyes)
        self._sizes.append(face.eyes)
        self._may_be_near = True
        grown = median(self._recent) / max(median(self._usual), 1.0) - 1 if self._usual else 0.0
        self._now = max(self._now, grown)
        self._most = max(self._most, grown)
        return min(1.0, max(0.0, self._now / LEAST_GROWTH))

    def restart(self) -> None:
        self.begin()
        self._most = 0.0
        self._first.clear()
        self._sizes.clear()

    def signal(self) -> Signal:
        return Signal("closer", round(self._most, 3), LEAST_GROWTH, self._most >= LEAST_GROWTH, "closer_not_seen")
