"""Pictures of identity cards drawn unlike the simulator's: every card has its own fonts, sizes, and places of print.

For bench/ocr.py and the tests of reading, so that the reader is not fitted to one renderer. Every number, name and
address is made up.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from kiosk.identity.id_number import check_character

Picture = npt.NDArray[np.uint8]

_FOLDER = Path("/usr/share/fonts/opentype/noto")
_FONTS = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc")
_SIMPLIFIED = 2  # the face for China in Noto's collections

_SURNAMES = "韦黄覃陆梁李农莫卢蒙罗潘吴苏唐谢廖蓝周刘邓玉甘欧阳邹蔡韩祝樊窦"
_GIVEN = (
    "志强小梅桂兰大明飞建国丽华春燕海林秀英永健文轩子涵雨桐浩然思琪家豪晓东世杰慧敏玉珍振宁喆昊琳倩颖凤莲荣德辉艳萍"
)
# Held-out people bear names that no rule was tuned on: frequent surnames, and given names' frequent characters.
_MORE_SURNAMES = (
    "王张刘陈杨赵徐孙马朱胡林郭何高郑宋许韩冯于董萧程曹袁沈曾彭吕卢蒋蔡贾丁魏薛叶阎余杜戴夏钟汪田任姜范方石姚谭盛邹"
    "熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_MORE_GIVEN = (
    "勇艳军洋勤娟涛超霞平刚桂芳娜静敏伟磊洪波鑫鹏浩宇欣怡梓萱泽诗涵俊熙晨睿轩佳琪雪梦洁婷红梅玲凯峰亮斌强彬辰阳"
    "旭光宏博远翔宁安和胜利国庆建军新春香云月秋冬兰菊清爱珠翠巧美艺馨妍可心依雯蕾薇嘉仪培根福寿贵财有才富全"
    "柏松岩山川河海涌泉溪石磊金银铜铁玉瑞祥云锦绣彩霞虹雁燕鹤龙虎彪豹骏驰骋"
)
_DIVISIONS = {
    "450102": "南宁市兴宁区",
    "450103": "南宁市青秀区",
    "450105": "南宁市江南区",
    "450122": "广西武鸣县",
    "450126": "广西宾阳县",
    "450127": "广西横县",
    "452123": "广西宾阳县",
    "440106": "广州市天河区",
}
_STREETS = (
    "民族大道",
    "双桥镇伊岭村下渌屯",
    "黎塘镇欧阳村委会",
    "星湖路北一里",
    "大学东路",
    "友爱南路",
    "那马镇坛良村坛板坡",
)
_ETHNICITIES = ("壮", "汉", "瑶", "苗", "仫佬", "毛南", "维吾尔", "京", "土家")


@dataclass(frozen=True)
class Person:
    """What a card says; dates as YYYY-MM-DD."""

    name: str
    sex: str
    ethnicity: str
    birth_date: str
    address: str
    id_number: str
    issuer: str
    valid_from: str
    valid_to: str

    def front(self) -> dict[str, str]:
        return {n: getattr(self, n) for n in ("name", "sex", "ethnicity", "birth_date", "address", "id_number")}

    def back(self) -> dict[str, str]:
        return {n: getattr(self, n) for n in ("issuer", "valid_from", "valid_to")}


def random_person(rng: random.Random, *, held_out: bool = False) -> Person:
    """`held_out`: with a name out of more characters than rules were tried on."""
    surnames, characters = (_MORE_SURNAMES, _MORE_GIVEN) if held_out else (_SURNAMES, _GIVEN)
    division = rng.choice(list(_DIVISIONS))
    male = rng.random() < 0.5
    born = f"{rng.randint(1938, 2006):04}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    digits = f"{division}{born.replace('-', '')}{rng.randint(0, 99):02}{2 * rng.randint(0, 4) + male}"
    given = "".join(rng.choice(characters) for _ in range(rng.choice((1, 2, 2, 2))))
    tail = rng.choice(
        (f"{rng.randint(1, 300)}号", f"{rng.randint(1, 99)}号{rng.randint(1, 30)}栋{rng.randint(101, 2904)}房")
    )
    year, forever = rng.randint(2010, 2023), rng.random() < 0.2
    start = f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return Person(
        name=rng.choice(surnames) + given,
        sex="男" if male else "女",
        ethnicity=rng.choice(_ETHNICITIES),
        birth_date=born,
        address=_DIVISIONS[division] + rng.choice(_STREETS) + tail,
        id_number=digits + check_character(digits),
        issuer=_DIVISIONS[division].replace("广西", "") + "公安局" if division != "450103" else "南宁市公安局青秀分局",
        valid_from=start,
        valid_to="长期" if forever else f"{year + 20}{start[4:]}",
    )


class _Sheet:
    """A card of 85.6 × 54 mm being drawn, with its own hand: fonts, ink, and how far print strays."""

    def __init__(self, rng: random.Random, per_mm: float) -> None:
        self.rng, self.per_mm = rng, per_mm
        self.font = _FOLDER / rng.choice(_FONTS)
        self.size = rng.uniform(0.92, 1.08)
        self.shift = (rng.uniform(-0.9, 0.9), rng.uniform(-0.9, 0.9))
        self.label = (rng.randint(20, 90), rng.randint(80, 130), rng.randint(130, 190))
        self.ink = (rng.randint(5, 45),) * 3
        size = (round(85.6 * per_mm), round(54 * per_mm))
        self.image = Image.fromarray(_ground(size, rng))
        self.draw = ImageDraw.Draw(self.image)

    def text(self, x: float, middle: float, text: str, height: float, ink: tuple[int, ...], spread: float = 0) -> float:
        """Draw at x mm, vertically centred; `spread` mm between characters. Returns the right end in mm."""
        font = ImageFont.truetype(self.font, round(height * self.size * self.per_mm), index=_SIMPLIFIED)
        x += self.shift[0] + self.rng.uniform(-0.2, 0.2)
        middle += self.shift[1] + self.rng.uniform(-0.25, 0.25)
        for part in text if spread else (text,):
            self.draw.text((x * self.per_mm, middle * self.per_mm), part, ink, font, anchor="lm")
            x += font.getlength(part) / self.per_mm + spread
        return x


def draw_front(person: Person, seed: int, per_mm: float = 14.0) -> Picture:
    """The front, BGR, square-cornered."""
    rng = random.Random(seed)
    sheet = _Sheet(rng, per_mm)
    step = rng.uniform(6.6, 7.3)
    top = rng.uniform(7.2, 8.6)
    label, value = 6.0, rng.uniform(14.8, 16.4)
    year, month, day = (str(int(part)) for part in person.birth_date.split("-"))
    gap = rng.choice((0.0, 0.0, 0.6))
    sheet.text(label, top, "姓名", 3.1, sheet.label, gap)
    sheet.text(value, top, person.name, 4.0, sheet.ink, rng.choice((0, 0, 0.5)))
    sheet.text(label, top + step, "性别", 3.1, sheet.label, gap)
    sheet.text(value, top + step, person.sex, 3.5, sheet.ink)
    sheet.text(25.0, top + step, "民族", 3.1, sheet.label, gap)
    sheet.text(33.5, top + step, person.ethnicity, 3.5, sheet.ink)
    sheet.text(label, top + 2 * step, "出生", 3.1, sheet.label, gap)
    x = sheet.text(value, top + 2 * step, year, 3.5, sheet.ink) + 1.2
    for unit, part in (("年", month), ("月", day)):
        x = sheet.text(x, top + 2 * step, unit, 3.1, sheet.label) + 1.4
        x = sheet.text(x, top + 2 * step, part, 3.5, sheet.ink) + 1.4
    sheet.text(x, top + 2 * step, "日", 3.1, sheet.label)
    address = top + 3 * step + rng.uniform(-0.4, 0.6)
    sheet.text(label, address, "住址", 3.1, sheet.label, gap)
    wrap = rng.choice((10, 11))
    for i in range(0, len(person.address), wrap):
        sheet.text(value, address + (i // wrap) * rng.uniform(4.7, 5.0), person.address[i : i + wrap], 3.4, sheet.ink)
    lowest = rng.uniform(46.0, 47.6)
    sheet.text(label, lowest, "公民身份号码", 3.1, sheet.label)
    sheet.text(29.0, lowest, person.id_number, 4.2, sheet.ink, rng.uniform(0.1, 0.45))
    _portrait(sheet)
    return np.asarray(sheet.image)[:, :, ::-1].copy()


def draw_back(person: Person, seed: int, per_mm: float = 14.0) -> Picture:
    """The back, BGR, square-cornered."""
    rng = random.Random(seed)
    sheet = _Sheet(rng, per_mm)
    sheet.draw.ellipse([v * per_mm for v in (7, 6, 21, 21)], fill=(200, 60, 60))
    sheet.text(28.0, rng.uniform(9.5, 11.5), "中华人民共和国", 5.4, sheet.ink, 1.6)
    sheet.text(30.0, rng.uniform(20, 22.5), "居民身份证", 7.4, sheet.ink, 2.0)
    low = rng.uniform(40, 42)
    sheet.text(19.5, low, "签发机关", 3.1, sheet.label)
    sheet.text(35.0, low, person.issuer, 3.4, sheet.ink)
    sheet.text(19.5, low + 6.4, "有效期限", 3.1, sheet.label)
    dotted = person.valid_from.replace("-", ".")
    sheet.text(35.0, low + 6.4, f"{dotted}-{person.valid_to.replace('-', '.')}", 3.4, sheet.ink)
    return np.asarray(sheet.image)[:, :, ::-1].copy()


def _ground(size: tuple[int, int], rng: random.Random) -> Picture:
    """A pale security pattern, or plain white."""
    width, height = size
    if rng.random() < 0.15:
        return np.full((height, width, 3), 250, np.uint8)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / height
    wave = np.sin(40 * y + 6 * np.sin(5 * x + rng.uniform(0, 6))) * rng.uniform(2, 7)
    tint = np.array([rng.uniform(222, 244) for _ in range(3)], np.float32)
    ramp = (x[..., None] - 0.8) * np.array([rng.uniform(-14, 14) for _ in range(3)], np.float32)
    pattern = np.clip(tint + ramp + wave[..., None], 0, 255)
    return np.asarray(pattern, dtype=np.uint8)


def _portrait(sheet: _Sheet) -> None:
    """A head and shoulders without a face: reading needs none."""
    rng, k = sheet.rng, sheet.per_mm
    left, top = rng.uniform(54, 56), rng.uniform(6.5, 8.5)
    skin = (rng.randint(190, 230), rng.randint(150, 185), rng.randint(120, 160))
    for box, ink in (
        ((left, top + 22, left + 24, top + 32), (40, 44, 60)),
        ((left + 5.5, top + 1.5, left + 18.5, top + 16), (24, 22, 22)),
        ((left + 6.5, top + 4.5, left + 17.5, top + 21), skin),
    ):
        sheet.draw.ellipse([v * k for v in box], fill=ink)
    sheet.draw.rectangle([v * k for v in (left, top + 27, left + 24, top + 32)], fill=(40, 44, 60))
