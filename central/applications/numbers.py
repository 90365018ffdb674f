"""An application's number: NN, the local date, six digits of its row, and a Luhn check digit."""

from __future__ import annotations

from datetime import datetime

from central.workdays import local_date


def application_number(row: int, received_at: datetime) -> str:
    digits = f"{local_date(received_at):%y%m%d}{row % 1_000_000:06d}"
    return f"NN{digits}{_luhn(digits)}"


def is_valid(number: str) -> bool:
    digits = number[2:]
    return (
        len(number) == 15
        and number[:2] == "NN"
        and digits.isascii()
        and digits.isdigit()
        and (_luhn(digits[:-1]) == int(digits[-1]))
    )


def _luhn(digits: str) -> int:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10
