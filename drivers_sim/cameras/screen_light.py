"""The kiosk's own screen as a lamp: what is near it is lit by the colour that it shows, the hall behind is not.

Worked out from the picture and the empty hall's: a second rendering of each pose takes as long as the first. Skin is
lit in proportion to what it reflects anyway, alike from all sides; bench/liveness renders the light's shape as well.
"""

from __future__ import annotations

import random
from functools import lru_cache

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
        return _lit(picture, self.empty, self._colour)


@lru_cache(maxsize=256)
def _lit(picture: bytes, empty: bytes, colour: tuple[float, float, float]) -> bytes:
    """Somebody who sits still is seen in few pictures again and again: each is lit once (20 kB)."""
    seen, (red, green, blue) = _decoded(picture), colour
    added = np.array((blue, green, red), np.float32) * SHARE
    # A picture's grey levels go with the root of the light: lit are those times the root of what it grows by.
    lit = cv2.multiply(seen, np.sqrt(1 + _near(seen, empty)[..., None] * added), dtype=cv2.CV_8U)
    ok, data = cv2.imencode(".jpg", lit, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return data.tobytes() if ok else picture


def _near(seen: NDArray[np.uint8], empty: bytes) -> Floats:
    """How much each place belongs to who stands before the screen, 0–1."""
    wide, high = seen.shape[1] // 4, seen.shape[0] // 4
    small = cv2.resize(seen, (wide, high), interpolation=cv2.INTER_AREA)
    differs = (cv2.absdiff(small, _small_hall(empty, wide, high)).max(axis=2) > NEAR).astype(np.uint8)
    whole = cv2.morphologyEx(differs, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    soft = cv2.GaussianBlur(whole.astype(np.float32), (0, 0), 1.0)
    return np.asarray(cv2.resize(soft, (seen.shape[1], seen.shape[0])), np.float32)


@lru_cache(maxsize=2)
def _small_hall(empty: bytes, wide: int, high: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(_decoded(empty), (wide, high), interpolation=cv2.INTER_AREA), np.uint8)


def _decoded(picture: bytes) -> NDArray[np.uint8]:
    return np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def _parsed(colour: str) -> tuple[float, float, float]:
    """Linear red, green, blue of "#rrggbb"; dark where it is none."""
    if len(colour) != 7 or colour[0] != "#":
        return 0.0, 0.0, 0.0
    try:
        red, green, blue = bytes.fromhex(colour[1:])
    except ValueError:
        return 0.0, 0.0, 0.0
    return (red / 255) ** 2.2, (green / 255) ** 2.2, (blue / 255) ** 2.2
