"""Bytes of text into characters, as a printer's fonts have them."""

from __future__ import annotations

from typing import Literal

from drivers_sim.escpos.paper import MISSING

Font = Literal["gb2312", "gbk", "gb18030"]
"""Which Chinese characters the printer has. Only `gb18030` understands four-byte characters."""

_PAGES = (
    *((0, "cp437"), (2, "cp850"), (3, "cp860"), (4, "cp863"), (5, "cp865"), (13, "cp857"), (14, "cp737")),
    *((15, "iso8859-7"), (16, "cp1252"), (17, "cp866"), (18, "cp852"), (19, "cp858"), (33, "cp775"), (34, "cp855")),
    *((35, "cp861"), (36, "cp862"), (37, "cp864"), (38, "cp869"), (39, "iso8859-2"), (40, "iso8859-15")),
    *((44, "cp1125"), (45, "cp1250"), (46, "cp1251"), (47, "cp1253"), (48, "cp1254"), (49, "cp1255")),
    *((50, "cp1256"), (51, "cp1257"), (52, "cp1258")),
)
_CODE_PAGES = dict(_PAGES)


class TextDecoder:
    """Decodes a stream of text bytes; holds back the first half of a character.

    `chinese`: FS & was sent (True), or FS . (False). Before either, a printer for China takes two bytes that make a
    character of GB2312 as that, and other software relies on it; but for one that chose a code page.
    """

    def __init__(self, font: Font) -> None:
        self.font = font
        self.reset()

    def reset(self) -> None:
        self.chinese: bool | None = None
        self.code_page = 0
        self._half = b""

    def decode(self, data: bytes) -> str:
        if self.chinese is False or (self.chinese is None and self.code_page):
            self._half = b""
            return self._from_page(data)
        data, self._half = self._half + data, b""
        characters: list[str] = []
        at = 0
        while at < len(data):
            size = self._size(data, at) if self.chinese else self._guessed_size(data, at)
            if at + size > len(data):
                self._half = data[at:]
                break
            code = data[at : at + size]
            characters.append(self._from_page(code) if not self.chinese and size == 1 else self._character(code))
            at += size
        return "".join(characters)

    def flush(self) -> str:
        """The line ends: half a character is a whole one of the code page, or nothing."""
        half, self._half = self._half, b""
        return "" if self.chinese else self._from_page(half)

    def _from_page(self, data: bytes) -> str:
        return data.decode(_CODE_PAGES.get(self.code_page, "cp437"), "replace").replace("\ufffd", MISSING)

    @staticmethod
    def _guessed_size(data: bytes, at: int) -> int:
        if not 0xA1 <= data[at] <= 0xF7:
            return 1
        return 2 if at + 1 == len(data) or 0xA1 <= data[at + 1] <= 0xFE else 1

    def _size(self, data: bytes, at: int) -> int:
        if data[at] < 0x81 or data[at] == 0xFF:
            return 1
        four = self.font == "gb18030" and at + 1 < len(data) and 0x30 <= data[at + 1] <= 0x39
        return 4 if four else 2

    def _character(self, code: bytes) -> str:
        if code == b"\xff" or code == b"\x80":
            return MISSING
        try:
            return code.decode("ascii" if len(code) == 1 else self.font)
        except UnicodeDecodeError:
            return MISSING
