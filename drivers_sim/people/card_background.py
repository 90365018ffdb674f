"""The printed grounds of the simulated cards: fine waves in pale colours, and a rosette in place of an emblem."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from drivers_sim.people.card_layout import HEIGHT_MM, WIDTH_MM
from drivers_sim.people.images import Floats, Rgb


@lru_cache(maxsize=8)
def _grid(dpi: int) -> tuple[Floats, Floats]:
    """Each pixel's place in mm."""
    w, h = round(WIDTH_MM * dpi / 25.4), round(HEIGHT_MM * dpi / 25.4)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32) * np.float32(25.4 / dpi)
    return x, y


def _waves(dpi: int, left: tuple[int, int, int], right: tuple[int, int, int], depth: float) -> Floats:
    x, y = _grid(dpi)
    share = (0.5 + 0.5 * np.sin(x / 27 + 0.6 * np.sin(y / 19)))[..., None]
    ground = np.array(left, np.float32) * (1 - share) + np.array(right, np.float32) * share
    lines = np.zeros_like(x)
    for k, slope in enumerate((0.0, 0.5, -0.4)):
        lines += np.sin(6.5 * (y + slope * x * 0.3 + 1.6 * np.sin(x / 6.5 + k * 2.1) + 0.9 * np.sin(x / 15 + y / 8)))
    out: Floats = (ground - depth * np.clip(lines, 0, None)[..., None] * np.array((1.0, 0.8, 0.7))).astype(np.float32)
    return out


def _rgba(ground: Floats) -> Rgb:
    opaque = np.full((*ground.shape[:2], 1), 255, np.float32)
    return np.concatenate([np.clip(ground, 0, 255), opaque], axis=2).astype(np.uint8)


@lru_cache(maxsize=8)
def resident_background(dpi: int, back: bool = False) -> Rgb:
    """Blue to rose; the back with a wall over hills in a pale line. RGBA."""
    ground = _waves(dpi, (219, 236, 244), (246, 228, 224), 2.6)
    if back:
        x, y = _grid(dpi)
        for k, (height, tone) in enumerate(((36, 5), (41, 7), (46, 9))):
            ridge = height + 3.2 * np.sin(x / (9 + 2 * k) + k * 1.7) + 1.3 * np.sin(x / 3.7 + k)
            ground -= tone * np.clip(1 - np.abs(y - ridge) / 1.1, 0, 1)[..., None]
    return _rgba(ground)


@lru_cache(maxsize=8)
def foreigner_background(dpi: int) -> Rgb:
    """Pale gold to jade, RGBA."""
    return _rgba(_waves(dpi, (244, 236, 218), (220, 238, 230), 2.2))


@lru_cache(maxsize=8)
def rosette(size: int) -> Image.Image:
    """A red rosette of `size` pixels, RGBA: a drawing exercise, no emblem."""
    big = 4 * size
    image = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    turn = np.linspace(0, 2 * np.pi, 721)
    for petals, radius in ((12, 0.47), (9, 0.36), (6, 0.24)):
        r = big * radius * (0.86 + 0.14 * np.cos(petals * turn))
        points = [(big / 2 + a * np.cos(t), big / 2 + a * np.sin(t)) for a, t in zip(r, turn, strict=True)]
        draw.line(points, fill=(190, 52, 48, 255), width=big // 40, joint="curve")
    small = cv2.resize(np.asarray(image), (size, size), interpolation=cv2.INTER_AREA)
    return Image.fromarray(small)
