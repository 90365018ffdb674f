"""IPP's bytes: what is sent, what is understood, and that no bytes do harm."""

from __future__ import annotations

import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.ipp import codec
from devices.ipp.codec import Attribute, Collection, Malformed, Range, Resolution, decode, encode
from devices.ipp.seen import observe
from devices.ipp.state import JobFacts, PrinterState

FUZZ = 10_000


def attribute(tag: int, name: str, *values: bytes) -> bytes:
    parts = []
    for value in values:
        parts.append(struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(value)) + value)
        name = ""
    return b"".join(parts)


def response(*attributes: bytes, status: int = 0, group: int = codec.PRINTER_GROUP) -> bytes:
    return struct.pack(">bbHi", 1, 1, status, 7) + bytes((group,)) + b"".join(attributes) + b"\x03"


RICH = response(
    attribute(0x23, "printer-state", struct.pack(">i", 3)),
    attribute(0x44, "printer-state-reasons", b"media-low-report", b"toner-low-warning"),
    attribute(0x22, "printer-is-accepting-jobs", b"\x01"),
    attribute(0x33, "copies-supported", struct.pack(">ii", 1, 99)),
    attribute(0x32, "printer-resolution-default", struct.pack(">iib", 600, 600, 3)),
    attribute(0x35, "printer-info", struct.pack(">H5sH", 5, b"zh-cn", 6) + "打印".encode()),
    attribute(0x12, "printer-geo-location", b""),
    attribute(0x34, "media-col-default", b"")
    + attribute(0x4A, "", b"media-size")
    + attribute(0x34, "", b"")
    + attribute(0x4A, "", b"x-dimension")
    + attribute(0x21, "", struct.pack(">i", 21000))
    + attribute(0x37, "", b"")
    + attribute(0x37, "", b""),
    attribute(0x30, "printer-supply", b"index=1;class=supplyThatIsConsumed;type=toner;maxcapacity=100;level=5;"),
    attribute(0x30, "printer-input-tray", b"type=sheetFeedAutoRemovableTray;level=100;name=main"),
    attribute(0x7E, "of-a-vendor", b"\x01\x02"),
)


def test_a_request_is_the_bytes_of_rfc_8010() -> None:
    request = encode(
        0x0B,
        1,
        [(1, [Attribute(codec.CHARSET, "attributes-charset", ("utf-8",)), Attribute(codec.KEYWORD, "a", ("b", "cd"))])],
    )
    assert request == (
        b"\x01\x01\x00\x0b\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x44\x00\x01a\x00\x01b\x44\x00\x00\x00\x02cd\x03"
    )


def test_every_kind_of_value_is_understood() -> None:
    answer = decode(RICH)
    assert (answer.status, answer.request_id) == (0, 7)
    found = answer.first(codec.PRINTER_GROUP)
    assert found["printer-state"] == (3,)
    assert found["printer-state-reasons"] == ("media-low-report", "toner-low-warning")
    assert found["printer-is-accepting-jobs"] == (True,)
    assert found["copies-supported"] == (Range(1, 99),)
    assert found["printer-resolution-default"] == (Resolution(600, 600, 3),)
    assert found["printer-info"] == ("打印",)
    assert found["printer-geo-location"] == (None,)
    assert found["media-col-default"] == (Collection(),)
    assert found["of-a-vendor"] == (b"\x01\x02",)
    assert observe(PrinterState(found)).detail["toner"] == "low"


def test_a_response_cut_off_anywhere_is_malformed() -> None:
    for length in range(len(RICH)):
        with pytest.raises(Malformed):
            decode(RICH[:length])


@pytest.mark.parametrize(
    "wrong",
    [
        response(attribute(0x21, "printer-state", b"\x00\x03")),
        response(attribute(0x22, "printer-is-accepting-jobs", b"")),
        response(attribute(0x44, "", b"of nothing")),
        response(struct.pack(">BhH", 0x44, -1, 0)),
        response(attribute(0x34, "deep", b"") + attribute(0x34, "", b"") * 100),
        response(attribute(0x34, "open", b"")),
        response(attribute(0x35, "text", b"\x00\x09zh")),
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"\x01\x01\x00\x00\x00\x00\x00\x01\x44",
    ],
)
def test_what_contradicts_itself_is_malformed(wrong: bytes) -> None:
    with pytest.raises(Malformed):
        decode(wrong)


def test_more_values_than_any_printer_has_are_refused() -> None:
    with pytest.raises(Malformed):
        decode(response(attribute(0x21, "n", *[b"\x00\x00\x00\x01"] * (codec.MOST_VALUES + 1))))


@given(st.binary(max_size=400))
def test_any_bytes_are_understood_or_refused(data: bytes) -> None:
    understood(data)
    understood(RICH[:9] + data)


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(max_codepoint=126, min_codepoint=33), min_size=1), st.integers(-(2**31), 2**31 - 1)
        )
    )
)
def test_integers_come_back_as_they_were_sent(pairs: list[tuple[str, int]]) -> None:
    sent = encode(0, 9, [(4, [Attribute(codec.INTEGER, name, (value,)) for name, value in pairs])])
    back = decode(sent).first(4)
    assert {name: back[name][0] for name in back} == dict(reversed(pairs))


def test_damaged_responses_do_no_harm() -> None:
    chance = random.Random(8010)
    for _ in range(FUZZ):
        data = bytearray(RICH)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randint(1, 20)]
                case _:
                    data[at:at] = chance.randbytes(chance.randint(1, 20))
            data = data or bytearray(b"\x00")
        understood(bytes(data))


def understood(data: bytes) -> None:
    """Decode and read everything: whatever the bytes say, nothing but `Malformed` may come of it."""
    try:
        answer = decode(data)
    except Malformed:
        return
    for group in answer.groups:
        assert observe(PrinterState(group.attributes)).reason
        job = JobFacts(group.attributes)
        assert job.ended in (True, False)
        assert isinstance(job.name, str)
