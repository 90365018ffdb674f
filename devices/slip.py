"""A slip of paper, whatever printer it comes out of: an ordered list of elements.

The printer's width decides where lines break, so elements hold whole texts. No element can carry a printer command:
an encoder passes on listed characters only (devices/escpos/charset.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_QR_BYTES = 2400


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, repr=False)
class Text:
    """Running text; a newline starts a new line. `size` is 1 (normal) to 3 times the height and width."""

    text: str
    size: int = 1
    bold: bool = False
    align: Align = Align.LEFT

    def __post_init__(self) -> None:
        if self.size not in (1, 2, 3):
            raise ValueError(f"size is {self.size}; it may be 1, 2 or 3")


@dataclass(frozen=True, slots=True, repr=False)
class KeyValue:
    """A label at the left edge, its value at the right edge; the value gets its own lines where both don't fit."""

    label: str
    value: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines, 1 to 20."""

    lines: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.lines <= 20:
            raise ValueError(f"lines is {self.lines}; it may be 1 to 20")


@dataclass(frozen=True, slots=True, repr=False)
class QrCode:
    """A QR code, centred. `data` is printable ASCII of at most 2,400 characters; `module` is dots a square, 2 to 12."""

    data: str
    module: int = 6

    def __post_init__(self) -> None:
        if not self.data or len(self.data) > MAX_QR_BYTES or not (self.data.isascii() and self.data.isprintable()):
            raise ValueError(f"the data of a QR code is 1 to {MAX_QR_BYTES} printable ASCII characters")
        if not 2 <= self.module <= 12:
            raise ValueError(f"module is {self.module}; it may be 2 to 12")


Element = Text | KeyValue | Rule | Feed | QrCode


@dataclass(frozen=True, slots=True, repr=False)
class Slip:
    """What is printed and cut as one piece. May hold personal data: never logged."""

    elements: tuple[Element, ...]

    def __repr__(self) -> str:
        return f"Slip({len(self.elements)} elements)"
