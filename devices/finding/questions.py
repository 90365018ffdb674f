"""What an unknown device at a serial port is asked: questions that move, print and change nothing where they are
understood, in the order in which they do least where they are not.

A printer takes bytes that it does not know for text: ESC/POS is asked first, at every speed, before anything else is
said. Each answer is judged by the driver's own codec; a port whose ends are joined repeats a question and matches none.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from devices.crt import codec as crt
from devices.escpos.encoder import status_request
from devices.escpos.status import RealTime, StatusParser
from devices.finding.model import Match
from devices.modbus import codec as modbus
from devices.model import DeviceClass
from devices.scanner.profiles import GM72, HONEYWELL, Profile, Query, menu_query
from devices.sdt import codec as sdt
from devices.transport import Transport

ANSWER_S = 0.35
"""What a device gets to begin its answer: SDT readers take 100 ms, sleeping scanners 50 ms more."""
LONGEST_ANSWER = 4096
PAUSE_S = 0.05

Ask = Callable[[Transport], "Told | None"]


@dataclass(frozen=True, slots=True)
class Told:
    """It answered, so; `keys` are what its configuration needs."""

    said: str
    keys: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """For whom, at which speeds, how."""

    device_class: DeviceClass
    driver: str
    bauds: Sequence[int]
    ask: Ask
    advice: str = ""

    def match(self, transport: Mapping[str, Any], told: Told) -> Match:
        return Match(self.device_class, self.driver, transport, told.keys, told.said, self.advice)


class _Parser(Protocol):
    def feed(self, data: bytes) -> Sequence[object]: ...


def _heard(wire: Transport, question: bytes, *, alone: bool = False) -> Iterator[bytes]:
    """What comes within the time after a question, piece by piece, bounded; `alone`: until it pauses, all at once."""
    wire.drain()
    wire.write(question, ANSWER_S)
    end = time.monotonic() + ANSWER_S
    heard = b""
    size = 0
    while (left := end - time.monotonic()) > 0 and size < LONGEST_ANSWER:
        data = wire.read(min(left, PAUSE_S) if heard else left)
        size += len(data)
        if alone:
            heard += data
            if heard and not data:
                break
        elif data:
            yield data
    if heard:
        yield heard


def _first(wire: Transport, question: bytes, parser: _Parser, kind: type | tuple[type, ...]) -> Any | None:
    for data in _heard(wire, question):
        for event in parser.feed(data):
            if isinstance(event, kind):
                return event
    return None


def _escpos(wire: Transport) -> Told | None:
    # One byte may fit by chance, at a wrong speed too; one byte alone to each of three questions does not.
    for n in (1, 2, 4):
        events = [event for data in _heard(wire, status_request(n), alone=True) for event in StatusParser().feed(data)]
        if [type(event) for event in events] != [RealTime]:
            return None
    return Told("DLE EOT", {"paper_mm": 80, "near_end_sensor": False})


def _sdt(wire: Transport) -> Told | None:
    return None if _first(wire, sdt.STATUS.encode(), sdt.ReplyParser(), sdt.Reply) is None else Told("SDT", {})


def _crt(wire: Transport) -> Told | None:
    # After it was switched on it refuses everything until it is initialised, which moves its motor.
    answer = _first(wire, bytes(crt.STATUS.encode()), crt.Parser(), (crt.Done, crt.Refused))
    if answer is None or (answer.code, answer.parameter) != (crt.STATUS.code, crt.STATUS.parameter):
        return None
    wire.write(bytes((crt.ACK,)), ANSWER_S)
    return Told("CRT", {})


def _modbus(wire: Transport) -> Told | None:
    request = modbus.read_bits(1, modbus.READ_INPUTS, 0, 1)
    answer = _first(wire, modbus.Rtu().encode(request), modbus.Rtu(), modbus.Message)
    return Told("Modbus, unit 1", {"unit": 1}) if _is_modbus(answer, request) else None


def modbus_tcp(wire: Transport) -> Told | None:
    """As over a serial line, for a module on the network."""
    plain = modbus.read_bits(1, modbus.READ_INPUTS, 0, 1)
    request = modbus.Message(plain.unit, plain.function, plain.data, transaction=1)
    answer = _first(wire, modbus.Tcp().encode(request), modbus.Tcp(), modbus.Message)
    return Told("Modbus, unit 1", {"unit": 1}) if _is_modbus(answer, request) else None


def _is_modbus(answer: object, request: modbus.Message) -> bool:
    if not isinstance(answer, modbus.Message) or answer.transaction != request.transaction:
        return False
    if answer.function == request.function | modbus.REFUSED:
        return answer.refusal is not None
    return answer.function == request.function and modbus.bits_of(answer, 1) is not None


def _scanner(profile: Profile, query: Query) -> Ask:
    def ask(wire: Transport) -> Told | None:
        if profile.wake:
            wire.write(profile.wake, ANSWER_S)
            time.sleep(profile.wake_s)
        heard = bytearray()
        for data in _heard(wire, query.request):
            heard += data
            if query.answer.search(heard):
                return Told(profile.name, {"profile": profile.name, "terminator": "cr"})
        return None

    return ask


# To stop a GM72 that is not reading changes nothing.
assert isinstance(GM72.stop, Query)
_STOP = GM72.stop

ESCPOS = Question(DeviceClass.RECEIPT_PRINTER, "escpos", (9600, 19200, 38400, 115200), _escpos, "paper")
MODBUS_TCP = Question(DeviceClass.CONTACTS, "modbus", (), modbus_tcp, "contacts")

FIRST = (ESCPOS,)
THEN = (
    # A GM72 takes the first byte of what it is sent for a length: the less it heard before, the surer it answers.
    Question(DeviceClass.CODE_SCANNER, "serial", (9600, 115200), _scanner(GM72, _STOP), "terminator"),
    Question(DeviceClass.CHIP_READER, "sdt", (115200,), _sdt),
    Question(
        DeviceClass.CODE_SCANNER, "serial", (9600, 115200), _scanner(HONEYWELL, menu_query("232BAD?")), "terminator"
    ),
    Question(DeviceClass.CARD_READER, "crt", (9600, 38400, 19200, 115200), _crt),
    Question(DeviceClass.CONTACTS, "modbus", (9600, 19200, 115200), _modbus, "contacts"),
)
