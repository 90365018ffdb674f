"""How chips answer: state machines over command APDUs. Know no reader and no clock."""

from __future__ import annotations

from typing import Literal, Protocol

from drivers_sim.card.contents import Contents, files

Style = Literal["sfi", "select", "tag"]
STYLES: tuple[Style, ...] = ("sfi", "select", "tag")
AID = bytes.fromhex("7378312E73682EC9E7BBE1B1A3D5CF")
MOST_TRIES = 6

OK = b"\x90\x00"
NOT_FOUND = b"\x6a\x82"
NO_RECORD = b"\x6a\x83"
WRONG_LENGTH = b"\x67\x00"
WRONG_PARAMETERS = b"\x6a\x86"
NO_SUCH_INSTRUCTION = b"\x6d\x00"
NOT_SELECTED = b"\x69\x85"


class Chip(Protocol):
    """A card's chip."""

    atr: bytes

    def power_on(self) -> None:
        """It forgets what was selected and verified."""

    def answer(self, command: bytes) -> bytes: ...


class SocialChip:
    """A social security card's chip.

    `style`: how it gives records. `fetches`: under T=0 it has answers with data fetched (61xx, GET RESPONSE) and tells
    the length it wants (6Cxx) instead of giving what there is. The PIN's counter outlasts its power.
    """

    def __init__(self, contents: Contents, *, style: Style = "sfi", fetches: bool = True) -> None:
        self.contents = contents
        self.tries_left = MOST_TRIES
        self.atr = bytes.fromhex("3B6800000073C84013009000")
        self._style = style
        self._fetches = fetches
        self._files = files(contents)
        self._selected = False
        self._file = 0
        self._verified = False
        self._waiting = b""

    def power_on(self) -> None:
        self._selected = self._verified = False
        self._file = 0
        self._waiting = b""

    def answer(self, command: bytes) -> bytes:
        if len(command) < 4:
            return WRONG_LENGTH
        if command[0] != 0x00:
            return b"\x6e\x00"
        waiting, self._waiting = self._waiting, b""
        match command[1]:
            case 0xA4:
                return self._select(command)
            case 0xB2:
                return self._read_record(command)
            case 0xC0:
                return self._give(waiting, command[4:5]) if waiting else NOT_SELECTED
            case 0x20:
                return self._verify(command)
        return NO_SUCH_INSTRUCTION

    def _select(self, command: bytes) -> bytes:
        name = command[5 : 5 + command[4]] if len(command) > 4 else b""
        if command[2] == 0x04:
            self._selected, self._file = name == AID, 0
            if not self._selected:
                return NOT_FOUND
            template = b"\x6f" + bytes((len(AID) + 2, 0x84, len(AID))) + AID
            if not self._fetches:
                return template + OK
            self._waiting = template
            return bytes((0x61, len(template)))
        if not self._selected or command[2] != (0x02 if self._style == "tag" else 0x00):
            return WRONG_PARAMETERS
        file = int.from_bytes(name, "big")
        if file not in self._files:
            return NOT_FOUND
        self._file = file
        return OK

    def _read_record(self, command: bytes) -> bytes:
        if not self._selected or len(command) != 5:
            return NOT_SELECTED if len(command) == 5 else WRONG_LENGTH
        number, how = command[2], command[3]
        if self._style == "sfi" and how & 0x07 == 0x04 and how >> 3:
            return self._numbered(0xEF00 | how >> 3, number, command[4:])
        if self._style == "select" and how == 0x04 and self._file:
            return self._numbered(self._file, number, command[4:])
        if self._style == "tag" and how == 0x00 and self._file:
            found = [record for record in self._files[self._file] if record[0] == number]
            return self._give(found[0], command[4:]) if found else NO_RECORD
        return WRONG_PARAMETERS

    def _numbered(self, file: int, number: int, length: bytes) -> bytes:
        records = self._files.get(file)
        if records is None:
            return NOT_FOUND
        if not 1 <= number <= len(records):
            return NO_RECORD
        return self._give(records[number - 1], length)

    def _give(self, data: bytes, length: bytes) -> bytes:
        if self._fetches and length and length[0] != len(data):
            self._waiting = data
            return bytes((0x6C, len(data)))
        return data + OK

    def _verify(self, command: bytes) -> bytes:
        if not self._selected:
            return NOT_SELECTED
        if not self.tries_left:
            return b"\x69\x83"
        if len(command) == 4 or command[4:] == b"\x00":
            return OK if self._verified else self._left()
        if command[4] != 3 or len(command) != 8:
            return WRONG_LENGTH
        self._verified = command[5:8].hex() == self.contents.pin
        if self._verified:
            self.tries_left = MOST_TRIES
            return OK
        self.tries_left -= 1
        return self._left()

    def _left(self) -> bytes:
        return bytes((0x63, 0xC0 | self.tries_left))


class BankChip:
    """A bank's card: it knows its own payment system's environment, and nothing of social security."""

    def __init__(self) -> None:
        self.atr = bytes.fromhex("3B6A00000073C840130090005A5A")

    def power_on(self) -> None: ...

    def answer(self, command: bytes) -> bytes:
        if command[1:4] == b"\xa4\x04\x00" and command[5:] == b"1PAY.SYS.DDF01":
            return b"\x6f\x10\x84\x0e1PAY.SYS.DDF01" + OK
        return NOT_FOUND if command[1:2] == b"\xa4" else NO_SUCH_INSTRUCTION


class NoContact:
    """What a reader under PC/SC hears of a card that is turned over: noise in place of an ATR, and no answer."""

    def __init__(self) -> None:
        self.atr = b"\x00"

    def power_on(self) -> None: ...

    def answer(self, command: bytes) -> bytes:  # noqa: ARG002 - a Chip
        return b""
