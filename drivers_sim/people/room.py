"""The hall behind a citizen, out of focus: wall, counter, two panels, a plant. Nothing that reads as a face."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from drivers_sim.people.images import Floats


@lru_cache(maxsize=4)
def room(size: tuple[int, int] = (640, 480)) -> Floats:
    """The background at `size` (width, height); do not write into it."""
    w, h = size
    wall = np.linspace(1, 0, h, dtype=np.float32)[:, None, None]
    image = wall * np.array((206, 212, 214), np.float32) + (1 - wall) * np.array((176, 180, 180), np.float32)
    image = np.ascontiguousarray(np.broadcast_to(image, (h, w, 3)))

    def block(x0: float, y0: float, x1: float, y1: float, colour: tuple[int, int, int]) -> None:
        cv2.rectangle(image, (round(x0 * w), round(y0 * h)), (round(x1 * w), round(y1 * h)), colour, -1)

    block(0.0, 0.0, 1.0, 0.06, (232, 235, 234))
    block(0.04, 0.14, 0.24, 0.44, (120, 152, 176))
    block(0.06, 0.17, 0.22, 0.24, (190, 205, 214))
    block(0.72, 0.1, 0.97, 0.5, (224, 222, 214))
    block(0.74, 0.13, 0.95, 0.2, (150, 84, 92))
    block(0.0, 0.7, 1.0, 1.0, (150, 132, 112))
    block(0.0, 0.68, 1.0, 0.71, (190, 176, 156))
    for k in range(9):
        a = -1.9 + 0.28 * k
        tip = (round((0.88 + 0.09 * np.cos(a * 1.1)) * w), round((0.62 + 0.13 * np.sin(a)) * h))
        cv2.line(image, (round(0.88 * w), round(0.7 * h)), tip, (88, 128, 84), max(2, round(0.018 * w)), cv2.LINE_AA)
    out: Floats = cv2.GaussianBlur(image, (0, 0), 0.016 * w).astype(np.float32)
    out.flags.writeable = False
    return out
