"""Personal numbers out of a question, before anything of it is kept."""

from __future__ import annotations

import re
import unicodedata

MASK = "***"
_LEAST_DIGITS = 7
_GAP = r"[\s\-–—_.·,，、/]{0,2}"
_DIGIT = "[0-9〇零一二三四五六七八九幺]"
_NUMBERS = re.compile(rf"[A-Za-z]?(?:{_DIGIT}{_GAP}){{{_LEAST_DIGITS - 1},}}{_DIGIT}{_GAP}[0-9A-Za-z]*")
_MIXED = re.compile(r"(?<![0-9A-Za-z])(?=[A-Za-z]*[0-9])[0-9A-Za-z]{15,20}(?![0-9A-Za-z])")
_ADDRESSES = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAMES = re.compile(r"((?:我叫|我的名字是|姓名(?:是|[::])?|本人叫)\s*)[一-鿿·]{2,4}")
_ENGLISH_NAMES = re.compile(r"(?i)(my name is\s+)[a-z'-]+(?:\s+[a-z'-]+)?")


def masked(question: str) -> str:
    """Identity, card, phone, account and company numbers, e-mail addresses, and a name where it is introduced as one.

    Full-width and Chinese digits count, and spaces or dashes inside a number. A name in the middle of a sentence and an
    address are not recognised.
    """
    plain = unicodedata.normalize("NFKC", question)
    for pattern in (_ADDRESSES, _MIXED, _NUMBERS):
        plain = pattern.sub(MASK, plain)
    for pattern in (_NAMES, _ENGLISH_NAMES):
        plain = pattern.sub(rf"\g<1>{MASK}", plain)
    return plain
