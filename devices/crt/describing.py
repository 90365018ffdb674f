"""What passes between kiosk and motorised reader, in words that may be shown: of a chip's data the length alone."""

from __future__ import annotations

from devices.card.apdu import shown, shown_answer
from devices.crt.codec import (
    ALLOW_ENTRY,
    INITIALISE,
    POWER_OFF,
    POWER_ON,
    REFUSE_ENTRY,
    SENSORS,
    STATUS,
    STX,
    TO_BOX,
    TO_CONTACTS,
    TO_GATE,
    Damaged,
    Done,
    Event,
    Parser,
    Refused,
    Sign,
)
from devices.trace import Direction

_CHIP = (0x51, 0x39)
_HEAD = 7  # up to and with the parameter
_NAMES = {
    (command.code, command.parameter): name
    for command, name in (
        (INITIALISE, "initialise"),
        (STATUS, "status?"),
        (SENSORS, "sensors?"),
        (TO_GATE, "card to the gate"),
        (TO_CONTACTS, "card to the contacts"),
        (TO_BOX, "card into the box"),
        (ALLOW_ENTRY, "allow entry"),
        (REFUSE_ENTRY, "refuse entry"),
        (POWER_ON, "power the chip"),
        (POWER_OFF, "chip off"),
    )
}
_CARD = {0x30: "no card", 0x31: "card at the gate", 0x32: "card inside"}


class Describing:
    """A `Describe` for one wire."""

    def __init__(self) -> None:
        self._parser = Parser()

    def restart(self) -> None:
        self._parser.reset()

    def __call__(self, direction: Direction, data: bytes) -> str:
        if direction is Direction.TO_DEVICE:
            return _sent(data)
        said = [_heard(event) for event in self._parser.feed(data)]
        if not said or self._parser.pending:
            said.append(f"{len(data)} bytes")
        return "; ".join(said)


def _sent(data: bytes) -> str:
    if len(data) == 1 and data[0] in {sign.value for sign in Sign}:
        return Sign(data[0]).name
    if len(data) < _HEAD + 2 or data[0] != STX:
        return f"{len(data)} bytes"
    command = (data[5], data[6])
    if command == _CHIP:
        return f"to the chip: {shown(data[_HEAD:-2])}"
    return _NAMES.get(command, f"command {command[0]:02X} {command[1]:02X}")


def _heard(event: Event) -> str:
    match event:
        case Sign():
            return event.name
        case Damaged():
            return "a damaged answer"
        case Refused(error=error):
            return f"refused: {error}"
        case Done(code, parameter, status, data):
            if (code, parameter) == _CHIP:
                return f"from the chip: {shown_answer(data)}"
            extent = f", {len(data)} bytes" if data else ""
            return f"done, {_CARD.get(status.card, 'card unknown')}{extent}"
