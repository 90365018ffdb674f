"""Signs of a screen or a print in one picture: a regular pattern on the face, straight edges around it.

Both are easily missed (a good lens, a print larger than the frame) and easily found where there is no attack (a striped
shirt, a door frame): hints for staff, they never refuse.
"""

from __future__ import annotations

import cv2
import numpy as np

from kiosk.identity.detector import Face, Gray
from kiosk.identity.liveness.signal import Signal

MOST_PATTERN = 9.0  # the spectrum's peak against its usual level at the same pitch
MOST_EDGES = 2.0  # straight lines beside, above or below the face, each as long as the face is wide
_SIDE = 128
_PITCHES = (8, 52)  # cycles over the picture: coarser is the face itself, finer is noise


class ScreenCues:
    def __init__(self) -> None:
        self.pattern = 0.0
        self.edges = 0.0

    def look(self, gray: Gray, face: Face) -> None:
        """Judge one good frame; the strongest signs are kept."""
        self.pattern = max(self.pattern, pattern(gray, face))
        self.edges = max(self.edges, edges(gray, face))

    def signals(self) -> tuple[Signal, Signal]:
        return (
            Signal(
                "pattern", round(self.pattern, 1), MOST_PATTERN, self.pattern < MOST_PATTERN, "pattern", counts=False
            ),
            Signal("border", self.edges, MOST_EDGES, self.edges < MOST_EDGES, "border", counts=False),
        )


def pattern(gray: Gray, face: Face) -> float:
    """How far one wave stands out of the picture's spectrum around the face."""
    x, y = face.box.centre
    half = face.box.width * 0.75
    part = gray[max(0, round(y - half)) : round(y + half), max(0, round(x - half)) : round(x + half)]
    if min(part.shape, default=0) < _SIDE // 2:
        return 0.0
    size = min(part.shape)
    side = min(_SIDE, size)
    middle = part[(part.shape[0] - side) // 2 :][:side, (part.shape[1] - side) // 2 :][:, :side].astype(np.float32)
    window = np.outer(np.hanning(side), np.hanning(side)).astype(np.float32)
    fine = middle - cv2.GaussianBlur(middle, (0, 0), 4)
    power = np.abs(np.fft.fftshift(np.fft.fft2(fine * window)))
    axis = np.arange(side) - side // 2
    radius = np.hypot(*np.meshgrid(axis, axis)) * (_SIDE / side)
    best = 0.0
    for low in range(_PITCHES[0], _PITCHES[1], 4):
        ring = power[(radius >= low) & (radius < low + 4)]
        if ring.size:
            best = max(best, float(ring.max() / max(np.median(ring), 1e-6)))
    return best


def edges(gray: Gray, face: Face) -> float:
    """On how many of its four sides a straight line runs along the face."""
    scale = 320 / gray.shape[1]
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    width = face.box.width * scale
    x, y = (each * scale for each in face.box.centre)
    lines = cv2.HoughLinesP(
        cv2.Canny(small, 40, 120), 1, np.pi / 180, 40, minLineLength=width * 0.9, maxLineGap=width * 0.06
    )
    found = set()
    for x1, y1, x2, y2 in () if lines is None else lines.reshape(-1, 4):
        upright = abs(x2 - x1) < 0.5 * abs(y2 - y1)
        at = (x1 + x2) / 2 - x if upright else (y1 + y2) / 2 - y
        if 0.55 * width < abs(at) < 1.8 * width:
            found.add((upright, at > 0))
    return float(len(found))
