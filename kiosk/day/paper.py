"""How much paper a slip takes, from what the printer's encoder does with it: lines of 30 dots, 8 dots a millimetre."""

from __future__ import annotations

import segno

from devices.escpos.layout import lines_of
from devices.slip import Element, Feed, QrCode, Slip

COLUMNS = {58: 32, 80: 48}
LINE_MM = 3.75
"""A line of size 1 at the printers' default spacing of 30 dots."""
CUT_MM = 20.0
"""From the print head to the cutter, with the feed of 24 dots behind the last line; printers differ by 5 mm."""
DOTS_A_MM = 8


def height_mm(slip: Slip, paper_mm: int = 80) -> float:
    """Within about a tenth: a picture line in place of text is as high."""
    return round(sum(_height(element, COLUMNS[paper_mm]) for element in slip.elements) + CUT_MM, 1)


def _height(element: Element, columns: int) -> float:
    match element:
        case QrCode(data=data, module=module):
            modules = segno.make_qr(data, error="m", boost_error=False).symbol_size(border=0)[0]
            return modules * module / DOTS_A_MM + LINE_MM
        case Feed(lines=lines):
            return lines * LINE_MM
        case _:
            return sum(line.size for line in lines_of(element, columns)) * LINE_MM
