"""The motorised reader's frames: the recorded bytes, pieces of any size, and any bytes at all."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.crt.codec import (
    INITIALISE,
    STATUS,
    Command,
    Damaged,
    Done,
    Event,
    Parser,
    Refused,
    Sign,
    Status,
    apdu,
)
from devices.crt.describing import Describing
from devices.trace import Direction
from drivers_sim.crt.frames import BadFrame, FrameParser, Order, negative, positive

ORDER = Order(0x51, 0x39)


def test_commands_are_the_recorded_bytes() -> None:
    assert STATUS.encode() == bytes.fromhex("F200000343313003B0")  # captured from a CRT-591 (R02)
    assert Command(0x36, 0x37).encode() == bytes.fromhex("F200000343363703B0")  # likewise
    assert INITIALISE.encode() == bytes.fromhex("F200000343303303B2")
    assert STATUS.encode(address=5)[1] == 5


def test_answers_are_read() -> None:
    parser = Parser()
    assert parser.feed(b"\x06") == [Sign.ACK]
    assert parser.feed(bytes.fromhex("F200000650313032303003") + b"\x00") == [Damaged()]
    done = positive(Order(0x31, 0x30), b"201")
    assert parser.feed(b"\x15\x04" + done) == [
        Sign.NAK,
        Sign.EOT,
        Done(0x31, 0x30, Status(Status.INSIDE, Status.FULL), b""),
    ]
    assert parser.feed(negative(Order(0x32, 0x30), "10")) == [Refused(0x32, 0x30, "10")]


def test_refusals_have_either_head() -> None:
    frame = bytearray(negative(Order(0x32, 0x30), "B0"))
    frame[-1] ^= frame[4] ^ 0x45
    frame[4] = 0x45
    assert Parser().feed(bytes(frame)) == [Refused(0x32, 0x30, "B0")]


def test_what_lies_in_a_damaged_frame_is_no_sign() -> None:
    frame = bytearray(positive(ORDER, b"200", b"\x06\x15\x04" * 5))
    frame[-1] ^= 1
    assert Parser().feed(bytes(frame)) == [Damaged()]


def test_the_end_of_a_frame_in_another_is_found() -> None:
    whole = positive(ORDER, b"200", b"\x90\x00")
    assert Parser().feed(b"\xf2\xff\xff\xff" + whole) == [
        Damaged(),
        Done(0x51, 0x39, Status(0x32, 0x30), b"\x90\x00"),
    ]


@given(st.binary(max_size=512), st.lists(st.integers(0, 530), max_size=8))
def test_answers_split_anywhere(data: bytes, cuts: list[int]) -> None:
    frame = b"\x06" + positive(ORDER, b"200", data)
    bounds = sorted({0, len(frame), *(min(cut, len(frame)) for cut in cuts)})
    parser = Parser()
    events: list[Event] = []
    for start, end in itertools.pairwise(bounds):
        events += parser.feed(frame[start:end])
    assert events == [Sign.ACK, Done(0x51, 0x39, Status(0x32, 0x30), data)]
    assert not parser.pending


@given(st.binary(max_size=512), st.integers(0, 255), st.integers(0, 255))
def test_both_ends_understand_each_other(data: bytes, code: int, parameter: int) -> None:
    (heard,) = FrameParser().feed(bytes(Command(code, parameter, data).encode()))
    assert heard == Order(code, parameter, data)


def test_a_frame_with_a_wrong_checksum_is_wanted_again() -> None:
    frame = STATUS.encode()
    frame[-1] ^= 0xFF
    (heard,) = FrameParser().feed(bytes(frame))
    assert isinstance(heard, BadFrame)


def test_ten_thousand_inputs() -> None:
    chance = random.Random(571)
    parser, describing = Parser(), Describing()
    found = 0
    for _ in range(10_000):
        kind = chance.random()
        if kind < 0.5:
            data = bytearray(positive(ORDER, b"200", chance.randbytes(chance.randrange(64))))
            if chance.random() < 0.7:
                data[chance.randrange(len(data))] = chance.randrange(256)
            if chance.random() < 0.2:
                del data[chance.randrange(len(data)) :]
        else:
            data = bytearray(chance.choice((b"\xf2", b"\x06", b"\xf2\x00\x02\x04")) + chance.randbytes(8))
        found += sum(isinstance(event, Done) for event in parser.feed(bytes(data)))
        describing(Direction.FROM_DEVICE, bytes(data))
        assert parser.pending <= 4 + 518 + 2
    assert found > 500


@pytest.mark.parametrize("size", [1, 3, 600])
def test_a_trace_shows_no_byte_of_a_card(size: int) -> None:
    describing = Describing()
    name = "黄小梅".encode("gbk")
    said = [describing(Direction.TO_DEVICE, bytes(apdu(b"\x00\x20\x00\x00\x03\x31\x41\x59").encode()))]
    frame = b"\x06" + positive(ORDER, b"200", b"\x09\x1e" + name.ljust(30, b"\0") + b"\x90\x00")
    said += [describing(Direction.FROM_DEVICE, frame[at : at + size]) for at in range(0, len(frame), size)]
    shown = " ".join(said)
    assert "to the chip: 00 20 00 00, 3 bytes" in shown
    assert "from the chip: 9000, 32 bytes" in shown
    for secret in (name.hex(), name.hex(" "), "314159", "31 41 59"):
        assert secret.upper() not in shown.upper()
