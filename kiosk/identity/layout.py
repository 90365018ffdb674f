"""Lines of text on a straightened card: found, cut out, read, and put into rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from kiosk.identity.engine import Line, Quad, TextEngine
from kiosk.identity.reading import SURE, Field, Image

_LABELS = re.compile("姓名|性别|民族|出生|住址|公民身份号码|签发机关|有效期限|社会保障号码|年|月|日")
_SAME_PLACE = 0.7  # of two boxes' area that is common
_DOTS = str.maketrans(dict.fromkeys("・•‧∙⋅･", "·"))
"""A name's dot is one glyph on paper; recognition answers with any of its look-alikes."""
_MARKS = re.compile(r"^(样本|样张|样品|样|本|测试|仅供测试|SPECIMEN|SAMPLE|TEST)+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Box:
    """A line's place on the card, as fractions of its width and height."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    def common_share(self, other: Box) -> float:
        """Intersection over union."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        common = max(0.0, wide) * max(0.0, high)
        return common / max(self.width * self.height + other.width * other.height - common, 1e-9)


@dataclass(frozen=True, slots=True)
class Piece:
    """A read line at its place: `quad` in the card's pixels, `box` in fractions of the card."""

    quad: Quad = field(repr=False, compare=False)
    box: Box
    line: Line = field(repr=False)


class KnownLabels:
    """Labels that were read surely on a straightened card, so that they need not be read again in its next frame."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []

    def learn(self, pieces: Iterable[Piece]) -> None:
        sure = (p for p in pieces if p.line.confidence >= SURE)
        self._pieces = [p for p in sure if _LABELS.fullmatch("".join(p.line.text.split()))]

    def at(self, box: Box) -> Line | None:
        return next((p.line for p in self._pieces if p.box.common_share(box) > _SAME_PLACE), None)


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces side by side, as one text with a probability for each character. Blanks are left out."""

    text: str = field(repr=False)
    probabilities: tuple[float, ...] = field(repr=False)
    box: Box

    def part(self, start: int, end: int) -> Field:
        """Characters start…end as a field."""
        return Field(self.text[start:end], min(self.probabilities[start:end], default=0.0))

    def find(self, pattern: str) -> re.Match[str] | None:
        return re.search(pattern, self.text)


def cut(card: Image, quad: Quad, grow: float = 0.0) -> Image:
    """The line inside `quad`, upright, with `grow` of its height added on all sides."""
    q = quad.astype(np.float32)
    across = float((np.linalg.norm(q[1] - q[0]) + np.linalg.norm(q[2] - q[3])) / 2)
    down = float((np.linalg.norm(q[3] - q[0]) + np.linalg.norm(q[2] - q[1])) / 2)
    pad = grow * down
    width, height = max(8, round(across + 2 * pad)), max(8, round(down + 2 * pad))
    target = np.array(
        [(pad, pad), (pad + across, pad), (pad + across, pad + down), (pad, pad + down)], dtype=np.float32
    )
    warp = cv2.getPerspectiveTransform(q, target)
    return np.asarray(
        cv2.warpPerspective(card, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE),
        dtype=np.uint8,
    )


def box_of(quad: Quad, card: Image) -> Box:
    height, width = card.shape[:2]
    x, y = quad[:, 0] / width, quad[:, 1] / height
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def read_lines(
    card: Image, quads: Sequence[Quad], engine: TextEngine, grow: float = 0.0, known: KnownLabels | None = None
) -> list[Piece]:
    """Read every line but known labels; what is empty or a specimen's mark is dropped."""
    boxes = [box_of(quad, card) for quad in quads]
    lines = [known.at(box) if known else None for box in boxes]
    read = iter(engine.recognise([cut(card, q, grow) for q, line in zip(quads, lines, strict=True) if line is None]))
    pieces = (Piece(quad, box, line or next(read)) for quad, box, line in zip(quads, boxes, lines, strict=True))
    return [p for p in pieces if p.line.text.strip() and not _MARKS.match("".join(p.line.text.split()))]


def rows(pieces: Iterable[Piece]) -> list[Row]:
    """Pieces whose heights overlap by half are one row; rows from top to bottom, pieces from left to right."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.box.middle):
        for group in groups:
            if same_row(group[-1].box, piece.box) and not any(_stacked(p.box, piece.box) for p in group):
                group.append(piece)
                break
        else:
            groups.append([piece])
    return [_row(sorted(group, key=lambda p: p.box.left)) for group in groups]


def same_row(a: Box, b: Box) -> bool:
    """Whether the heights of two lines overlap by half."""
    common = min(a.bottom, b.bottom) - max(a.top, b.top)
    return common > 0.5 * min(a.height, b.height)


def _stacked(a: Box, b: Box) -> bool:
    return min(a.right, b.right) - max(a.left, b.left) > 0.5 * min(a.width, b.width)


def _row(pieces: Sequence[Piece]) -> Row:
    text, probabilities = "", []
    for piece in pieces:
        for character, probability in zip(piece.line.text, piece.line.probabilities, strict=False):
            if not character.isspace():
                text += character.translate(_DOTS)
                probabilities.append(probability)
    box = Box(
        min(p.box.left for p in pieces),
        min(p.box.top for p in pieces),
        max(p.box.right for p in pieces),
        max(p.box.bottom for p in pieces),
    )
    return Row(text, tuple(probabilities), box)
