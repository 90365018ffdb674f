"""What the chip of an ID card holds: the 256-byte text block and the 1024-byte photo block."""

from __future__ import annotations

from dataclasses import dataclass

TEXT_BYTES = 256
PHOTO_BYTES = 1024
ADDRESS_BYTES = 70
PHOTO_MARK = b"SIMPHOTO"
"""Heads the simulator's own photo encoding: the mark, a length (u16, big-endian), a WebP picture, zeros.

Real chips hold a WLT-compressed photograph, for which no open decoder is known.
"""

_NAMES = """
    汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜
    水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒
    乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
ETHNICITIES = _NAMES.split()
"""GB/T 3304 in its order: the first is code 01."""


Field = tuple[str, int]
"""A text, and how many bytes it has in the block."""


@dataclass(frozen=True, slots=True)
class ResidentChip:
    """A resident's card. Dates as YYYYMMDD; `valid_to` may be 长期."""

    name: str
    sex: str
    ethnicity: str
    birth_date: str
    address: str
    id_number: str
    issuer: str
    valid_from: str
    valid_to: str

    def fields(self) -> list[Field]:
        return [
            *((self.name, 30), (_sex_code(self.sex), 2), (_ethnicity_code(self.ethnicity), 4)),
            *((self.birth_date, 16), (self.address, ADDRESS_BYTES), (self.id_number, 36), (self.issuer, 30)),
            *((self.valid_from, 16), (self.valid_to, 16), ("", 36)),
        ]


@dataclass(frozen=True, slots=True)
class HmtChip:
    """A residence permit for people from Hong Kong, Macau and Taiwan (type flag J).

    `permit_number`: of the permit to travel to the mainland, 9 characters; `issue_count`: how often it was issued.
    """

    name: str
    sex: str
    birth_date: str
    address: str
    id_number: str
    issuer: str
    valid_from: str
    valid_to: str
    permit_number: str
    issue_count: str = "01"

    def fields(self) -> list[Field]:
        return [
            *((self.name, 30), (_sex_code(self.sex), 2), ("", 4), (self.birth_date, 16)),
            *((self.address, ADDRESS_BYTES), (self.id_number, 36), (self.issuer, 30)),
            *((self.valid_from, 16), (self.valid_to, 16), (self.permit_number, 18), (self.issue_count, 4), ("", 6)),
            *(("J", 2), ("", 6)),
        ]


@dataclass(frozen=True, slots=True)
class Foreigner2017Chip:
    """A foreigner's permanent residence card in the layout of 2017 (type flag I). `country`: three letters, which the
    15-character number begins with."""

    chinese_name: str
    english_name: str
    sex: str
    birth_date: str
    id_number: str
    country: str
    valid_from: str
    valid_to: str
    version: str = "01"
    authority: str = "1500"

    def fields(self) -> list[Field]:
        return [
            *((self.english_name, 120), (_sex_code(self.sex), 2), (self.id_number, 30), (self.country, 6)),
            *((self.chinese_name, 30), (self.valid_from, 16), (self.valid_to, 16), (self.birth_date, 16)),
            *((self.version, 4), (self.authority, 8), ("I", 2), ("", 6)),
        ]


@dataclass(frozen=True, slots=True)
class ForeignerChip:
    """A foreigner's permanent residence card in the layout of 2023 (type flag Y). `country`: three letters."""

    chinese_name: str
    english_name: str
    sex: str
    birth_date: str
    id_number: str
    country: str
    valid_from: str
    valid_to: str
    renewals: str = "00"

    def fields(self) -> list[Field]:
        return [
            *((self.chinese_name, 30), (_sex_code(self.sex), 2), (self.renewals, 4), (self.birth_date, 16)),
            *((self.english_name[:35], 70), (self.id_number, 36), ("", 30), (self.valid_from, 16), (self.valid_to, 16)),
            *((self.english_name[35:], 22), (self.country, 6), ("Y", 2), ("", 6)),
        ]


Holder = ResidentChip | HmtChip | Foreigner2017Chip | ForeignerChip


@dataclass(frozen=True, slots=True)
class Chip:
    """Everything a reader can get from a card."""

    holder: Holder
    photo: bytes = PHOTO_MARK.ljust(PHOTO_BYTES, b"\0")
    newest_address: str = ""


def text_block(holder: Holder) -> bytes:
    """The 256-byte text block, UTF-16LE padded with spaces; text too long for its field is cut."""
    return b"".join(_padded(text, size) for text, size in holder.fields())


def photo_block(webp: bytes) -> bytes:
    """The photo block in the simulator's encoding; raises ValueError if the picture is too large for it."""
    data = PHOTO_MARK + len(webp).to_bytes(2) + webp
    if len(data) > PHOTO_BYTES:
        raise ValueError(f"a chip's photo block holds {PHOTO_BYTES} bytes, not {len(data)}")
    return data.ljust(PHOTO_BYTES, b"\0")


def photograph(block: bytes) -> bytes:
    """The picture (WebP) in a photo block of the simulator's encoding, as a decoder of photographs gives it; raises
    ValueError for any other block."""
    start = len(PHOTO_MARK) + 2
    size = int.from_bytes(block[len(PHOTO_MARK) : start])
    if len(block) != PHOTO_BYTES or not block.startswith(PHOTO_MARK) or not 0 < size <= PHOTO_BYTES - start:
        raise ValueError("not a photo block of the simulator's")
    return block[start : start + size]


def address_block(address: str) -> bytes:
    return _padded(address, ADDRESS_BYTES)


def _padded(text: str, size: int) -> bytes:
    encoded = text.encode("utf-16-le")[:size]
    return encoded + " ".encode("utf-16-le") * ((size - len(encoded)) // 2)


def _sex_code(sex: str) -> str:
    return {"男": "1", "女": "2", "M": "1", "F": "2"}.get(sex, "9")


def _ethnicity_code(name: str) -> str:
    name = name.removesuffix("族")
    return f"{ETHNICITIES.index(name) + 1:02d}" if name in ETHNICITIES else "97"
