"""Whether the five points move as a body's do, or as a plane's.

However a flat thing is turned, each picture of its points is (nearly) a stretched and sheared copy of every other:
centred and stacked, all pictures together have rank 2. Of a head's five points the nose and the eyes' line lie in one
plane; only the outer corners of the eyes, which lie further back, make a third direction. Its share is the score:
small, and the points' tremble and the lens give flat things some of it. `plane` looks at the whole face.
"""

from __future__ import annotations

import numpy as np

from kiosk.identity.detector import Face
from kiosk.identity.liveness.signal import Signal

LEAST_DEPTH = 0.019  # of 60 sessions: prints flat to .017, bent and cut out to .025, people from .026 on
_LEAST_FRAMES = 12
_KEPT = 400
_EVERY = 0.02  # of turn: frames of one and the same pose would drown the turns


class ParallaxMeter:
    """Feed it the frames of the turns and straight looks."""

    def __init__(self) -> None:
        self._pictures: list[np.ndarray] = []
        self._last = 9.0

    def feed(self, face: Face, turn: float) -> None:
        if abs(turn - self._last) < _EVERY or len(self._pictures) >= _KEPT:
            return
        self._last = turn
        centred = face.points - face.points.mean(0)
        self._pictures.append(centred.T / max(float(np.linalg.norm(centred)), 1e-6))

    def restart(self) -> None:
        self._pictures.clear()
        self._last = 9.0

    def depth(self) -> float:
        """The third singular value against the first."""
        stacked = np.vstack(self._pictures)
        values = np.linalg.svd(stacked, compute_uv=False)
        return float(values[2] / max(values[0], 1e-9))

    def signal(self) -> Signal:
        if len(self._pictures) < _LEAST_FRAMES:
            return Signal("parallax", 0.0, LEAST_DEPTH, False, "flat", judged=False)
        depth = self.depth()
        return Signal("parallax", round(depth, 4), LEAST_DEPTH, depth >= LEAST_DEPTH, "flat")
