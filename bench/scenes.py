"""A card as a document camera sees it: turned, tilted, dim, soft, held by a finger, on several grounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from bench.cards import Picture


@dataclass(frozen=True)
class Scene:
    """How a card lies before the camera. `ground`: dark, grey, white, clutter. Angles in degrees; blur as σ in px.

    `share`: half the card's width as a part of the frame's.
    """

    angle: float = 0.0
    share: float = 0.35
    ground: str = "dark"
    tilt: float = 0.0
    light: float = 1.0
    noise: float = 2.0
    blur: float = 0.5
    jpeg: int = 92
    finger: bool = False
    glare: bool = False


CONDITIONS: dict[str, Scene] = {
    "clean": Scene(),
    "turned": Scene(angle=11),
    "upside_down": Scene(angle=183),
    "tilted": Scene(angle=-4, tilt=18),
    "dim": Scene(light=0.35, noise=5),
    "soft": Scene(angle=2, blur=1.5),
    "noisy": Scene(angle=-3, noise=11),
    "jpeg": Scene(angle=5, jpeg=30),
    "finger": Scene(angle=3, finger=True),
    "grey": Scene(angle=-7, ground="grey"),
}


def corners(scene: Scene, seed: int, size: tuple[int, int] = (1280, 960)) -> npt.NDArray[np.float32]:
    """Where the card's corners are in the frame, clockwise from its own upper left, 4 × 2 px."""
    rng = np.random.default_rng((seed, 1))
    width, height = size
    half_w = width * (scene.share + rng.uniform(-0.02, 0.02))
    half_h = half_w * 54 / 85.6
    quad = np.array([(-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h)])
    turn = np.radians(scene.angle)
    quad = quad @ np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    quad = quad * (1 + np.sin(np.radians(scene.tilt)) * quad[:, 1:] / height * 0.8)
    middle = np.array([width / 2 + rng.uniform(-30, 30), height / 2 + rng.uniform(-20, 20)])
    return np.asarray(quad + middle, dtype=np.float32)


def photograph(card: Picture, scene: Scene, seed: int = 0, size: tuple[int, int] = (1280, 960)) -> Picture:
    """The card as a document camera of `size` sees it, BGR."""
    rng = np.random.default_rng(seed)
    frame = _surface(scene.ground, size, rng)
    quad = corners(scene, seed, size)
    h, w = card.shape[:2]
    half_w = float(np.linalg.norm(quad[1] - quad[0])) / 2
    to_frame = cv2.getPerspectiveTransform(np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32), quad)
    mask = np.zeros((h, w), np.uint8)
    r = round(w * 3.2 / 85.6)
    cv2.rectangle(mask, (r, 0), (w - r, h), 255, -1)
    cv2.rectangle(mask, (0, r), (w, h - r), 255, -1)
    for centre in ((r, r), (w - r, r), (r, h - r), (w - r, h - r)):
        cv2.circle(mask, centre, r, 255, -1)
    shrunk = cv2.GaussianBlur(card, (0, 0), 0.35 * w / (2 * half_w))
    laid = cv2.warpPerspective(shrunk, to_frame, size, flags=cv2.INTER_LINEAR).astype(np.float32)
    alpha = (cv2.warpPerspective(mask, to_frame, size).astype(np.float32) / 255)[..., None]
    shadow = cv2.GaussianBlur(np.roll(alpha, (4, 3), (0, 1)), (0, 0), 6)[..., None]
    frame = frame * (1 - 0.4 * shadow) * (1 - alpha) + laid * alpha
    if scene.finger:
        _finger(frame, quad, rng)
    if scene.glare:
        _glare(frame, quad)
    frame = cv2.GaussianBlur(frame, (0, 0), scene.blur) * scene.light
    frame = np.clip(frame + rng.normal(0, scene.noise, frame.shape), 0, 255).astype(np.uint8)
    ok, packed = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, scene.jpeg])
    if not ok:
        raise RuntimeError("JPEG encoding failed")
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), dtype=np.uint8)


def _surface(ground: str, size: tuple[int, int], rng: np.random.Generator) -> Any:
    width, height = size
    level = {"dark": 38, "grey": 120, "white": 236, "clutter": 150}[ground]
    frame = np.full((height, width, 3), level, np.float32) + rng.normal(0, 3, (height, width, 1))
    if ground == "clutter":
        for _ in range(14):
            centre = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
            axes = (int(rng.uniform(40, 260)), int(rng.uniform(20, 160)))
            colour = tuple(float(c) for c in rng.uniform(20, 240, 3))
            cv2.ellipse(frame, centre, axes, rng.uniform(0, 180), 0, 360, colour, -1)
    return frame


def _finger(frame: Any, quad: npt.NDArray[np.float32], rng: np.random.Generator) -> None:
    """A finger tip that holds the card at the upper part of its right edge, over no print."""
    edge = quad[1] + (quad[2] - quad[1]) * rng.uniform(0.15, 0.25)
    outward = (quad[1] - quad[0]) / np.linalg.norm(quad[1] - quad[0])
    tip, root = edge - outward * 22, edge + outward * 500
    colour = (120.0, 150.0, 205.0)
    cv2.line(frame, _int(tip), _int(root), colour, 70, cv2.LINE_AA)


def _glare(frame: Any, quad: npt.NDArray[np.float32]) -> None:
    """A lamp mirrored over the print."""
    centre = quad[0] + (quad[1] - quad[0]) * 0.35 + (quad[3] - quad[0]) * 0.5
    y, x = np.mgrid[0 : frame.shape[0], 0 : frame.shape[1]].astype(np.float32)
    frame += (400 * np.exp(-((((x - centre[0]) / 260) ** 2 + ((y - centre[1]) / 130) ** 2) ** 2)))[..., None]


def _int(point: Any) -> tuple[int, int]:
    return int(point[0]), int(point[1])
