"""Which characters may reach a printer, and how: the font's own, as a picture, or not at all.

A list of what is allowed, by code point: no control character, no byte of a command can come from a name field.
"""

from __future__ import annotations

import unicodedata

MISSING = "〓"  # the printer's own sign for a character that it lacks
YEN = b"\xa3\xa4"  # many fonts have ¥ in no other place

# Printable ranges beyond ASCII: letters of Latin, Greek and Cyrillic, punctuation, signs, kana, ideographs.
_ALLOWED = (
    *((0x00A1, 0x00AC), (0x00AE, 0x024F), (0x0370, 0x03FF), (0x0400, 0x045F), (0x1E00, 0x1EFF)),
    *((0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x218B)),
    *((0x2190, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x266F)),
    *((0x3001, 0x303F), (0x3041, 0x30FF), (0x3105, 0x312F), (0x3220, 0x33FF)),
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAD9), (0xFE30, 0xFE4F)),
    *((0xFF01, 0xFF5E), (0xFFE0, 0xFFE6), (0x20000, 0x3FFFD)),
)
_BLANKS = {"\t": " ", "\u00a0": " ", "\u3000": "  "}


def printable(text: str) -> str:
    """`text` with newlines and allowed characters only: controls and invisible ones go, others become 〓."""
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n")):
        if character == "\n" or 0x20 <= ord(character) <= 0x7E:
            kept.append(character)
        elif character in _BLANKS:
            kept.append(_BLANKS[character])
        elif unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp"):
            continue
        else:
            kept.append(character if _allowed(ord(character)) else MISSING)
    return "".join(kept)


def in_font(character: str) -> bytes | None:
    """The bytes that print one allowed character from the font (ASCII and GB2312), or None where it has none."""
    if character == "¥":
        return YEN
    if character.isascii():
        return character.encode()
    code = character.encode("gb18030")
    if len(code) != 2:
        return None
    try:
        code.decode("gb2312")
    except UnicodeDecodeError:
        return None
    return code


def columns_of(text: str) -> int:
    """The width of allowed characters in half-width columns: ASCII takes one, all others two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _allowed(code: int) -> bool:
    return any(first <= code <= last for first, last in _ALLOWED)
