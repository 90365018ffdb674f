"""Documents with a machine-readable zone: a passport's data page (TD3) and identity cards for travel (TD1, TD2)."""

from __future__ import annotations

from drivers_sim.people.card_layout import Box
from drivers_sim.people.images import Rgb
from drivers_sim.people.papers import mrz
from drivers_sim.people.papers.holder import Holder
from drivers_sim.people.sheet import ID_1, ID_2, ID_3, INK, LABEL, Ink, Sheet

_ROSE: tuple[Ink, Ink] = ((246, 234, 230), (228, 236, 246))
_GREEN: tuple[Ink, Ink] = ((228, 240, 230), (240, 238, 224))
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_CHINESE = "CHN"


def passport(holder: Holder, photo: Rgb, dpi: int) -> Rgb:
    """The data page alone, 125 × 88 mm."""
    sheet = Sheet(ID_3, dpi, _ROSE)
    chinese = holder.nationality == _CHINESE
    sheet.text("护照" if chinese else "PASSPORT", 6.0, 4.6, 4.6, INK, "Bold")
    sheet.text("中华人民共和国 PEOPLE'S REPUBLIC OF CHINA" if chinese else holder.nationality, 34.0, 5.0, 3.0, LABEL)
    names = f"{holder.surname}, {holder.given}"
    rows = (
        ("类型 / Type    国家码 / Country Code    护照号 / Passport No.", 44.0, 10.4),
        ("姓名 / Name", 44.0, 19.2),
        ("性别 / Sex    国籍 / Nationality    出生日期 / Date of birth", 44.0, 33.0),
        ("签发日期 / Date of issue", 44.0, 43.4),
        ("有效期至 / Date of expiry", 84.0, 43.4),
        ("签发机关 / Authority", 44.0, 53.8),
    )
    for label, x, y in rows:
        sheet.text(label, x, y, 1.9, LABEL)
    sheet.text(f"P          {holder.nationality}", 44.0, 13.2, 3.4)
    sheet.text(holder.passport_number, 88.0, 13.2, 4.2, INK, "Bold")
    sheet.text(holder.name if chinese else names, 44.0, 22.2, 4.0)
    if chinese:
        sheet.text(names, 44.0, 27.2, 3.4)
    letter = "M" if holder.sex == "男" else "F"
    sheet.text(f"{holder.sex}/{letter}" if chinese else letter, 44.0, 36.0, 3.4)
    sheet.text("中国/CHINESE" if chinese else holder.nationality, 60.0, 36.0, 3.4)
    sheet.text(_written(holder.birth_date), 90.0, 36.0, 3.4)
    sheet.text(_written(str(int(holder.passport_expires[:4]) - 10) + holder.passport_expires[4:]), 44.0, 46.4, 3.4)
    sheet.text(_written(holder.passport_expires), 84.0, 46.4, 3.4)
    sheet.text("国家移民管理局 NIA" if chinese else "MINISTRY OF THE INTERIOR", 44.0, 56.8, 3.0)
    sheet.photo(photo, Box(6.0, 16.0, 33.0, 40.6))
    sheet.specimen(96.0, 62.6)
    sheet.machine_lines(mrz.td3(holder), (ID_3[0] - 44 * 2.54) / 2, 82.0)
    return sheet.done()


def td1(holder: Holder, photo: Rgb, dpi: int) -> Rgb:
    """The back of a card of 85.6 × 54 mm: three lines of 30."""
    sheet = Sheet(ID_1, dpi, _GREEN)
    sheet.text(f"IDENTITY CARD  {holder.nationality}", 6.0, 4.2, 3.4, LABEL, "Bold")
    sheet.text(f"Authority  {holder.nationality} 0001", 6.0, 11.0, 2.6)
    sheet.photo(photo, Box(64.0, 4.0, 15.5, 19.0))
    sheet.specimen(6.0, 20.6)
    sheet.machine_lines(mrz.td1(holder), (ID_1[0] - 30 * 2.54) / 2, 48.4)
    return sheet.done()


def td2(holder: Holder, photo: Rgb, dpi: int) -> Rgb:
    """A card of 105 × 74 mm: two lines of 36."""
    sheet = Sheet(ID_2, dpi, _GREEN)
    sheet.text(f"IDENTITY CARD / CARTE D'IDENTITE  {holder.nationality}", 6.0, 5.0, 3.4, LABEL, "Bold")
    for label, value, y in (
        ("Surname", holder.surname, 14.0),
        ("Given names", holder.given, 24.0),
        ("Date of birth", _written(holder.birth_date), 34.0),
        ("Document No.", holder.passport_number, 44.0),
    ):
        sheet.text(label, 42.0, y, 2.0, LABEL)
        sheet.text(value, 42.0, y + 2.8, 3.4)
    sheet.photo(photo, Box(6.0, 12.0, 30.0, 37.0))
    sheet.specimen(76.0, 54.0)
    sheet.machine_lines(mrz.td2(holder), (ID_2[0] - 36 * 2.54) / 2, 68.0)
    return sheet.done()


def _written(day: str) -> str:
    return f"{day[6:]} {_MONTHS[int(day[4:6]) - 1]} {day[:4]}"
