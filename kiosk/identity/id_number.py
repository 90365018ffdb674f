"""Citizen identification numbers by GB 11643-1999: 17 digits and a check character of ISO 7064 MOD 11-2.

Only the check character and the date decide whether a number is right. The administrative division never does: numbers
keep the code of the place and time they were given in, and many of those codes have long been retired.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")

# GB/T 2260: provinces; 81–83 are used by the residence permits for Hong Kong, Macao and Taiwan residents,
# 9x by the foreigner's permanent resident ID card of 2023.
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9]")


class IdNumberError(ValueError):
    """Why a number cannot be right: `reason` is shape, check_digit or birth_date. The message holds no digit of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"not a citizen identification number: {reason}")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number whose check character and birth date are right. `sex` is 男 or 女."""

    value: str = field(repr=False)
    birth_date: date = field(repr=False)
    sex: str = field(repr=False)
    division: str = field(repr=False)
    warnings: tuple[str, ...] = ()


def local_date() -> date:
    """Today where the kiosk stands."""
    return datetime.now(tz=UTC).astimezone().date()


def check_character(first_17: str) -> str:
    """The 18th character for 17 digits."""
    if not re.fullmatch(r"[0-9]{17}", first_17):
        raise ValueError("needs exactly 17 digits")
    return _CHECK_CHARACTERS[sum(int(d) * w for d, w in zip(first_17, _WEIGHTS, strict=True)) % 11]


def has_right_check(value: str) -> bool:
    """Whether `value` has the number's shape and its check character is right; the date is not looked at."""
    return bool(_SHAPE.fullmatch(value)) and check_character(value[:17]) == value[17]


def parse(value: str, today: date | None = None) -> IdNumber:
    """Check a number of 18 characters (a small x is accepted); raises `IdNumberError`."""
    number = value.strip().upper()
    if not _SHAPE.fullmatch(number):
        raise IdNumberError("shape")
    if check_character(number[:17]) != number[17]:
        raise IdNumberError("check_digit")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise IdNumberError("birth_date") from None
    if born > (today or local_date()) or born.year < 1850:
        raise IdNumberError("birth_date")
    known = _PROVINCES.match(number) is not None
    return IdNumber(
        value=number,
        birth_date=born,
        sex="男" if int(number[16]) % 2 else "女",
        division=number[:6],
        warnings=() if known else ("unknown_division",),
    )
