"""Hair as a shell about the skull: cropped, parted, with a fringe, or falling long at the sides and the back."""

from __future__ import annotations

import cv2
import numpy as np

from drivers_sim.people.images import Floats
from drivers_sim.people.parameters import FaceParameters
from drivers_sim.people.shapes import Surface, bell, clouds, grid_normals, linear, smooth, streaks, surface
from drivers_sim.people.skull import Skull, half_depth, half_width

_COLUMNS, _ROWS = 640, 460
_EAR = np.radians(88)
LONG = 0.3
"""The length from which on hair falls over the ears."""


def hair_surface(face: FaceParameters) -> tuple[Surface, Surface]:
    """The shell as what turns with the head, and what hangs behind the neck and stays with the body."""
    length = face.hair.length
    bottom = -0.75 if length < LONG else -length
    t = np.linspace(-1, 1, _COLUMNS, dtype=np.float32)
    turn = np.pi * (0.72 * t + 0.28 * t**5)  # denser in front
    t = np.linspace(0, 1, _ROWS, dtype=np.float32)
    height = 0.9985 - (1 - bottom) * (t * 0.75 + 0.25 * (1 - np.cos(t * np.pi / 2)))
    angle, y = (a.astype(np.float32) for a in np.meshgrid(turn, height[::-1]))
    depth = _thickness(face, angle, y)
    grid = _shell(face, angle, y, np.clip(depth, 0, None))
    outward = np.stack([np.sin(angle), 0.7 * y, np.cos(angle)], -1)
    normal = cv2.GaussianBlur(grid_normals(grid, outward), (0, 0), 4.0)
    strands = 0.7 * streaks((_ROWS, _COLUMNS), face.seed + 2, 280, 8) + 0.6 * streaks(
        (_ROWS, _COLUMNS), face.seed + 3, 90, 4
    )
    sideways = np.stack([np.cos(angle), np.zeros_like(angle), -np.sin(angle)], -1)
    normal = normal + 0.16 * strands[..., None] * sideways
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-9
    along = np.gradient(grid, axis=0)
    along /= np.linalg.norm(along, axis=-1, keepdims=True) + 1e-9
    tone = linear(face.hair.colour) * (1 + 0.16 * strands)[..., None]
    grey = np.maximum(0, np.mean(face.hair.colour) - 45) / 120
    tone = tone * (1 + 0.8 * grey * np.clip(streaks((_ROWS, _COLUMNS), face.seed + 4, 640, 5), -0.6, 1.5))[..., None]
    # Locks shade each other where they lie deep: at the ends and in the parting.
    tone = tone * (0.55 + 0.45 * smooth(0.0, 0.05, depth))[..., None]
    present = depth > 0
    hanging = (np.abs(angle) > np.radians(104)) & (y < -0.25)

    gloss, tone = 0.5 - 0.3 * min(1.0, float(grey)), np.clip(tone, 0.002, 1)
    turning = present & ~hanging
    cap = surface(grid[turning], normal[turning], tone[turning], gloss, along[turning])
    # Of the hair behind the neck the camera sees the inner side, in shade.
    behind = present & hanging
    inner = normal[behind] * np.array((0.6, 1, -1), np.float32)
    return cap, surface(grid[behind], inner, tone[behind] * 0.55, gloss * 0.4, along[behind])


def scalp(skull: Skull) -> tuple[Floats, Floats]:
    """Where the head's own surface lies under hair, and there or in its shade, 0–1, rows × columns."""
    depth = _thickness(skull.face, skull.angle, skull.y, ragged=False)
    under = smooth(-0.004, 0.02, depth)
    return smooth(0.02, 0.05, depth), np.clip(np.maximum(under, 0.5 * cv2.GaussianBlur(under, (0, 0), 12)), 0, 1)


def _thickness(face: FaceParameters, angle: Floats, y: Floats, ragged: bool = True) -> Floats:
    """How far the hair stands off the skull; where it is not positive there is none."""
    hair = face.hair
    shape = (y.shape[0], y.shape[1])
    sine, turned = np.sin(angle), np.abs(angle)
    jag = np.zeros_like(y)
    if ragged:
        fine = streaks(shape, face.seed + 6, 420, 3) * 0.012 + streaks(shape, face.seed + 7, 70, 2) * 0.010
        jag = fine + clouds(shape, face.seed + 8, ((40, 0.008),))
    # The hairline over the forehead: high at the temples, rounded in the middle, then down in front of the ears.
    temple = np.square(np.clip(np.abs(sine) / 0.78, 0, 1))
    forehead = hair.line + hair.recession * (0.16 * temple - 0.05 * bell(sine, 0.25)) - 0.10 * temple**3
    crown = y - forehead - jag
    if hair.bald:
        crown = crown - 2.0
    front_of_ear = np.radians(51 + 17 * smooth(0.62, 0.2, y) + 5 * hair.recession - 4 * smooth(0.1, -0.1, y))
    low = -0.1 if hair.length < LONG else -2.0
    side = np.minimum((turned - front_of_ear) * 0.55, (y - low - jag) * 0.6) - jag * 0.4
    nape = np.minimum((turned - np.radians(112)) * 0.6, (y + 0.62 - jag * 2) * 0.6)
    if hair.length < LONG:
        ear = 0.30 - np.hypot((turned - _EAR) * 0.62, (y + 0.06) * 1.0)
        side = np.minimum(side, -ear)
    if hair.bald:
        side = np.minimum(side, (0.5 - y - jag) * 0.6)
    edge = np.maximum(_either(crown, side), nape)
    if hair.length >= LONG:
        falls = np.minimum((turned - np.radians(hair.open)) * 0.5, (y + hair.length - 0.1 - jag * 6) * 0.5)
        edge = np.maximum(edge, falls - jag * 0.25)
    if hair.fringe > 0:
        reach = np.minimum((1.02 - turned) * 0.4, y - hair.fringe_y - jag * 2.2 - 0.05 * np.abs(sine - hair.part * 0.4))
        edge = np.maximum(edge, np.where(np.cos(angle) > 0, reach, -1))
    top = smooth(0.2, 0.85, y)
    full = hair.sides + (hair.volume - hair.sides) * top
    if hair.length < LONG:
        full = full * (0.35 + 0.65 * smooth(-0.3, 0.25, y))
    full = full * (1 - 0.55 * bell(sine - hair.part, 0.05) * smooth(0.4, 0.8, y) * (np.cos(angle) > -0.3))
    out: Floats = np.where(edge > 0, full * smooth(0.0, 0.13, edge) + 0.006, edge).astype(np.float32)
    return out


def _either(a: Floats, b: Floats) -> Floats:
    """The greater of two distances, with the corner between them rounded off."""
    k = np.float32(0.16)
    h = np.clip(0.5 + 0.5 * (a - b) / k, 0, 1)
    out: Floats = b * (1 - h) + a * h + k * h * (1 - h) * 0.6
    return out


def _shell(face: FaceParameters, angle: Floats, y: Floats, depth: Floats) -> Floats:
    """Positions of the shell: the skull grown by `depth`, and below the ears long hair that falls almost straight."""
    hair = face.hair
    wide, deep = half_width(face, y), half_depth(face, y)
    if hair.length >= LONG:
        fall = smooth(0.1, -0.25, y)
        straight_w = face.head.half_width * (1.0 + hair.spread * smooth(0.1, -0.7, y) - 0.12 * smooth(-0.8, -1.9, y))
        straight_d = face.head.half_depth * (0.95 - 0.1 * smooth(-0.3, -1.2, y))
        wide = wide * (1 - fall) + straight_w * fall
        deep = deep * (1 - fall) + straight_d * fall
    sine, cosine = np.sin(angle), np.cos(angle)
    grow = 1 + depth / face.head.half_width
    x = wide * grow * np.sign(sine) * np.abs(sine) ** 0.94
    z = deep * (1 + 0.7 * (grow - 1)) * np.sign(cosine) * np.abs(cosine) ** 0.86
    lift = y * (1 + 0.75 * (grow - 1) * smooth(0.1, 0.7, y))
    out: Floats = np.stack([x, lift, z], -1).astype(np.float32)
    return out
