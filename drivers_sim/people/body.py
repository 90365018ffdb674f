"""Neck, shoulders and clothes, which stay where they are while the head turns."""

from __future__ import annotations

import cv2
import numpy as np

from drivers_sim.people.images import Floats
from drivers_sim.people.parameters import FaceParameters
from drivers_sim.people.shapes import Surface, bell, clouds, grid_normals, linear, smooth, surface

_COLUMNS, _ROWS = 560, 460
# From under the jaw to the chest: height, half width, half depth, middle's z.
_OUTLINE = np.array(
    [
        (-0.45, 0.37, 0.40, -0.20),
        (-0.80, 0.37, 0.40, -0.18),
        (-1.05, 0.38, 0.40, -0.20),
        (-1.22, 0.44, 0.42, -0.22),
        (-1.34, 0.62, 0.46, -0.22),
        (-1.45, 0.92, 0.52, -0.20),
        (-1.58, 1.22, 0.56, -0.17),
        (-1.80, 1.44, 0.60, -0.12),
        (-2.20, 1.52, 0.66, -0.06),
        (-3.00, 1.50, 0.70, -0.02),
    ],
    np.float32,
)


def body_surface(face: FaceParameters) -> Surface:
    """The body as points, in the head's units and place."""
    build = 1.0 if face.sex == "male" else 0.86
    path = np.concatenate([[0], np.cumsum(np.hypot(np.diff(_OUTLINE[:, 0]), np.diff(_OUTLINE[:, 1])))])
    s = np.linspace(0, path[-1], _ROWS, dtype=np.float32)
    profile: Floats = np.stack([np.interp(s, path, _OUTLINE[:, k]) for k in range(4)], -1).astype(np.float32)
    profile = cv2.GaussianBlur(profile, (1, 0), sigmaX=0.1, sigmaY=9, borderType=cv2.BORDER_REPLICATE)
    turn = np.linspace(-np.radians(105), np.radians(105), _COLUMNS, dtype=np.float32)
    angle, y = np.meshgrid(turn, profile[:, 0])
    wide, deep, middle = (np.repeat(profile[:, k : k + 1], _COLUMNS, 1) for k in (1, 2, 3))
    neck = smooth(-1.2, -1.5, y)
    thin = 0.92 * build * face.head.half_width / 0.66
    wide = wide * (thin + (build - thin) * neck)
    sine, cosine = np.sin(angle), np.cos(angle)
    square = 1 - 0.25 * neck
    x = wide * np.sign(sine) * np.abs(sine) ** square
    z = middle + deep * np.sign(cosine) * np.abs(cosine) ** square
    z = z + 0.03 * bell(np.abs(x) - 0.16 - 0.3 * (y + 1.25), 0.05) * bell(y + 1.1, 0.22)  # the neck's two sinews
    cover, flap = _clothing(face, x, y, cosine)
    z, x = z + 0.03 * cover * cosine + 0.03 * flap, x * (1 + 0.02 * cover)
    grid = np.stack([x, y, z], -1).astype(np.float32)
    outward = np.stack([sine, 0.4 * neck, cosine], -1)
    normal: Floats = cv2.GaussianBlur(grid_normals(grid, outward), (0, 0), 1.5)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-9
    folds = clouds((_ROWS, _COLUMNS), face.seed + 11, ((5, 1.0), (9, 0.6)))
    cloth = linear(face.clothes.colour) * (1 + 0.10 * folds + 0.25 * flap)[..., None]
    # The jaw keeps the light from the neck's upper part.
    shade = 1 - 0.72 * smooth(-1.2, -0.86, y) * smooth(-0.2, 0.5, cosine)
    skin = linear(face.skin.colour) * np.array((0.96, 0.92, 0.90), np.float32) * shade[..., None]
    edge = 1 - 0.4 * cv2.GaussianBlur(cover, (0, 0), 7) * (1 - cover)
    albedo = np.clip(skin * edge[..., None] * (1 - cover[..., None]) + cloth * cover[..., None], 0.003, 1)
    return surface(grid, normal, albedo, 0.1 * (1 - cover))


def _clothing(face: FaceParameters, x: Floats, y: Floats, cosine: Floats) -> tuple[Floats, Floats]:
    """Where cloth covers the body, and where a collar's flap lies on it, 0–1."""
    clothes = face.clothes
    front = np.clip(cosine, 0, 1)
    neckline = -1.2 - 0.14 * front**2
    if clothes.collar:
        neckline = np.where(cosine > 0, -1.1 - clothes.neckline * smooth(0.34, 0.0, np.abs(x)) - 0.05 * front, neckline)
        flap = smooth(0.36, 0.33, np.abs(x) - 0.35 * (-1.1 - y)) * smooth(0.02, 0.05, neckline - y)
        flap = flap * smooth(-1.52, -1.44, y - 0.25 * np.abs(x)) * smooth(0.05, 0.25, cosine)
    else:
        neckline = neckline - clothes.neckline * front**3
        flap = 0.5 * smooth(0.0, 0.012, neckline - y) * smooth(0.07, 0.055, neckline - y)
    cover = smooth(-0.006, 0.012, neckline - y)
    return cover.astype(np.float32), (flap * cover).astype(np.float32)
