"""Small functions that geometry and paint are made of, and what a rendered surface is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers_sim.people.images import Floats


@dataclass(frozen=True, slots=True)
class Surface:
    """Points dense enough to be splatted: positions and unit normals (n × 3), albedo (n × 3, linear), gloss (n), and
    where a point is hair (n) the direction of its strand (n × 3, else 0)."""

    position: Floats
    normal: Floats
    albedo: Floats
    gloss: Floats
    strand: Floats
    hairy: NDArray[np.bool_]


def surface(
    position: Floats, normal: Floats, albedo: Floats, gloss: float | Floats, strand: Floats | None = None
) -> Surface:
    """A surface from arrays of any leading shape."""
    position, normal, albedo = (np.ascontiguousarray(a, np.float32).reshape(-1, 3) for a in (position, normal, albedo))
    n = len(position)
    along = np.zeros((n, 3), np.float32) if strand is None else np.ascontiguousarray(strand, np.float32).reshape(-1, 3)
    shine = np.full(n, gloss, np.float32) if isinstance(gloss, float) else np.ascontiguousarray(gloss, np.float32)
    return Surface(position, normal, albedo, shine.reshape(-1), along, np.full(n, strand is not None))


def joined(surfaces: Sequence[Surface]) -> Surface:
    """One surface of all points, in order."""
    names = ("position", "normal", "albedo", "gloss", "strand", "hairy")
    return Surface(*(np.concatenate([getattr(s, name) for s in surfaces]) for name in names))


def smooth(a: float, b: float, x: Floats) -> Floats:
    """Smooth step from 0 at `a` to 1 at `b` (a > b steps down)."""
    t = np.clip((x - a) / (b - a), 0, 1)
    out: Floats = t * t * (3 - 2 * t)
    return out


def bell(x: Floats, width: float | Floats) -> Floats:
    out: Floats = np.exp(-np.square(x / width))
    return out


def spot(x: Floats, y: Floats, cx: float, cy: float, wx: float, wy: float) -> Floats:
    """A Gaussian spot, 1 in its middle."""
    out: Floats = np.exp(-np.square((x - cx) / wx) - np.square((y - cy) / wy))
    return out


def clouds(shape: tuple[int, int], seed: int, octaves: tuple[tuple[int, float], ...]) -> Floats:
    """Smooth noise about 0: for each octave a grid of n × n random values, enlarged."""
    rng = np.random.default_rng(seed)
    out = np.zeros(shape, np.float32)
    for n, weight in octaves:
        grid = rng.standard_normal((n, n)).astype(np.float32)
        out += weight * cv2.resize(grid, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return out


def streaks(shape: tuple[int, int], seed: int, across: int, along: int) -> Floats:
    """Noise drawn out along the rows' axis: `across` values over the width, `along` over the height."""
    grid = np.random.default_rng(seed).standard_normal((along, across)).astype(np.float32)
    out: Floats = cv2.resize(grid, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return out


def grid_normals(grid: Floats, outward: Floats) -> Floats:
    """Unit normals of a rows × columns × 3 grid of positions, turned to the side of `outward`."""
    normal = np.cross(np.gradient(grid, axis=1), np.gradient(grid, axis=0)).astype(np.float32)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True) + 1e-9
    normal *= np.where(np.sum(normal * outward, axis=-1, keepdims=True) < 0, -1, 1).astype(np.float32)
    out: Floats = normal
    return out


def linear(srgb: Floats | tuple[float, float, float]) -> Floats:
    """8-bit sRGB to linear 0–1, by a square in place of the exact curve: a root is cheap enough for every frame."""
    out: Floats = np.square(np.asarray(srgb, np.float32) / 255)
    return out


def mix(under: Floats, over: Floats, amount: Floats) -> Floats:
    """`over` laid on `under` with the opacity `amount` (rows × columns)."""
    out: Floats = under + (over - under) * amount[..., None]
    return out
