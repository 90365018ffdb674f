"""A slip's elements as lines that fit the paper, counted in half-width columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from devices.escpos.charset import columns_of, printable
from devices.slip import Align, KeyValue, Rule, Text

NOT_FIRST = "、。，．·：；！？）》〉」』】〕%,.;:!?)]}”’…"
NOT_LAST = "（《〈「『【〔([{“‘"
GAP = 2  # columns between a label and its value on one line


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """Allowed characters that fit the paper at this size."""

    text: str
    size: int = 1
    bold: bool = False
    align: Align = Align.LEFT


def lines_of(element: Text | KeyValue | Rule, columns: int) -> list[Line]:
    """The lines of an element on paper of `columns` half-width columns."""
    match element:
        case Text(text, size, bold, align):
            return [Line(line, size, bold, align) for line in wrap(text, columns // size)]
        case KeyValue(label, value, bold):
            return _key_value(printable(label), printable(value), bold, columns)
        case Rule():
            return [Line("─" * (columns // 2))]


def wrap(text: str, columns: int) -> list[str]:
    """Break at newlines, between words and between ideographs; never before closing punctuation."""
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        line = ""
        for piece in _pieces(paragraph, columns):
            if columns_of(line + piece.rstrip()) <= columns:
                line += piece
            else:
                lines.append(line.rstrip())
                line = piece.lstrip()
        lines.append(line.rstrip())
    return lines


def _key_value(label: str, value: str, bold: bool, columns: int) -> list[Line]:
    blank = columns - columns_of(label) - columns_of(value)
    if "\n" not in label + value and blank >= GAP:
        return [Line(label + " " * blank + value, bold=bold)]
    labels = [Line(line, bold=bold) for line in wrap(label, columns)]
    return labels + [Line(line, bold=bold, align=Align.RIGHT) for line in wrap(value, columns)]


def _pieces(paragraph: str, columns: int) -> Iterator[str]:
    """What may not be broken: words with their blanks, ideographs with the punctuation that clings to them."""
    piece = ""
    for character in paragraph:
        if piece and (_may_break(piece[-1], character) or columns_of((piece + character).rstrip()) > columns):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in NOT_FIRST or before in NOT_LAST or after == " ":
        return False
    return before == " " or not (before.isascii() and after.isascii())
