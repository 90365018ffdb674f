"""Identity cards as pictures: the resident's, front and back, and the foreigner's permanent residence card.

Every card says 样本 SPECIMEN in red and carries a plain rosette where the state's emblem would stand.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from PIL import Image, ImageDraw

from drivers_sim.people import card_layout as layout
from drivers_sim.people.card_background import foreigner_background, resident_background, rosette
from drivers_sim.people.citizen import Card
from drivers_sim.people.fonts import sans
from drivers_sim.people.images import Rgb

Side = Literal["front", "back"]

_INK = (28, 28, 32)
_LABEL = (38, 98, 150)
_SPECIMEN = (200, 40, 40)
_NATIONALITIES = {"VNM": "越南", "THA": "泰国", "MYS": "马来西亚", "LAO": "老挝", "KHM": "柬埔寨", "DEU": "德国"}


FOREIGN = ("foreigner_permanent", "foreigner_2017")
"""The card of 2017 is drawn like that of 2023: here its chip is what differs."""


def draw_card(card: Card, photo: Rgb, side: Side = "front", *, dpi: int = 300) -> Rgb:
    """The card as a flat scan at `dpi` (300: 1011 × 638), its corners still square; `photo` goes into the front."""
    if side == "back":
        foreign = card.kind in FOREIGN
        return _Sheet(dpi, foreigner_background(dpi) if foreign else resident_background(dpi, back=True)).back(card)
    if card.kind in FOREIGN:
        return _Sheet(dpi, foreigner_background(dpi)).foreigner_front(card, photo)
    return _Sheet(dpi, resident_background(dpi)).resident_front(card, photo)


class _Sheet:
    """A card being drawn; positions in mm."""

    def __init__(self, dpi: int, background: Rgb) -> None:
        self._per_mm = dpi / 25.4
        self._image = Image.fromarray(background)
        self._draw = ImageDraw.Draw(self._image)

    def resident_front(self, card: Card, photo: Rgb) -> Rgb:
        for text, (x, y) in layout.RESIDENT_LABELS.items():
            if text != "民族" or card.ethnicity:
                self._text(text, x, y, layout.LABEL_MM, _LABEL)
        boxes = layout.RESIDENT_FRONT
        year, month, day = card.birth_date[:4], str(int(card.birth_date[4:6])), str(int(card.birth_date[6:]))
        values = {"name": card.name, "sex": card.sex, "ethnicity": card.ethnicity or "", "id_number": card.id_number}
        for key, value in (values | {"birth_year": year, "birth_month": month, "birth_day": day}).items():
            box = boxes[key]
            if key == "id_number":
                self._spread(value, box, weight="Bold")
            else:
                self._text(value, box.x, box.y, box.h)
        box = boxes["address"]
        for i, line in enumerate(self._wrapped(card.address or "", box)):
            self._text(line, box.x, box.y + i * layout.ADDRESS_LINE_MM, box.h)
        self._photo(photo, boxes["photo"])
        self._specimen(58.2, 2.6)
        return self._done()

    def back(self, card: Card) -> Rgb:
        for text, (x, y) in layout.BACK_LABELS.items():
            self._text(text, x, y, layout.LABEL_MM, _LABEL)
        boxes = layout.BACK
        self._spread("中华人民共和国", boxes["country"], weight="Bold")
        if card.kind == "resident":
            self._spread("居民身份证", boxes["title"], weight="Bold")
        elif card.kind == "hmt":
            self._spread("港澳居民居住证", boxes["title"], weight="Bold")
            self._text(f"通行证号码 {card.permit_number}", 35.6, 31.6, boxes["issuer"].h)
        else:
            self._spread("外国人永久居留身份证", boxes["foreigner_title"], weight="Bold")
        self._text(card.issuer, boxes["issuer"].x, boxes["issuer"].y, boxes["issuer"].h)
        self._text(_period(card), boxes["validity"].x, boxes["validity"].y, boxes["validity"].h)
        self._image.alpha_composite(rosette(round(15 * self._per_mm)), (self._px(7.5), self._px(8.5)))
        self._specimen(4.0, 29.5)
        return self._done()

    def foreigner_front(self, card: Card, photo: Rgb) -> Rgb:
        self._text("中华人民共和国外国人永久居留身份证", 14.0, 3.2, 3.5, (120, 30, 40), "Bold")
        self._text("FOREIGN PERMANENT RESIDENT ID CARD, P. R. CHINA", 14.0, 7.6, 1.9, (120, 30, 40))
        self._image.alpha_composite(rosette(round(6.5 * self._per_mm)), (self._px(5.5), self._px(3.2)))
        for text, (x, y) in layout.FOREIGNER_LABELS.items():
            self._text(text, x, y, layout.SMALL_LABEL_MM, _LABEL)
        country = card.nationality or ""
        values = {
            "english_name": card.english_name or "",
            "name": card.name,
            "sex": f"{card.sex} / {'M' if card.sex == '男' else 'F'}",
            "birth_date": _dotted(card.birth_date),
            "nationality": f"{_NATIONALITIES.get(country, '')} / {country}".removeprefix(" / "),
            "validity": _period(card),
        }
        for key, value in values.items():
            box = layout.FOREIGNER_FRONT[key]
            self._text(value, box.x, box.y, box.h)
        self._spread(card.id_number, layout.FOREIGNER_FRONT["id_number"], weight="Bold")
        self._photo(photo, layout.FOREIGNER_FRONT["photo"])
        self._specimen(60.0, 46.0)
        return self._done()

    def _px(self, mm: float) -> int:
        return round(mm * self._per_mm)

    def _text(
        self, text: str, x: float, y: float, h: float, ink: tuple[int, int, int] = _INK, weight: str = "Regular"
    ) -> None:
        self._draw.text((self._px(x), self._px(y + h / 2)), text, ink, sans(self._px(h), weight), anchor="lm")

    def _wrapped(self, text: str, box: layout.Box) -> list[str]:
        font, lines = sans(self._px(box.h)), [""]
        for character in text:
            if font.getlength(lines[-1] + character) > self._px(box.w):
                lines.append("")
            lines[-1] += character
        return lines

    def _spread(self, text: str, box: layout.Box, weight: str) -> None:
        """Text set wide: its characters share the box's width evenly."""
        font, pitch = sans(self._px(box.h), weight), box.w / len(text)
        for i, character in enumerate(text):
            place = (self._px(box.x + (i + 0.5) * pitch), self._px(box.y + box.h / 2))
            self._draw.text(place, character, _INK, font, anchor="mm")

    def _photo(self, photo: Rgb, box: layout.Box) -> None:
        picture = Image.fromarray(photo).resize((self._px(box.w), self._px(box.h)), Image.Resampling.LANCZOS)
        # The photograph is printed without its white ground, on the card's own pattern.
        ground = np.asarray(picture, np.float32).min(axis=2)
        alpha = np.clip((246 - ground) / 14, 0, 1) * 255
        self._image.paste(picture, (self._px(box.x), self._px(box.y)), Image.fromarray(alpha.astype(np.uint8)))

    def _specimen(self, x: float, y: float) -> None:
        font, pad = sans(self._px(2.5), "Bold"), self._px(0.6)
        left, top, right, bottom = self._draw.textbbox((self._px(x), self._px(y)), "样本 SPECIMEN", font)
        frame = (left - pad, top - pad, right + pad, bottom + pad)
        self._draw.rectangle(frame, outline=_SPECIMEN, width=max(1, self._px(0.2)))
        self._draw.text((self._px(x), self._px(y)), "样本 SPECIMEN", _SPECIMEN, font)

    def _done(self) -> Rgb:
        return np.asarray(self._image.convert("RGB")).copy()


def _dotted(day: str) -> str:
    return day if day == "长期" else f"{day[:4]}.{day[4:6]}.{day[6:]}"


def _period(card: Card) -> str:
    return f"{_dotted(card.valid_from)}-{_dotted(card.valid_to)}"
