"""A sheet before the camera, flat or bent about its upright middle line: each pixel's ray is met with it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from drivers_sim.attacks.camera import SIZE
from drivers_sim.people.images import Floats
from drivers_sim.people.pose import Pose
from drivers_sim.people.splat import rotation

_DISTANCE = 3.2  # from the lens to the sheet, in half heights of it
_COARSE = 4  # pixels: rays are met on a coarse grid, the picture is looked up between


@dataclass(frozen=True, slots=True)
class Sheet:
    """`aspect` is width over height, `height` a share of the frame's; `radius` of the bend in half heights, none: flat.
    `look` is where in the frame's height its middle is."""

    aspect: float
    height: float = 0.86
    radius: float | None = None
    look: float = 0.48

    def maps(self, pose: Pose) -> tuple[Floats, Floats, Floats]:
        """For each pixel of the frame: the place on the sheet, -1 to 1 both ways, and the cosine of the light that
        falls on it from the camera (0 beside the sheet)."""
        w, h = SIZE
        # At the middles of blocks of pixels, from one block outside of the frame to one on the other side.
        first = (_COARSE - 1) / 2 - _COARSE
        xs, ys = (np.arange(first, n + _COARSE, _COARSE, dtype=np.float32) for n in (w, h))
        half = h * self.height / 2 * pose.closer
        x, y = np.meshgrid((xs - w / 2) / half - pose.shift[0], -(ys - h * self.look) / half - pose.shift[1])
        turn = rotation(pose.yaw, pose.pitch, pose.roll).T
        eye = turn @ np.array((0, 0, _DISTANCE), np.float32)
        rays = np.stack([x, y, np.full_like(x, -_DISTANCE)], -1).astype(np.float32) @ turn.T
        u, v, facing = self._flat(eye, rays) if self.radius is None else self._bent(eye, rays, self.radius)
        return tuple(_finer(each) for each in (u / self.aspect, -v, facing))  # type: ignore[return-value]

    def _flat(self, eye: Floats, rays: Floats) -> tuple[Floats, Floats, Floats]:
        k = -eye[2] / np.minimum(rays[..., 2], -1e-3)
        cosine = np.full(k.shape, max(0.0, float(eye[2])) / float(np.linalg.norm(eye)), np.float32)
        return eye[0] + k * rays[..., 0], eye[1] + k * rays[..., 1], cosine

    def _bent(self, eye: Floats, rays: Floats, radius: float) -> tuple[Floats, Floats, Floats]:
        # The axis is upright, `radius` behind the sheet's middle line.
        ox, oz, dx, dz = eye[0], eye[2] + radius, rays[..., 0], rays[..., 2]
        a, b, c = dx * dx + dz * dz, ox * dx + oz * dz, ox * ox + oz * oz - radius * radius
        root = b * b - a * c
        k = (-b - np.sqrt(np.maximum(root, 0))) / a
        px, pz = ox + k * dx, oz + k * dz
        angle = np.arctan2(px, pz)
        u = np.where(root > 0, angle * radius, np.copysign(9.0, angle))
        facing = (px * ox + pz * oz) / (radius * math.hypot(float(ox), float(oz)))
        return u, eye[1] + k * rays[..., 1], np.clip(facing, 0, 1)


def _finer(coarse: Floats) -> Floats:
    high, wide = coarse.shape
    big = cv2.resize(coarse.astype(np.float32), (wide * _COARSE, high * _COARSE), interpolation=cv2.INTER_LINEAR)
    out: Floats = np.ascontiguousarray(big[_COARSE : _COARSE + SIZE[1], _COARSE : _COARSE + SIZE[0]])
    return out


def looked_up(texture: Floats, u: Floats, v: Floats) -> tuple[Floats, Floats]:
    """The picture `texture` on the sheet, and the sheet's opacity, for maps from `Sheet.maps`."""
    high, wide = texture.shape[:2]
    x, y = (u + 1) * (wide / 2) - 0.5, (v + 1) * (high / 2) - 0.5
    found = cv2.remap(texture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = np.clip((1 - cv2.max(np.abs(u), np.abs(v))) * (SIZE[1] * 0.4) + 0.5, 0, 1)
    return found, inside
