"""A card among other things: by the straight lines that bound it, where its outline runs into theirs or under a finger.

Four lines, two and two parallel, at a card's or a page's distances; the quadrilateral whose sides lie on edges along
most of their length is taken.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import cv2
import numpy as np

from kiosk.identity.reading import Image

_LEAST_SEGMENT = 0.05  # of the picture's width
_SAME_ANGLE, _SAME_OFFSET = 2.5, 3.0  # degrees, px: segments of one line
_MOST_LINES = 26
_PARALLEL, _ACROSS = 9.0, 12.0  # degrees that tilt may take from 0 and from 90
_SAMPLES = 48  # a side
_REACH = 5  # px: how far a side may be moved to its edge
_ALONG = 0.9  # cosine between an edge's gradient and the side's normal
_STRENGTH = 14.0  # grey levels a pixel after smoothing (Sobel / 4)


class Edges:
    """The edges of a small picture, once for all sides that are tried."""

    def __init__(self, small: Image) -> None:
        grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (3, 3), 0)
        self.grey = grey
        self.x: Any = cv2.Sobel(grey, cv2.CV_32F, 1, 0) / 4
        self.y: Any = cv2.Sobel(grey, cv2.CV_32F, 0, 1) / 4
        self.size = np.hypot(self.x, self.y)

    def support(self, corners: Any) -> float:
        """The share of the sides' length that lies on an edge along it; the weakest side counts twice."""
        shares = [self._side(corners[i], corners[(i + 1) % 4]) for i in range(4)]
        return (sum(shares) + min(shares)) / 5

    def refined(self, corners: Any) -> Any:
        """The same quadrilateral with its sides fitted to the edges near them, to parts of a pixel."""
        sides = []
        for i in range(4):
            a, b = corners[i], corners[(i + 1) % 4]
            along = (b - a) / max(1e-6, float(np.linalg.norm(b - a)))
            points = self._on_edge(a, b, np.array([-along[1], along[0]]))
            if len(points) < _SAMPLES / 3:
                sides.append([a, along])
                continue
            vx, vy, x, y = cv2.fitLine(points.astype(np.float32), cv2.DIST_WELSCH, 2.0, 0.01, 0.01).reshape(-1)
            sides.append([np.array([x, y]), np.array([vx, vy])])
        better = [_crossing(sides[i - 1], sides[i]) for i in range(4)]
        if any(point is None for point in better):
            return corners
        moved = np.array(better, dtype=np.float32)
        return moved if float(np.abs(moved - corners).max()) < _REACH * 3 else corners

    def _on_edge(self, a: Any, b: Any, normal: Any) -> Any:
        """Along a side, the points near it where the strongest edge across it is."""
        steps = np.arange(-_REACH, _REACH + 0.5, 1.0)
        at = a + (b - a) * np.linspace(0.06, 0.94, 2 * _SAMPLES)[:, None]
        grid = at[:, None, :] + normal * steps[None, :, None]
        columns, lines = grid[..., 0].astype(np.float32), grid[..., 1].astype(np.float32)
        x: Any = cv2.remap(self.x, columns, lines, cv2.INTER_LINEAR)
        y: Any = cv2.remap(self.y, columns, lines, cv2.INTER_LINEAR)
        across = np.abs(x * normal[0] + y * normal[1])
        across[across < _ALONG * np.hypot(x, y)] = 0
        best = across.argmax(axis=1)
        each = np.arange(len(at))
        return grid[each, best][across[each, best] > _STRENGTH]

    def _side(self, a: Any, b: Any) -> float:
        along = b - a
        length = float(np.linalg.norm(along))
        if length < 8:
            return 0.0
        normal = np.array([-along[1], along[0]]) / length
        at = a + along * np.linspace(0.08, 0.92, _SAMPLES)[:, None]
        found = np.zeros(_SAMPLES, dtype=bool)
        height, width = self.size.shape
        for step in (-2, -1, 0, 1, 2):
            px = np.round(at + normal * step).astype(int)
            inside = (px[:, 0] >= 0) & (px[:, 1] >= 0) & (px[:, 0] < width) & (px[:, 1] < height)
            x, y = np.clip(px[:, 0], 0, width - 1), np.clip(px[:, 1], 0, height - 1)
            strength = self.size[y, x]
            across = np.abs(self.x[y, x] * normal[0] + self.y[y, x] * normal[1])
            found |= inside & (strength > _STRENGTH) & (across > _ALONG * strength)
        return float(found.mean())


def quads(edges: Edges, aspects: tuple[float, ...], tolerance: float, least_area: float) -> list[Any]:
    """Quadrilaterals that the picture's straight lines bound with sides in one of `aspects`, corners in any order."""
    lines = _lines(edges.grey)
    height, width = edges.grey.shape
    pairs = [
        (first, second, gap)
        for first, second in combinations(lines, 2)
        if _angle_between(first, second) < _PARALLEL and (gap := _gap(first, second)) > 0.1 * width
    ]
    found = []
    for one, other in combinations(pairs, 2):
        if abs(_angle_between(one[0], other[0]) - 90) > _ACROSS:
            continue
        ratio = max(one[2], other[2]) / min(one[2], other[2])
        if min(abs(ratio / aspect - 1) for aspect in aspects) > tolerance:
            continue
        corners = _corners(one, other)
        if corners is None:
            continue
        x, y = corners[:, 0], corners[:, 1]
        if x.min() < -3 or y.min() < -3 or x.max() > width + 3 or y.max() > height + 3:
            continue
        if cv2.contourArea(corners) >= least_area * width * height:
            found.append(corners)
    return found


def _lines(grey: Any) -> list[Any]:
    """The longest lines as (middle, direction, length): segments that continue one another are one."""
    segments = cv2.createLineSegmentDetector().detect(grey)[0]
    if segments is None:
        return []
    ends = segments.reshape(-1, 2, 2)
    lengths = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    order = [i for i in np.argsort(-lengths) if lengths[i] >= _LEAST_SEGMENT * grey.shape[1]]
    lines: list[list[Any]] = []
    for i in order:
        middle, direction = ends[i].mean(axis=0), (ends[i, 1] - ends[i, 0]) / lengths[i]
        for line in lines:
            turned = abs(float(direction @ np.array([-line[1][1], line[1][0]])))
            off = abs(float((middle - line[0]) @ np.array([-line[1][1], line[1][0]])))
            if turned < np.sin(np.radians(_SAME_ANGLE)) and off < _SAME_OFFSET:
                line[2] += float(lengths[i])
                break
        else:
            lines.append([middle, direction, float(lengths[i])])
    return sorted(lines, key=lambda line: -line[2])[:_MOST_LINES]


def _angle_between(first: Any, second: Any) -> float:
    return float(np.degrees(np.arccos(min(1.0, abs(float(first[1] @ second[1]))))))


def _gap(first: Any, second: Any) -> float:
    normal = np.array([-first[1][1], first[1][0]])
    return abs(float((second[0] - first[0]) @ normal))


def _corners(one: Any, other: Any) -> Any:
    points = []
    for a, b in ((one[0], other[0]), (other[0], one[1]), (one[1], other[1]), (other[1], one[0])):
        point = _crossing(a, b)
        if point is None:
            return None
        points.append(point)
    return np.array(points, dtype=np.float32)


def _crossing(a: Any, b: Any) -> Any:
    det = float(a[1][0] * b[1][1] - a[1][1] * b[1][0])
    if abs(det) < 0.3:
        return None
    t = float((b[0][0] - a[0][0]) * b[1][1] - (b[0][1] - a[0][1]) * b[1][0]) / det
    return a[0] + t * a[1]
