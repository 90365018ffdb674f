"""Lines with a character that the printer's font lacks, drawn here and sent as a picture."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageDraw, ImageFont

from devices.escpos.charset import MISSING, columns_of
from devices.escpos.layout import Line
from devices.slip import Align

_log = logging.getLogger(__name__)

CELL_WIDTH = 12  # dots of a half-width column
CELL_HEIGHT = 24
LEADING = 6  # dots between lines at the printer's default spacing of 1/6 inch

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
)


@dataclass(frozen=True, slots=True, repr=False)
class Bitmap:
    """One bit a dot, 1 is black, rows of whole bytes from the top."""

    row_bytes: int
    rows: int
    data: bytes


class Rasteriser(Protocol):
    def line(self, line: Line, columns: int) -> Bitmap:
        """The line as the printer would set it on paper of `columns` half-width columns."""


class PillowRasteriser:
    """Draws with `font`, or with the first of the usual fonts for Chinese that is there.

    Raises `FileNotFoundError` where there is none.
    """

    def __init__(self, font: Path | None = None) -> None:
        self._path = next((path for path in ([font] if font else map(Path, FONTS)) if path.exists()), None)
        if self._path is None:
            raise FileNotFoundError(f"no font for rare characters: {font or 'install fonts-noto-cjk'}")

    def line(self, line: Line, columns: int) -> Bitmap:
        width, height = CELL_WIDTH * line.size, CELL_HEIGHT * line.size
        left = (columns * CELL_WIDTH - columns_of(line.text) * width) * _SHARES[line.align] // 2
        picture = Image.new("1", (columns * CELL_WIDTH, height + LEADING), 0)
        draw = ImageDraw.Draw(picture)
        draw.fontmode = "1"
        font = _font(str(self._path), height)
        for character in line.text:
            cell = width * columns_of(character)
            shown = character if _has(font, character) else MISSING
            offset = max(0, (cell - int(font.getlength(shown))) // 2)
            for smear in range(1 + line.bold):
                draw.text((left + offset + smear, height - height // 8), shown, fill=1, font=font, anchor="ls")
            left += cell
        return Bitmap((picture.width + 7) // 8, picture.height, picture.tobytes())


def find_rasteriser(font: Path | None = None) -> Rasteriser | None:
    """One with `font` or a usual font; None, logged, where there is none: rare characters are then printed as 〓."""
    try:
        return PillowRasteriser(font)
    except FileNotFoundError:
        _log.warning("no font for rare characters on receipts")
        return None


_SHARES = {Align.LEFT: 0, Align.CENTRE: 1, Align.RIGHT: 2}


@lru_cache(maxsize=8)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    faces = list(_faces(path, size))
    return next((face for face in faces if (face.getname()[0] or "").endswith("SC")), faces[0])


def _faces(path: str, size: int) -> Iterator[ImageFont.FreeTypeFont]:
    with contextlib.suppress(OSError):  # past the last face of a collection
        for index in range(16):
            yield ImageFont.truetype(path, size, index=index)


def _has(font: ImageFont.FreeTypeFont, character: str) -> bool:
    absent = font.getmask("\U0010fffd", mode="1")
    drawn = font.getmask(character, mode="1")
    return character == " " or bytes(drawn) != bytes(absent)
