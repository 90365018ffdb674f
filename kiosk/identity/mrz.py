"""The machine-readable zone of travel documents (ICAO 9303 parts 3–6): TD1 3 × 30, TD2 2 × 36, TD3 2 × 44 characters.

Recognition counts runs of fillers badly: a run is one glyph over and over. So lines are taken from both ends towards
their run instead of by a fixed place, and check digits say whether what was taken is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kiosk.identity.id_number import local_date
from kiosk.identity.reading import SURE, Field

Format = Literal["TD1", "TD2", "TD3"]

_VALUES = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
_GREEK, _CYRILLIC, _LATIN = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "АВЕКМНОРСТХ", ("ABEZHIKMNOPTYX", "ABEKMHOPCTX")
_GLYPHS = str.maketrans(
    dict.fromkeys("く＜‹〈Λ∧∠≤", "<")
    | {"«": "<<", "《": "<<"}
    | dict(zip(_GREEK + _CYRILLIC, "".join(_LATIN), strict=True))
)
"""A zone has Latin letters, digits and fillers alone: what looks the same is the same."""
_AS_DIGIT = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_AS_LETTER = {"0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"}
"""Glyphs that a place of only digits, or of only letters, settles. Such a reading is named in `problems`."""

_DIGIT = "[0-9OQDILZSGB]"
_SECOND = re.compile(
    rf"^(?P<number>[A-Z0-9][A-Z0-9<]{{8}})(?P<number_check>{_DIGIT}|<)(?P<state>[A-Z0-9<]{{3}})"
    rf"(?P<birth>{_DIGIT}{{6}})(?P<birth_check>{_DIGIT})(?P<sex>[MFX<KHW])"
    rf"(?P<ends>{_DIGIT}{{6}})(?P<ends_check>{_DIGIT})(?P<rest>[A-Z0-9<]*?)(?P<composite>{_DIGIT})<?$"
)
_TD1_FIRST = re.compile(
    rf"^(?P<code>[ACI1][A-Z0-9<])(?P<issuer>[A-Z0-9<]{{3}})(?P<number>[A-Z0-9][A-Z0-9<]{{8}})"
    rf"(?P<number_check>{_DIGIT}|<)(?P<rest>[A-Z0-9<]*)$"
)
_TD1_SECOND = re.compile(
    rf"^(?P<birth>{_DIGIT}{{6}})(?P<birth_check>{_DIGIT})(?P<sex>[MFX<KHW])(?P<ends>{_DIGIT}{{6}})"
    rf"(?P<ends_check>{_DIGIT})(?P<state>[A-Z0-9<]{{3}})(?P<rest>[A-Z0-9<]*?)(?P<composite>{_DIGIT})<?$"
)
_NAMES = re.compile(r"^(?P<code>[PAIC1V][A-Z0-9<])(?P<issuer>[A-Z0-9<]{3})(?P<names>[A-Z0-9<]{3,})$")


@dataclass(frozen=True, slots=True)
class Zone:
    """What the zone says. `problems`: bad_check_digit, by_place:<field> for characters that their place settled."""

    format: Format
    code: str
    fields: dict[str, Field] = field(repr=False)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A line as recognised, fillers unified; `probabilities` has one for each character."""

    text: str = field(repr=False)
    probabilities: tuple[float, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, probabilities: Sequence[float]) -> ZoneLine:
        out, kept = "", []
        for character, probability in zip(text, probabilities, strict=False):
            for plain in character.translate(_GLYPHS).upper():
                if plain in _VALUES:
                    out += plain
                    kept.append(probability)
        return cls(out, tuple(kept))

    def sure(self, start: int, end: int) -> float:
        return min(self.probabilities[start:end], default=0.0)


def check_digit(text: str) -> str:
    """Weights 7, 3, 1 over the characters' values, modulo 10 (part 3, 4.9)."""
    return str(sum((7, 3, 1)[i % 3] * _VALUES[c] for i, c in enumerate(text)) % 10)


def looks_like_zone(text: str) -> bool:
    """Whether a line of print can belong to a zone: long, of its alphabet, with fillers or all its fields."""
    plain = ZoneLine.of(text, (1.0,) * len(text)).text
    foreign = sum(c.isalnum() and c.upper() not in _VALUES for c in text.translate(_GLYPHS))
    return len(plain) >= 24 and foreign <= 2 and ("<<" in plain or _SECOND.match(plain) is not None)


def is_second_of_two(text: str) -> bool:
    """Whether a line is the lower one of TD2 or TD3."""
    return _SECOND.match(ZoneLine.of(text, (1.0,) * len(text)).text) is not None


def parse_zone(lines: Sequence[ZoneLine], today: date | None = None) -> Zone | None:
    """Two or three lines, from the top; None where they are no zone. Nothing is made up to satisfy a check."""
    today = today or local_date()
    if len(lines) == 3:
        return _td1(lines, today)
    if len(lines) == 2:
        return _two_lines(lines, today)
    return None


def _two_lines(lines: Sequence[ZoneLine], today: date) -> Zone | None:
    first, second = _NAMES.match(lines[0].text), _SECOND.match(lines[1].text)
    if first is None or second is None:
        return None
    passport = first["code"].startswith("P")
    taken = _Taken(today)
    taken.names(lines[0], *first.span("names"))
    number, born, ends = taken.core(lines[1], second)
    rest = second["rest"]
    optional = _filled(rest, 15 if passport else 7)
    if passport and optional[:14].strip("<"):
        digit = optional[14]
        taken.checked(check_digit(optional[:14]) == digit or (digit == "<" and not optional[:14].strip("<")))
    taken.checked(check_digit(number + born + ends + optional) == _as_digits(second["composite"]))
    taken.state("issuing_state", lines[0], *first.span("issuer"))
    return Zone("TD3" if passport else "TD2", first["code"], taken.fields, taken.problems)


def _td1(lines: Sequence[ZoneLine], today: date) -> Zone | None:
    first, second = _TD1_FIRST.match(lines[0].text), _TD1_SECOND.match(lines[1].text)
    if first is None or second is None or len(lines[2].text) < 3:
        return None
    taken = _Taken(today)
    taken.names(lines[2], 0, len(lines[2].text))
    number = taken.number(lines[0], first)
    born, ends = taken.dates(lines[1], second)
    taken.state("nationality", lines[1], *second.span("state"))
    taken.state("issuing_state", lines[0], *first.span("issuer"))
    whole = number + _filled(first["rest"], 15) + born + ends + _filled(second["rest"], 11)
    taken.checked(check_digit(whole) == _as_digits(second["composite"]))
    return Zone("TD1", first["code"], taken.fields, taken.problems)


class _Taken:
    """The fields taken so far, what is wrong with them, and which characters their place settled."""

    def __init__(self, today: date) -> None:
        self.fields: dict[str, Field] = {}
        self._today = today
        self._problems: list[str] = []

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._problems))

    def checked(self, right: bool) -> None:
        if not right:
            self._problems.append("bad_check_digit")

    def core(self, line: ZoneLine, match: re.Match[str]) -> tuple[str, str, str]:
        """Number, birth and expiry with their check digits, as the composite takes them."""
        number = self.number(line, match)
        self.state("nationality", line, *match.span("state"))
        return (number, *self.dates(line, match))

    def number(self, line: ZoneLine, match: re.Match[str]) -> str:
        """A number of more than nine characters goes on in the optional part, its check digit behind it."""
        raw, digit = match["number"], _as_digits(match["number_check"])
        longer = match["rest"].partition("<")[0] if digit == "<" else ""
        value, check = (raw + longer[:-1], _as_digits(longer[-1])) if longer else (raw, digit)
        right = check_digit(value) == check
        self.checked(right)
        self._take("document_number", value.rstrip("<"), line.sure(*match.span("number")), right, checked=True)
        return raw + digit

    def dates(self, line: ZoneLine, match: re.Match[str]) -> tuple[str, str]:
        both = []
        for group, name in (("birth", "birth_date"), ("ends", "valid_to")):
            raw, digit = _as_digits(match[group]), _as_digits(match[f"{group}_check"])
            right = check_digit(raw) == digit
            self.checked(right)
            if raw != match[group]:
                self._problems.append(f"by_place:{name}")
            day = self._day(raw, past=group == "birth")
            if day:
                self._take(name, day, line.sure(*match.span(group)), right, checked=True)
            both.append(raw + digit)
        sex = {"M": "男", "F": "女"}.get(match["sex"], "X")
        self._take("sex", sex, line.sure(*match.span("sex")))
        return both[0], both[1]

    def state(self, name: str, line: ZoneLine, start: int, end: int) -> None:
        raw = line.text[start:end]
        value = _as_letters(raw).rstrip("<")
        if value != raw.rstrip("<"):
            self._problems.append(f"by_place:{name}")
        self._take(name, value, line.sure(start, end))

    def names(self, line: ZoneLine, start: int, end: int) -> None:
        """Letters only; the surname ends at the first double filler, what stands behind the next is no name."""
        raw = line.text[start:end]
        value = _as_letters(raw)
        if value != raw:
            self._problems.append("by_place:latin_name")
        surname, _, rest = value.strip("<").partition("<<")
        given = rest.split("<<")[0]
        length = len(value) - len(value.lstrip("<")) + len(surname) + len(given) + (2 if given else 0)
        written = ", ".join(part.replace("<", " ").strip() for part in (surname, given) if part)
        self._take("latin_name", written, line.sure(start, start + length))

    def _take(self, name: str, value: str, sure: float, right: bool = True, checked: bool = False) -> None:
        """A misread character passes its check digit one time in ten."""
        if checked and right:
            sure = 1 - (1 - sure) / 10
        self.fields[name] = Field(value, sure if right else min(sure, SURE / 2))

    def _day(self, digits: str, *, past: bool) -> str:
        """YYMMDD as YYYY-MM-DD: a birth lies in the past, an expiry within 50 years of now."""
        if not digits.isdigit():
            return ""
        year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
        century = self._today.year // 100 * 100
        latest = self._today.year if past else self._today.year + 50
        year += century if century + year <= latest else century - 100
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return ""


def _filled(optional: str, width: int) -> str:
    """An optional part in its full width: its longest run of fillers takes up what the reading left out or put in."""
    if len(optional) == width:
        return optional
    runs = list(re.finditer("<+", optional))
    if not runs:
        return optional.ljust(width, "<")[:width]
    run = max(runs, key=lambda r: len(r.group()))
    others = len(optional) - len(run.group())
    return optional[: run.start()] + "<" * max(0, width - others) + optional[run.end() :]


def _as_digits(text: str) -> str:
    return "".join(_AS_DIGIT.get(c, c) for c in text)


def _as_letters(text: str) -> str:
    return "".join(_AS_LETTER.get(c, c) for c in text)
