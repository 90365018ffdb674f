"""Identity numbers: GB 11643 check digit and date of birth, and the older 15-character residence card number.

Only the check digit and the date are judged. The division code is not: codes are retired and reassigned, and people
keep the number they were given.
"""

from __future__ import annotations

import re
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_RESIDENT = re.compile(r"[0-9]{17}[0-9X]")
_OLD_RESIDENCE_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")


def normalise(number: str) -> str:
    """Upper case, without spaces."""
    return "".join(number.split()).upper()


def is_valid(number: str) -> bool:
    """Whether a normalised number can be a citizen's or permanent resident's."""
    if _OLD_RESIDENCE_CARD.fullmatch(number):
        return True
    if not _RESIDENT.fullmatch(number):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECK[total % 11] == number[17] and birth_date(number) is not None


def birth_date(number: str) -> date | None:
    """The date of birth inside an 18-character number, None where there is none."""
    try:
        return date.fromisoformat(number[6:14])
    except ValueError:
        return None
