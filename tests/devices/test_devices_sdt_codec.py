"""SDT frames and records against the bytes that real readers send."""

from __future__ import annotations

import contextlib

import pytest
from devices_far_ends import FOUND, NO_CARD, PHOTO, RESIDENT, SELECTED, read_reply, sdt_reply, text_block
from hypothesis import given
from hypothesis import strategies as st

from devices.interfaces import DocumentKind
from devices.model import DeviceError
from devices.sdt.codec import (
    FIND,
    LONGEST,
    READ_BASE,
    SAM_ID,
    SELECT,
    STATUS,
    Damaged,
    Reply,
    ReplyParser,
    Request,
)
from devices.sdt.record import parse_record


@pytest.mark.parametrize(
    ("request_", "wire"),
    [
        (STATUS, "AAAAAA9669000311FFED"),
        (SAM_ID, "AAAAAA9669000312FFEE"),
        (FIND, "AAAAAA9669000320 0122"),
        (SELECT, "AAAAAA9669000320 0221"),
        (READ_BASE, "AAAAAA9669000330 0132"),
        (Request(0x61, 0xFF, b"\x50"), "AAAAAA9669 0004 61FF50 CA"),
    ],
)
def test_requests_are_the_bytes_that_readers_know(request_: Request, wire: str) -> None:
    assert request_.encode() == bytes.fromhex(wire)


@pytest.mark.parametrize(
    ("wire", "code", "size"),
    [(FOUND, 0x9F, 4), (NO_CARD, 0x80, 0), (SELECTED, 0x90, 8), (read_reply(), 0x90, 4 + 256 + 1024)],
)
def test_replies_are_recognised(wire: bytes, code: int, size: int) -> None:
    [reply] = ReplyParser().feed(wire)
    assert isinstance(reply, Reply)
    assert reply.code == code
    assert len(reply.data) == size
    assert len(wire) != 1295 or size == 1284


def test_a_base_reply_has_1295_bytes() -> None:
    assert len(read_reply()) == 1295


@given(st.lists(st.binary(max_size=40), max_size=4), st.data())
def test_any_cut_of_the_stream_gives_the_same_replies(payloads: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(sdt_reply(0x90, payload) for payload in payloads)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    parser, events = ReplyParser(), []
    for begin, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        events += parser.feed(stream[begin:end])
    assert [event.data for event in events if isinstance(event, Reply)] == payloads
    assert parser.pending == 0


@given(st.binary(max_size=300))
def test_noise_neither_fails_nor_piles_up(noise: bytes) -> None:
    parser = ReplyParser()
    parser.feed(noise)
    assert parser.pending <= LONGEST + 7


@given(st.binary(max_size=60).filter(lambda noise: 0xAA not in noise), st.binary(max_size=20))
def test_a_reply_behind_noise_is_found(noise: bytes, payload: bytes) -> None:
    events = ReplyParser().feed(noise + sdt_reply(0x90, payload))
    assert [event.data for event in events if isinstance(event, Reply)] == [payload]


def test_a_wrong_checksum_is_told_and_the_next_reply_found() -> None:
    damaged = bytearray(FOUND)
    damaged[-1] ^= 1
    assert ReplyParser().feed(bytes(damaged) + NO_CARD) == [Damaged(), Reply((0, 0, 0x80), b"")]


def test_an_impossible_length_does_not_hold_the_stream_up() -> None:
    assert ReplyParser().feed(bytes.fromhex("AAAAAA9669FFFF") + NO_CARD) == [Damaged(), Reply((0, 0, 0x80), b"")]


def test_a_cut_off_reply_gives_way_to_the_one_behind_it() -> None:
    events = ReplyParser().feed(SELECTED[:9] + FOUND + NO_CARD)
    assert Reply((0, 0, 0x80), b"") in events


def test_resident() -> None:
    record = parse_record(RESIDENT, PHOTO)
    assert record.kind is DocumentKind.RESIDENT
    assert (record.name, record.sex, record.ethnicity) == ("黄小梅", "女", "壮")
    assert record.birth_date == "19970214"
    assert record.address == "广西武鸣县城厢镇永宁路 1 号"
    assert record.id_number == "450122199702140025"
    assert record.issuer == "武鸣县公安局"
    assert (record.valid_from, record.valid_to) == ("20190301", "20290301")
    assert record.photo_block == PHOTO


def test_permit_of_hong_kong_macau_and_taiwan() -> None:
    record = parse_record(
        text_block(
            *(("陈大文", 30), ("1", 2), ("", 4), ("19880808", 16), ("深圳市福田区", 70), ("810000198808080011", 36)),
            *(("深圳市公安局", 30), ("20200101", 16), ("20250101", 16), ("H12345678", 18), ("01", 4), ("", 6)),
            *(("J", 2), ("", 6)),
        ),
        PHOTO,
    )
    assert record.kind is DocumentKind.HMT
    assert (record.permit_number, record.issue_count, record.ethnicity) == ("H12345678", "01", "")


def test_foreigner_of_2017() -> None:
    record = parse_record(
        text_block(
            *(("NGUYEN, VAN MINH", 120), ("1", 2), ("VNM450085010112", 30), ("VNM", 6), ("阮文明", 30)),
            *(("20180501", 16), ("20280501", 16), ("19850101", 16), ("01", 4), ("4500", 8), ("I", 2), ("", 6)),
        ),
        PHOTO,
    )
    assert record.kind is DocumentKind.FOREIGNER_2017
    assert (record.name, record.english_name, record.country) == ("阮文明", "NGUYEN, VAN MINH", "VNM")
    assert record.id_number == "VNM450085010112"
    assert (record.birth_date, record.valid_to) == ("19850101", "20280501")


def test_foreigner_of_2023_whose_long_name_breaks_at_a_blank() -> None:
    first, rest = "MONTGOMERY-FEATHERSTONEHAUGH, ALEXA ", "NDRA MARIA"
    record = parse_record(
        text_block(
            *(("", 30), ("2", 2), ("01", 4), ("19900615", 16), (first[:35], 70), ("912345199006150023", 36), ("", 30)),
            *(("20231201", 16), ("20331201", 16), (rest, 22), ("GBR", 6), ("Y", 2), ("", 6)),
        ),
        PHOTO,
    )
    assert record.kind is DocumentKind.FOREIGNER_2023
    assert record.english_name == record.name == first[:35] + rest
    assert record.id_number.startswith("9")


def test_an_unlimited_card_says_so() -> None:
    block = bytearray(RESIDENT)
    block[204:220] = "长期".ljust(8).encode("utf-16-le")
    assert parse_record(bytes(block), PHOTO).valid_to == "长期"


@pytest.mark.parametrize(("text", "reason"), [(RESIDENT[:-2], "garbled"), (b"\x00\xd8" * 128, "garbled")])
def test_what_is_no_text_block_is_refused(text: bytes, reason: str) -> None:
    with pytest.raises(DeviceError) as raised:
        parse_record(text, PHOTO)
    assert raised.value.reason == reason


def test_an_unknown_kind_of_card_is_refused() -> None:
    block = bytearray(RESIDENT)
    block[248:250] = "Z".encode("utf-16-le")
    with pytest.raises(DeviceError) as raised:
        parse_record(bytes(block), PHOTO)
    assert raised.value.reason == "card_unknown"


@given(st.binary(min_size=256, max_size=256))
def test_no_block_breaks_the_parser_otherwise(text: bytes) -> None:
    with contextlib.suppress(DeviceError):
        assert parse_record(text, b"").kind in DocumentKind


def test_neither_records_nor_replies_show_what_they_hold() -> None:
    record = parse_record(RESIDENT, PHOTO)
    [reply] = ReplyParser().feed(read_reply())
    for shown in (repr(record), str(record), repr(reply)):
        assert "黄" not in shown
        assert "450122" not in shown
