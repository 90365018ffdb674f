"""A device's trace says what passed, and nothing that a person is known by."""

from __future__ import annotations

from pathlib import Path

from devices_far_ends import FOUND, RESIDENT, SAM, CardReaderEnd, printer_end, read_reply
from hypothesis import given
from hypothesis import strategies as st

from devices.escpos.describing import Describing as EscPosDescribing
from devices.escpos.encoder import Paper, encode
from devices.escpos.raster import find_rasteriser
from devices.interfaces import PrintState
from devices.registry import create
from devices.sdt.describing import Describing as SdtDescribing
from devices.slip import KeyValue, QrCode, Slip, Text
from devices.trace import Direction, Trace

TO, FROM = Direction.TO_DEVICE, Direction.FROM_DEVICE
NAME, RARE, NUMBER, REFERENCE = "韦志强", "𠮷堃", "450202198405200017", "K5MPG3HJ68F82B1"
SLIP = Slip((Text(f"申请人 {NAME}"), Text(RARE), KeyValue("证件", NUMBER), QrCode(REFERENCE)))


def canaries() -> list[str]:
    """What must not be found: as text, in the wires' encodings, in hexadecimal with and without blanks."""
    found: list[str] = []
    for secret in (NAME, RARE, NUMBER, REFERENCE, NUMBER[:6], NAME[:1]):
        found.append(secret)
        for encoding in ("gb18030", "utf-16-le", "utf-8"):
            data = secret.encode(encoding)
            found += [data.hex(), data.hex(" "), repr(data), repr(data)[2:-1]]
    return [each.lower() for each in found if len(each) > 3 or not each.isascii()]


def said(trace: Trace) -> str:
    return "\n".join(entry.text for entry in trace.entries())


def holds_none(text: str) -> None:
    assert [each for each in canaries() if each in text.lower()] == []


def test_a_slip_is_traced_by_its_commands_alone() -> None:
    trace = Trace()
    with printer_end() as end:
        transport = {"kind": "tcp", "host": "127.0.0.1", "port": end.tcp.port}
        printer = create(
            {
                "id": "p",
                "class": "receipt_printer",
                "driver": "escpos",
                "transport": transport,
                "near_end_sensor": True,
            },
            trace,
        )
        printer.open()
        assert printer.print(SLIP).state is PrintState.CONFIRMED  # type: ignore[attr-defined]
        printer.close()
    text = said(trace)
    for expected in ("initialise", "text, ", "picture, ", "QR data, 16 bytes", "say when printed", "cut 42 18"):
        assert expected in text
    for expected in ("status 12", "printed", "forgotten"):
        assert expected in text
    assert "not understood" not in text
    holds_none(text)


def test_a_card_is_traced_by_its_length_alone(tmp_path: Path) -> None:
    trace = Trace()
    text_block = bytearray(RESIDENT)
    text_block[:6] = NAME.encode("utf-16-le")
    text_block[122:158] = NUMBER.encode("utf-16-le")
    end = CardReaderEnd(tmp_path / "reader", read=read_reply(bytes(text_block)))
    transport = {"kind": "serial", "port": str(end.port)}
    reader = create({"id": "r", "class": "chip_reader", "driver": "sdt", "transport": transport}, trace)
    reader.open()
    assert reader.read_card().name == NAME  # type: ignore[attr-defined]
    reader.close()
    end.unplug()
    assert [(entry.direction, entry.text) for entry in trace.entries()] == [
        *((TO, "SAM id?"), (FROM, "ok, 16 bytes"), (TO, "find card"), (FROM, "card found, 4 bytes")),
        *((TO, "select card"), (FROM, "ok, 8 bytes")),
        *((TO, "read text and photograph"), (FROM, "ok, 1284 bytes")),
    ]


@given(st.lists(st.integers(1, 40), min_size=1))
def test_pieces_of_a_slip_show_no_more_than_the_whole(sizes: list[int]) -> None:
    data = b"".join(encode(SLIP, Paper(80), find_rasteriser(None)))
    describe, texts, at, turn = EscPosDescribing(), [], 0, 0
    while at < len(data):
        size = sizes[turn % len(sizes)]
        texts.append(describe(TO, data[at : at + size]))
        at, turn = at + size, turn + 1
    holds_none("".join(texts))
    whole = EscPosDescribing()(TO, data)
    assert commands("; ".join(filter(None, texts))) == commands(whole)


def commands(text: str) -> list[str]:
    return [part for part in text.split("; ") if not part.startswith("text,")]


def test_a_printer_that_echoes_is_not_quoted() -> None:
    """Another device on the cable may send back what it gets: none of that is a status."""
    describe = EscPosDescribing()
    echo = b"".join(encode(SLIP, Paper(80), None))
    assert describe(TO, echo)
    answer = describe(FROM, echo)
    assert "status 32" not in answer
    holds_none(answer)


def test_a_reply_that_stops_halfway_is_said_when_the_next_question_goes_out() -> None:
    describe = SdtDescribing()
    assert describe(FROM, read_reply()[:700]) == ""
    assert describe(TO, bytes.fromhex("AAAAAA9669000311FFED")) == "(answer broken off after 700 bytes); status?"
    assert describe(FROM, b"noise" + FOUND) == "5 bytes not understood; card found, 4 bytes"
    assert describe(FROM, SAM[:-1] + b"\x99") == "ok, 16 bytes (checksum wrong)"


@given(st.lists(st.tuples(st.sampled_from(list(Direction)), st.binary(max_size=60))))
def test_any_bytes_are_described(traffic: list[tuple[Direction, bytes]]) -> None:
    for describe in (EscPosDescribing(), SdtDescribing()):
        for direction, data in traffic:
            assert isinstance(describe(direction, data), str)


def test_an_exchange_that_repeats_is_kept_once_with_its_number() -> None:
    trace = Trace()
    trace.add(TO, "begin")
    for _ in range(50):
        for question in ("one?", "two?"):
            trace.add(TO, question)
            trace.add(FROM, "yes")
    trace.add(TO, "end")
    assert [(entry.text, entry.times) for entry in trace.entries()] == [
        *(("begin", 1), ("one?", 50), ("yes", 50), ("two?", 50), ("yes", 50), ("end", 1))
    ]


def test_what_repeats_within_an_exchange_is_counted_there() -> None:
    trace = Trace()
    for text in ("a", "a", "b", "a", "b", "c"):
        trace.add(TO, text)
    assert [(entry.text, entry.times) for entry in trace.entries()] == [("a", 3), ("b", 2), ("c", 1)]
