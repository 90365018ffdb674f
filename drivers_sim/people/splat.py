"""Points to pixels: projection, the nearest point wins, only winners are lit, gaps are filled, edges smoothed."""

from __future__ import annotations

import cv2
import numpy as np

from drivers_sim.people.images import Floats
from drivers_sim.people.light import Light, shade
from drivers_sim.people.shapes import Surface

_CAMERA = 6.0  # from the head's middle, in half head heights: about 70 cm
_FACING = -0.08  # the cosine to the camera from which on a point is drawn; a little beyond the edge closes it
_BEHIND = 0.16  # a point this much deeper than its neighbours is seen through a gap, and is no part of the picture


def rotation(yaw: float, pitch: float, roll: float) -> Floats:
    """The matrix for angles in degrees, signs as in `Pose`."""
    y, p, r = np.radians([yaw, pitch, roll])
    about_y = np.array([(np.cos(y), 0, np.sin(y)), (0, 1, 0), (-np.sin(y), 0, np.cos(y))])
    about_x = np.array([(1, 0, 0), (0, np.cos(p), -np.sin(p)), (0, np.sin(p), np.cos(p))])
    about_z = np.array([(np.cos(r), -np.sin(r), 0), (np.sin(r), np.cos(r), 0), (0, 0, 1)])
    out: Floats = (about_z @ about_y @ about_x).astype(np.float32)
    return out


def splat(
    surface: Surface,
    turn: Floats,
    light: Light,
    size: tuple[int, int],
    middle: tuple[float, float],
    scale: float,
    fine: int = 2,
) -> tuple[Floats, Floats, tuple[slice, slice]]:
    """The turned surface as a picture: linear colour times opacity, opacity, and the frame's rows and columns it fills.

    `middle` is the head's middle in the frame of `size` (width, height), `scale` the pixels of half a head height;
    points fall on a grid `fine` times finer, which is averaged.
    """
    seen = np.flatnonzero(surface.normal @ turn[2] > _FACING).astype(np.int32)
    position = surface.position[seen] @ turn.T
    near = np.float32(scale * fine) * (np.float32(_CAMERA) / (_CAMERA - position[:, 2]))
    column = (middle[0] * fine + position[:, 0] * near).astype(np.int32)
    row = (middle[1] * fine - position[:, 1] * near).astype(np.int32)
    left, right = max(int(column.min()) // fine - 2, 0), min(int(column.max()) // fine + 3, size[0])
    top, bottom = max(int(row.min()) // fine - 2, 0), min(int(row.max()) // fine + 3, size[1])
    if right <= left or bottom <= top:
        return np.zeros((0, 0, 3), np.float32), np.zeros((0, 0), np.float32), (slice(0, 0), slice(0, 0))
    wide, high = (right - left) * fine, (bottom - top) * fine
    column -= left * fine
    row -= top * fine
    if column.min() < 0 or row.min() < 0 or column.max() >= wide or row.max() >= high:
        inside = np.flatnonzero((column >= 0) & (column < wide) & (row >= 0) & (row < high))
        seen, position, column, row = seen[inside], position[inside], column[inside], row[inside]
    depth = position[:, 2]
    levels = ((depth - depth.min()) * (65000 / (float(np.ptp(depth)) + 1e-6))).astype(np.uint16)
    order = np.argsort(levels, kind="stable")  # sixteen bits are sorted by radix, ten times faster than floats
    place = (row * wide + column)[order]
    nearest, winner = np.full(wide * high, -9, np.float32), np.zeros(wide * high, np.int32)
    nearest[place] = depth[order]
    winner[place] = seen[order]
    map_of_depth = nearest.reshape(high, wide)
    covered = map_of_depth > -8
    through = map_of_depth < cv2.dilate(map_of_depth, np.ones((5, 5), np.uint8)) - _BEHIND
    drawn = np.flatnonzero(covered & ~through)
    picture = np.zeros((wide * high, 3), np.float32)
    picture[drawn] = shade(surface, winner[drawn], turn, light)
    cover = np.zeros(wide * high, np.float32)
    cover[drawn] = 1
    return (
        *_reduced(picture.reshape(high, wide, 3), cover.reshape(high, wide), covered, fine),
        (slice(top, bottom), slice(left, right)),
    )


def _reduced(picture: Floats, cover: Floats, covered: Floats, fine: int) -> tuple[Floats, Floats]:
    """The fine picture averaged over its points, its small gaps filled; colour times opacity, and opacity."""
    box = (picture.shape[1] // fine, picture.shape[0] // fine)
    solid = cv2.morphologyEx(covered.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    opacity = cv2.resize(solid.astype(np.float32), box, interpolation=cv2.INTER_AREA)
    summed: Floats = cv2.resize(picture, box, interpolation=cv2.INTER_AREA)
    weight: Floats = cv2.resize(cover, box, interpolation=cv2.INTER_AREA)
    for _ in range(3):
        gaps = (weight < 0.05) & (opacity > 0)
        if not gaps.any():
            break
        around, share = cv2.blur(summed, (3, 3)), cv2.blur(weight, (3, 3))
        summed[gaps], weight[gaps] = around[gaps], share[gaps]
    summed *= (opacity / np.maximum(weight, 1e-3))[..., None]
    return summed, opacity
