"""What covers a face: masks, a scarf, dark glasses, a hand, drawn flat over a picture of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

import cv2
import numpy as np

from drivers_sim.people.images import Floats, Rgb

Covering = Literal["white_mask", "blue_mask", "black_mask", "scarf", "hand_on_mouth", "sunglasses", "hand_on_eyes"]
COVERINGS: tuple[Covering, ...] = get_args(Covering)
_COLOURS: Mapping[Covering, tuple[int, int, int]] = {
    "white_mask": (232, 234, 236),
    "blue_mask": (132, 178, 206),
    "black_mask": (38, 38, 42),
    "scarf": (150, 44, 52),
    "sunglasses": (24, 22, 24),
}
# In distances between the eyes' outer corners, from the middle between them: x to the image's right, y down.
_MASK = (
    (-0.72, 0.28),
    (-0.35, 0.34),
    (0.0, 0.3),
    (0.35, 0.34),
    (0.72, 0.28),
    (0.6, 1.1),
    (0.3, 1.5),
    (-0.3, 1.5),
    (-0.6, 1.1),
)
_SCARF = ((-1.1, 0.5), (-0.4, 0.62), (0.4, 0.58), (1.1, 0.5), (1.2, 1.9), (-1.2, 1.9))
_FINGERS = 4

Place = Callable[[float, float], tuple[float, float]]


def cover(picture: Rgb, eyes: tuple[tuple[float, float], tuple[float, float]], what: Covering, seed: int = 0) -> Rgb:
    """`picture` (RGB) with `what` over the face whose outer eye corners (left and right in the picture) are `eyes`."""
    rng = np.random.default_rng(seed)
    left, right = (np.array(each, np.float64) for each in eyes)
    middle, along = (left + right) / 2, right - left
    down = np.array((-along[1], along[0]))
    wobble = rng.uniform(0.94, 1.06, 2)

    def place(x: float, y: float) -> tuple[float, float]:
        at = middle + along * x * wobble[0] + down * y * wobble[1]
        return float(at[0]), float(at[1])

    high, wide = picture.shape[:2]
    shape: Floats = np.zeros((high, wide), np.float32)
    colour: Floats = np.broadcast_to(np.array(_COLOURS.get(what, (0, 0, 0)), np.float32), picture.shape).copy()
    if what in ("hand_on_mouth", "hand_on_eyes"):
        _hand(shape, colour, picture, place, 0.95 if what == "hand_on_mouth" else 0.0, float(np.hypot(*along)))
    elif what == "sunglasses":
        for side in (-0.36, 0.36):
            axes = (round(0.31 * float(np.hypot(*along))), round(0.23 * float(np.hypot(*along))))
            centre = place(side, 0.06)
            cv2.ellipse(shape, (round(centre[0]), round(centre[1])), axes, 0, 0, 360, 1, -1, cv2.LINE_AA)
        bridge = (place(-0.1, 0.0), place(0.1, 0.0))
        ends = [(round(x), round(y)) for x, y in bridge]
        cv2.line(shape, ends[0], ends[1], 1, max(2, round(float(np.hypot(*along)) * 0.05)), cv2.LINE_AA)
    else:
        outline = np.array([place(x, y) for x, y in (_SCARF if what == "scarf" else _MASK)])
        cv2.fillPoly(shape, [np.rint(outline).astype(np.int32)], 1, cv2.LINE_AA)
        _folds(colour, place, float(np.hypot(*along)), rng)
    # What covers a face is in the same light as the face: as bright as the picture's upper half of it is.
    light = min(1.3, 0.25 + float(picture[max(0, round(middle[1]) - 9) : round(middle[1]) + 9].mean()) / 170)
    grain = rng.normal(0, 2, picture.shape)
    over = np.clip(colour * light + grain, 0, 255)
    soft = cv2.GaussianBlur(shape, (0, 0), 0.8)[..., None]
    return np.clip(picture * (1 - soft) + over * soft, 0, 255).astype(np.uint8)


def _folds(colour: Floats, place: Place, eyes: float, rng: np.random.Generator) -> None:
    for level in (0.62, 0.85, 1.08):
        one, other = place(-0.7, level + rng.uniform(-0.05, 0.05)), place(0.7, level + rng.uniform(-0.05, 0.05))
        shade = np.zeros(colour.shape[:2], np.float32)
        cv2.line(
            shade, (round(one[0]), round(one[1])), (round(other[0]), round(other[1])), 1, max(1, round(eyes * 0.03))
        )
        colour *= (1 - 0.18 * cv2.GaussianBlur(shade, (0, 0), max(1.0, eyes * 0.03)))[..., None]


def _hand(shape: Floats, colour: Floats, picture: Rgb, place: Place, level: float, eyes: float) -> None:
    """Four fingers across the face, in the skin's colour, each with a shadow at its edge."""
    x, y = place(0.0, 0.35 if level else 0.75)
    colour[:] = (
        picture[max(0, round(y) - 4) : round(y) + 4, max(0, round(x) - 12) : round(x) + 12].reshape(-1, 3).mean(0)
    )
    for number in range(_FINGERS):
        at = level + (number - 1.5) * 0.19
        ends = [place(-0.75, at), place(0.95, at + 0.06)]
        points = [(round(a), round(b)) for a, b in ends]
        cv2.line(shape, points[0], points[1], 1, max(3, round(eyes * 0.19)), cv2.LINE_AA)
        edge = np.zeros(shape.shape, np.float32)
        under = [place(-0.75, at + 0.09), place(0.95, at + 0.15)]
        cv2.line(
            edge,
            (round(under[0][0]), round(under[0][1])),
            (round(under[1][0]), round(under[1][1])),
            1,
            max(1, round(eyes * 0.03)),
            cv2.LINE_AA,
        )
        colour *= (1 - 0.35 * edge)[..., None]
