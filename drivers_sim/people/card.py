"""Identity cards as pictures: the resident's, front and back, and the foreigner's permanent residence card.

Every card says 样本 SPECIMEN in red and carries a plain rosette where the state's emblem would stand.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from drivers_sim.people import card_layout as layout
from drivers_sim.people.card_background import foreigner_background, resident_background, rosette
from drivers_sim.people.citizen import Card
from drivers_sim.people.images import Rgb
from drivers_sim.people.sheet import ID_1, LABEL, Sheet

Side = Literal["front", "back"]

_NATIONALITIES = {"VNM": "越南", "THA": "泰国", "MYS": "马来西亚", "LAO": "老挝", "KHM": "柬埔寨", "DEU": "德国"}


FOREIGN = ("foreigner_permanent", "foreigner_2017")
"""The card of 2017 is drawn like that of 2023: here its chip is what differs."""


def draw_card(card: Card, photo: Rgb, side: Side = "front", *, dpi: int = 300) -> Rgb:
    """The card as a flat scan at `dpi` (300: 1011 × 638), its corners still square; `photo` goes into the front."""
    if side == "back":
        foreign = card.kind in FOREIGN
        return _sheet(dpi, foreigner_background(dpi) if foreign else resident_background(dpi, back=True)).back(card)
    if card.kind in FOREIGN:
        return _sheet(dpi, foreigner_background(dpi)).foreigner_front(card, photo)
    return _sheet(dpi, resident_background(dpi)).resident_front(card, photo)


def _sheet(dpi: int, background: Rgb) -> _CardSheet:
    return _CardSheet(ID_1, dpi, np.ascontiguousarray(background[..., :3]))


class _CardSheet(Sheet):
    """The cards' own sides."""

    def resident_front(self, card: Card, photo: Rgb) -> Rgb:
        for text, (x, y) in layout.RESIDENT_LABELS.items():
            if text != "民族" or card.ethnicity:
                self.text(text, x, y, layout.LABEL_MM, LABEL)
        boxes = layout.RESIDENT_FRONT
        year, month, day = card.birth_date[:4], str(int(card.birth_date[4:6])), str(int(card.birth_date[6:]))
        values = {"name": card.name, "sex": card.sex, "ethnicity": card.ethnicity or "", "id_number": card.id_number}
        for key, value in (values | {"birth_year": year, "birth_month": month, "birth_day": day}).items():
            box = boxes[key]
            if key == "id_number":
                self.spread(value, box, weight="Bold")
            else:
                self.text(value, box.x, box.y, box.h)
        box = boxes["address"]
        self.wrapped(card.address or "", box, layout.ADDRESS_LINE_MM)
        self.photo(photo, boxes["photo"])
        self.specimen(58.2, 2.6)
        return self.done()

    def back(self, card: Card) -> Rgb:
        for text, (x, y) in layout.BACK_LABELS.items():
            self.text(text, x, y, layout.LABEL_MM, LABEL)
        boxes = layout.BACK
        self.spread("中华人民共和国", boxes["country"], weight="Bold")
        if card.kind == "resident":
            self.spread("居民身份证", boxes["title"], weight="Bold")
        elif card.kind == "hmt":
            self.spread("港澳居民居住证", boxes["title"], weight="Bold")
            self.text(f"通行证号码 {card.permit_number}", 35.6, 31.6, boxes["issuer"].h)
        else:
            self.spread("外国人永久居留身份证", boxes["foreigner_title"], weight="Bold")
        self.text(card.issuer, boxes["issuer"].x, boxes["issuer"].y, boxes["issuer"].h)
        self.text(_period(card), boxes["validity"].x, boxes["validity"].y, boxes["validity"].h)
        self.stamp(rosette(round(15 * self.per_mm)), 7.5, 8.5)
        self.specimen(4.0, 29.5)
        return self.done()

    def foreigner_front(self, card: Card, photo: Rgb) -> Rgb:
        self.text("中华人民共和国外国人永久居留身份证", 14.0, 3.2, 3.5, (120, 30, 40), "Bold")
        self.text("FOREIGN PERMANENT RESIDENT ID CARD, P. R. CHINA", 14.0, 7.6, 1.9, (120, 30, 40))
        self.stamp(rosette(round(6.5 * self.per_mm)), 5.5, 3.2)
        for text, (x, y) in layout.FOREIGNER_LABELS.items():
            self.text(text, x, y, layout.SMALL_LABEL_MM, LABEL)
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
            self.text(value, box.x, box.y, box.h)
        self.spread(card.id_number, layout.FOREIGNER_FRONT["id_number"], weight="Bold")
        self.photo(photo, layout.FOREIGNER_FRONT["photo"])
        self.specimen(60.0, 46.0)
        return self.done()


def _dotted(day: str) -> str:
    return day if day == "长期" else f"{day[:4]}.{day[4:6]}.{day[6:]}"


def _period(card: Card) -> str:
    return f"{_dotted(card.valid_from)}-{_dotted(card.valid_to)}"
