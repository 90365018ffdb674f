"""Residence permits: for residents of Hong Kong, Macao and Taiwan (2018), and for foreigners (2017, 2023).

Drawn after public descriptions of what is printed, not after the cards: places and sizes are ours.
"""

from __future__ import annotations

from drivers_sim.people import card_layout as layout
from drivers_sim.people.card_background import rosette
from drivers_sim.people.card_layout import Box
from drivers_sim.people.images import Rgb
from drivers_sim.people.papers.holder import Holder
from drivers_sim.people.sheet import ID_1, LABEL, Ink, Sheet

_BLUE: tuple[Ink, Ink] = ((219, 236, 244), (238, 230, 240))
_GOLD: tuple[Ink, Ink] = ((244, 236, 218), (220, 238, 230))
_RED: Ink = (120, 30, 40)

_HMT_BACK: dict[str, Box] = {
    "country": Box(27.5, 7.0, 50, 5.2),
    "title": Box(27.5, 14.6, 50, 6.4),
    "issuer": Box(36.6, 28.6, 42, 3.4),
    "validity": Box(36.6, 34.4, 44, 3.4),
    "permit_number": Box(40.0, 40.2, 30, 3.4),
    "issue_count": Box(36.6, 46.0, 10, 3.4),
}
_HMT_BACK_LABELS = {
    "签发机关": (19.8, 28.8),
    "有效期限": (19.8, 34.6),
    "通行证号码": (19.8, 40.4),
    "签发次数": (19.8, 46.2),
}

_FOREIGNER_BACK_LABELS = {
    "签发机关 / Issuing Authority": (8.0, 26.0),
    "有效期限 / Period of Validity": (8.0, 34.4),
}
_FORMER = "曾持证件号码 / Former ID No."


def hmt_front(holder: Holder, photo: Rgb, dpi: int) -> Rgb:
    """As a resident's card, without the ethnicity."""
    sheet = Sheet(ID_1, dpi, _BLUE)
    for text, (x, y) in layout.RESIDENT_LABELS.items():
        if text != "民族":
            sheet.text(text, x, y, layout.LABEL_MM, LABEL)
    boxes, born = layout.RESIDENT_FRONT, holder.birth_date
    sheet.value(holder.name, boxes["name"])
    sheet.value(holder.sex, boxes["sex"])
    for key, part in (("birth_year", born[:4]), ("birth_month", born[4:6]), ("birth_day", born[6:])):
        sheet.value(str(int(part)), boxes[key])
    sheet.wrapped(holder.address, boxes["address"], layout.ADDRESS_LINE_MM)
    sheet.spread(holder.id_number, boxes["id_number"], weight="Bold")
    sheet.photo(photo, boxes["photo"])
    sheet.specimen(58.2, 2.6)
    return sheet.done()


def hmt_back(holder: Holder, photo: Rgb, dpi: int) -> Rgb:  # noqa: ARG001
    """The number's first digits say where the holder is from, and so which title stands here."""
    sheet = Sheet(ID_1, dpi, _BLUE)
    title = "台湾居民居住证" if holder.id_number.startswith("83") else "港澳居民居住证"
    sheet.spread("中华人民共和国", _HMT_BACK["country"], weight="Bold")
    sheet.spread(title, _HMT_BACK["title"], weight="Bold")
    sheet.labels(_HMT_BACK_LABELS, layout.LABEL_MM)
    sheet.value(holder.issuer, _HMT_BACK["issuer"])
    sheet.value(f"{dotted(holder.valid_from)}-{dotted(holder.valid_to)}", _HMT_BACK["validity"])
    sheet.value(holder.permit_number, _HMT_BACK["permit_number"])
    sheet.value(holder.issue_count, _HMT_BACK["issue_count"])
    sheet.stamp(rosette(round(14 * sheet.per_mm)), 6.5, 7.0)
    sheet.specimen(58.0, 46.6)
    return sheet.done()


def foreigner_back(holder: Holder, photo: Rgb, dpi: int, year: int) -> Rgb:  # noqa: ARG001
    """Title, issuing authority, validity; the card of 2023 also names the number of the one before."""
    sheet = Sheet(ID_1, dpi, _GOLD)
    sheet.spread("中华人民共和国", Box(26.5, 5.2, 52, 4.6), "Bold", _RED)
    sheet.spread("外国人永久居留身份证", Box(26.5, 11.4, 52, 4.8), "Bold", _RED)
    sheet.text("FOREIGN PERMANENT RESIDENT ID CARD", 27.0, 17.6, 2.2, _RED)
    sheet.labels(_FOREIGNER_BACK_LABELS)
    sheet.text(holder.issuer, 8.0, 29.0, 3.4)
    sheet.text(f"{dotted(holder.valid_from)}-{dotted(holder.valid_to)}", 8.0, 37.4, 3.4)
    if year >= 2023 and holder.former_number:
        sheet.labels({_FORMER: (8.0, 42.8)})
        sheet.text(holder.former_number, 8.0, 45.8, 3.4)
    sheet.stamp(rosette(round(14 * sheet.per_mm)), 7.0, 5.5)
    sheet.specimen(58.0, 47.6)
    return sheet.done()


def dotted(day: str) -> str:
    return day if day == "长期" else f"{day[:4]}.{day[4:6]}.{day[6:]}"
