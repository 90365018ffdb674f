"""What is on the paper: lines and pictures in dots (8 dots a millimetre), slip by slip."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Literal

DOTS_PER_MM = 8
Align = Literal["left", "centre", "right"]
MISSING = "□"
"""Printed for a character that the printer's font does not have."""


@dataclass(frozen=True, slots=True)
class Style:
    """`width` and `height` are multiples 1–8; `small` is font B; `underline` its thickness in dots."""

    bold: bool = False
    underline: int = 0
    width: int = 1
    height: int = 1
    reverse: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style that begin `x` dots from the line's start."""

    x: int
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of dots packed eight a byte, 1 is black. `text` is what it says, where that is known (a QR code's data)."""

    x: int
    width: int
    height: int
    bits: bytes
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its items, their width together, and the paper it takes, in dots."""

    items: tuple[Run | Picture, ...]
    width: int
    height: int
    align: Align


@dataclass(slots=True)
class Slip:
    """One piece of paper. `complete`: cut off by the cutter; `torn`: it ended some other way."""

    number: int
    width: int
    lines: list[Line] = field(default_factory=list)
    complete: bool = False
    torn: bool = False

    @property
    def height(self) -> int:
        return sum(line.height for line in self.lines)

    @property
    def printed(self) -> bool:
        return any(line.items for line in self.lines)


def cell_width(character: str, style: Style) -> int:
    """Dots a character takes: 24 for full-width ones, 12 for others in font A, 9 in font B, times the width."""
    if unicodedata.east_asian_width(character) in "WFA" and ord(character) > 0xFF:
        return 24 * style.width
    return (9 if style.small else 12) * style.width


def slip_text(slip: Slip) -> str:
    """The slip as text, lines padded as aligned; a QR code stands as [QR …], another picture as [image w×h]."""
    columns = slip.width // 12
    rows: list[str] = []
    for line in slip.lines:
        if not line.items:
            rows.append("")
            continue
        text = ""
        for item in sorted(line.items, key=lambda each: each.x):
            text += " " * max(0, item.x // 12 - _columns(text))
            if isinstance(item, Run):
                text += item.text
            else:
                text += f"[QR {item.text}]" if item.text else f"[image {item.width}×{item.height}]"
        spare = max(0, columns - line.width // 12)
        rows.append(" " * {"left": 0, "centre": spare // 2, "right": spare}[line.align] + text)
    return "\n".join(row.rstrip() for row in rows).strip("\n") + "\n"


def _columns(text: str) -> int:
    return sum(cell_width(c, Style()) for c in text) // 12
