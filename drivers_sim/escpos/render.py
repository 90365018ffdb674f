"""A slip as a picture: the dots as the print head burns them, on paper with its margins."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from drivers_sim.escpos.paper import MISSING, Line, Picture, Run, Slip, Style, cell_width

MARGIN = 32
"""Dots of unprintable paper on either side: 80 mm paper has 72 mm of print."""
EDGE = 24
PAPER = (253, 252, 247)
INK = (38, 36, 44)
BURNS_FROM = 88
"""How much of a dot a stroke must cover to be burnt (of 255): heat spreads, so that thin strokes come out full."""
FONT_FOLDERS = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk", "/usr/share/fonts/google-noto-cjk")
FONT_FAMILY = "Noto Sans Mono CJK SC"
_PLAIN = Style()


class FontMissingError(RuntimeError):
    """The printer's font is not installed (Debian: fonts-noto-cjk)."""


def render_slip(slip: Slip) -> Image.Image:
    """RGB, one pixel a dot."""
    height = max(slip.height, 24)
    dots = Image.new("1", (slip.width, height), 1)
    y = 0
    for line in slip.lines:
        _draw_line(dots, line, y)
        y += line.height
    paper = Image.new("RGB", (slip.width + 2 * MARGIN, height + 2 * EDGE), PAPER)
    paper.paste(INK, (MARGIN, EDGE), ImageChops.invert(dots.convert("L")))
    return paper


def slip_png(slip: Slip) -> bytes:
    stream = io.BytesIO()
    render_slip(slip).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _draw_line(dots: Image.Image, line: Line, y: int) -> None:
    left = {"left": 0, "centre": (dots.width - line.width) // 2, "right": dots.width - line.width}[line.align]
    left = max(0, left)
    for item in line.items:
        if isinstance(item, Picture):
            _draw_picture(dots, item, left + item.x, y)
        else:
            _draw_run(dots, item, left + item.x, y + line.height - _baseline_room(line) - 24 * item.style.height)


def _baseline_room(line: Line) -> int:
    """Dots left below the characters: the spacing stands under the line, as the paper moves after printing."""
    tallest = max(i.height if isinstance(i, Picture) else 24 * i.style.height for i in line.items)
    return max(0, line.height - tallest)


def _draw_picture(dots: Image.Image, picture: Picture, x: int, y: int) -> None:
    row = (picture.width + 7) // 8
    if not picture.height or len(picture.bits) < row * picture.height:
        return
    ink = Image.frombytes("1", (row * 8, picture.height), picture.bits).crop((0, 0, picture.width, picture.height))
    dots.paste(0, (x, y), ink)


def _draw_run(dots: Image.Image, run: Run, x: int, y: int) -> None:
    style = run.style
    start = x
    for character in run.text:
        width = cell_width(character, style)
        glyph = _glyph(character, style.bold, style.small)
        if glyph.size != (width, 24 * style.height):
            glyph = glyph.resize((width, 24 * style.height), Image.Resampling.NEAREST)
        dots.paste(0, (x, y), glyph)
        x += width
    draw = ImageDraw.Draw(dots)
    bottom = y + 24 * style.height
    if style.underline:
        draw.rectangle((start, bottom - style.underline, x - 1, bottom - 1), fill=0)
    if style.reverse:
        dots.paste(ImageChops.invert(dots.crop((start, y, x, bottom))), (start, y))


@cache
def _glyph(character: str, bold: bool, small: bool) -> Image.Image:
    """A character's ink in its cell: 24×24 or 12×24, black is 1."""
    full = cell_width(character, _PLAIN) == 24
    size = (24 if full else 12, 24)
    cell = Image.new("L", size, 0)
    draw = ImageDraw.Draw(cell)
    if character == MISSING:
        draw.rectangle((2, 3, size[0] - 3, 20), outline=255)
        return cell.convert("1")
    font = _font(24 if not small or full else 18)
    # Noto's ascender is 0.88 em above the baseline, so that the em box fills the 24 dots.
    draw.text((0, 21), character, fill=255, font=font, anchor="ls")
    if bold:
        draw.text((1, 21), character, fill=255, font=font, anchor="ls")
    return cell.point(lambda v: 255 if v > BURNS_FROM else 0, "1")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    for folder in FONT_FOLDERS:
        for file in sorted(Path(folder).glob("NotoSansCJK-Medium.ttc")) + sorted(
            Path(folder).glob("NotoSansCJK-Regular.ttc")
        ):
            for index in range(12):
                try:
                    font = ImageFont.truetype(str(file), size, index=index)
                except OSError:
                    break
                if font.getname()[0] == FONT_FAMILY:
                    return font
    raise FontMissingError(f"{FONT_FAMILY} is not installed (Debian and Ubuntu: apt-get install fonts-noto-cjk)")
