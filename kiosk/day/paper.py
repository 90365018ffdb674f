"""How much paper a slip takes, from what the printer's encoder does with it: lines of 30 dots, 8 dots a millimetre."""

from __future__ import annotations

import segno

from devices.escpos.layout import lines_of
from devices.slip import Element, Feed, QrCode, Slip

COLUMNS = {58: 32, 80: 48}
SPACING, GLYPH = 30, 24
"""Dots from one line to the next by default, and of a character of size 1."""
CUT_MM = 20.0
"""From the print head to the cutter, with the feed of 24 dots behind the last line; printers differ by 5 mm."""
DOTS_A_MM = 8


def height_mm(slip: Slip, paper_mm: int = 80) -> float:
    """Within about a tenth: a picture line in place of text is as high."""
    dots = sum(_dots(element, COLUMNS[paper_mm]) for element in slip.elements)
    return round(dots / DOTS_A_MM + CUT_MM, 1)


def _dots(element: Element, columns: int) -> int:
    match element:
        case QrCode(data=data, module=module):
            modules = int(segno.make_qr(data, error="m", boost_error=False).symbol_size(border=0)[0])
            return modules * module
        case Feed(lines=lines):
            return lines * SPACING
        case _:
            return sum(max(SPACING, GLYPH * line.size) for line in lines_of(element, columns))
