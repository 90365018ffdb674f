"""Modbus messages in byte streams, by the specification's own examples. No port."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.modbus.codec import (
    LONGEST_RTU,
    LONGEST_TCP,
    READ_COILS,
    READ_INPUTS,
    WRITE_COIL,
    WRITE_COILS,
    Damaged,
    Framing,
    Message,
    Rtu,
    Tcp,
    bits_of,
    crc16,
    read_bits,
    return_query,
    write_coil,
    write_coils,
)
from devices.modbus.tracing import describer
from devices.trace import Direction

FRAMINGS: list[Callable[[], Framing]] = [Rtu, Tcp]


def test_the_checksums_of_the_specification() -> None:
    assert crc16(bytes.fromhex("0207")) == bytes.fromhex("4112")
    assert crc16(bytes.fromhex("01030000000A")) == bytes.fromhex("C5CD")


def test_the_requests_of_the_specification() -> None:
    assert read_bits(1, READ_COILS, 19, 19).data == bytes.fromhex("00130013")
    assert read_bits(1, READ_INPUTS, 196, 22).data == bytes.fromhex("00C40016")
    assert write_coil(1, 172, True).data == bytes.fromhex("00ACFF00")
    ten = (True, False, True, True, False, False, True, True, True, False)
    assert write_coils(1, 19, ten).data == bytes.fromhex("0013000A02CD01")
    assert return_query(1, 0xA537).data == bytes.fromhex("0000A537")
    assert Rtu().encode(read_bits(1, READ_INPUTS, 0, 2)) == bytes.fromhex("010200000002F9CB")
    assert Tcp().encode(Message(0x11, 0x02, bytes.fromhex("00C40016"), 0x1501)) == bytes.fromhex(
        "15010000000611" + "0200C40016"
    )


def test_the_answers_of_the_specification() -> None:
    coils = Message(1, READ_COILS, bytes.fromhex("03CD6B05"))
    bits = bits_of(coils, 19)
    assert bits is not None
    assert "".join("01"[bit] for bit in bits) == "1011001111010110101"
    inputs = bits_of(Message(1, READ_INPUTS, bytes.fromhex("03ACDB35")), 22)
    assert inputs is not None
    assert sum(inputs) == 14
    assert bits_of(coils, 25) is None
    assert bits_of(Message(1, READ_COILS, b""), 1) is None


def test_a_refusal_says_why() -> None:
    (refused,) = Rtu().feed(bytes.fromhex("018202") + crc16(bytes.fromhex("018202")))
    assert isinstance(refused, Message)
    assert refused.refusal == 2
    assert Message(1, READ_COILS, b"\x01").refusal is None


answers = st.builds(
    Message,
    st.integers(1, 247),
    st.sampled_from([READ_COILS, READ_INPUTS]),
    st.binary(min_size=1, max_size=250).map(lambda bits: bytes((len(bits),)) + bits),
) | st.builds(
    Message,
    st.integers(1, 247),
    st.sampled_from([WRITE_COIL, WRITE_COILS]),
    st.binary(min_size=4, max_size=4),
)


@pytest.mark.parametrize("framing", FRAMINGS)
@given(messages=st.lists(answers, min_size=1, max_size=4), cuts=st.lists(st.integers(0, 1000), max_size=10))
def test_answers_come_whole_however_the_bytes_are_cut(
    framing: Callable[[], Framing], messages: list[Message], cuts: list[int]
) -> None:
    parser = framing()
    stream = b"".join(parser.encode(message) for message in messages)
    found: list[Message | Damaged] = []
    at = 0
    for cut in [*sorted(cuts), len(stream)]:
        found += parser.feed(stream[at:cut])
        at = max(at, cut)
    assert found == messages
    assert parser.pending == 0


@given(noise=st.binary(max_size=60), message=answers)
def test_an_answer_behind_noise_is_found_on_a_serial_line(noise: bytes, message: Message) -> None:
    parser = Rtu()
    first = parser.feed(noise)
    found = first + parser.feed(parser.encode(message))
    # Noise that happens to begin a message may still wait for its end; a pause then forgets it.
    if parser.pending == 0:
        assert message in found
    parser.reset()
    assert parser.feed(parser.encode(message)) == [message]


@given(message=answers, at=st.integers(0, 300), flip=st.integers(1, 255))
def test_a_damaged_answer_is_never_an_answer(message: Message, at: int, flip: int) -> None:
    whole = bytearray(Rtu().encode(message))
    whole[at % len(whole)] ^= flip
    assert message not in Rtu().feed(bytes(whole))


@pytest.mark.parametrize(("framing", "longest"), [(Rtu, LONGEST_RTU), (Tcp, LONGEST_TCP)])
def test_ten_thousand_pieces_of_noise(framing: Callable[[], Framing], longest: int) -> None:
    noise, parser = random.Random(3), framing()
    for _ in range(10_000):
        for event in parser.feed(noise.randbytes(noise.randrange(40))):
            if isinstance(event, Message):
                bits_of(event, 8)
        assert parser.pending <= longest


def test_what_cannot_be_asked_is_refused() -> None:
    for wrong in (lambda: read_bits(1, READ_COILS, 0, 2001), lambda: write_coils(1, 0, ())):
        with pytest.raises(ValueError, match=r"bits|coils"):
            wrong()


def test_a_trace_names_what_a_module_says() -> None:
    describe = describer(Rtu)
    answer = Rtu().encode(Message(1, READ_INPUTS, b"\x01\x02"))
    assert describe(Direction.FROM_DEVICE, answer) == f"read inputs: {answer.hex(' ').upper()}"
    refused = Rtu().encode(Message(1, READ_INPUTS | 0x80, b"\x02"))
    assert describe(Direction.FROM_DEVICE, refused).startswith("read inputs refused (02): ")
    assert describe(Direction.FROM_DEVICE, b"\xff\x00") == "FF 00"
