"""Drivers and simulators on one wire. Each side wrote the protocol for itself: a mistake in one shows here."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from devices.interfaces import ChipRecord, DocumentKind, PrintOutcome, PrintState
from devices.model import DeviceError
from devices.printing import print_slip
from devices.registry import create_worker
from devices.slip import Align, KeyValue, QrCode, Rule, Slip, Text
from devices.worker import DeviceWorker
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.escpos.paper import slip_text
from drivers_sim.escpos.profile import Paper, Profile
from drivers_sim.sdt.chip import Chip, Foreigner2017Chip, ForeignerChip, HmtChip, ResidentChip
from drivers_sim.sdt.device import ChipReaderDevice
from drivers_sim.sdt.frames import SW3
from drivers_sim.sdt.reader import ChipReader

DEADLINE = 30.0
POLL_S = 0.1

SLIP = Slip(
    (
        Text("社会保险业务受理回执", size=2, bold=True, align=Align.CENTRE),
        Rule(),
        KeyValue("申请人", "黄*梅"),
        KeyValue("金额", "¥1,234.56"),
        Text("经办人：喆堃。《办法》第 1 条"),
        QrCode("K1234-56789-ABCDE"),
    )
)
CHIP = Chip(
    ResidentChip(
        "韦志强", "男", "壮", "19840520", "广西柳州市城中区", "450202198405200017", "柳州市公安局", "20180101", "长期"
    )
)


async def until(condition: Callable[[], object], what: str = "the condition") -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.01)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture(params=["tcp", "serial"])
def transport(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, object]:
    if request.param == "tcp":
        return {"kind": "tcp", "host": "127.0.0.1", "port": free_port()}
    return {"kind": "serial", "port": str(tmp_path / "printer"), "baud": 9600}


@pytest_asyncio.fixture
async def printer(transport: dict[str, object]) -> AsyncIterator[ReceiptPrinterDevice]:
    profile = Profile.for_paper(80)
    if transport["kind"] == "tcp":
        device = ReceiptPrinterDevice.on_tcp(str(transport["host"]), int(str(transport["port"])), profile)
    else:
        device = ReceiptPrinterDevice.on_serial(Path(str(transport["port"])), profile)
    await device.start()
    yield device
    await device.stop()


@pytest_asyncio.fixture
async def worker(printer: ReceiptPrinterDevice, transport: dict[str, object]) -> AsyncIterator[DeviceWorker]:
    config = {"id": "printer", "class": "receipt_printer", "driver": "escpos", "transport": transport}
    worker = create_worker(
        config | {"near_end_sensor": True, "budgets": {"between_bytes": 0.2, "whole": 6.0}}, poll_s=POLL_S
    )
    worker.start()
    await until(lambda: worker.status.usable, "the printer")
    yield worker
    await worker.stop()


def reason_is(worker: DeviceWorker, reason: str) -> Callable[[], bool]:
    return lambda: worker.status.observation.reason == reason


async def test_a_slip_comes_out_as_it_was_meant(worker: DeviceWorker, printer: ReceiptPrinterDevice) -> None:
    assert await print_slip(worker, SLIP) == PrintOutcome(PrintState.CONFIRMED)
    [slip] = printer.slips
    assert slip.complete
    for part in ("社会保险业务受理回执", "申请人", "黄*梅", "K1234-56789-ABCDE"):
        assert part in slip_text(slip)
    assert "1,234.56" in slip_text(slip)
    assert "喆" not in slip_text(slip)  # it came as a picture


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (lambda printer: printer.set_paper(Paper.OUT), "paper_out"),
        (lambda printer: printer.set_cover(True), "cover_open"),
        (lambda printer: printer.set_cutter_jam(True), "cutter_jam"),
    ],
)
async def test_trouble_is_shown_and_nothing_is_sent(worker, printer, trouble, reason) -> None:
    trouble(printer)
    await until(reason_is(worker, reason), reason)
    assert await print_slip(worker, SLIP) == PrintOutcome(PrintState.NOT_SENT, reason)
    assert not printer.slips


async def test_paper_that_ends_within_a_slip(worker: DeviceWorker, printer: ReceiptPrinterDevice) -> None:
    """What is left of it never comes out, not even after a new roll; the next person's slip does."""
    printer.set_paper(Paper.OUT, left=120)
    assert await print_slip(worker, SLIP) == PrintOutcome(PrintState.FAILED, "paper_out")
    await until(reason_is(worker, "paper_out"))
    printer.set_paper(Paper.OK)
    await until(lambda: worker.status.usable)
    assert await print_slip(worker, Slip((Text("下一位"),))) == PrintOutcome(PrintState.CONFIRMED)
    torn, fresh = printer.slips
    assert not torn.complete
    assert fresh.complete
    assert slip_text(fresh).split() == ["下一位"]


async def test_low_paper_still_prints(worker: DeviceWorker, printer: ReceiptPrinterDevice) -> None:
    printer.set_paper(Paper.LOW)
    await until(reason_is(worker, "paper_low"))
    assert (await print_slip(worker, SLIP)).state is PrintState.CONFIRMED


async def test_a_pulled_cable_is_shown_and_its_return(worker: DeviceWorker, printer: ReceiptPrinterDevice) -> None:
    await printer.unplug()
    assert (await print_slip(worker, SLIP)).state is PrintState.NOT_SENT
    assert not worker.status.usable
    await printer.plug()
    await until(lambda: worker.status.usable, "the return")
    assert (await print_slip(worker, SLIP)).state is PrintState.CONFIRMED


async def test_a_cable_pulled_within_a_slip(worker: DeviceWorker, printer: ReceiptPrinterDevice) -> None:
    printing = asyncio.ensure_future(print_slip(worker, Slip((Text("长" * 4000),))))
    await until(lambda: printer.slips, "a slip begun")
    await printer.unplug()
    outcome = await printing
    assert outcome == PrintOutcome(PrintState.SENT_UNCONFIRMED, "unplugged")
    assert worker.status.observation.reason == "unplugged"


@pytest.mark.parametrize("fault", ["silent", "garbage"])
async def test_a_printer_that_makes_no_sense_is_lost(worker, printer, fault) -> None:
    printer.suffer(fault)
    assert (await print_slip(worker, SLIP)).state is not PrintState.CONFIRMED
    await until(lambda: not worker.status.usable, "the loss")
    printer.suffer("clear")
    await until(lambda: worker.status.usable, "the return")


# --- chip reader -----------------------------------------------------------------------------------------------------

StandReader = Callable[..., Awaitable[tuple[ChipReaderDevice, DeviceWorker]]]


@pytest_asyncio.fixture
async def stand_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandReader]:
    monkeypatch.setattr("devices.sdt.driver.SHORT_S", 0.2)
    standing: list[tuple[ChipReaderDevice, DeviceWorker]] = []

    async def stand(*, find_once: bool = False) -> tuple[ChipReaderDevice, DeviceWorker]:
        port = tmp_path / "reader"
        device = ChipReaderDevice(port, reader=ChipReader(find_once=find_once))
        await device.start()
        transport = {"kind": "serial", "port": str(port), "baud": 115200}
        worker = create_worker(
            {"id": "reader", "class": "chip_reader", "driver": "sdt", "transport": transport}, poll_s=POLL_S
        )
        worker.start()
        await until(lambda: worker.status.usable, "the reader")
        standing.append((device, worker))
        return device, worker

    yield stand
    for device, worker in standing:
        await worker.stop()
        await device.stop()


@pytest.mark.parametrize("find_once", [False, True])
async def test_a_card_is_found_and_read(stand_reader: StandReader, find_once: bool) -> None:
    device, worker = await stand_reader(find_once=find_once)
    assert not await worker.call("find_card")
    device.reader.place(CHIP)
    assert await worker.call("find_card")
    record: ChipRecord = await worker.call("read_card")
    assert (record.name, record.sex, record.ethnicity, record.valid_to) == ("韦志强", "男", "壮", "长期")
    assert record.id_number == "450202198405200017"
    assert record.photo_block == CHIP.photo
    assert await worker.call("find_card") is not find_once
    device.reader.lift()
    device.reader.place(CHIP)
    assert await worker.call("find_card")


LONG_NAME = "NGUYEN, THI PHUONG ANH KATHERINE MARIA"
HOLDERS = {
    DocumentKind.HMT: (
        HmtChip(
            *("陈嘉欣", "女", "19920308", "广西南宁市良庆区样例路 8 号", "810000199203080023", "南宁市公安局"),
            *("20230601", "20280601", "H12345678", "02"),
        ),
        {"name": "陈嘉欣", "permit_number": "H12345678", "issue_count": "02", "ethnicity": "", "sex": "女"},
    ),
    DocumentKind.FOREIGNER_2017: (
        Foreigner2017Chip("阮氏芳英", LONG_NAME, "女", "19900101", "VNM110090010105", "VNM", "20190101", "20290101"),
        {"name": "阮氏芳英", "english_name": LONG_NAME, "country": "VNM", "id_number": "VNM110090010105"},
    ),
    DocumentKind.FOREIGNER_2023: (
        ForeignerChip("阮氏芳英", LONG_NAME, "女", "19900101", "9VNM45199001010027", "VNM", "20240101", "20340101"),
        {"name": "阮氏芳英", "english_name": LONG_NAME, "country": "VNM", "issue_count": "00"},
    ),
}


@pytest.mark.parametrize("kind", HOLDERS)
async def test_cards_of_others_than_residents(stand_reader: StandReader, kind: DocumentKind) -> None:
    device, worker = await stand_reader()
    holder, expected = HOLDERS[kind]
    device.reader.place(Chip(holder))
    record: ChipRecord = await worker.call("read_card")
    assert record.kind is kind
    assert {name: getattr(record, name) for name in expected} == expected
    assert (record.birth_date, record.valid_to) == (holder.birth_date, holder.valid_to)


@pytest.mark.parametrize("size", [0, 512, 1024])
async def test_a_reader_that_sends_fingerprints_unasked(stand_reader: StandReader, size: int) -> None:
    device, worker = await stand_reader()
    device.reader.fingerprints = size
    device.reader.place(CHIP)
    record: ChipRecord = await worker.call("read_card")
    assert (record.name, record.photo_block) == ("韦志强", CHIP.photo)


@pytest.mark.parametrize(
    ("sw3", "reason", "usable"),
    [
        (SW3.CARD_NOT_AUTHENTIC, "card_refused", True),
        (SW3.MODULE_NOT_AUTHENTIC, "card_refused", True),
        (SW3.VERIFICATION, "card_refused", True),
        (SW3.WRONG_CARD, "card_unknown", True),
        (SW3.NO_CONTENT, "card_unknown", True),
        (SW3.RANDOM, "card_moved", True),
        (SW3.CHECKSUM, "garbled", False),
        (SW3.LENGTH, "garbled", False),
        (SW3.COMMAND, "garbled", False),
        (SW3.UNRECOGNISED, "garbled", False),
        (SW3.SELF_TEST, "reader_self_test", True),
        (SW3.UNAUTHORISED, "reader_unauthorised", True),
        (SW3.NOT_ALLOWED, "reader_unauthorised", True),
    ],
)
async def test_each_refusal_has_its_reason(stand_reader: StandReader, sw3: SW3, reason: str, usable: bool) -> None:
    device, worker = await stand_reader()
    device.reader.refusal = sw3
    with pytest.raises(DeviceError) as raised:
        await worker.call("find_card")
    assert raised.value.reason == reason
    assert worker.status.usable is usable


async def test_a_card_taken_away_is_the_citizens_matter(stand_reader: StandReader) -> None:
    device, worker = await stand_reader()
    device.reader.place(CHIP)
    assert await worker.call("find_card")
    device.reader.lift()
    with pytest.raises(DeviceError) as raised:
        await worker.call("read_card")
    assert raised.value.reason in ("card_moved", "no_card")
    assert worker.status.usable


@pytest.mark.parametrize(
    ("fault", "reason"), [("silent", "no_answer"), ("garbage", "garbled"), ("truncated", "garbled")]
)
async def test_a_reader_that_makes_no_sense(stand_reader: StandReader, fault: str, reason: str) -> None:
    device, worker = await stand_reader()
    device.suffer(fault)
    with pytest.raises(DeviceError) as raised:
        await worker.call("find_card")
    assert raised.value.reason == reason
    assert worker.status.observation.reason == reason
    device.suffer("clear")
    await until(lambda: worker.status.usable, "the return")


async def test_a_reader_unplugged_and_plugged_in(stand_reader: StandReader) -> None:
    device, worker = await stand_reader()
    device.reader.place(CHIP)
    await device.unplug()
    await until(lambda: not worker.status.usable, "the loss")
    assert worker.status.observation.reason in ("unplugged", "not_found")
    await device.plug()
    await until(lambda: worker.status.usable, "the return")
    assert (await worker.call("read_card")).name == "韦志强"
