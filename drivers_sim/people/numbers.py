"""Check digits of a citizen's numbers: identity number (GB 11643), bank account (Luhn), company (GB 32100)."""

from __future__ import annotations

from datetime import date

IDENTITY_LENGTH = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_COMPANY_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def identity_check_digit(first_17: str) -> str:
    """The 18th character of an identity number (GB 11643, ISO 7064 MOD 11-2): a digit or `X`."""
    if len(first_17) != 17 or not (first_17.isascii() and first_17.isdigit()):
        raise ValueError("an identity number has 17 digits before its check digit")
    return _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, first_17, strict=True)) % 11]


def is_identity_number(number: str) -> bool:
    """Whether check digit and birth date hold. The division is not looked at: retired ones live on in numbers."""
    if len(number) != IDENTITY_LENGTH or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return identity_check_digit(number[:17]) == number[17]


def with_wrong_check_digit(number: str) -> str:
    """The same number with its last character one further in the table, as a bad forgery would have it."""
    return number[:17] + _CHECKS[(_CHECKS.index(number[17]) + 1) % 11]


def luhn_check_digit(digits: str) -> str:
    """The digit to append to an account number (ISO/IEC 7812-1)."""
    total = 0
    for i, d in enumerate(reversed(digits)):
        n = int(d) * (2 if i % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return str(-total % 10)


def is_account_number(number: str) -> bool:
    """Whether a UnionPay account number (62…, 16 to 19 digits) has a right check digit."""
    return (
        number.isascii()
        and number.isdigit()
        and 16 <= len(number) <= 19
        and number.startswith("62")
        and luhn_check_digit(number[:-1]) == number[-1]
    )


def company_check_character(first_17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100)."""
    total = sum(_COMPANY_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first_17))
    return _COMPANY_ALPHABET[-total % 31]
