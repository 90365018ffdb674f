"""How text and settings become lines: the part of a printer that never touches paper."""

from __future__ import annotations

from dataclasses import replace

import segno

from drivers_sim.escpos.decoding import Font, TextDecoder
from drivers_sim.escpos.events import AT_ONCE, ColumnImage, QrCommand, Raster, Setting
from drivers_sim.escpos.paper import Align, Line, Picture, Run, Style, cell_width

DEFAULT_SPACING = 30
"""Dots from line to line after ESC 2 and ESC @."""
QR_CODE = 2
"""What ESC Z prints after GS Z 2; 0 is PDF417, 1 Data Matrix."""
_ALIGNS: dict[int, Align] = {0: "left", 1: "centre", 2: "right", 48: "left", 49: "centre", 50: "right"}


class Composer:
    """Collects a line until it is printed. `width`: dots across the paper."""

    def __init__(self, width: int, font: Font) -> None:
        self.width = width
        self._decoder = TextDecoder(font)
        self._reset()

    def _reset(self) -> None:
        self._decoder.reset()
        self._style = Style()
        self._chinese_size = (1, 1)
        self._align: Align = "left"
        self._spacing = DEFAULT_SPACING
        self._tabs: tuple[int, ...] = tuple(range(8, 256, 8))
        self._margin = 0
        self._area = self.width
        self._items: list[Run | Picture] = []
        self._x = 0
        self._qr_size, self._qr_correction, self._qr_data = 3, "l", b""
        self._code = 0

    @property
    def spacing(self) -> int:
        return self._spacing

    def text(self, data: bytes) -> list[Line]:
        """Add text; gives the lines that became full."""
        return self._put(self._decoder.decode(data))

    def finish_line(self) -> list[Line]:
        """The line ends here; gives those that became full by it, and itself."""
        return [*self._put(self._decoder.flush()), self.end_line()]

    def _put(self, text: str) -> list[Line]:
        full: list[Line] = []
        for character in text:
            style = self._styled(character)
            width = cell_width(character, style)
            if self._x + width > self._area and self._x > 0:
                full.append(self.end_line())
            last = self._items[-1] if self._items else None
            if isinstance(last, Run) and last.style == style and self._x == _end(last):
                self._items[-1] = replace(last, text=last.text + character)
            else:
                self._items.append(Run(self._x, character, style))
            self._x += width
        return full

    def end_line(self) -> Line:
        """Print the line as it stands; it takes the line spacing or the height of what is in it."""
        height = self._spacing
        for item in self._items:
            height = max(height, item.height if isinstance(item, Picture) else 24 * item.style.height)
        line = self._line(tuple(self._items), self._x, height)
        self._items, self._x = [], 0
        return line

    @property
    def line_begun(self) -> bool:
        return bool(self._items)

    def forget_line(self) -> None:
        self._items, self._x = [], 0

    def tab(self) -> None:
        for tab in self._tabs:
            if tab * 12 > self._x:
                self._x = min(tab * 12, self._area)
                return

    def raster(self, raster: Raster) -> Line:
        bits = raster.data
        if raster.scale_x > 1 or raster.scale_y > 1:
            bits = _enlarge(raster)
        width, height = raster.row_bytes * 8 * raster.scale_x, raster.rows * raster.scale_y
        return self._line((Picture(0, width, height, bits),), width, height)

    def column_image(self, image: ColumnImage) -> None:
        height = image.column_bytes * 8
        columns = min(image.columns, max(0, self.width - self._x))  # what is wider than the paper is not printed
        rows = [bytearray((columns + 7) // 8) for _ in range(height)]
        for column in range(columns):
            for k in range(height):
                byte = image.data[column * image.column_bytes + k // 8]
                if byte & (0x80 >> (k % 8)):
                    rows[k][column // 8] |= 0x80 >> (column % 8)
        scale_y = 3 if image.column_bytes == 1 else 1
        bits = b"".join(bytes(row) * scale_y for row in rows)
        self._items.append(Picture(self._x, columns, height * scale_y, bits))
        self._x += columns

    def qr(self, command: QrCommand) -> Line | None:
        """Obey a QR function; function 81 gives the code's line, or None where it does not fit the paper."""
        data = command.data
        match command.function:
            case 67 if data and 1 <= data[0] <= 16:
                self._qr_size = data[0]
            case 69 if data and 48 <= data[0] <= 51:
                self._qr_correction = "lmqh"[data[0] - 48]
            case 80:
                self._qr_data = data[1:]
            case 81 if self._qr_data:
                return self._qr_line()
            case function if function == AT_ONCE and self._code == QR_CODE and 1 <= data[2] <= 16 and data[3:]:
                self._qr_size, self._qr_data = data[2], data[3:]
                self._qr_correction = chr(data[1]).lower() if chr(data[1]) in "LMQH" else "l"
                return self._qr_line()
        return None

    def apply(self, setting: Setting) -> None:
        arguments = setting.arguments
        n = arguments[0] if arguments else 0
        match setting.command:
            case b"\x1b@":
                self._reset()
            case b"\x1bE" | b"\x1bG":
                self._style = replace(self._style, bold=bool(n & 1))
            case b"\x1b-" | b"\x1c-":
                self._style = replace(self._style, underline=n % 48 if n % 48 <= 2 else 0)
            case b"\x1b!":
                self._style = Style(
                    bold=bool(n & 8),
                    underline=1 if n & 0x80 else 0,
                    width=2 if n & 0x20 else 1,
                    height=2 if n & 0x10 else 1,
                    small=bool(n & 1),
                )
            case b"\x1d!":
                self._style = replace(self._style, width=(n >> 4 & 7) + 1, height=(n & 7) + 1)
            case b"\x1dB":
                self._style = replace(self._style, reverse=bool(n & 1))
            case b"\x1bM":
                self._style = replace(self._style, small=n % 48 == 1)
            case b"\x1c!":
                self._chinese_size = (2 if n & 4 else 1, 2 if n & 8 else 1)
                self._style = replace(self._style, underline=1 if n & 0x80 else 0)
            case b"\x1cW":
                self._chinese_size = (2, 2) if n & 1 else (1, 1)
            case b"\x1ba" if not self._items:
                self._align = _ALIGNS.get(n, self._align)
            case b"\x1b2":
                self._spacing = DEFAULT_SPACING
            case b"\x1b3":
                self._spacing = n
            case b"\x1dZ":
                self._code = n
            case b"\x1bt":
                self._decoder.code_page = n
            case b"\x1c&":
                self._decoder.chinese = True
            case b"\x1c.":
                self._decoder.chinese = False
            case b"\x1bD":
                self._tabs = tuple(arguments)
            case b"\x1b$":
                self._x = min(int.from_bytes(arguments, "little"), self._area)
            case b"\x1b\\":
                self._x = min(max(self._x + int.from_bytes(arguments, "little", signed=True), 0), self._area)
            case b"\x1dL":
                self._margin = min(int.from_bytes(arguments, "little"), self.width - 24)
                self._area = min(self._area, self.width - self._margin)
            case b"\x1dW":
                self._area = max(24, min(int.from_bytes(arguments, "little"), self.width - self._margin))

    def _styled(self, character: str) -> Style:
        if self._chinese_size == (1, 1) or ord(character) <= 0xFF:
            return self._style
        width, height = self._chinese_size
        return replace(self._style, width=max(width, self._style.width), height=max(height, self._style.height))

    def _line(self, items: tuple[Run | Picture, ...], width: int, height: int) -> Line:
        if self._margin:
            items = tuple(replace(item, x=item.x + self._margin) for item in items)
        return Line(items, width, height, self._align)

    def _qr_line(self) -> Line | None:
        try:
            content: str | bytes = self._qr_data.decode()
        except UnicodeDecodeError:
            content = self._qr_data
        try:
            code = segno.make_qr(content, error=self._qr_correction, boost_error=False)
        except segno.DataOverflowError:
            return None
        rows = [bytes(module for module in row for _ in range(self._qr_size)) for row in code.matrix]
        side = len(rows) * self._qr_size
        if side > self._area:
            return None
        bits = b"".join(_pack(row) * self._qr_size for row in rows)
        text = content if isinstance(content, str) else content.hex()
        return self._line((Picture(0, side, side, bits, text),), side, side)


def _end(run: Run) -> int:
    return run.x + sum(cell_width(c, run.style) for c in run.text)


def _pack(dots: bytes) -> bytes:
    bits = "".join("1" if dot else "0" for dot in dots).ljust((len(dots) + 7) // 8 * 8, "0")
    return int(bits, 2).to_bytes(len(bits) // 8)


_TWICE = [_pack(bytes(int(bit) for bit in f"{byte:08b}" for _ in (0, 1))) for byte in range(256)]
"""A byte of dots, each dot two wide."""


def _enlarge(raster: Raster) -> bytes:
    rows: list[bytes] = []
    for start in range(0, len(raster.data), raster.row_bytes or 1):
        row = raster.data[start : start + raster.row_bytes]
        if raster.scale_x == 2:
            row = b"".join(_TWICE[byte] for byte in row)
        rows += [row] * raster.scale_y
    return b"".join(rows)
