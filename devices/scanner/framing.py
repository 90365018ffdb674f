"""From bytes to codes: framing by a terminator or by a pause, and what the bytes of a code say. No port, no clock."""

from __future__ import annotations

import unicodedata

LONGEST = 7089  # bytes: the digits of the largest QR code; as text it holds 4,296 letters or 2,953 bytes
TERMINATORS = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "none": b""}


class Framer:
    """Cuts a byte stream into codes. `terminator` is what ends a code; empty where only a pause does.

    Keeps at most one code's bytes. What is longer than any code is dropped up to its end.
    """

    def __init__(self, terminator: bytes) -> None:
        self._terminator = terminator
        self._buffer = bytearray()
        self._overlong = False

    @property
    def pending(self) -> bool:
        """Whether a code was begun and has not ended."""
        return self._overlong or bool(self._buffer.strip(b"\r\n"))

    def feed(self, data: bytes) -> list[bytes]:
        """Take what arrived; the codes that are whole by now."""
        codes = []
        self._buffer += data
        while self._terminator and (end := self._buffer.find(self._terminator)) >= 0:
            codes.append(bytes(self._buffer[:end]))
            del self._buffer[: end + len(self._terminator)]
            if self._overlong:
                self._overlong = False
                codes.pop()
        if len(self._buffer) > LONGEST + len(self._terminator):
            self._overlong = True
            # A terminator may have come by half.
            self._buffer = self._buffer[-len(self._terminator) :] if self._terminator else bytearray()
        return [code for each in codes if (code := each.strip(b"\r\n")) and len(code) <= LONGEST]

    def pause(self) -> bytes:
        """The line fell silent: the code that this ends, empty where none. A code whose terminator is missing was cut
        short, and the next one must not be joined to it."""
        code, overlong = bytes(self._buffer.strip(b"\r\n")), self._overlong
        self.reset()
        return b"" if self._terminator or overlong or len(code) > LONGEST else code

    def reset(self) -> None:
        self._buffer = bytearray()
        self._overlong = False


def read_text(code: bytes) -> str | None:
    """What a code says: UTF-8 or GB18030, for scanners pass on the bytes of a code as they stand. None: neither.

    Many texts in GB18030 are by chance valid UTF-8 as well ("韦" is also "Τ"), so UTF-8 is believed where it has a
    character of three bytes or more, as Chinese has, which GB18030 seldom makes by chance; GB18030 where all beyond
    ASCII is Chinese; else UTF-8. So accented letters alone, as in "Grüße", are misread, which no code of ours holds; a
    name of one Chinese character is not. No text holds control characters but line ends, tabs and group separators.
    """
    if code.isascii():
        return _without_controls(code.decode("ascii"))
    utf8, gb = _decoded(code, "utf-8"), _decoded(code, "gb18030")
    if utf8 is not None and any(character >= "\u0800" for character in utf8):
        return utf8
    if gb is not None and all(character.isascii() or _is_chinese(character) for character in gb):
        return gb
    return gb if utf8 is None else utf8


def _decoded(code: bytes, encoding: str) -> str | None:
    try:
        return _without_controls(code.decode(encoding))
    except UnicodeDecodeError:
        return None


def _without_controls(text: str) -> str | None:
    controls = (unicodedata.category(each) in ("Cc", "Co", "Cn") and each not in "\t\r\n\x1d" for each in text)
    return None if any(controls) else text


def _is_chinese(character: str) -> bool:
    return (
        "\u3000" <= character <= "\u303f"  # punctuation
        or "\u3400" <= character <= "\u9fff"
        or "\uff00" <= character <= "\uffef"  # full width
        or "\U00020000" <= character <= "\U000323af"
        or character in "·—“”‘’…￥×"
    )
