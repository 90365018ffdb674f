"""The same person from the first frame to the last: by the face's descriptor at several moments, and by its looks
from one frame to the next."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from kiosk.identity.detector import Box, Face, Gray
from kiosk.identity.encoder import Encoding, distance
from kiosk.identity.liveness.signal import Signal

SAME_PERSON = 0.45  # the farthest two descriptors of one session may be apart: same camera, same light
LEAST_LIKENESS = 0.72  # from one frame to the next: one person turning or blinking ≥ .83, another's face ≤ .70
LEAST_DOUBTFUL = 0.60  # heads that turn in glasses: .66 and more; from here on the descriptor decides
SURELY_SAME = 0.35

_SMALL_FACE = 32  # px: the face's width in the pictures compared
_TEMPLATE, _AROUND = 14, 21  # px: half sides of what is looked for, and where


class Glimpse:
    """A face and its surroundings, small, to be found again in the next frame. It needs no points: a turned head's
    tremble."""

    def __init__(self, gray: Gray, box: Box) -> None:
        x, y = box.centre
        self._scale = _SMALL_FACE / max(box.width, 1.0)
        self._x, self._y = round(x * self._scale), round(y * self._scale)
        self._template = self._cut(gray, _TEMPLATE)

    def likeness(self, gray: Gray) -> float:
        """The best correlation with anything near the same place in another frame, -1 to 1."""
        around = self._cut(gray, _AROUND)
        height, width = self._template.shape
        if around.shape[0] < height or around.shape[1] < width or min(height, width) < _TEMPLATE:
            return 1.0
        return float(cv2.matchTemplate(around, self._template, cv2.TM_CCOEFF_NORMED).max())

    def wipe(self) -> None:
        self._template.fill(0)

    def _cut(self, gray: Gray, half: int) -> Gray:
        left, top = (self._x - half) / self._scale, (self._y - half) / self._scale
        right, bottom = (self._x + half) / self._scale, (self._y + half) / self._scale
        part = gray[max(0, round(top)) : max(0, round(bottom)), max(0, round(left)) : max(0, round(right))]
        if part.size == 0:
            return np.zeros((1, 1), np.uint8)
        width = max(1, round(part.shape[1] * self._scale))
        height = max(1, round(part.shape[0] * self._scale))
        small: Gray = cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
        return small


class Continuity:
    """Watches that nobody takes the person's place."""

    def __init__(self) -> None:
        self._last: Glimpse | None = None
        self.encodings: list[Encoding] = []

    def follows(self, gray: Gray, face: Face, encoded: Callable[[], Encoding] | None = None) -> bool:
        """Whether the face of the frame before is still there; where looks leave it open, by what `encoded` gives."""
        before, self._last = self._last, Glimpse(gray, face.box)
        likeness = 1.0 if before is None else before.likeness(gray)
        if likeness >= LEAST_LIKENESS:
            return True
        return likeness >= LEAST_DOUBTFUL and encoded is not None and bool(self.encodings) and self._knows(encoded())

    def _knows(self, encoding: Encoding) -> bool:
        same = min(distance(encoding, each) for each in self.encodings) <= SURELY_SAME
        encoding.fill(0)
        return same

    def add(self, encoding: Encoding) -> None:
        self.encodings.append(encoding)

    def widest(self) -> float:
        """The greatest distance between two of the session's descriptors."""
        pairs = ((a, b) for i, a in enumerate(self.encodings) for b in self.encodings[i + 1 :])
        return max((distance(a, b) for a, b in pairs), default=0.0)

    def signal(self) -> Signal:
        widest = self.widest()
        return Signal("same_person", round(widest, 3), SAME_PERSON, widest <= SAME_PERSON, "identity_changed")

    def wipe(self) -> None:
        for encoding in self.encodings:
            encoding.fill(0)
        self.encodings.clear()
        if self._last is not None:
            self._last.wipe()
            self._last = None
