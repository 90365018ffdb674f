"""Where no outline shows (white lid, clutter), find a document by its print: read the whole frame for known words.

Words that stand at known places give the card's corners. Else, all print that was read is taken for the document's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kiosk.identity.engine import Quad, TextEngine
from kiosk.identity.layout import cut
from kiosk.identity.mrz import looks_like_zone
from kiosk.identity.page import ASPECT, LEAST_WIDTH, PAGE_ASPECT, Corners
from kiosk.identity.reading import Image

_DETECTOR_SIDE = 1088  # px: characters of a card that fills a third of the frame keep 8 px
_MOST_LINES = 30
_LEGIBLE = 0.70  # mean probability of a line's characters
_AROUND = 0.05  # of the print's width: the card's margin around it
_CARD_WORDS = re.compile(
    r"公民身份|身份号码|姓名|住址|民族|签发机关|有效期限|居民身份证|永久居留|社会保障|[0-9]{17}[0-9Xx]|PASSPORT",
    re.IGNORECASE,
)

_OTHER_PLACES = re.compile(r"永久居留|社会保障|居民居住证|Passport|护照", re.IGNORECASE)
"""Documents that share the marks' words, at other places."""


class _Mark(NamedTuple):
    """A word that stands at a known place on the card: where its left end and middle are, in card widths."""

    pattern: str
    at: tuple[float, float]


# Positions of GA 448 in card widths (85.6 mm) from the upper left corner.
_FRONT = (
    _Mark("^姓名?", (0.072, 0.082)),
    _Mark("^性别?", (0.072, 0.163)),
    _Mark("^出生?", (0.072, 0.242)),
    _Mark("^住址?", (0.072, 0.324)),
    _Mark("^公民身份", (0.072, 0.545)),
)
_BACK = (
    _Mark("^中华人民", (0.335, 0.126)),
    _Mark("^居民身份", (0.335, 0.257)),
    _Mark("^签发机", (0.232, 0.478)),
    _Mark("^有效期", (0.232, 0.555)),
)


class SeenByText(NamedTuple):
    """`corners` of the document if any words of one were seen (`words`); `placed`: they are the card's own, by words
    at known places, and not only drawn around the print."""

    corners: Corners | None
    words: bool
    placed: bool = False


def find_by_text(frame: Image, engine: TextEngine) -> SeenByText:
    """Look for a document's print in a frame, whichever way up. Takes 200–500 ms, and as much again upside down."""
    if max(frame.shape[:2]) < LEAST_WIDTH:
        return SeenByText(None, False)
    quads = engine.detect(frame, _DETECTOR_SIDE)
    if len(quads) < 2:
        return SeenByText(None, False)
    quads = sorted(_along_print(quads), key=lambda q: -float(np.linalg.norm(q[1] - q[0])))[:_MOST_LINES]
    around: Corners | None = None
    for turned in (False, True):
        upright = [np.roll(q, 2, axis=0) if turned else q for q in quads]
        lines = engine.recognise([cut(frame, q, 0.08) for q in upright])
        texts = ["".join(line.text.split()) for line in lines]
        words = [bool(_CARD_WORDS.search(text)) or looks_like_zone(text) for text in texts]
        zone = any(looks_like_zone(text) for text in texts)
        other = zone or any(_OTHER_PLACES.search(text) for text in texts)
        corners = None if other else _place(upright, texts)
        if corners is not None:
            return SeenByText(corners, True, True)
        if any(words):
            legible = [np.mean(line.probabilities or (0.0,)) > _LEGIBLE for line in lines]
            printed = [q for q, good, word in zip(upright, legible, words, strict=True) if good or word]
            around = _corners_around(printed, PAGE_ASPECT if zone else ASPECT)
            break
    return SeenByText(around, around is not None)


def _along_print(quads: Sequence[Quad]) -> list[Quad]:
    """The lines' corners so that each begins at the left end of its first side, along the direction of most print."""
    longer = []
    for quad in quads:
        along, down = quad[1] - quad[0], quad[3] - quad[0]
        side = along if np.linalg.norm(along) >= np.linalg.norm(down) else down
        longer.append(complex(side[0], side[1]))
    # Squared, a direction and its opposite are the same; long lines count most.
    squared = sum(side * side for side in longer)
    main = np.sqrt(squared) if abs(squared) > 0 else 1 + 0j
    turned = []
    for quad in quads:
        sides = [complex(*(quad[(k + 1) % 4] - quad[k])) for k in range(4)]
        best = max(range(4), key=lambda k: (sides[k] * main.conjugate()).real / max(abs(sides[k]), 1e-6))
        turned.append(np.roll(quad, -best, axis=0))
    return turned


def _corners_around(quads: Sequence[Quad], aspect: float) -> Corners:
    """A rectangle of this aspect around the lines, along them."""
    side = sum((q[1] - q[0] for q in quads), np.zeros(2))
    along = side / max(float(np.linalg.norm(side)), 1e-6)
    down = np.array([-along[1], along[0]])
    points = np.concatenate(list(quads))
    x, y = points @ along, points @ down
    width, height = float(np.ptp(x)) * (1 + 2 * _AROUND), float(np.ptp(y)) + 2 * _AROUND * float(np.ptp(x))
    width, height = max(width, height * aspect), max(height, width / aspect)
    middle = along * (x.max() + x.min()) / 2 + down * (y.max() + y.min()) / 2
    corners = [middle + a * along * width / 2 + b * down * height / 2 for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    return np.array(corners, dtype=np.float32)


def _place(quads: Sequence[Quad], texts: Sequence[str]) -> Corners | None:
    """The card's corners by the similarity that fits the most words' places."""
    for marks in (_FRONT, _BACK):
        there, here = [], []
        for quad, text in zip(quads, texts, strict=True):
            mark = next((m for m in marks if re.search(m.pattern, text)), None)
            if mark is not None:
                there.append(mark.at)
                here.append((quad[0] + quad[3]) / 2)
        if len(there) < 2:
            continue
        transform = _similarity(np.array(there, np.float64), np.array(here, np.float64))
        if transform is None:
            continue
        corners = np.array([(0, 0), (1, 0), (1, 1 / ASPECT), (0, 1 / ASPECT)], np.float64)
        complex_corners = transform[0] * (corners[:, 0] + 1j * corners[:, 1]) + transform[1]
        return np.stack([complex_corners.real, complex_corners.imag], axis=1).astype(np.float32)
    return None


def _similarity(there: npt.NDArray[np.float64], here: npt.NDArray[np.float64]) -> tuple[complex, complex] | None:
    """Least squares a, b of here = a · there + b over the complex plane; None if the points lie too close."""
    z, w = there[:, 0] + 1j * there[:, 1], here[:, 0] + 1j * here[:, 1]
    dz, dw = z - z.mean(), w - w.mean()
    spread = float(np.sum(np.abs(dz) ** 2))
    if spread < 0.01:
        return None
    a = complex(np.sum(dw * dz.conjugate()) / spread)
    return a, complex(w.mean() - a * z.mean())
