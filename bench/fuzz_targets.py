"""Every codec, at both ends of the wires, as a target for fuzzing. A new one is added here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import xor
from typing import Any

from bench.fuzzing import Target
from devices.model import DeviceError
from devices.trace import Direction

Take = Callable[[Any, bytes], object]
TO, FROM = Direction.TO_DEVICE, Direction.FROM_DEVICE


def _feed(codec: Any, data: bytes) -> object:
    return codec.feed(data)


def _hear(codec: Any, data: bytes) -> object:
    return codec.hear(data)


def _nothing() -> None:
    return None


def _described(describe: Any, data: bytes) -> None:
    half = len(data) // 2
    for direction, piece in ((TO, data[:half]), (TO, data[half:]), (FROM, data[:half]), (FROM, data[half:])):
        if not isinstance(describe(direction, piece), str):
            raise TypeError("a describer gives text")


# --- chip readers ----------------------------------------------------------------------------------------------------


def _sdt(body: str) -> bytes:
    counted = (len(bytes.fromhex(body)) + 1).to_bytes(2, "big") + bytes.fromhex(body)
    return bytes.fromhex("AAAAAA9669") + counted + bytes((reduce(xor, counted),))


_SDT_REQUESTS = [_sdt(body) for body in ("11FF", "12FF", "2001", "2002", "3001", "3003", "3010", "6004", "61FF50")]
_SDT_REPLIES = [
    *(_sdt(body) for body in ("000090", "00009F00000000", "000080", "000081", "000041", "000090" + "00" * 8)),
    _sdt("000090" + "07" * 16),
    _sdt("00009001000400" + "20004100" * 64 + "55" * 1024),
    _sdt("000090010004000400" + "20004100" * 64 + "55" * 2048),
]


def _sdt_targets() -> list[Target]:
    from devices.sdt.codec import ReplyParser
    from devices.sdt.describing import Describing
    from devices.sdt.record import blocks_of, parse_record
    from drivers_sim.sdt.chip import Chip, ResidentChip
    from drivers_sim.sdt.frames import RequestParser, encode
    from drivers_sim.sdt.reader import ChipReader

    def record(_codec: Any, data: bytes) -> None:
        parse_record(data.ljust(256, b" ")[:256], b"")
        blocks_of(data)

    class Reader:
        def __init__(self) -> None:
            self.parser, self.reader = RequestParser(), ChipReader()
            resident = ResidentChip("韦", "男", "壮", "19840520", "柳州", "450202198405200017", "柳州", "2018", "长期")
            self.reader.place(Chip(resident))

        def feed(self, data: bytes) -> None:
            for request in self.parser.feed(data):
                encode(self.reader.answer(request))

    texts = [flag.encode("utf-16-le").rjust(250, b" \0"[:1]) for flag in (" ", "J", "I", "Y", "Q")]
    both = [*_SDT_REPLIES, *_SDT_REQUESTS]
    return [
        Target("sdt-replies", _SDT_REPLIES, ReplyParser, _feed, kept=2400),
        Target("sdt-record", [*texts, _SDT_REPLIES[-1][12:268]], _nothing, record, kept=0, allowed=(DeviceError,)),
        Target("sdt-trace", both, Describing, _described, kept=200),
        Target("sdt-simulator", _SDT_REQUESTS, Reader, _feed, kept=6000),
    ]


# --- receipt printers ------------------------------------------------------------------------------------------------

_STATUS = [bytes.fromhex(text) for text in ("12", "1A", "1000000F", "18000F0F", "372240414243 00", "372500", "37")]
_PRINT = [
    b"\x1b@\x1c&" + "社保".encode("gb18030") + b"\n\x1dV\x42\x18",
    b"\x1d(k\x08\x00\x31\x50\x30K1234\x1d(k\x03\x00\x31\x51\x30",
    b"\x1dv0\x00\x02\x00\x03\x00\xff\x00\x80\x01\xff\xff\x1dv0\x03\x48\x00\x02\x00" + bytes(144),
    b"\x1b*\x21\x03\x00" + b"\xaa" * 9 + b"\x1b*\x00\x05\x00" + b"\x55" * 5 + b"\n",
    b"\x10\x04\x01\x10\x04\x04\x10\x05\x02\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",
    b"\x1d(H\x06\x00\x30\x30ABCD\x1dI\x41\x1dr\x01\x1da\x0e",
    b"\x1dk\x04*12345*\x00\x1dkI\x0a{B12345678\x1dh\x50\x1dw\x02\x1dH\x02",
    b"\x1bD\x08\x10\x18\x00a\tb\tc\x1b$\x20\x00d\x1b\\\xf0\xffe\x1dL\x10\x00\x1dW\x80\x01",
    b"\x1b&\x03\x41\x42\x02\x01\x02\x03\x04\x05\x06\x01\x01\x02\x03\x1b%\x01\x1b?\x41",
    b"\x1d8L\x0b\x00\x00\x00\x30\x70\x30\x01\x01\x31\x08\x00\x01\x00\xff\x1d(L\x02\x00\x30\x32",
    b"\x1cq\x01\x01\x00\x01\x00" + bytes(8) + b"\x1cp\x01\x00\x1cg1\x00\x00\x00\x00\x00\x02\x00ab",
    b"\x1dC;1;9;1;1;1;\x1dC0\x03\x00\x1dQ0\x00\x02\x00\x02\x00abcd\x1b(A\x03\x00\x61\x03\x0a",
    b"\x1b!\x38text\x1b!\x00\x1b-\x01\x1bG\x01\x1dB\x01\x1d!\x77big\x1b3\xff\x1bJ\x40\x1bd\x05\x1bi\x1bm",
]


def _escpos_targets() -> list[Target]:
    from devices.escpos.describing import Describing
    from devices.escpos.encoder import Paper, encode
    from devices.escpos.status import StatusParser
    from devices.slip import KeyValue, Slip, Text
    from drivers_sim.escpos.events import Cut, RealTimeRequest, RealTimeStatus
    from drivers_sim.escpos.parser import Parser
    from drivers_sim.escpos.printer import Printer
    from drivers_sim.escpos.profile import Profile

    def encoder(_codec: Any, data: bytes) -> None:
        """Whatever a text holds, the far end finds one cut, at the end, and no real-time command."""
        text = data.decode("gb18030", "replace") + data.decode("latin-1")
        wire = b"".join(encode(Slip((Text(text), KeyValue(text[:9], text[9:30]))), Paper(58)))
        events = Parser().feed(wire)
        cuts = [number for number, event in enumerate(events) if isinstance(event, Cut)]
        if cuts != [len(events) - 1] or any(isinstance(each, RealTimeStatus | RealTimeRequest) for each in events):
            raise ValueError("a text carried a command")

    def printing(printer: Any, data: bytes) -> None:
        printer.receive(data)
        for _ in range(10_000):
            if printer.step() is None:
                return
        raise ValueError("it prints for ever")

    return [
        Target("escpos-status", _STATUS, StatusParser, _feed, kept=32),
        Target("escpos-encoder", _PRINT, _nothing, encoder, kept=0),
        Target("escpos-trace", [*_PRINT, *_STATUS], Describing, _described, kept=400),
        Target("escpos-parser", _PRINT, Parser, _feed, kept=(1 << 21) + 4096),
        Target("escpos-simulator", _PRINT, lambda: Printer(Profile(), lambda _data: None), printing, kept=1 << 23),
    ]


# --- card readers ----------------------------------------------------------------------------------------------------


def _crt(text: bytes) -> bytes:
    frame = b"\xf2\x00" + len(text).to_bytes(2, "big") + text + b"\x03"
    return frame + bytes((reduce(xor, frame),))


_CRT_ANSWERS = [
    *(b"\x06", b"\x15", b"\x04", _crt(b"P10000"), _crt(b"P11000" + b"\x30" * 12), _crt(b"N1002"), _crt(b"E1010")),
    _crt(b"PQ0000" + b"\x3b\x68\x00\x00" + b"12345678"),
    _crt(b"PQ9000" + bytes.fromhex("0110330300D15600000599110145FFFFFFFF9000")),
]
_CRT_COMMANDS = [
    *(_crt(b"C" + body) for body in (b"03", b"10", b"11", b"20", b"21", b"23", b"30", b"31", b"Q03")),
    _crt(b"CQ9" + bytes.fromhex("00A40400107378312E7368")),
    b"\x06",
    b"\x15",
    b"\x04",
]
_APDUS = [
    bytes.fromhex(text)
    for text in (
        *("9000", "6A82", "6983", "63C2", "6C12", "6110", "6D00", "6881", "0304332E30309000"),
        "0110330300D15600000599110145FFFFFFFF9000",
        "081234353032303231393834303532303030313700009000",
        "0A01319000",
        "0D04198405209000",
    )
]


def _card_targets() -> list[Target]:
    from devices.card.apdu import run
    from devices.card.application import ask_tries_left, read_social_card, verify
    from devices.crt.codec import Parser
    from devices.crt.describing import Describing
    from drivers_sim.crt.frames import FrameParser

    class Card:
        """Answers each command with the next of the inputs, over and over."""

        def __init__(self) -> None:
            self.answers: list[bytes] = []

        def feed(self, data: bytes) -> None:
            self.answers = [*self.answers[-7:], data]
            for program in (read_social_card(), ask_tries_left(), verify("123456")):
                left = 200

                def transmit(_command: object) -> bytes:
                    nonlocal left
                    left -= 1
                    if left < 0:
                        raise ValueError("it asks for ever")
                    return self.answers[left % len(self.answers)]

                try:
                    run(program, transmit)
                except DeviceError:
                    continue

    return [
        Target("card-apdu", _APDUS, Card, _feed, kept=8000),
        Target("crt-answers", _CRT_ANSWERS, Parser, _feed, kept=600),
        Target("crt-trace", [*_CRT_ANSWERS, *_CRT_COMMANDS], Describing, _described, kept=1300),
        Target("crt-simulator", _CRT_COMMANDS, FrameParser, _feed, kept=70_000),
    ]


# --- code scanners, contacts, power ----------------------------------------------------------------------------------


def _scanner_targets() -> list[Target]:
    from devices.scanner.framing import TERMINATORS, Framer, read_text

    def framing(framer: Any, data: bytes) -> None:
        for code in framer.feed(data):
            read_text(code)
        if data.endswith(b"\xff"):
            read_text(framer.pause())

    codes = [b"K5MPG3HJ68F82B1\r\n", "韦志强\r\n".encode(), "韦志强\r".encode("gb18030"), b"\x06", b"9" * 7089 + b"\r"]
    return [
        Target(f"scanner-{name}", codes, lambda ends=ends: Framer(ends), framing, kept=7200)  # type: ignore[misc]
        for name, ends in TERMINATORS.items()
    ]


def _contacts_targets() -> list[Target]:
    from devices.modbus.codec import Message, Rtu, Tcp
    from drivers_sim.modbus.frames import NetworkStation, SerialStation
    from drivers_sim.modbus.module import IoModule

    bodies = [(2, b"\x01\x05"), (1, b"\x01\x00"), (5, b"\x00\x01\xff\x00"), (0x82, b"\x02"), (15, b"\x00\x00\x00\x04")]
    asked = [(2, b"\x00\x00\x00\x08"), (1, b"\x00\x00\x00\x08"), (5, b"\x00\x01\xff\x00"), (8, b"\x00\x00\x12\x34")]
    messages = [Message(1, function, data) for function, data in [*bodies, *asked]]
    serial, network = [Rtu().encode(each) for each in messages], [Tcp().encode(each) for each in messages]
    return [
        Target("modbus-rtu", serial, Rtu, _feed, kept=600),
        Target("modbus-tcp", network, Tcp, _feed, kept=600),
        Target("modbus-rtu-simulator", serial, lambda: SerialStation(IoModule(), 1), _hear, kept=4000),
        Target("modbus-tcp-simulator", network, lambda: NetworkStation(IoModule()), _hear, kept=70_000),
    ]


def _power_targets() -> list[Target]:
    from devices.nut.codec import AnswerParser
    from devices.nut.meaning import detail_of, reason_of
    from drivers_sim.nut.server import NutServer
    from drivers_sim.nut.ups import Ups

    def parsing(parser: Any, data: bytes) -> None:
        for answer in parser.feed(data):
            variables = getattr(answer, "values", None)
            if isinstance(variables, dict):
                reason_of(variables)
                detail_of(variables)

    answers = [
        b"BEGIN LIST VAR ups\n",
        b'VAR ups ups.status "OL CHRG"\nVAR ups battery.charge "98"\nVAR ups battery.runtime "1200"\n',
        b"END LIST VAR ups\n",
        b"ERR UNKNOWN-UPS\n",
        b'VAR ups x "a \\"b\\" \\\\ c"\n',
    ]
    asked = [b"LIST VAR ups\n", b"GET VAR ups ups.status\n", b"VER\n", b"LOGOUT\n", b'LIST "VAR" u\\ps\n']
    return [
        Target("nut-answers", answers, AnswerParser, parsing, kept=200_000),
        Target("nut-simulator", asked, lambda: NutServer("ups", Ups(lambda: 0.0)), _hear, kept=70_000),
    ]


# --- document printers -----------------------------------------------------------------------------------------------


def _ipp_targets() -> list[Target]:
    from devices.ipp.codec import Malformed, decode
    from drivers_sim.ipp.messages import BadMessageError, read_request

    def attribute(tag: int, name: bytes, value: bytes) -> bytes:
        return bytes((tag,)) + len(name).to_bytes(2, "big") + name + len(value).to_bytes(2, "big") + value

    head = b"\x02\x00\x00\x00\x00\x00\x00\x01\x01" + attribute(0x47, b"attributes-charset", b"utf-8")
    printer = (
        b"\x04" + attribute(0x23, b"printer-state", b"\0\0\0\3") + attribute(0x44, b"printer-state-reasons", b"none")
    )
    collection = attribute(0x34, b"media-col", b"") + attribute(0x4A, b"", b"x") + attribute(0x21, b"", b"\0\0\0\1")
    messages = [
        head + b"\x03",
        head + printer + b"\x03",
        head + b"\x02" + collection + attribute(0x37, b"", b"") + b"\x03",
    ]
    return [
        Target("ipp-responses", messages, _nothing, lambda _codec, data: decode(data), kept=0, allowed=(Malformed,)),
        Target(
            "ipp-requests",
            messages,
            _nothing,
            lambda _codec, data: read_request(data),
            kept=0,
            allowed=(BadMessageError,),
        ),
    ]


FAMILIES: Sequence[Callable[[], list[Target]]] = (
    _sdt_targets,
    _escpos_targets,
    _card_targets,
    _scanner_targets,
    _contacts_targets,
    _power_targets,
    _ipp_targets,
)


def targets() -> dict[str, Target]:
    """All targets by name."""
    return {target.name: target for family in FAMILIES for target in family()}
