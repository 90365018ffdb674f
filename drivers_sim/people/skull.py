"""The head without hair: a superellipsoid with the face pressed into its front."""

from __future__ import annotations

import cv2
import numpy as np

from drivers_sim.people.images import Floats
from drivers_sim.people.parameters import FaceParameters
from drivers_sim.people.shapes import bell, clouds, grid_normals, smooth, spot

COLUMNS, ROWS = 500, 580
_REACH = np.radians(128)  # the grid's end on both sides: further back there is hair, and no camera


class Skull:
    """A grid over the angle about the head's axis and the height; arrays are rows × columns, the chin's row first.

    `x`, `y` are the places before displacement, which paint refers to; `grid` (… × 3) are the real positions.
    """

    def __init__(self, face: FaceParameters) -> None:
        self.face = face
        angle = np.linspace(-_REACH, _REACH, COLUMNS, dtype=np.float32)
        # Eyes and mouth need more rows than the crown.
        t = np.linspace(-1, 1, ROWS, dtype=np.float32)
        height = 0.9985 * (np.sin(t * np.pi / 2) * 0.5 + t * 0.5)  # at the pole itself a row is one point
        self.y: Floats
        self.angle, self.y = (a.astype(np.float32) for a in np.meshgrid(angle, height))
        self.rows = height
        sine, cosine = np.sin(self.angle), np.cos(self.angle)
        wide, deep = half_width(face, self.y), half_depth(face, self.y)
        self.x: Floats = wide * np.sign(sine) * np.abs(sine) ** 0.94
        z = deep * np.sign(cosine) * np.abs(cosine) ** 0.86
        self.front: Floats = smooth(0.05, 0.4, cosine)
        across, up = self.x, self.y
        if face.own is not None:
            self.x, self.y = shifted(face, self.x, self.y, self.front)
        relief = self._relief()
        self.grid: Floats = np.stack([across, up, z + relief * self.front], -1).astype(np.float32)
        outward = np.stack([sine, 0.4 * self.y, cosine], -1)
        normals = grid_normals(self.grid, outward)
        normals = cv2.GaussianBlur(normals, (0, 0), 1.4).astype(np.float32)
        self.normals: Floats = normals / (np.linalg.norm(normals, axis=-1, keepdims=True) + 1e-9)
        self.shelter = _shelter(relief)

    def surface_z(self, x: float, y: float) -> float:
        """How far the face's front stands out at (x, y)."""
        row = int(np.searchsorted(self.rows, y))
        column = int(np.argmin(np.abs(self.x[row] - x) + (self.front[row] < 0.5)))
        return float(self.grid[row, column, 2])

    def _relief(self) -> Floats:
        face, x, y = self.face, self.x, self.y
        head, eyes, skew = face.head, face.eyes, face.asymmetry
        side = np.abs(x)
        out = self._nose()
        out += head.brow_ridge * bell(y - face.brows.y + 0.03, 0.09) * smooth(0.02, 0.12, side) * smooth(0.6, 0.4, side)
        out += 0.02 * bell(x, 0.4) * bell(y - 0.42, 0.22)
        for sign, shift in ((-1, skew[1]), (1, skew[2])):
            cx = sign * eyes.spacing
            out -= (0.02 + eyes.socket) * spot(x, y, cx, eyes.y + 0.03, 0.19, 0.12)
            out -= 0.022 * spot(x, y, sign * 0.115, eyes.y + 0.01, 0.055, 0.1)
            out += 0.05 * spot(x, y, cx, eyes.y, eyes.half_width * 0.95, 0.075)
            out += head.cheek * spot(x, y, sign * 0.42, head.cheek_y + shift, 0.17, 0.17)
            out -= 0.025 * spot(x, y, sign * 0.47, -0.5, 0.12, 0.14) * (0.4 + face.skin.nasolabial)
            fold = 0.17 + 0.17 * np.clip((face.nose.bottom + 0.07 - y) / 0.36, 0, 1)
            depth = 0.022 * face.skin.nasolabial * bell(side * np.sign(sign * x + 1e-6) - fold, 0.028)
            out -= (
                depth
                * smooth(face.mouth.y - 0.1, face.mouth.y + 0.05, y)
                * smooth(face.nose.bottom + 0.1, face.nose.bottom, y)
            )
            bag = 0.012 * face.skin.eye_bags
            out += bag * spot(x, y, cx, eyes.y - 0.1, 0.12, 0.03) - bag * spot(x, y, cx, eyes.y - 0.15, 0.13, 0.022)
        out += self._mouth()
        out += head.chin * spot(x, y, 0, -0.86, head.chin_width, 0.13)
        for i, level in enumerate((0.34, 0.42, 0.5)):
            wave = level + 0.014 * np.sin(5 * x + i)
            out -= 0.007 * face.skin.wrinkles * bell(y - wave, 0.012) * smooth(0.42, 0.2, side)
        if face.own is not None:
            out += face.own.relief * irregular(x.shape, face.seed + 21)
        result: Floats = out.astype(np.float32)
        return result

    def _nose(self) -> Floats:
        nose, x, y = self.face.nose, self.x, self.y
        top, tip = self.face.eyes.y + 0.07, nose.bottom + 0.075
        k = np.clip((top - y) / (top - tip), 0, 1)
        profile = nose.bridge + (nose.tip - nose.bridge) * k**1.3 + nose.hump * np.sin(np.pi * k) ** 2
        width = nose.bridge_width + (nose.tip_width - nose.bridge_width) * k
        ridge = np.exp(-(np.abs((x - self.face.asymmetry[0]) / (width * 1.2)) ** 2.0))
        out = profile * ridge * smooth(nose.bottom - 0.045, tip + 0.015, y) * smooth(top + 0.24, top - 0.08, y)
        for sign in (-1, 1):
            out = out + 0.085 * spot(
                x, y, sign * nose.half_width * 0.74, nose.bottom + 0.035, nose.half_width * 0.4, 0.062
            )
        result: Floats = out
        return result

    def _mouth(self) -> Floats:
        mouth, x, y = self.face.mouth, self.x, self.y
        envelope = bell(x, mouth.half_width * 1.05)
        lips = 0.032 * bell(y - mouth.y - mouth.upper * 0.8, mouth.upper * 0.8)
        lips = (
            lips + 0.042 * bell(y - mouth.y + mouth.lower * 0.75, mouth.lower * 0.75) - 0.02 * bell(y - mouth.y, 0.014)
        )
        out = 0.06 * bell(x, mouth.half_width * 1.15) * bell(y - mouth.y, 0.18)
        out = out + envelope * smooth(1.15, 0.75, np.abs(x) / mouth.half_width) * lips
        out = out - 0.03 * bell(x, mouth.half_width * 0.65) * bell(y - mouth.y + mouth.lower + 0.075, 0.05)
        groove = self.face.nose.bottom * 0.45 + mouth.y * 0.55
        result: Floats = out - 0.016 * bell(x, 0.028) * bell(y - groove, 0.055)
        return result


def irregular(shape: tuple[int, ...], seed: int) -> Floats:
    """Smooth noise at the scale of features, with a standard deviation of 1."""
    out = clouds((shape[0], shape[1]), seed, ((6, 1.0), (9, 0.8), (14, 0.5)))
    scaled: Floats = (out - out.mean()) / (out.std() + 1e-6)
    return scaled


def shifted(face: FaceParameters, x: Floats, y: Floats, front: Floats) -> tuple[Floats, Floats]:
    """The places that features are laid at, pushed about in front by what is the face's own."""
    assert face.own is not None
    push = face.own.shift * front
    across, up = (irregular(x.shape, face.seed + number) for number in (22, 23))
    return (x + push * across).astype(np.float32), (y + push * up).astype(np.float32)


def half_width(face: FaceParameters, y: Floats | float) -> Floats:
    """The bare head's half width at height `y`."""
    head, y = face.head, np.asarray(y, np.float32)
    above = np.sqrt(np.clip(1 - np.abs(y) ** 2.15, 0, 1))
    below = np.sqrt(np.clip(1 - np.abs(y) ** head.jaw_power, 0, 1)) * (1 - head.taper * smooth(0.12, 1, -y))
    shape = (
        1 + head.cheekbone * bell(y + 0.14, 0.17) + head.jaw * bell(y + 0.6, 0.17) - head.temple * bell(y - 0.3, 0.15)
    )
    out: Floats = head.half_width * np.where(y > 0, above, below) * shape
    return out


def half_depth(face: FaceParameters, y: Floats) -> Floats:
    """The bare head's half depth at height `y`."""
    above = np.sqrt(np.clip(1 - np.abs(y) ** 2.4, 0, 1))
    below = np.sqrt(np.clip(1 - np.abs(y) ** 4.2, 0, 1)) * (1 - 0.1 * smooth(0.2, 1, -y))
    out: Floats = face.head.half_depth * np.where(y > 0, above, below)
    return out


def _shelter(relief: Floats) -> Floats:
    """How open a place is to the light around it, 0.4–1.1: hollows get less of it than what stands out."""
    out = np.ones_like(relief)
    for sigma, weight in ((5, 5.0), (15, 2.6)):
        out -= weight * (cv2.GaussianBlur(relief, (0, 0), sigma) - relief)
    result: Floats = np.clip(out, 0.4, 1.1).astype(np.float32)
    return result
