"""A slip as the bytes of ESC/POS. Knows no port and no clock.

Text goes out in Chinese mode (FS &) as GB2312 alone; a line with any other character is sent as a picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from devices.escpos.charset import MISSING, in_font
from devices.escpos.layout import Line, lines_of
from devices.escpos.raster import Bitmap, Rasteriser
from devices.slip import Align, Feed, QrCode, Slip

ESC, FS, GS, DLE = b"\x1b", b"\x1c", b"\x1d", b"\x10"

INITIALISE = ESC + b"@"
PUSH_STATUS = GS + b"a\x0e"  # on changes of on-line state, errors and paper
CHINESE = FS + b"&"
# Partial cut behind the last line, so that a slip neither falls nor is cut short; GS V 66 feeds it past the cutter.
CUT = GS + b"V\x42\x18"
# Forget what was received and not printed. Printers differ in which of the two they obey, and when.
CLEAR = DLE + b"\x05\x02" + DLE + b"\x14\x08\x01\x03\x14\x01\x06\x02\x08"
ROWS_A_SLICE = 255
COLUMNS = {80: 48, 58: 32}
# Printers scan for real-time commands within a picture's dots as well.
_REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
_ALIGN = {Align.LEFT: b"\x00", Align.CENTRE: b"\x01", Align.RIGHT: b"\x02"}
# Letters whose bits cannot be taken for a status byte: an answer that holds them can be cut out of any stream.
_ID_LETTERS = b"@ABCDEFGHIJKLMNO"


@dataclass(frozen=True, slots=True)
class Paper:
    """`millimetres` is the roll's width, 80 or 58."""

    millimetres: int = 80

    def __post_init__(self) -> None:
        if self.millimetres not in COLUMNS:
            raise ValueError(f"paper_mm is {self.millimetres}; it may be {' or '.join(map(str, COLUMNS))}")

    @property
    def columns(self) -> int:
        return COLUMNS[self.millimetres]


def encode(slip: Slip, paper: Paper, rasteriser: Rasteriser | None = None) -> list[bytes]:
    """The slip as blocks of whole commands, from initialisation to cut: between two, the line may be broken off.

    Without a rasteriser, a character that the font lacks is printed as 〓.
    """
    blocks = [INITIALISE + PUSH_STATUS + CHINESE]
    for element in slip.elements:
        match element:
            case QrCode():
                blocks.append(_qr(element))
            case Feed(lines):
                blocks.append(ESC + b"d" + bytes((lines,)))
            case _:
                blocks += [_line(line, paper, rasteriser) for line in lines_of(element, paper.columns)]
    return [*blocks, CUT]


def line_count(slip: Slip, paper: Paper) -> int:
    """How many lines of text the slip is on this paper."""
    texts = (each for each in slip.elements if not isinstance(each, QrCode | Feed))
    return sum(len(lines_of(each, paper.columns)) for each in texts)


def completion_request(identifier: bytes) -> bytes:
    """Asks the printer to say these four letters once everything sent before them is printed (GS ( H, 48)."""
    return GS + b"(H\x06\x00\x30\x30" + identifier


def completion_id(number: int) -> bytes:
    """Four letters for a number; they repeat after 65,536."""
    return bytes(_ID_LETTERS[number >> shift & 0xF] for shift in (12, 8, 4, 0))


def status_request(n: int) -> bytes:
    """Asks for status byte n (1 printer, 2 off-line causes, 3 errors, 4 paper) in real time (DLE EOT)."""
    return DLE + b"\x04" + bytes((n,))


def _line(line: Line, paper: Paper, rasteriser: Rasteriser | None) -> bytes:
    codes = [in_font(character) for character in line.text]
    if None in codes and rasteriser is not None:
        return _align(Align.LEFT) + _raster(rasteriser.line(line, paper.columns))
    missing = in_font(MISSING) or b"?"
    style = _align(line.align) + GS + b"!" + bytes(((line.size - 1) * 0x11,)) + ESC + b"E" + bytes((line.bold,))
    return style + b"".join(missing if code is None else code for code in codes) + b"\n"


def _align(align: Align) -> bytes:
    return ESC + b"a" + _ALIGN[align]


def _raster(bitmap: Bitmap) -> bytes:
    slices: list[bytes] = []
    for top in range(0, bitmap.rows, ROWS_A_SLICE):
        rows = min(ROWS_A_SLICE, bitmap.rows - top)
        data = bitmap.data[top * bitmap.row_bytes : (top + rows) * bitmap.row_bytes]
        head = GS + b"v0\x00" + bitmap.row_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little")
        slices.append(head + _harmless(data))
    return b"".join(slices)


def _harmless(dots: bytes) -> bytes:
    for command in _REAL_TIME:
        dots = dots.replace(command, b"\x18" + command[1:])  # one dot more is not seen
    return dots


def _qr(code: QrCode) -> bytes:
    data = code.data.encode("ascii")

    def function(number: int, parameters: bytes) -> bytes:
        body = b"\x31" + bytes((number,)) + parameters
        return GS + b"(k" + len(body).to_bytes(2, "little") + body

    return (
        _align(Align.CENTRE)
        + function(0x41, b"\x32\x00")  # model 2
        + function(0x43, bytes((code.module,)))
        + function(0x45, b"\x31")  # correction level M: a crease or a smear may hide 15 %
        + function(0x50, b"\x30" + data)
        + function(0x51, b"\x30")
        + _align(Align.LEFT)
    )
