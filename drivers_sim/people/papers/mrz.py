"""The machine-readable zone as ICAO 9303 has it, written: TD1 (part 5), TD2 (part 6), TD3 (part 4)."""

from __future__ import annotations

import re

from drivers_sim.people.papers.holder import Holder

_ORDER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_digit(text: str) -> str:
    """Part 3, 4.9: weights 7, 3, 1 over the characters' values, modulo 10; a filler counts nothing."""
    return str(sum((7, 3, 1)[i % 3] * (0 if c == "<" else _ORDER.index(c)) for i, c in enumerate(text)) % 10)


def td3(holder: Holder, optional: str = "") -> tuple[str, str]:
    """A passport's two lines of 44."""
    number, born, ends = _fields(holder)
    personal = optional.ljust(14, "<")
    personal += check_digit(personal) if optional else "<"
    both = number + born + ends + personal
    return (
        f"P<{holder.nationality}{_names(holder, 39)}",
        number + holder.nationality + born + _sex(holder) + ends + personal + check_digit(both),
    )


def td2(holder: Holder, code: str = "I<") -> tuple[str, str]:
    """Two lines of 36."""
    number, born, ends = _fields(holder)
    optional = "<" * 7
    return (
        f"{code}{holder.nationality}{_names(holder, 31)}",
        number
        + holder.nationality
        + born
        + _sex(holder)
        + ends
        + optional
        + check_digit(number + born + ends + optional),
    )


def td1(holder: Holder, code: str = "I<") -> tuple[str, str, str]:
    """Three lines of 30."""
    number, born, ends = _fields(holder)
    first, second = "<" * 15, "<" * 11
    composite = check_digit(number + first + born + ends + second)
    return (
        f"{code}{holder.nationality}{number}{first}",
        born + _sex(holder) + ends + holder.nationality + second + composite,
        _names(holder, 30),
    )


def _fields(holder: Holder) -> tuple[str, str, str]:
    """Number, birth date and expiry, each with its check digit."""
    number = holder.passport_number.ljust(9, "<")
    return tuple(f + check_digit(f) for f in (number, holder.birth_date[2:], holder.passport_expires[2:]))  # type: ignore[return-value]


def _sex(holder: Holder) -> str:
    return {"男": "M", "女": "F"}.get(holder.sex, "<")


def _names(holder: Holder, width: int) -> str:
    surname, given = (re.sub("[^A-Z]+", "<", part.upper()).strip("<") for part in (holder.surname, holder.given))
    return f"{surname}<<{given}".ljust(width, "<")[:width]
