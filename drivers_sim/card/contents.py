"""What a social security card's chip holds: records in two files, as its version lays them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drivers_sim.sdt.chip import ETHNICITIES

Version = Literal["1.00", "2.00", "3.00"]


@dataclass(frozen=True, slots=True, repr=False)
class Contents:
    """A card's data. Dates are YYYYMMDD; `region` is six digits; `ethnicity` a name as 壮, or empty.

    A name of more than 15 characters goes on in the record for that, which version 1.00 lacks: it is cut there.
    """

    version: Version
    region: str
    card_number: str
    id_number: str
    name: str
    sex: Literal["男", "女"]
    birth_date: str
    issued: str
    expires: str = ""
    ethnicity: str = ""
    pin: str = "123456"


def record(tag: int, value: bytes) -> bytes:
    return bytes((tag, len(value))) + value


def digits(text: str, size: int) -> bytes:
    """Two decimal digits a byte, filled with F on the right."""
    return bytes.fromhex(text.ljust(2 * size, "F"))


def letters(text: str, size: int) -> bytes:
    """ASCII, filled with zeros on the right."""
    return text.encode("ascii").ljust(size, b"\0")


def files(of: Contents) -> dict[int, list[bytes]]:
    """The records of the files EF05 and EF06, in the order of their numbers."""
    name = of.name.encode("gb18030")
    first = _whole_characters(name, 30)
    rest = _whole_characters(name[len(first) :], 20)
    extension = [record(0x4E, rest.ljust(20, b"\0"))] if of.version != "1.00" else []
    serial = "D156" + of.card_number[1:].rjust(14, "0")
    return {
        0xEF05: [
            record(0x01, digits(of.region + serial, 16)),
            record(0x02, b"3"),
            record(0x03, letters(of.version, 4)),
            record(0x04, digits("915600000" + of.region, 12)),
            record(0x05, digits(of.issued, 4)),
            record(0x06, digits(of.expires, 4)),
            record(0x07, letters(of.card_number, 9)),
        ],
        0xEF06: [
            record(0x08, letters(of.id_number, 18)),
            record(0x09, first.ljust(30, b"\0")),
            *extension,
            record(0x0A, b"1" if of.sex == "男" else b"2"),
            record(0x0B, digits(_nation(of.ethnicity), 1)),
            record(0x0C, digits(of.id_number[:6] if of.id_number[:6].isdecimal() else "", 3)),
            record(0x0D, digits(of.birth_date, 4)),
        ],
    }


def _whole_characters(name: bytes, size: int) -> bytes:
    """As much of it as fits without a character cut in two."""
    while len(name) > size or not _decodes(name):
        name = name[: min(size, len(name) - 1)]
    return name


def _decodes(name: bytes) -> bool:
    try:
        name.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _nation(name: str) -> str:
    """The number of an ethnic group in GB/T 3304; 97, another one, for what it does not list."""
    return f"{ETHNICITIES.index(name) + 1:02d}" if name in ETHNICITIES else "97"
