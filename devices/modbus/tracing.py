"""Modbus traffic as text for staff: a function's name and its bytes. Contacts know nothing of a person."""

from __future__ import annotations

from collections.abc import Callable

from devices.modbus.codec import DIAGNOSE, READ_COILS, READ_INPUTS, REFUSED, WRITE_COIL, WRITE_COILS, Framing, Message
from devices.trace import Describe, Direction

_NAMES = {
    READ_COILS: "read outputs",
    READ_INPUTS: "read inputs",
    WRITE_COIL: "switch output",
    WRITE_COILS: "switch outputs",
    DIAGNOSE: "probe",
}
MOST_SHOWN = 64


def describer(framing: Callable[[], Framing]) -> Describe:
    """Names what comes from the device in one piece; requests of a read do not look like answers, so only by bytes."""

    def describe(direction: Direction, data: bytes) -> str:
        shown = data[:MOST_SHOWN].hex(" ").upper() + ("…" if len(data) > MOST_SHOWN else "")
        if direction is Direction.TO_DEVICE:
            return shown
        named = [_name(each) for each in framing().feed(data) if isinstance(each, Message)]
        return f"{', '.join(named)}: {shown}" if named else shown

    return describe


def _name(message: Message) -> str:
    name = _NAMES.get(message.function & ~REFUSED, f"function {message.function & ~REFUSED}")
    return f"{name} refused ({message.refusal:02d})" if message.refusal is not None else name
