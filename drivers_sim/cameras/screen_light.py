"""The kiosk's own screen as a lamp: what is near it is lit by the colour that it shows, the hall behind is not.

Worked out from the picture and the empty hall's: a second rendering of each pose takes as long as the first. Skin is
lit in proportion to what it reflects anyway, alike from all sides; bench/liveness renders the light's shape as well.
"""

from __future__ import annotations

import random

import cv2
import numpy as np
from numpy.typing import NDArray

SHARE = 0.08
"""The screen's white against the hall's light: the frame of 0.033 m² at 250 cd/m² from 0.5 m gives 33 lx; a hall has
400."""
DELAY_S = (0.06, 0.16)
"""From the screen's being told to the light in the camera's picture, one draw a kiosk: display, exposure, transport."""
JITTER_S = 0.03
NEAR = 12
"""Grey levels by which a person differs from the hall behind."""
JPEG_QUALITY = 90

Floats = NDArray[np.float32]


class ScreenLight:
    """`empty` is the hall's picture without anybody (JPEG)."""

    def __init__(self, chance: random.Random | None = None) -> None:
        self.empty = b""
        self._chance = chance or random.Random()
        self._delay = self._chance.uniform(*DELAY_S)
        self._colour = (0.0, 0.0, 0.0)
        self._coming: list[tuple[float, tuple[float, float, float]]] = []
        self._hall: tuple[bytes, NDArray[np.uint8]] | None = None

    def turn(self, colour: str, now: float) -> None:
        """The screen is told to show `colour` ("#rrggbb"), or none."""
        arrives = now + self._delay + self._chance.uniform(0, JITTER_S)
        self._coming.append((arrives, _parsed(colour)))

    def on(self, picture: bytes, now: float) -> bytes:
        """The camera's picture (JPEG) at `now`, lit."""
        while self._coming and self._coming[0][0] <= now:
            _, self._colour = self._coming.pop(0)
        if not any(self._colour) or not self.empty:
            return picture
        seen = np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR), np.uint8)
        red, green, blue = self._colour
        added = np.array((blue, green, red), np.float32) * SHARE
        linear: Floats = np.square(seen.astype(np.float32) / 255)
        linear = linear * (1 + self._near(seen)[..., None] * added)
        lit = np.clip(np.sqrt(linear) * 255, 0, 255).astype(np.uint8)
        ok, data = cv2.imencode(".jpg", lit, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        return data.tobytes() if ok else picture

    def _near(self, seen: NDArray[np.uint8]) -> Floats:
        """How much each place belongs to who stands before the screen, 0–1."""
        if self._hall is None or self._hall[0] is not self.empty:
            decoded = cv2.imdecode(np.frombuffer(self.empty, np.uint8), cv2.IMREAD_COLOR)
            self._hall = (self.empty, np.asarray(decoded, np.uint8))
        wide, high = seen.shape[1] // 4, seen.shape[0] // 4
        small = [cv2.resize(each, (wide, high), interpolation=cv2.INTER_AREA) for each in (seen, self._hall[1])]
        differs = (cv2.absdiff(small[0], small[1]).max(axis=2) > NEAR).astype(np.uint8)
        whole = cv2.morphologyEx(differs, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
        soft = cv2.GaussianBlur(whole.astype(np.float32), (0, 0), 1.0)
        return np.asarray(cv2.resize(soft, (seen.shape[1], seen.shape[0])), np.float32)


def _parsed(colour: str) -> tuple[float, float, float]:
    """Linear red, green, blue of "#rrggbb"; dark where it is none."""
    if len(colour) != 7 or colour[0] != "#":
        return 0.0, 0.0, 0.0
    try:
        red, green, blue = bytes.fromhex(colour[1:])
    except ValueError:
        return 0.0, 0.0, 0.0
    return (red / 255) ** 2.2, (green / 255) ** 2.2, (blue / 255) ** 2.2
