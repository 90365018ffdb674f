"""NUT's network protocol: questions as lines, lines as answers. Knows no port and no clock.

By the "Network protocol information" of the NUT developer guide. A line is words; one with spaces stands in quotation
marks, in which a backslash escapes a mark or a backslash. A list begins with `BEGIN LIST …`, ends with `END LIST …`,
and both repeat the question. `ERR CODE` refuses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST_LINE = 1024
MOST_VARIABLES = 512
VERSION = b"VER\n"


@dataclass(frozen=True, slots=True)
class Refused:
    """ERR and its code, as DATA-STALE."""

    code: str


@dataclass(frozen=True, slots=True)
class Variables:
    """The variables of one UPS by their names, as ups.status."""

    ups: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Banner:
    """What a server answers to VER."""

    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line that no NUT server says here."""


Answer = Refused | Variables | Banner | Unknown


def list_variables(ups: str) -> bytes:
    """The question for all variables of a UPS; raises `ValueError` for a name that no UPS has."""
    if not ups or not all(each.isascii() and (each.isalnum() or each in "._-") for each in ups):
        raise ValueError(f'ups is "{ups}"; a name is letters, digits, ".", "_" and "-"')
    return f"LIST VAR {ups}\n".encode()


def words_of(line: str) -> list[str] | None:
    """The words of a line; None where a quotation mark is not closed."""
    words: list[str] = []
    word: list[str] | None = None
    quoted = escaped = False
    for character in line:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
            word = word or []
            continue
        elif character == '"':
            quoted = not quoted
            word = [] if word is None else word
            continue
        elif character.isspace() and not quoted:
            if word is not None:
                words.append("".join(word))
            word = None
            continue
        word = word or []
        word.append(character)
    if quoted or escaped:
        return None
    if word is not None:
        words.append("".join(word))
    return words


class AnswerParser:
    """Lines in any pieces to answers. Keeps at most one line and one list, each bounded; what goes beyond is
    dropped."""

    def __init__(self) -> None:
        self._line = bytearray()
        self._overlong = False
        self._list: Variables | None = None

    def feed(self, data: bytes) -> list[Answer]:
        """Take what arrived; the answers that are whole by now."""
        found: list[Answer] = []
        for piece in data.splitlines(keepends=True):
            self._line += piece
            if piece.endswith((b"\n", b"\r")):
                line, overlong = bytes(self._line), self._overlong
                self._line.clear()
                self._overlong = False
                answer = Unknown() if overlong or len(line) > LONGEST_LINE else self._answer(line)
                if answer is not None:
                    found.append(answer)
            elif len(self._line) > LONGEST_LINE:
                self._line.clear()
                self._overlong = True
        return found

    @property
    def begun(self) -> bool:
        """Whether a line or a list was begun and has not ended."""
        return bool(self._line) or self._overlong or self._list is not None

    def reset(self) -> None:
        """Forget a line and a list begun."""
        self._line.clear()
        self._overlong = False
        self._list = None

    def _answer(self, line: bytes) -> Answer | None:
        words = words_of(line.decode("utf-8", "replace"))
        match words:
            case []:
                return None
            case ["BEGIN", "LIST", "VAR", ups]:
                self._list = Variables(ups)
                return None
            case ["VAR", ups, name, value] if self._list is not None and self._list.ups == ups:
                if len(self._list.values) < MOST_VARIABLES:
                    self._list.values[name] = value
                return None
            case ["END", "LIST", "VAR", ups] if self._list is not None and self._list.ups == ups:
                whole, self._list = self._list, None
                return whole
        self._list = None
        match words:
            case ["ERR", code, *_]:
                return Refused(code)
            case ["Network", "UPS", "Tools", *_]:
                return Banner(" ".join(words))
        return Unknown()
