"""The kiosk's camera and the hall around it, for one presentation: light, the screen's light, noise, exposure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers_sim.people.images import Floats
from drivers_sim.people.room import room

Frame = NDArray[np.uint8]
"""What the camera gives, BGR."""
Colour = tuple[float, float, float]

SIZE = (400, 300)
FALL_OFF = 0.08
"""The screen's light on the wall behind against that on a face: as the squares of 0.6 and 2.1 m."""
AMBIENT = 1.3
"""The hall's light on a face from the front, in the renderer's measure (key and around)."""
_MARGIN = 97  # pixels by which the noise is larger than a frame


@dataclass(frozen=True, slots=True)
class Asked:
    """What the kiosk asks for, since when, and the screen's light at this moment, linear red, green, blue 0–1."""

    challenge: str = "look"
    since: float = 0.0
    light: Colour = (0.0, 0.0, 0.0)


class Attack(Protocol):
    """`frame` is what the camera sees at `t` seconds, drawn once for each time, forwards."""

    def frame(self, t: float, asked: Asked) -> Frame: ...


class Camera:
    """One presentation's circumstances, drawn from `rng`.

    `reach` is what the screen's full white adds to the light on a face, as a share of the hall's: a frame of 0.033 m²
    and 250 cd/m² around the preview gives 33 lx at 50 cm, a hall has 300–800.
    """

    def __init__(self, rng: random.Random) -> None:
        self.brightness = rng.uniform(0.7, 1.2)
        self.reach = rng.uniform(0.04, 0.12)
        self.noise = rng.uniform(1.2, 3.0)
        self.blur = rng.uniform(0.4, 0.8)
        self.white_balance = np.array([rng.uniform(0.93, 1.07), 1.0, rng.uniform(0.93, 1.07)], np.float32)
        self.hunts = rng.random() < 0.25  # exposure and white balance that cannot be locked
        self._seed = rng.randrange(1 << 30)
        self._gain = np.ones(3, np.float32)
        self._number = 0
        self._hall: tuple[Colour, Floats] | None = None

    def screen(self, asked: Asked) -> Floats:
        """The screen's light on what stands where a face does, BGR, in the renderer's measure."""
        return np.array(asked.light[::-1], np.float32) * np.float32(self.reach * AMBIENT)

    def hall(self, asked: Asked) -> Floats:
        """The room behind, linear; do not write into it."""
        if self._hall is None or self._hall[0] != asked.light:
            added = 1 + FALL_OFF * self.screen(asked) / AMBIENT
            self._hall = (asked.light, _tinted(_room(), self.brightness * added))
        return self._hall[1]

    def take(self, scene: Floats) -> Frame:
        """The linear scene (BGR) as the sensor and its electronics give it."""
        if self.hunts:
            middle = scene[::8, ::8].reshape(-1, 3).mean(0)
            wanted = np.clip(0.42 / np.maximum(middle, 1e-3), 0.6, 1.6).astype(np.float32)
            self._gain += 0.05 * (wanted - self._gain)  # about 1.3 s at 15 frames a second
            balanced = _tinted(scene, self.white_balance * self._gain)
        else:
            balanced = cv2.multiply(scene, filled(tuple(self.white_balance.tolist())))
        bright = cv2.sqrt(balanced)
        picture = cv2.GaussianBlur(cv2.convertScaleAbs(bright, alpha=255), (0, 0), self.blur)
        self._number += 1
        x, y = (self._seed + 37 * self._number) % _MARGIN, (self._seed // 7 + 11 * self._number) % _MARGIN
        grain = _noise(round(self.noise, 1))[y : y + SIZE[1], x : x + SIZE[0]]
        return cv2.add(picture, grain, dtype=cv2.CV_8U).astype(np.uint8, copy=False)


@lru_cache(maxsize=1)
def _room() -> Floats:
    out: Floats = np.ascontiguousarray(np.square(room(SIZE)[:, :, ::-1] / 255), np.float32)
    return out


@lru_cache(maxsize=24)
def _noise(sigma: float) -> NDArray[np.int16]:
    """A sensor's noise, larger than a frame: another part of it lies over each."""
    shape = (SIZE[1] + _MARGIN, SIZE[0] + _MARGIN, 3)
    drawn = np.random.default_rng(5).standard_normal(shape, np.float32) * np.float32(sigma)
    out: NDArray[np.int16] = np.rint(drawn).astype(np.int16)
    return out


@lru_cache(maxsize=32)
def filled(colour: Colour) -> Floats:
    """A frame of one colour, BGR: multiplying by it takes a sixth of the time of OpenCV's multiplying by a scalar."""
    return np.full((SIZE[1], SIZE[0], 3), colour, np.float32)


def blended(under: Floats, over: Floats, cover: Floats) -> Floats:
    """`over` before `under`, as far as it covers."""
    out: Floats = cv2.blendLinear(under, over, 1 - cover, np.ascontiguousarray(cover))
    return out


def _tinted(picture: Floats, factors: Floats) -> Floats:
    """Each channel times its own factor, of which there is another in each frame."""
    scalar: Any = (*factors.tolist(), 0.0)
    out: Floats = cv2.multiply(picture, scalar)
    return out
