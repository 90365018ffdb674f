"""Where no outline shows (white lid, clutter), find a card by its print: read the whole frame, look for known words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kiosk.identity.engine import Quad, TextEngine
from kiosk.identity.layout import cut
from kiosk.identity.page import ASPECT, Corners
from kiosk.identity.reading import Image

_DETECTOR_SIDE = 1088  # px: characters of a card that fills a third of the frame keep 8 px
_MOST_LINES = 30
_CARD_WORDS = re.compile(r"公民身份|身份号码|姓名|住址|民族|签发机关|有效期限|居民身份证|永久居留|[0-9]{17}[0-9Xx]")


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
    """`corners` of the card if enough words were found to place it; `words`: any words of a card were seen."""

    corners: Corners | None
    words: bool


def find_by_text(frame: Image, engine: TextEngine) -> SeenByText:
    """Look for a card's print in a frame, whichever of the two ways up. Takes 200–500 ms."""
    quads = engine.detect(frame, _DETECTOR_SIDE)
    if len(quads) < 2:
        return SeenByText(None, False)
    quads = sorted(quads, key=lambda q: -float(np.linalg.norm(q[1] - q[0])))[:_MOST_LINES]
    words = False
    for turned in (False, True):
        upright = [np.roll(q, 2, axis=0) if turned else q for q in quads]
        texts = ["".join(line.text.split()) for line in engine.recognise([cut(frame, q, 0.08) for q in upright])]
        words = words or any(_CARD_WORDS.search(text) for text in texts)
        corners = _place(upright, texts)
        if corners is not None:
            return SeenByText(corners, True)
        if words:
            break
    return SeenByText(None, words)


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
