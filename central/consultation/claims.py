"""What a rephrased text claims that can be checked: numbers with their units, articles, titles, addresses, names.

Meaning cannot be checked like this: a "not" that was lost passes where `negations` does not see it. So the quoted
sentences are always shown with it.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_CHINESE_NUMBER = re.compile("[零〇一二两三四五六七八九十百千万]+")
_NOT_NUMBERS = re.compile(
    "一定|一起|一般|一样|一些|一直|一旦|一共|一并|一律|一致|一次性|一次|统一|唯一|万一|十分|其一|一边|一边|第一次|一下|一对一"
)
_ENGLISH_NUMBERS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "thousand": 1000,
}
_UNITS = {
    "个工作日": "working day",
    "工作日": "working day",
    "个月": "month",
    "月": "month",
    "天": "day",
    "日": "day",
    "周": "week",
    "年": "year",
    "周岁": "age",
    "岁": "age",
    "元": "yuan",
    "%": "percent",
    "working days": "working day",
    "working day": "working day",
    "months": "month",
    "month": "month",
    "days": "day",
    "day": "day",
    "weeks": "week",
    "week": "week",
    "years": "year",
    "year": "year",
    "yuan": "yuan",
    "percent": "percent",
}
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_NUMBER = re.compile(rf"(\d+(?:[.,]\d+)*)[\s-]*({_UNIT})?")
_TITLES = re.compile("《[^》]*》")
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")
_WORDS = re.compile(r"[A-Za-z]{2,}")
_NEGATIONS = re.compile(
    r"不|没|无|未|非|别|勿|\bnot\b|\bno\b|\bnever\b|\bcannot\b|n't\b|\bwithout\b|\bneither\b|\bnor\b"
)


def added(rephrased: str, retrieved: str) -> tuple[str, ...]:
    """What kinds of claim the rephrased text makes that the retrieved one does not; none: it may be shown."""
    new, old = _plain(rephrased), _plain(retrieved)
    kinds = {
        "number": not _numbers(new) <= _numbers(old),
        "title": not set(_TITLES.findall(new)) <= set(_TITLES.findall(old)),
        "address": bool(_ADDRESSES.search(new)),
        "foreign": _is_chinese(old) and not set(_WORDS.findall(new)) <= set(_WORDS.findall(old)),
        "negation": bool(_NEGATIONS.search(new)) != bool(_NEGATIONS.search(old)),
        "length": len(new) > 2 * len(old) or not new.strip(),
    }
    return tuple(kind for kind, is_added in kinds.items() if is_added)


def _numbers(text: str) -> set[tuple[str, str]]:
    """Each number as its value and its unit; with a unit it stands for the bare value too."""
    found: set[tuple[str, str]] = set()
    for value, unit in _NUMBER.findall(text):
        number = value.replace(",", "").lstrip("0") or "0"
        found.add((number, _UNITS.get(unit, "")))
        found.add((number, ""))
    return found


def _plain(text: str) -> str:
    """Numbers in words as digits, so that 十二 and 12 are one, and twelve too."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = _NOT_NUMBERS.sub(" ", text).replace("半", "0.5")
    text = re.sub("百分之([零〇一二两三四五六七八九十百]+)", lambda match: f"{_value(match[1])}%", text)
    text = _CHINESE_NUMBER.sub(lambda match: str(_value(match[0])), text)
    return re.sub(r"\b[a-z]+\b", lambda match: str(_ENGLISH_NUMBERS.get(match[0], match[0])), text)


def _value(numeral: str) -> int:
    if not any(character in _SCALES for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    whole = part = digit = 0
    for character in numeral:
        if character == "万":
            whole, part, digit = (whole + part + digit) * _SCALES[character], 0, 0
        elif character in _SCALES:
            part, digit = part + (digit or 1) * _SCALES[character], 0
        else:
            digit = _DIGITS[character]
    return whole + part + digit


def _is_chinese(text: str) -> bool:
    return bool(re.search("[一-鿿]", text))
