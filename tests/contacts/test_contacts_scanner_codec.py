"""Codes cut out of byte streams, and what scanners are told and answer. No port."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.scanner.framing import LONGEST, TERMINATORS, Framer, read_text
from devices.scanner.profiles import GM72, HONEYWELL, PROFILES, Identity, Query, revision, ssi_packet, ssi_revision
from devices.scanner.tracing import describer
from devices.trace import Direction

ENDS = ("cr", "lf", "crlf")
# What a Voyager 1602g answered to REVINF., its packets' frames taken off.
RECORDED = (
    b"Product Name: Voyager 1602g\r\nBoot Revision: : 8992\r\nSoftware Part Number: CW000082BBA\r\n"
    b"Software Revision: $ProjectRevision: 16345 \r\nSerial Number: 15232B1F0C\r\nSupported IF: Bluetooth\r\n"
    b"PCB Assembly ID: 000000\r\nEngine Firmware Type: N/A   Revision: N/A   Serial Number: N/A   Checksum: N/A\r\n"
    b"REVINF\x06."
)


@pytest.mark.parametrize("end", ENDS)
@given(
    codes=st.lists(st.binary(min_size=1, max_size=60).filter(lambda c: not set(c) & {10, 13}), max_size=8),
    cuts=st.lists(st.integers(0, 500), max_size=12),
)
def test_codes_come_whole_however_the_bytes_are_cut(end: str, codes: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(code + TERMINATORS[end] for code in codes)
    framer, found, at = Framer(TERMINATORS[end]), [], 0
    for cut in [*sorted(cuts), len(stream)]:
        found += framer.feed(stream[at:cut])
        at = max(at, cut)
    assert found == codes
    assert not framer.pending


def test_a_pause_ends_a_code_that_has_no_terminator() -> None:
    framer = Framer(b"")
    assert framer.feed(b"69012") == []
    assert framer.feed(b"34567\r") == []
    assert framer.pause() == b"6901234567"
    assert framer.pause() == b""


def test_a_code_cut_short_is_not_joined_to_the_next() -> None:
    framer = Framer(b"\r")
    assert framer.feed(b"690123") == []
    assert framer.pending
    assert framer.pause() == b""
    assert framer.feed(b"4567\r") == [b"4567"]


@pytest.mark.parametrize("end", [*ENDS, "none"])
def test_what_is_longer_than_any_code_is_dropped_up_to_its_end(end: str) -> None:
    framer = Framer(TERMINATORS[end])
    for _ in range(300):
        assert framer.feed(b"x" * 1000) == []
        assert len(framer._buffer) <= LONGEST + 2
    if end == "none":
        assert framer.pause() == b""
        framer.feed(b"next")
        assert framer.pause() == b"next"
    else:
        assert framer.feed(TERMINATORS[end]) == []
        assert framer.feed(b"next" + TERMINATORS[end]) == [b"next"]


def test_the_longest_code_of_all_passes() -> None:
    digits = b"7" * LONGEST
    assert Framer(b"\r").feed(digits + b"\r") == [digits]


def test_ten_thousand_streams_of_noise() -> None:
    noise = random.Random(11)
    for round_ in range(10_000):
        framer = Framer(TERMINATORS[(*ENDS, "none")[round_ % 4]])
        for _ in range(3):
            for code in framer.feed(noise.randbytes(noise.randrange(40))):
                assert code
                read_text(code)
        framer.pause()
        assert not framer.pending


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (b"6901234567892", "6901234567892"),
        ("社会保障卡：韦志强".encode(), "社会保障卡：韦志强"),
        ("社会保障卡：韦志强".encode("gb18030"), "社会保障卡：韦志强"),
        ("韦".encode("gb18030"), "韦"),  # valid UTF-8 as well: "Τ"
        ("㙍䶮𠀀".encode("gb18030"), "㙍䶮𠀀"),
        ("Grüße · 社保".encode(), "Grüße · 社保"),
        (b"caf\xc3\xa9", "caf茅"),  # the price of reading one Chinese character of GB18030
        (b"(01)0690\x1d(10)A1", "(01)0690\x1d(10)A1"),
        (b"\x80\xff\xfe", None),
        (b"pay\x1b@\x00me", None),
        (b"", ""),
    ],
)
def test_what_a_code_says(code: bytes, text: str | None) -> None:
    assert read_text(code) == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40))
def test_chinese_in_utf8_is_read(text: str) -> None:
    assert read_text(text.encode()) == text


@given(st.binary(max_size=200))
def test_any_bytes_give_text_without_controls_or_none(data: bytes) -> None:
    text = read_text(data)
    assert text is None or not set(text) & {"\x00", "\x1b", "\x10", "\x7f"}


def test_the_bytes_of_the_commands() -> None:
    assert (HONEYWELL.start, HONEYWELL.stop) == (bytes.fromhex("16540D"), bytes.fromhex("16550D"))
    assert isinstance(GM72.start, Query)
    assert isinstance(GM72.stop, Query)
    assert GM72.start.request == bytes.fromhex("04E40400FF14")
    assert GM72.stop.request == bytes.fromhex("04E50400FF13")
    assert GM72.start.answer.fullmatch(bytes.fromhex("04D00000FF2C"))
    assert GM72.start.refusal is not None
    assert GM72.start.refusal.fullmatch(bytes.fromhex("05D1000006FF24"))
    assert GM72.identity is not None
    assert GM72.identity.request == bytes.fromhex("04A30400FF55")
    assert HONEYWELL.identity is not None
    assert HONEYWELL.identity.request == bytes.fromhex("164D0D") + b"REVINF."


def test_who_a_scanner_says_it_is() -> None:
    query = HONEYWELL.identity
    assert query is not None
    found = query.answer.search(RECORDED)
    assert found is not None
    assert revision(found.group()) == Identity("Voyager 1602g", "16345")
    packet = ssi_packet(0xA4, b"GM72 V1.3", source=0)
    assert GM72.identity is not None
    found = GM72.identity.answer.search(b"noise" + packet)
    assert found is not None
    assert ssi_revision(found.group()) == Identity(firmware="GM72 V1.3")
    assert ssi_revision(packet[:-1] + b"\x00") == Identity()


def test_a_menu_answer_of_any_status_shows_that_it_is_there() -> None:
    query = HONEYWELL.alive[0]
    assert not any(each.answer.search(b"232BAD9\x06.") for each in HONEYWELL.alive[1:])
    for answer in (b"232BAD9\x06.", b"232BAD?\x05.", b"232bad9\x06!"):
        assert query.answer.search(answer)
    assert not query.answer.search(b"\r\nERROR\r\n")
    assert not query.answer.search(b"232BAD?.")  # an echo


@given(st.binary(max_size=300))
def test_answers_are_looked_for_in_any_bytes(data: bytes) -> None:
    for profile in PROFILES.values():
        for query in (profile.start, profile.stop, *profile.alive, profile.identity):
            if isinstance(query, Query) and (found := query.answer.search(data)) and query.parse:
                assert isinstance(query.parse(found.group()), Identity)


def test_a_trace_names_commands_and_shows_no_code() -> None:
    describe = describer(GM72)
    assert describe(Direction.TO_DEVICE, bytes.fromhex("04E40400FF14")) == "start 04 E4 04 00 FF 14"
    assert describe(Direction.FROM_DEVICE, bytes.fromhex("04D00000FF2C")).startswith("acknowledged")
    assert describe(Direction.FROM_DEVICE, b"450103195803120026\r") == "19 bytes"
    assert describer(HONEYWELL)(Direction.TO_DEVICE, b"\x16T\r") == "start 16 54 0D"
