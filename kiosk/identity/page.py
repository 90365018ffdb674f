"""Find a card lying under the document camera, straighten it, and judge whether it can be read.

Cards are ID-1 (ISO/IEC 7810): 85.60 × 53.98 mm, corners rounded by 3 mm; passports' pages ID-3. The mat should be dark;
other backgrounds work as long as the card's outline differs from what surrounds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.identity.legibility import glare, is_empty, sharpness
from kiosk.identity.reading import Image
from kiosk.identity.straight_lines import Edges, quads

CARD_WIDTH, CARD_HEIGHT = 1070, 675  # 12.5 px a mm: small print keeps 30 px or more in height
ASPECT = 85.60 / 53.98
PAGE_ASPECT = 125.0 / 88.0
"""A passport's page (ID-3); ID-2 has 105 × 74 mm, the same within a hundredth."""
PAGE_HEIGHT = round(CARD_WIDTH / PAGE_ASPECT)

_WORK_WIDTH = 480  # px the outline is looked for at: 4 ms, and the fitted sides are exact to about 0.5 px there
_ASPECT_TOLERANCE = 0.14  # a card tilted by 25° is foreshortened by 10 %
_PAGE_TOLERANCE = 0.035  # of a picture that is the page: cameras' 4:3 is 6 % away
_PAGE_BELOW = 1.49  # sides' ratio nearer to a page's than to a card's; 6 % of error do not hurt recognition
_LEAST_AREA = 0.04  # of the frame
LEAST_WIDTH = 330  # px of the card's long side in the frame: below it, characters have less than 13 px
_ON_EDGES, _LEAST_SUPPORT, _CLEARLY = 0.9, 0.6, 0.02  # of a quadrilateral's sides that lie on edges
_BRIGHT = 200.0  # the level that a card's ground should have
_CUT_MARGIN = 2  # px at the frame's border

Corners = npt.NDArray[np.float32]
Look = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Page:
    """A card found in a frame: `corners` in the frame (clockwise, long side on top, perhaps upside down).

    It is judged only when asked: most frames are looked at and not read.
    """

    card: Image = field(repr=False, compare=False)
    corners: Corners = field(repr=False, compare=False)
    width: float
    whole: bool

    @cached_property
    def sharpness(self) -> float:
        return sharpness(self.card)

    @cached_property
    def glare(self) -> float:
        return glare(self.card)

    @cached_property
    def blank(self) -> bool:
        return is_empty(self.card)

    def look(self) -> Look:
        """The card's coarse pattern of print, of length 1: the dot product of two looks is their correlation.

        The same card in other frames, also brighter or slightly moved: ≥ 0.99 (12 cards measured); the card of
        another person in the same layout: ≤ 0.96. A finger over the edge: 0.92–0.97.
        """
        grey = cv2.cvtColor(cv2.resize(self.card, (107, 68), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
        pattern = grey.astype(np.float32)
        pattern -= cv2.blur(pattern, (17, 17))
        length = float(np.linalg.norm(pattern))
        return np.asarray(pattern.ravel() / max(length, 1e-6), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Candidate:
    corners: Corners
    fit: float  # 0 for a perfect card
    whole: bool


def find_page(frame: Image) -> Page | None:
    """The card or page in a BGR frame, straightened to `CARD_WIDTH` × `CARD_HEIGHT` or `PAGE_HEIGHT`, or None."""
    candidate = None if is_empty(frame) else _best_outline(frame)
    return None if candidate is None else straighten(frame, candidate.corners, candidate.whole)


def frame_as_card(frame: Image) -> Page | None:
    """A picture that shows the card alone, edge to edge; None if it has not a card's shape or shows nothing."""
    height, width = frame.shape[:2]
    corners = np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], dtype=np.float32)
    corners = _clockwise_long_side_first(corners)
    top, side = _lengths(corners)
    ratio = top / max(side, 1.0)
    like_card = abs(ratio / ASPECT - 1) <= _ASPECT_TOLERANCE / 2
    like_page = abs(ratio / PAGE_ASPECT - 1) <= _PAGE_TOLERANCE
    if not (like_card or like_page) or is_empty(frame):
        return None
    return straighten(frame, corners)


def straighten(frame: Image, corners: Corners, whole: bool = True) -> Page:
    """The card between four corners of the frame (clockwise, starting left on a long side)."""
    top, side = _lengths(np.asarray(corners, dtype=np.float32))
    high = PAGE_HEIGHT if top / max(side, 1.0) < _PAGE_BELOW else CARD_HEIGHT
    target = np.array([(0, 0), (CARD_WIDTH - 1, 0), (CARD_WIDTH - 1, high - 1), (0, high - 1)], dtype=np.float32)
    to_card = cv2.getPerspectiveTransform(np.asarray(corners, dtype=np.float32), target)
    width = float(max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3])))
    warped = cv2.warpPerspective(
        frame,
        to_card,
        (CARD_WIDTH, high),
        flags=cv2.INTER_LINEAR if width < 2 * CARD_WIDTH else cv2.INTER_AREA,
        borderMode=cv2.BORDER_REPLICATE,
    )
    card = _lit(np.asarray(warped, dtype=np.uint8))
    return Page(card, corners, width, whole)


def _lit(card: Image) -> Image:
    """A card in dim light as if lit: recognition was trained on bright paper."""
    white = float(np.percentile(card[::8, ::8], 90))
    if white >= _BRIGHT or white < 1:
        return card
    return np.asarray(cv2.convertScaleAbs(card, alpha=_BRIGHT / white), dtype=np.uint8)


def _best_outline(frame: Image) -> _Candidate | None:
    scale = _WORK_WIDTH / max(frame.shape[:2])
    small = np.asarray(cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    best: _Candidate | None = None
    for mask in _masks(small):
        for candidate in _outlines(mask):
            if best is None or candidate.fit < best.fit:
                best = candidate
        if best is not None and best.fit < 0.05:
            break
    best = _better_by_lines(small, best)
    if best is None:
        return None
    corners = np.asarray((best.corners + 0.5) / scale - 0.5, dtype=np.float32)
    return _Candidate(corners, best.fit, best.whole)


def _better_by_lines(small: Image, best: _Candidate | None) -> _Candidate | None:
    """Where an outline does not lie on edges all around, straight lines may bound a card better."""
    edges = Edges(small)
    support = 0.0 if best is None else edges.support(best.corners)
    if support >= _ON_EDGES:
        return best
    chosen: Corners | None = None
    for corners in quads(edges, (ASPECT, PAGE_ASPECT), _ASPECT_TOLERANCE, _LEAST_AREA):
        other = edges.support(corners)
        if other > max(support + _CLEARLY, _LEAST_SUPPORT):
            support, chosen = other, corners
    if chosen is None:
        return best
    return _Candidate(_clockwise_long_side_first(edges.refined(chosen)), 1 - support, support >= _ON_EDGES)


def _masks(small: Image) -> Any:
    """Ways to tell card from ground, the likeliest first: away from the mat's colour, then bounded by edges."""
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    rim = np.concatenate(
        [lab[:6].reshape(-1, 3), lab[-6:].reshape(-1, 3), lab[:, :6].reshape(-1, 3), lab[:, -6:].reshape(-1, 3)]
    )
    ground = np.median(rim, axis=0)
    distance = np.clip(np.linalg.norm(lab - ground, axis=2), 0, 255).astype(np.uint8)
    distance = cv2.GaussianBlur(distance, (5, 5), 0)
    otsu, _ = cv2.threshold(distance, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    spread = float(np.percentile(distance[:6], 95))
    for level in (0.6 * otsu, max(10.0, 0.3 * otsu, 1.5 * spread), float(otsu)):
        mask = (distance > level).astype(np.uint8)
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
        yield closed
        # A finger over an edge is thinner than the card: opening cuts it off outside the card.
        yield cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (61, 61)))
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    for low, high in ((40, 110), (12, 36)):
        edges = cv2.Canny(cv2.GaussianBlur(grey, (3, 3), 0), low, high)
        yield cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))


def _outlines(mask: npt.NDArray[np.uint8]) -> list[_Candidate]:
    height, width = mask.shape
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = []
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:3]:
        hull = cv2.convexHull(contour)
        area = float(cv2.contourArea(hull))
        if area < _LEAST_AREA * width * height:
            break
        corners = _fit_sides(contour.reshape(-1, 2).astype(np.float32))
        if corners is None:
            continue
        quad_area = float(cv2.contourArea(corners))
        if quad_area < _LEAST_AREA * width * height or quad_area > 0.985 * width * height:
            continue
        top, side = _lengths(corners)
        stretch = _stretch(top / max(side, 1e-6))
        overlap = _overlap(mask.shape, contour, corners)
        if stretch > _ASPECT_TOLERANCE or overlap < 0.80:
            continue
        x, y = corners[:, 0], corners[:, 1]
        inside = x.min() >= -_CUT_MARGIN and y.min() >= -_CUT_MARGIN
        inside = inside and x.max() <= width + _CUT_MARGIN and y.max() <= height + _CUT_MARGIN
        found.append(_Candidate(corners, stretch + (1 - overlap), bool(inside) and overlap > 0.96))
    return found


def _fit_sides(points: Corners) -> Corners | None:
    """Four corners from straight lines through a contour's sides; rounded corners and fingers do not pull them."""
    box = cv2.boxPoints(cv2.minAreaRect(points)).astype(np.float32)
    box = _clockwise_long_side_first(box)
    lines = []
    for i in range(4):
        a, b = box[i], box[(i + 1) % 4]
        length = float(np.linalg.norm(b - a))
        if length < 20:
            return None
        along = (b - a) / length
        normal = np.array([-along[1], along[0]], dtype=np.float32)
        offset = points - a
        t, d = offset @ along / length, np.abs(offset @ normal)
        near = points[(t > 0.1) & (t < 0.9) & (d < 0.08 * length + 2)]
        if len(near) < 0.25 * length:
            lines.append((a, along))
            continue
        vx, vy, x0, y0 = cv2.fitLine(near, cv2.DIST_WELSCH, 2.0, 0.01, 0.01).reshape(-1)
        lines.append((np.array([x0, y0], np.float32), np.array([vx, vy], np.float32)))
    corners = []
    for i in range(4):
        crossing = _crossing(lines[i - 1], lines[i])
        if crossing is None or np.linalg.norm(crossing - box[i]) > 0.25 * np.linalg.norm(box[1] - box[0]):
            return box
        corners.append(crossing)
    return np.array(corners, dtype=np.float32)


def _crossing(first: Any, second: Any) -> Corners | None:
    (p, u), (q, v) = first, second
    det = float(u[0] * v[1] - u[1] * v[0])
    if abs(det) < 0.3:
        return None
    t = float((q[0] - p[0]) * v[1] - (q[1] - p[1]) * v[0]) / det
    return np.asarray(p + t * u, dtype=np.float32)


def _clockwise_long_side_first(box: Corners) -> Corners:
    """Order corners clockwise on the screen so that the first side is a long one, pointing right (or up)."""
    centre = box.mean(axis=0)
    angle = np.arctan2(box[:, 1] - centre[1], box[:, 0] - centre[0])
    box = box[np.argsort(angle)]
    if np.linalg.norm(box[1] - box[0]) < np.linalg.norm(box[2] - box[1]):
        box = np.roll(box, -1, axis=0)
    along = box[1] - box[0]
    if along[0] < -1e-3 * abs(along[1]):
        box = np.roll(box, 2, axis=0)
    return np.ascontiguousarray(box, dtype=np.float32)


def _lengths(corners: Corners) -> tuple[float, float]:
    sides = [float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4)]
    return (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2


def _stretch(ratio: float) -> float:
    """How far the sides' ratio is from that of a card or of a page, whichever is nearer."""
    return min(abs(ratio / ASPECT - 1), abs(ratio / PAGE_ASPECT - 1))


def _overlap(shape: tuple[int, ...], contour: Any, corners: Corners) -> float:
    """Intersection over union of a filled contour and the quadrilateral fitted to it."""
    filled = np.zeros(shape[:2], np.uint8)
    cv2.drawContours(filled, [contour], -1, 1, thickness=-1)
    quad = np.zeros(shape[:2], np.uint8)
    cv2.fillConvexPoly(quad, np.round(corners).astype(np.int32), 1)
    union = int(np.count_nonzero(filled | quad))
    return int(np.count_nonzero(filled & quad)) / union if union else 0.0
