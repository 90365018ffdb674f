"""Where things stand on the simulated cards, in mm from the upper left corner of 85.6 × 54 (ISO/IEC 7810 ID-1).

The resident's card follows the layout of GA 448 closely enough for a reader made for it.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH_MM, HEIGHT_MM = 85.6, 54.0
CORNER_MM = 3.18


@dataclass(frozen=True, slots=True)
class Box:
    """A field's place: left edge, top edge, width, height of the line of text (or of the picture), in mm."""

    x: float
    y: float
    w: float
    h: float


RESIDENT_FRONT: dict[str, Box] = {
    "name": Box(15.6, 5.2, 34, 4.3),
    "sex": Box(15.6, 12.2, 5, 3.6),
    "ethnicity": Box(33.4, 12.2, 16, 3.6),
    "birth_year": Box(15.6, 18.9, 9, 3.6),
    "birth_month": Box(29.0, 18.9, 5, 3.6),
    "birth_day": Box(37.2, 18.9, 5, 3.6),
    "address": Box(15.6, 26.0, 38.2, 3.4),
    "id_number": Box(28.6, 44.6, 50, 4.2),
    "photo": Box(55.2, 7.6, 25.4, 31.3),
}
RESIDENT_LABELS: dict[str, tuple[float, float]] = {
    "姓名": (6.0, 5.5),
    "性别": (6.0, 12.4),
    "民族": (24.6, 12.4),
    "出生": (6.0, 19.1),
    "年": (25.2, 19.1),
    "月": (33.6, 19.1),
    "日": (42.0, 19.1),
    "住址": (6.0, 26.2),
    "公民身份号码": (6.0, 45.1),
}
LABEL_MM = 3.1
ADDRESS_LINE_MM = 5.0

BACK: dict[str, Box] = {
    "country": Box(28.5, 8.0, 50, 5.6),
    "title": Box(28.5, 18.0, 50, 8.0),
    "foreigner_title": Box(26.5, 19.0, 54, 5.0),
    "issuer": Box(35.6, 39.2, 44, 3.5),
    "validity": Box(35.6, 45.8, 44, 3.5),
}
BACK_LABELS: dict[str, tuple[float, float]] = {"签发机关": (19.8, 39.3), "有效期限": (19.8, 45.9)}

FOREIGNER_FRONT: dict[str, Box] = {
    "english_name": Box(6.0, 14.4, 46, 3.5),
    "name": Box(6.0, 18.9, 46, 3.3),
    "sex": Box(6.0, 27.4, 14, 3.2),
    "birth_date": Box(24.0, 27.4, 26, 3.2),
    "nationality": Box(6.0, 35.4, 24, 3.2),
    "validity": Box(24.0, 35.4, 32, 3.0),
    "id_number": Box(6.0, 44.8, 50, 4.2),
    "photo": Box(57.6, 12.6, 22.6, 27.8),
}
FOREIGNER_LABELS: dict[str, tuple[float, float]] = {
    "姓名 / Name": (6.0, 11.6),
    "性别 / Sex": (6.0, 24.6),
    "出生日期 / Date of Birth": (24.0, 24.6),
    "国籍 / Nationality": (6.0, 32.6),
    "有效期限 / Period of Validity": (24.0, 32.6),
    "证件号码 / ID No.": (6.0, 41.8),
}
SMALL_LABEL_MM = 1.9
