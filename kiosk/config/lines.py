"""On which line each key of a TOML file stands. tomllib keeps no positions, so the file is scanned a second time.

The scanner trusts that tomllib has accepted the text; it only finds keys and steps over values.
"""

from __future__ import annotations

import tomllib

Path_ = tuple[str | int, ...]

_SPACE = " \t"
_BLANK = " \t\r\n"


class LineIndex:
    """Lines by key path. A path that does not stand in the file has the line of its nearest parent that does."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted = (0, 1)
        self._lines: dict[Path_, int] = {(): 1}
        self._array_lengths: dict[Path_, int] = {}
        self._scan()

    def line(self, path: Path_) -> int:
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def stands(self, path: Path_) -> bool:
        return path in self._lines

    def _scan(self) -> None:
        table: Path_ = ()
        while self._skip_blank():
            if self._text.startswith("[[", self._at):
                table = self._array_header()
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _line_here(self) -> int:
        at, line = self._counted
        self._counted = (self._at, line + self._text.count("\n", at, self._at))
        return self._counted[1]

    def _note(self, path: Path_, line: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], line)

    def _skip(self, characters: str) -> None:
        while self._peek() and self._peek() in characters:
            self._at += 1

    def _skip_blank(self) -> bool:
        """Step over white space, line ends and comments; False at the end of the text."""
        while True:
            self._skip(_BLANK)
            if self._peek() != "#":
                return self._at < len(self._text)
            end = self._text.find("\n", self._at)
            self._at = len(self._text) if end < 0 else end

    def _header(self) -> Path_:
        line = self._line_here()
        self._at += 1
        path = self._inside_arrays(self._dotted())
        self._at += 1
        self._lines[path] = min(line, self._lines.get(path, line))
        self._note(path, line)
        return path

    def _array_header(self) -> Path_:
        line = self._line_here()
        self._at += 2
        keys = self._dotted()
        self._at += 2
        array = (*self._inside_arrays(keys[:-1]), keys[-1])
        index = self._array_lengths.get(array, 0)
        self._array_lengths[array] = index + 1
        self._note((*array, index), line)
        return (*array, index)

    def _inside_arrays(self, keys: tuple[str, ...]) -> Path_:
        """A header's keys reach into the last element of each array of tables on their way."""
        path: Path_ = ()
        for key in keys:
            path = (*path, key)
            if path in self._array_lengths:
                path = (*path, self._array_lengths[path] - 1)
        return path

    def _dotted(self) -> tuple[str, ...]:
        keys = []
        while True:
            self._skip(_SPACE)
            keys.append(self._key())
            self._skip(_SPACE)
            if self._peek() != ".":
                return tuple(keys)
            self._at += 1

    def _key(self) -> str:
        start = self._at
        if self._peek() in ('"', "'"):
            self._string()
            return next(iter(tomllib.loads(f"{self._text[start : self._at]} = 0")))
        while self._peek() and self._peek() not in ".=] \t":
            self._at += 1
        return self._text[start : self._at]

    def _pair(self, table: Path_) -> None:
        line = self._line_here()
        path = (*table, *self._dotted())
        self._note(path, line)
        self._at += 1
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: Path_) -> None:
        if self._peek() == "{":
            self._inline_table(path)
        elif self._peek() == "[":
            self._array(path)
        elif self._peek() in ('"', "'"):
            self._string()
        else:
            while self._peek() and self._peek() not in ",]}#\r\n":
                self._at += 1

    def _inline_table(self, path: Path_) -> None:
        self._at += 1
        while self._skip_blank() and self._peek() != "}":
            self._pair(path)
            self._skip_blank()
            if self._peek() == ",":
                self._at += 1
        self._at += 1

    def _array(self, path: Path_) -> None:
        self._at += 1
        index = 0
        while self._skip_blank() and self._peek() != "]":
            self._note((*path, index), self._line_here())
            self._value((*path, index))
            index += 1
            self._skip_blank()
            if self._peek() == ",":
                self._at += 1
        self._at += 1

    def _string(self) -> None:
        quote = self._peek()
        fence = quote * 3 if self._text.startswith(quote * 3, self._at) else quote
        self._at += len(fence)
        while not self._text.startswith(fence, self._at):
            self._at += 2 if quote == '"' and self._peek() == "\\" else 1
        self._at += len(fence)
        # A multi-line string may end with up to two quotes of its own before the fence.
        while len(fence) == 3 and self._peek() == quote:
            self._at += 1
