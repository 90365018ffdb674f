"""A document being drawn: its size in mm, its ground, and the few ways in which print gets onto it."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np
from PIL import Image, ImageDraw

from drivers_sim.people.card_layout import SMALL_LABEL_MM, Box
from drivers_sim.people.fonts import mono, sans
from drivers_sim.people.images import Floats, Rgb

Ink = tuple[int, int, int]
Size = tuple[float, float]

ID_1: Size = (85.6, 54.0)
ID_2: Size = (105.0, 74.0)
ID_3: Size = (125.0, 88.0)
"""ISO/IEC 7810: cards; the larger travel card; a passport's page."""

INK: Ink = (28, 28, 32)
LABEL: Ink = (38, 98, 150)
SPECIMEN: Ink = (200, 40, 40)

MRZ_PITCH_MM = 2.54
MRZ_LINE_MM = 4.0
"""ICAO 9303 part 3: ten characters an inch, lines 4 mm apart."""


class Sheet:
    """Positions and sizes in mm from the upper left corner."""

    def __init__(self, size: Size, dpi: int, ground: tuple[Ink, Ink] | Rgb) -> None:
        """`ground` is a picture of the sheet's size, or two colours of which waves are made."""
        self.per_mm = dpi / 25.4
        self.size = size
        self._image = Image.fromarray(_waves(size, dpi, *ground) if isinstance(ground, tuple) else ground)
        self._draw = ImageDraw.Draw(self._image)

    def text(self, text: str, x: float, y: float, h: float, ink: Ink = INK, weight: str = "Regular") -> None:
        """A line whose left upper corner is at `x`, `y` and whose type is `h` high."""
        self._draw.text((self._px(x), self._px(y + h / 2)), text, ink, sans(self._px(h), weight), anchor="lm")

    def value(self, text: str, box: Box) -> None:
        self.text(text, box.x, box.y, box.h)

    def labels(self, labels: Mapping[str, tuple[float, float]], h: float = SMALL_LABEL_MM) -> None:
        for text, (x, y) in labels.items():
            self.text(text, x, y, h, LABEL)

    def wrapped(self, text: str, box: Box, line_mm: float) -> None:
        """Text over as many lines as the box's width asks for."""
        font, lines = sans(self._px(box.h)), [""]
        for character in text:
            if font.getlength(lines[-1] + character) > self._px(box.w):
                lines.append("")
            lines[-1] += character
        for i, line in enumerate(lines):
            self.text(line, box.x, box.y + i * line_mm, box.h)

    def spread(self, text: str, box: Box, weight: str = "Regular", ink: Ink = INK) -> None:
        """Text set wide: its characters share the box's width evenly."""
        font, pitch = sans(self._px(box.h), weight), box.w / len(text)
        for i, character in enumerate(text):
            place = (self._px(box.x + (i + 0.5) * pitch), self._px(box.y + box.h / 2))
            self._draw.text(place, character, ink, font, anchor="mm")

    def machine_lines(self, lines: tuple[str, ...], left: float, lowest: float) -> None:
        """The machine-readable zone; `lowest` is the last line's middle. Liberation Mono, since OCR-B is not free."""
        font = mono(self._px(MRZ_PITCH_MM / 0.6))
        for row, line in enumerate(reversed(lines)):
            for i, character in enumerate(line):
                place = (self._px(left + (i + 0.5) * MRZ_PITCH_MM), self._px(lowest - row * MRZ_LINE_MM))
                self._draw.text(place, character, INK, font, anchor="mm")

    def photo(self, photo: Rgb, box: Box) -> None:
        """The portrait without its white ground, on the sheet's own pattern."""
        picture = Image.fromarray(photo).resize((self._px(box.w), self._px(box.h)), Image.Resampling.LANCZOS)
        ground = np.asarray(picture, np.float32).min(axis=2)
        alpha = np.clip((246 - ground) / 14, 0, 1) * 255
        self._image.paste(picture, (self._px(box.x), self._px(box.y)), Image.fromarray(alpha.astype(np.uint8)))

    def block(self, box: Box, ink: Ink) -> None:
        """A filled rectangle with rounded corners, as a chip's contacts."""
        edges = tuple(self._px(v) for v in (box.x, box.y, box.x + box.w, box.y + box.h))
        self._draw.rounded_rectangle(edges, radius=self._px(0.8), fill=ink)

    def stamp(self, picture: Image.Image, x: float, y: float) -> None:
        """A drawing with transparency."""
        self._image.paste(picture, (self._px(x), self._px(y)), picture)

    def specimen(self, x: float, y: float) -> None:
        font, pad = sans(self._px(2.5), "Bold"), self._px(0.6)
        left, top, right, bottom = self._draw.textbbox((self._px(x), self._px(y)), "样本 SPECIMEN", font)
        frame = (left - pad, top - pad, right + pad, bottom + pad)
        self._draw.rectangle(frame, outline=SPECIMEN, width=max(1, self._px(0.2)))
        self._draw.text((self._px(x), self._px(y)), "样本 SPECIMEN", SPECIMEN, font)

    def done(self) -> Rgb:
        return np.asarray(self._image).copy()

    def _px(self, mm: float) -> int:
        return round(mm * self.per_mm)


def _waves(size: Size, dpi: int, left: Ink, right: Ink) -> Rgb:
    """Fine waves in pale colours."""
    width, height = (round(mm * dpi / 25.4) for mm in size)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) * np.float32(25.4 / dpi)
    share: Floats = (0.5 + 0.5 * np.sin(x / 31 + 0.5 * np.sin(y / 17)))[..., None]
    ground = np.array(left, np.float32) * (1 - share) + np.array(right, np.float32) * share
    lines = sum(np.sin(6.2 * (y + slope * x + 1.4 * np.sin(x / 7 + 5 * slope))) for slope in (0.0, 0.14, -0.11))
    ground = ground - 2.2 * np.clip(lines, 0, None)[..., None]
    # Printed grounds are soft: their finest lines are blurred by the press.
    soft: Floats = np.clip(cv2.GaussianBlur(ground, (0, 0), 0.6), 0, 255)
    return soft.astype(np.uint8)
