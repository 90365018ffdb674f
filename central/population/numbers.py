"""Numbers with right check digits, for many people at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Digits = NDArray[np.uint8]

DIVISIONS = np.array(
    [450102, 450103, 450105, 450107, 450108, 450109, 450110, 450123, 450124, 450125, 450126, 450181], dtype=np.int64
)
"""Nanning's districts and counties as they are now."""
_ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_ID_CHECK = np.frombuffer(b"10X98765432", dtype=np.uint8)
_COMPANY_ALPHABET = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", dtype=np.uint8)
_ZERO = ord("0")


def identity_numbers(division: Numbers, birth: NDArray[np.datetime64], serial: Numbers) -> list[str]:
    """GB 11643. `serial` 1–999: odd for men."""
    first = (division * 10**8 + _as_number(birth)) * 1000 + serial
    digits = _digits(first, 17)
    check = _ID_CHECK[(digits.astype(np.int64) @ _ID_WEIGHTS) % 11]
    return _text(np.column_stack((digits + _ZERO, check)))


def account_numbers(index: Numbers) -> list[str]:
    """19 digits that start with 6200 and end with a Luhn digit."""
    digits = _digits(62 * 10**16 + index, 18).astype(np.int64)
    doubled = digits.copy()
    doubled[:, ::-1][:, ::2] *= 2
    check = -(doubled // 10 + doubled % 10).sum(axis=1) % 10
    return _text(np.column_stack((digits, check)).astype(np.uint8) + _ZERO)


def company_codes(index: Numbers) -> list[str]:
    """GB 32100: an enterprise of Nanning, nine characters of its own, the check character."""
    head = _digits(np.full(len(index), 91_450_100, dtype=np.int64), 8).astype(np.int64)
    own = np.column_stack([index // 31**place % 31 for place in range(8, -1, -1)])
    values = np.column_stack((head, own))
    weights = np.array([pow(3, place, 31) for place in range(17)])
    check = -(values @ weights) % 31
    return _text(_COMPANY_ALPHABET[np.column_stack((values, check))])


def _as_number(day: NDArray[np.datetime64]) -> Numbers:
    months = day.astype("datetime64[M]").astype(np.int64)
    year, month = months // 12 + 1970, months % 12 + 1
    number: Numbers = year * 10000 + month * 100 + day_of_month(day)
    return number


def day_of_month(day: NDArray[np.datetime64]) -> Numbers:
    number: Numbers = (day - day.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    return number


def _digits(numbers: Numbers, width: int) -> Digits:
    return np.column_stack([numbers // 10**place % 10 for place in range(width - 1, -1, -1)]).astype(np.uint8)


def _text(characters: Digits) -> list[str]:
    width = characters.shape[1]
    joined: list[str] = np.ascontiguousarray(characters).view(f"S{width}").ravel().astype(f"U{width}").tolist()
    return joined
