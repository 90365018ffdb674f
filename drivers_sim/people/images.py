"""The types of pictures in this package, and a sensor's noise."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
"""A picture, rows × columns × 3, 8-bit sRGB in the order red, green, blue."""

Floats = NDArray[Any]
"""An array of 32-bit floats; NumPy and OpenCV disagree in their types about what a sum of two of them is."""


@lru_cache(maxsize=4)
def _grain(shape: tuple[int, ...]) -> Floats:
    """Unit noise, made once: drawing a million normal values for each frame costs 10 ms."""
    out: Floats = np.random.default_rng(5).standard_normal(shape, np.float32)
    return out


def with_noise(picture: Floats, sigma: float, seed: int) -> Rgb:
    """`picture` (8-bit scale) with a sensor's noise, another for each seed, as 8 bits."""
    rng = np.random.default_rng(seed)
    shift = tuple(int(rng.integers(0, n)) for n in picture.shape[:2])
    grain = np.roll(_grain(picture.shape), shift, (0, 1))
    return np.clip(picture + np.float32(sigma) * grain, 0, 255).astype(np.uint8)
