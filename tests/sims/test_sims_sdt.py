"""The chip reader against the raw bytes of the protocol, alone and over a real pty."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from functools import reduce
from operator import xor
from pathlib import Path

import pytest
import pytest_asyncio
import serial
from hypothesis import given
from hypothesis import strategies as st

from drivers_sim.sdt.chip import Chip, ForeignerChip, ResidentChip, photo_block, text_block
from drivers_sim.sdt.device import ChipReaderDevice
from drivers_sim.sdt.frames import PREAMBLE, BadRequest, Request, RequestParser, encode
from drivers_sim.sdt.reader import ChipReader

RESIDENT = ResidentChip(
    name="陈桂兰",
    sex="女",
    ethnicity="壮",
    birth_date="19580312",
    address="广西南宁市青秀区民族大道1号",
    id_number="450103195803120026",
    issuer="南宁市公安局青秀分局",
    valid_from="20150601",
    valid_to="长期",
)
FOREIGNER = ForeignerChip(
    chinese_name="阮氏梅",
    english_name="NGUYEN THI MAI WITH A NAME LONGER THAN 35 LETTERS"[:46],
    sex="女",
    birth_date="19880214",
    id_number="945010519880214002",
    country="VNM",
    valid_from="20240101",
    valid_to="20331231",
)


def frame(tail: str) -> bytes:
    return PREAMBLE + bytes.fromhex(tail)


STATUS, SAM = frame("00 03 11 FF ED"), frame("00 03 12 FF EE")
FIND, SELECT = frame("00 03 20 01 22"), frame("00 03 20 02 21")
BASE, FINGERPRINT, ADDRESS = frame("00 03 30 01 32"), frame("00 03 30 10 23"), frame("00 03 30 03 30")


def ask(reader: ChipReader, request: bytes) -> bytes:
    (parsed,) = RequestParser().feed(request)
    return encode(reader.answer(parsed))


def test_answers_without_a_card() -> None:
    reader = ChipReader()
    assert ask(reader, STATUS) == frame("00 04 00 00 90 94")
    assert ask(reader, FIND) == frame("00 04 00 00 80 84")
    assert ask(reader, SELECT) == frame("00 04 00 00 81 85")
    assert ask(reader, BASE) == frame("00 04 00 00 41 45")
    assert ask(reader, frame("00 04 61 FF 50 CA")) == frame("00 04 00 00 90 94")
    sam = ask(reader, SAM)
    assert sam[5:7] == b"\x00\x14"
    assert sam[9] == 0x90
    assert sam[10] == 5


def test_reads_a_card_in_the_order_of_the_protocol() -> None:
    reader = ChipReader()
    reader.place(Chip(RESIDENT))
    assert ask(reader, BASE)[9] == 0x41, "reading before selecting fails"
    assert ask(reader, FIND) == frame("00 08 00 00 9F 00 00 00 00 97")
    assert ask(reader, SELECT) == frame("00 0C 00 00 90 00 00 00 00 00 00 00 00 9C")
    base = ask(reader, BASE)
    assert len(base) == 1295
    assert base[5:14] == bytes.fromhex("05 08 00 00 90 01 00 04 00")
    assert reduce(xor, base[5:]) == 0
    assert base[14 : 14 + 256] == text_block(RESIDENT)
    assert base[270:278] == b"SIMPHOTO"
    assert ask(reader, FINGERPRINT)[5:7] == b"\x09\x0a"
    assert ask(reader, ADDRESS)[9] == 0x91


def test_newest_address_where_the_chip_has_one() -> None:
    reader = ChipReader()
    reader.place(Chip(RESIDENT, newest_address="广西南宁市良庆区"))
    ask(reader, FIND)
    ask(reader, SELECT)
    answer = ask(reader, ADDRESS)
    assert answer[10:-1].decode("utf-16-le").rstrip() == "广西南宁市良庆区"


@pytest.mark.parametrize("find_once", [True, False])
def test_finding_again_after_a_read(find_once: bool) -> None:
    reader = ChipReader(find_once=find_once)
    reader.place(Chip(RESIDENT))
    for request in (FIND, SELECT, BASE):
        ask(reader, request)
    assert ask(reader, FIND)[9] == (0x80 if find_once else 0x9F)
    reader.lift()
    reader.place(Chip(RESIDENT))
    assert ask(reader, FIND)[9] == 0x9F


def test_resident_text_block_stands_at_the_offsets_of_the_standard() -> None:
    block = text_block(RESIDENT)
    assert len(block) == 256

    def field(offset: int, length: int) -> str:
        return block[offset : offset + length].decode("utf-16-le").rstrip(" ")

    assert field(0, 30) == "陈桂兰"
    assert field(30, 2) == "2"
    assert field(32, 4) == "08"
    assert field(36, 16) == "19580312"
    assert field(52, 70) == "广西南宁市青秀区民族大道1号"
    assert field(122, 36) == "450103195803120026"
    assert field(158, 30) == "南宁市公安局青秀分局"
    assert field(188, 16) == "20150601"
    assert field(204, 16) == "长期"
    assert field(248, 2) == ""


def test_foreigner_text_block_is_the_layout_of_2023() -> None:
    block = text_block(FOREIGNER)
    assert len(block) == 256
    assert block[248:250].decode("utf-16-le") == "Y"
    assert block[0:30].decode("utf-16-le").rstrip() == "阮氏梅"
    name = block[52:122].decode("utf-16-le") + block[220:242].decode("utf-16-le")
    assert name.rstrip() == FOREIGNER.english_name
    assert block[122:158].decode("utf-16-le") == FOREIGNER.id_number
    assert block[242:248].decode("utf-16-le") == "VNM"


def test_photo_block_is_marked_and_bounded() -> None:
    block = photo_block(b"picture")
    assert len(block) == 1024
    assert block.startswith(b"SIMPHOTO\x00\x07picture")
    with pytest.raises(ValueError, match="1024"):
        photo_block(bytes(1015))


def test_bad_frames_are_answered_with_their_status() -> None:
    reader = ChipReader()
    assert ask(reader, frame("00 03 20 01 23"))[9] == 0x10
    assert ask(reader, frame("FF FF"))[9] == 0x11
    assert ask(reader, frame("00 03 77 01 75"))[9] == 0x21


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=6))
def test_any_noise_before_a_request_is_skipped(noise: bytes, cuts: list[int]) -> None:
    whole = RequestParser().feed(noise)
    pieces = RequestParser()
    bounds = sorted({0, len(noise), *(min(cut, len(noise)) for cut in cuts)})
    cut_up: list[Request | BadRequest] = []
    for start, end in itertools.pairwise(bounds):
        cut_up += pieces.feed(noise[start:end])
    assert cut_up == whole
    parser = RequestParser()
    if PREAMBLE not in noise + PREAMBLE[:-1]:
        assert parser.feed(noise + FIND)[-1] == Request(0x20, 0x01)


@pytest_asyncio.fixture
async def device(tmp_path: Path) -> AsyncIterator[ChipReaderDevice]:
    device = ChipReaderDevice(tmp_path / "sim" / "chip-reader")
    await device.start()
    yield device
    await device.stop()


def exchange(port: serial.Serial, request: bytes, length: int) -> bytes:
    port.write(request)
    answer: bytes = port.read(length)
    return answer


async def test_over_a_pty_with_pyserial(device: ChipReaderDevice, tmp_path: Path) -> None:
    device.reader.place(Chip(RESIDENT))

    def visit() -> bytes:
        with serial.Serial(str(tmp_path / "sim" / "chip-reader"), 115200, timeout=3, exclusive=True) as port:
            assert exchange(port, FIND, 15)[9] == 0x9F
            assert exchange(port, SELECT, 19)[9] == 0x90
            return exchange(port, BASE, 1295)

    base = await asyncio.to_thread(visit)
    assert len(base) == 1295
    assert base[14:20].decode("utf-16-le") == "陈桂兰"


async def test_pulling_the_cable(device: ChipReaderDevice, tmp_path: Path) -> None:
    link = tmp_path / "sim" / "chip-reader"
    port = await asyncio.to_thread(serial.Serial, str(link), 115200, timeout=3)
    await device.unplug()
    assert not link.is_symlink()
    with pytest.raises((serial.SerialException, OSError)):
        await asyncio.to_thread(exchange, port, FIND, 11)
    with pytest.raises(serial.SerialException):
        await asyncio.to_thread(serial.Serial, str(link), 115200)
    port.close()
    await device.plug()
    again = await asyncio.to_thread(serial.Serial, str(link), 115200, timeout=3)
    assert await asyncio.to_thread(exchange, again, FIND, 11) == frame("00 04 00 00 80 84")
    again.close()


@pytest.mark.parametrize(
    ("fault", "right"),
    [
        ("silent", lambda a: a == b""),
        ("garbage", lambda a: len(a) == 11 and not a.startswith(PREAMBLE)),
        ("bad_checksum", lambda a: a[:-1] == frame("00 04 00 00 90 94")[:-1] and a[-1] != 0x94),
        ("truncated", lambda a: a == frame("00 04 00 00 90 94")[:5]),
    ],
)
async def test_faults_on_the_line(device: ChipReaderDevice, tmp_path: Path, fault: str, right: object) -> None:
    device.suffer(fault)
    port = await asyncio.to_thread(serial.Serial, str(tmp_path / "sim" / "chip-reader"), timeout=0.3)
    answer = await asyncio.to_thread(exchange, port, STATUS, 11)
    assert callable(right)
    assert right(answer)
    device.suffer("clear")
    port.timeout = 3
    assert await asyncio.to_thread(exchange, port, STATUS, 11) == frame("00 04 00 00 90 94")
    port.close()
