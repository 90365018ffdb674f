"""What the document camera sees: a dark mat, lit from above, with a card (or nothing) on it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Literal, get_args

import cv2
import numpy as np

from drivers_sim.people.card_layout import CORNER_MM, WIDTH_MM
from drivers_sim.people.images import Floats, Rgb

FRAME_SIZE = (1280, 960)
PIXELS_PER_MM = 10.4
"""At the mat: the frame shows 123 × 92 mm."""
FIELD_MM = FRAME_SIZE[0] / PIXELS_PER_MM

Degradation = Literal["upside_down", "blurred", "glare", "half_covered", "dim"]
DEGRADATIONS: tuple[Degradation, ...] = get_args(Degradation)


def place_on_scanner(
    card: Rgb | None,
    *,
    rotation: float = 0.0,
    offset_mm: tuple[float, float] = (0.0, 0.0),
    tilt: float = 0.0,
    degradations: Collection[Degradation] = (),
    seed: int = 0,
    frame: int = 0,
    size: tuple[int, int] = FRAME_SIZE,
    width_mm: float = WIDTH_MM,
    field_mm: float = FIELD_MM,
) -> Rgb:
    """The frame with `card` in its middle, or the empty mat.

    `rotation` is counter-clockwise in degrees, `offset_mm` moves the card right and down, `tilt` (degrees) lifts its
    far edge so that it shrinks. `seed` fixes what belongs to this placing, `frame` the sensor's noise, so that frames
    of one stream differ as a camera's do. `width_mm` is the width of another paper than a card, `field_mm` what the
    frame shows across: a passport's page needs a camera that sees more.
    """
    unknown = set(degradations) - set(DEGRADATIONS)
    if unknown:
        raise ValueError(f"unknown degradations {sorted(unknown)}; allowed: {', '.join(DEGRADATIONS)}")
    zoom = FIELD_MM / field_mm
    offset = (offset_mm[0] * zoom, offset_mm[1] * zoom)
    scene = _scene(card, rotation, offset, tilt, degradations, seed, size, width_mm * zoom)
    noise = np.random.default_rng((seed, frame)).normal(0, 4.0 if "dim" in degradations else 2.0, scene.shape)
    return np.clip(scene + noise, 0, 255).astype(np.uint8)


def _scene(
    card: Rgb | None,
    rotation: float,
    offset_mm: tuple[float, float],
    tilt: float,
    degradations: Collection[Degradation],
    seed: int,
    size: tuple[int, int],
    width_mm: float,
) -> Floats:
    image = _mat(size).copy()
    if card is not None:
        turn = rotation + (180 if "upside_down" in degradations else 0)
        quad = _corners(card, turn, offset_mm, tilt, size, width_mm)
        _lay(image, card, quad)
        if "half_covered" in degradations:
            _cover(image, quad, seed)
        if "glare" in degradations:
            _glare(image, quad, seed)
    image *= _light(size)[..., None]
    if "dim" in degradations:
        image *= np.float32(0.3)
    blur = 7.0 if "blurred" in degradations else 0.6
    out: Floats = cv2.GaussianBlur(image, (0, 0), blur).astype(np.float32)
    return out


@lru_cache(maxsize=2)
def _mat(size: tuple[int, int]) -> Floats:
    """Dark grey rubber with a fine grain."""
    w, h = size
    rng = np.random.default_rng(11)
    grain = cv2.GaussianBlur(rng.normal(0, 5, (h, w)).astype(np.float32), (0, 0), 1.0)
    out: Floats = (np.array((38, 41, 44), np.float32) + grain[..., None]).astype(np.float32)
    return out


@lru_cache(maxsize=2)
def _light(size: tuple[int, int]) -> Floats:
    """Two LED strips at the sides: brighter to the left, darker into the corners."""
    w, h = size
    y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j].astype(np.float32)
    out: Floats = (1.0 - 0.05 * x - 0.10 * (x * x + y * y) / 2).astype(np.float32)
    return out


def _corners(
    card: Rgb, rotation: float, offset_mm: tuple[float, float], tilt: float, size: tuple[int, int], width_mm: float
) -> Floats:
    """The card's corners in the frame, clockwise from its upper left."""
    h, w = card.shape[:2]
    half_w = width_mm * PIXELS_PER_MM / 2 * size[0] / FRAME_SIZE[0]
    half_h = half_w * h / w
    corners = np.array([(-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h)], np.float32)
    a = np.radians(rotation)
    corners = corners @ np.array([(np.cos(a), -np.sin(a)), (np.sin(a), np.cos(a))], np.float32)
    depth = 1 + np.sin(np.radians(tilt)) * (corners[:, 1:] / size[1]) * 0.8
    scale = PIXELS_PER_MM * size[0] / FRAME_SIZE[0]
    middle = np.array((size[0] / 2 + offset_mm[0] * scale, size[1] / 2 + offset_mm[1] * scale), np.float32)
    out: Floats = (corners * depth + middle).astype(np.float32)
    return out


def _lay(image: Floats, card: Rgb, quad: Floats) -> None:
    h, w = card.shape[:2]
    size = (image.shape[1], image.shape[0])
    source = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, quad)
    shape = _rounded(w, h)
    # Averaging before shrinking keeps small print legible, as a lens would.
    flat = cv2.warpPerspective(card, matrix, size, flags=cv2.INTER_AREA).astype(np.float32)
    alpha = cv2.warpPerspective(shape, matrix, size, flags=cv2.INTER_LINEAR)
    shadow = cv2.GaussianBlur(np.roll(alpha, (5, 4), (0, 1)), (0, 0), 7)[..., None]
    image *= 1 - 0.55 * shadow
    image *= 1 - alpha[..., None]
    image += flat * 0.95 * alpha[..., None]


@lru_cache(maxsize=4)
def _rounded(w: int, h: int) -> Floats:
    r = round(CORNER_MM / WIDTH_MM * w)
    mask = np.zeros((h, w), np.float32)
    cv2.rectangle(mask, (r, 0), (w - r, h), 1.0, -1)
    cv2.rectangle(mask, (0, r), (w, h - r), 1.0, -1)
    for x, y in ((r, r), (w - r - 1, r), (r, h - r - 1), (w - r - 1, h - r - 1)):
        cv2.circle(mask, (x, y), r, 1.0, -1, cv2.LINE_AA)
    out: Floats = mask
    return out


def _cover(image: Floats, quad: Floats, seed: int) -> None:
    """Four fingers over the card's right half, from its lower right corner."""
    rng = np.random.default_rng(seed)
    right, down = quad[1] - quad[0], quad[3] - quad[0]
    mask = np.zeros(image.shape[:2], np.float32)
    for i in range(4):
        tip = quad[0] + right * (0.42 + 0.02 * rng.uniform(-1, 1)) + down * (0.12 + 0.25 * i)
        root = quad[0] + right * 1.25 + down * (0.34 + 0.2 * i)
        width = round(float(np.linalg.norm(down)) * 0.27)
        cv2.line(mask, _point(tip), _point(root), 1.0, width, cv2.LINE_AA)
    palm = quad[0] + right * 1.25 + down * 0.62
    cv2.circle(mask, _point(palm), round(float(np.linalg.norm(down)) * 0.6), 1.0, -1, cv2.LINE_AA)
    inside = cv2.distanceTransform((mask > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    tone = np.array((196, 146, 118), np.float32) * (0.62 + 0.38 * np.clip(inside / 40, 0, 1))[..., None]
    alpha = cv2.GaussianBlur(mask, (0, 0), 1.5)[..., None]
    image *= 1 - 0.4 * cv2.GaussianBlur(mask, (0, 0), 14)[..., None]
    image *= 1 - alpha
    image += tone * alpha


def _glare(image: Floats, quad: Floats, seed: int) -> None:
    """A lamp mirrored by the laminate: a blown-out band over the fields."""
    rng = np.random.default_rng(seed)
    h, w = image.shape[:2]
    right, down = quad[1] - quad[0], quad[3] - quad[0]
    middle = quad[0] + right * (0.36 + 0.06 * rng.uniform(-1, 1)) + down * (0.5 + 0.1 * rng.uniform(-1, 1))
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    u = ((x - middle[0]) * 0.8 + (y - middle[1]) * 0.6) / (0.17 * np.linalg.norm(right))
    v = ((y - middle[1]) * 0.8 - (x - middle[0]) * 0.6) / (0.34 * np.linalg.norm(right))
    image += (330 * np.exp(-((u * u + v * v) ** 1.5)))[..., None].astype(np.float32)


def _point(p: Floats) -> tuple[int, int]:
    return round(float(p[0])), round(float(p[1]))
