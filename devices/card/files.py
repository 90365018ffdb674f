"""The two elementary files of the application that can be read without a PIN: their records, and how a value is kept.

A record is its tag, the length of its value, the value. Kinds of values: `cn`, decimal digits two a byte, padded with F
on the right; `an`, ASCII padded with 00 on the right; `gbk`, Chinese characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from devices.model import Completion, DeviceError


class Kind(Enum):
    CN = "cn"
    AN = "an"
    GBK = "gbk"


@dataclass(frozen=True, slots=True)
class Field:
    """A record: its tag, the length of its value in bytes, and the value's kind."""

    tag: int
    length: int
    kind: Kind


CARD_ID = Field(0x01, 16, Kind.CN)
CLASS = Field(0x02, 1, Kind.AN)
VERSION = Field(0x03, 4, Kind.AN)
INITIALISER = Field(0x04, 12, Kind.CN)
ISSUED = Field(0x05, 4, Kind.CN)
EXPIRES = Field(0x06, 4, Kind.CN)
CARD_NUMBER = Field(0x07, 9, Kind.AN)
ID_NUMBER = Field(0x08, 18, Kind.AN)
NAME = Field(0x09, 30, Kind.GBK)
NAME_EXTENSION = Field(0x4E, 20, Kind.GBK)
SEX = Field(0x0A, 1, Kind.AN)
ETHNICITY = Field(0x0B, 1, Kind.CN)
BIRTHPLACE = Field(0x0C, 3, Kind.CN)
BIRTH_DATE = Field(0x0D, 4, Kind.CN)

EF05 = (CARD_ID, CLASS, VERSION, INITIALISER, ISSUED, EXPIRES, CARD_NUMBER)
EF06_FIRST = (ID_NUMBER, NAME, SEX, ETHNICITY, BIRTHPLACE, BIRTH_DATE)
"""EF06 of version 1.00. The order is that of the record numbers, from 1 on."""
EF06 = (ID_NUMBER, NAME, NAME_EXTENSION, SEX, ETHNICITY, BIRTHPLACE, BIRTH_DATE)
"""EF06 from version 2.00 on."""

_PADDING = b"\x00\xff "  # no second byte of a character in GBK is one of these


def value_of(record: bytes) -> tuple[int, bytes]:
    """A record's tag and value. Raises `DeviceError` with `card_unreadable` where it is cut short."""
    if len(record) < 2 or len(record) < 2 + record[1]:
        raise DeviceError(Completion.USER_ERROR, "card_unreadable")
    return record[0], record[2 : 2 + record[1]]


def text_of(values: Mapping[int, bytes], *fields: Field) -> str:
    """The text of a field, or of one that goes on in a second; empty where the card lacks it."""
    kind = fields[0].kind
    if kind is Kind.CN:
        return values.get(fields[0].tag, b"").hex().upper().rstrip("F")
    raw = b"".join(values.get(field.tag, b"").rstrip(_PADDING) for field in fields)
    try:
        text = raw.decode("gb18030" if kind is Kind.GBK else "ascii")
    except UnicodeDecodeError:  # its own text would hold the card's bytes
        raise DeviceError(Completion.USER_ERROR, "card_unreadable") from None
    if not text.isprintable():
        raise DeviceError(Completion.USER_ERROR, "card_unreadable")
    return text
