"""Look again at lines that were read with doubt, and at places where a value must stand but no line was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from kiosk.identity.engine import Line, Quad, TextEngine
from kiosk.identity.ethnicity import likelier
from kiosk.identity.layout import Piece, box_of, cut, same_row
from kiosk.identity.old_forms import has_old_form, in_new_forms
from kiosk.identity.reading import SURE, Image

_OTHER_MARGINS = (0.05, 0.16)  # of a line's height: what a doubtful line is cut out with instead
_LABELS = ("姓名", "性别", "民族")
_TEXT_RIGHT = 0.60
_INK = 45  # grey levels darker than the ground


def doubtful_again(card: Image, pieces: Sequence[Piece], engine: TextEngine) -> list[Piece]:
    """Lines below `SURE` are cut out otherwise and read again.

    Where both looks read the same, each character keeps the greater of its two probabilities; where they differ, the
    line keeps its first text and its doubt, unless only the second is an ethnicity there is, or is the same in new
    forms of characters, which cards are set in; that stays doubtful too. What keeps an old form is doubtful.
    """
    better = list(pieces)
    for margin in _OTHER_MARGINS:
        doubtful = [i for i, p in enumerate(better) if _weakest(p.line) < SURE or has_old_form(p.line.text)]
        looks = engine.recognise([cut(card, better[i].quad, margin) for i in doubtful])
        for i, look in zip(doubtful, looks, strict=True):
            better[i] = replace(better[i], line=_agreed(better[i].line, look))
    return [replace(p, line=_never_sure(p.line)) if has_old_form(p.line.text) else p for p in better]


def beside_labels(card: Image, pieces: Sequence[Piece], engine: TextEngine) -> list[Piece]:
    """What stands right of 姓名, 性别 and 民族 where the detector found nothing: it misses single characters."""
    quads = []
    for piece in pieces:
        if "".join(piece.line.text.split()) in _LABELS:
            quad = _ink_beside(card, piece, pieces)
            if quad is not None:
                quads.append(quad)
    lines = engine.recognise([cut(card, quad, 0.2) for quad in quads])
    return [Piece(q, box_of(q, card), line) for q, line in zip(quads, lines, strict=True) if line.text.strip()]


def _ink_beside(card: Image, label: Piece, pieces: Sequence[Piece]) -> Quad | None:
    """The dark marks between a label and what comes next in its row, if there is room for a value there."""
    height, width = card.shape[:2]
    box = label.box
    next_left = min(
        (p.box.left for p in pieces if p is not label and p.box.left > box.left and same_row(p.box, box)),
        default=_TEXT_RIGHT,
    )
    if (min(next_left, _TEXT_RIGHT) - box.right) * width < 1.2 * box.height * height:
        return None
    left, right = round(box.right * width) + 2, round(min(next_left, _TEXT_RIGHT) * width) - 2
    top, bottom = round((box.top - 0.2 * box.height) * height), round((box.bottom + 0.2 * box.height) * height)
    grey = cv2.cvtColor(card[max(0, top) : bottom, left:right], cv2.COLOR_BGR2GRAY).astype(np.int16)
    columns = np.flatnonzero((np.median(grey) - grey > _INK).sum(axis=0) >= 2)
    if len(columns) < 6:
        return None
    x0, x1 = left + float(columns[0]) - 3, left + float(columns[-1]) + 3
    y0, y1 = box.top * height, box.bottom * height
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float32)


def _weakest(line: Line) -> float:
    return min((p for c, p in zip(line.text, line.probabilities, strict=False) if not c.isspace()), default=0.0)


def _never_sure(line: Line) -> Line:
    return Line(line.text, tuple(min(p, SURE / 2) for p in line.probabilities))


def _agreed(first: Line, second: Line) -> Line:
    one = [(c, p) for c, p in zip(first.text, first.probabilities, strict=False) if not c.isspace()]
    two = [(c, p) for c, p in zip(second.text, second.probabilities, strict=False) if not c.isspace()]
    if [c for c, _ in one] != [c for c, _ in two]:
        text = "".join(c for c, _ in two)
        before = "".join(c for c, _ in one)
        newer = has_old_form(before) and not has_old_form(text) and in_new_forms(before) == text
        if newer or likelier(before, text):
            return Line(text, tuple(min(p, SURE / 2) for _, p in two))
        return first
    return Line("".join(c for c, _ in one), tuple(max(p, q) for (_, p), (_, q) in zip(one, two, strict=True)))
