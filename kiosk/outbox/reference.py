"""References: what a citizen is given at the commit, whether or not the central can be reached.

"K", 13 characters of Crockford's base 32 (65 random bits), and Crockford's check character (the number modulo 37),
which finds every wrong character and every swap of neighbours. Shown in groups: KXXXX-XXXXX-XXXXX.
"""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK_ALPHABET = _ALPHABET + "*~$=U"
_DIGITS = 13
_MISREAD = str.maketrans("ILO", "110")


class InvalidReferenceError(ValueError):
    """Not a reference, or one mistyped."""


def new() -> str:
    """A fresh reference, ungrouped."""
    return of_number(secrets.randbits(5 * _DIGITS))


def of_number(number: int) -> str:
    digits = "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_DIGITS - 1), -1, -5))
    return f"K{digits}{_CHECK_ALPHABET[number % 37]}"


def grouped(reference: str) -> str:
    """As it is shown and printed."""
    return f"{reference[:5]}-{reference[5:10]}-{reference[10:]}"


def parse(text: str) -> str:
    """What somebody typed, as a reference: any case, hyphens and spaces, I and L for 1, O for 0.

    Raises InvalidReferenceError where it is none or its check character does not fit.
    """
    typed = "".join(text.upper().split()).replace("-", "")
    if len(typed) != _DIGITS + 2 or typed[0] != "K":
        raise InvalidReferenceError("a reference is K and 14 more characters")
    digits = typed[1:-1].translate(_MISREAD)
    check = typed[-1].translate(_MISREAD)
    number = 0
    for each in digits:
        value = _ALPHABET.find(each)
        if value < 0:
            raise InvalidReferenceError(f"{each!r} is not used in references")
        number = number * 32 + value
    if _CHECK_ALPHABET.find(check) != number % 37:
        raise InvalidReferenceError("a character is wrong")
    return f"K{digits}{check}"
