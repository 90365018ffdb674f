"""The social security card's printed face (third generation): holder, numbers, portrait, contacts."""

from __future__ import annotations

from drivers_sim.people.card_background import rosette
from drivers_sim.people.card_layout import Box
from drivers_sim.people.images import Rgb
from drivers_sim.people.papers.holder import Holder
from drivers_sim.people.sheet import ID_1, Ink, Sheet

_GROUND: tuple[Ink, Ink] = ((226, 240, 232), (238, 232, 224))
_TITLE: Ink = (150, 34, 40)
_LABEL_MM = 2.6
_VALUE_MM = 2.9
_LEFT = 30.0
_ROWS = (
    ("姓名", "name", 23.0),
    ("社会保障号码", "id_number", 28.6),
    ("卡号", "card_number", 34.2),
    ("发卡日期", "card_issued", 39.8),
    ("有效期至", "card_expires", 45.4),
)


def social_front(holder: Holder, photo: Rgb, dpi: int) -> Rgb:
    """The side with the portrait and the contacts."""
    sheet = Sheet(ID_1, dpi, _GROUND)
    sheet.spread("中华人民共和国社会保障卡", Box(16.0, 4.4, 62, 4.8), "Bold", _TITLE)
    sheet.text(holder.region, 36.0, 11.4, 2.6)
    sheet.stamp(rosette(round(8 * sheet.per_mm)), 5.5, 3.2)
    for label, key, y in _ROWS:
        value = getattr(holder, key)
        if not value:
            continue
        sheet.text(label, _LEFT, y, _LABEL_MM)
        sheet.text(_printed(key, value), _LEFT + 2.7 * len(label) + 1.4, y - 0.2, _VALUE_MM)
    sheet.photo(photo, Box(5.5, 18.0, 20.5, 25.2))
    sheet.block(Box(68.0, 15.0, 12.6, 10.6), (212, 186, 120))
    sheet.specimen(60.0, 49.6)
    return sheet.done()


def social_back(holder: Holder, photo: Rgb, dpi: int) -> Rgb:  # noqa: ARG001
    """The bank's side: nothing that says who the holder is but the account."""
    sheet = Sheet(ID_1, dpi, ((208, 226, 240), (230, 224, 236)))
    sheet.text(f"{holder.bank}  SAMPLE BANK", 6.0, 5.0, 4.2, _TITLE, "Bold")
    sheet.block(Box(0.0, 12.0, 85.6, 9.0), (36, 36, 40))
    sheet.text(" ".join(holder.bank_account[i : i + 4] for i in range(0, 19, 4)), 6.0, 28.0, 5.0)
    sheet.text("银联 UnionPay   服务电话 12333", 6.0, 40.0, 3.0)
    sheet.specimen(60.0, 48.0)
    return sheet.done()


def _printed(key: str, value: str) -> str:
    if key in {"card_issued", "card_expires"}:
        return f"{value[:4]}年{value[4:6]}月{value[6:]}日"
    return value
