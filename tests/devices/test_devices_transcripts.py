"""Recording what passes on a wire, and playing the device's side of it: over ptys, TCP and the transcripts kept here.

Those in tests/transcripts were recorded between our drivers and our simulators (`record` below): no real device was at
hand. They hold the drivers to what they understood then, and show what a transcript looks like.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import stat
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from devices.escpos.driver import EscPosPrinter
from devices.interfaces import PrintOutcome, PrintState
from devices.registry import create
from devices.slip import KeyValue, QrCode, Slip, Text
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.escpos.profile import Profile
from drivers_sim.replay import Exchange, Player, Replay, TranscriptError, attach, read_transcript
from drivers_sim.sdt.chip import Chip, HmtChip
from drivers_sim.sdt.device import ChipReaderDevice
from kiosk.recorded import own_keys

KEPT = Path(__file__).parents[1] / "transcripts"
CARD = Chip(
    HmtChip(
        *("陈嘉欣", "女", "19920308", "广西南宁市良庆区样例路 8 号", "810000199203080023", "南宁市公安局"),
        *("20230601", "20280601", "H12345678", "02"),
    )
)
SLIP = Slip((Text("受理回执", size=2), KeyValue("编号", "NN2611240000010"), QrCode("K5MPG3HJ68F82B1")))


def reader(at: str, **keys: object):
    transport = {"kind": "serial", "port": at}
    return create({"id": "chip-reader", "class": "chip_reader", "driver": "sdt", "transport": transport, **keys})


def printer(at: str, **keys: object) -> EscPosPrinter:
    host, _, port = at.partition(":")
    transport: dict[str, object] = {"kind": "serial", "port": at, "baud": 19200}
    if port:
        transport = {"kind": "tcp", "host": host, "port": int(port)}
    device = {"id": "receipt-printer", "class": "receipt_printer", "driver": "escpos", "transport": transport, **keys}
    driver = create(device)
    assert isinstance(driver, EscPosPrinter)
    return driver


def read_a_card(driver) -> None:
    driver.open()
    assert driver.observe().reason == "ok"
    assert driver.find_card()
    record = driver.read_card()
    assert (record.name, record.permit_number) == ("陈嘉欣", "H12345678")
    driver.close()


def print_a_slip(driver: EscPosPrinter) -> None:
    driver.open()
    assert driver.observe().reason == "ok"
    assert driver.print(SLIP) == PrintOutcome(PrintState.CONFIRMED)
    driver.close()


async def record(folder: Path, tmp_path: Path) -> None:
    """Make the transcripts anew: `python tests/devices/test_devices_transcripts.py`."""
    chip_reader = ChipReaderDevice(tmp_path / "reader", baud=115200)
    chip_reader.reader.place(CARD)
    receipts = ReceiptPrinterDevice.on_serial(tmp_path / "printer", Profile.for_paper(80), baud=19200)
    for device in (chip_reader, receipts):
        await device.start()
    await asyncio.to_thread(read_a_card, reader(str(tmp_path / "reader"), record=str(folder)))
    await asyncio.to_thread(print_a_slip, printer(str(tmp_path / "printer"), record=str(folder)))
    for device in (chip_reader, receipts):
        await device.stop()


@asynccontextmanager
async def played(file: Path, at: str) -> AsyncIterator[Replay]:
    replay = Replay(read_transcript(file), quick=True)
    attach(replay.line, at)
    replay.line.plug()
    try:
        yield replay
    finally:
        replay.line.unplug()


def free_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return f"127.0.0.1:{probe.getsockname()[1]}"


async def test_a_card_read_then_is_read_again(tmp_path: Path) -> None:
    at = str(tmp_path / "port")
    async with played(KEPT / "chip-reader.jsonl", at) as replay:
        for _ in range(3):  # a kiosk asks in its own order and number
            await asyncio.to_thread(read_a_card, reader(at))
    assert replay.player.unknown == 0


@pytest.mark.parametrize("wire", ["serial", "tcp"])
async def test_a_slip_printed_then_is_printed_again(tmp_path: Path, wire: str) -> None:
    """Its number to confirm is another each time; the played printer confirms the one that was asked."""
    at = str(tmp_path / "port") if wire == "serial" else free_address()
    async with played(KEPT / "receipt-printer.jsonl", at) as replay:
        for _ in range(2):
            await asyncio.to_thread(print_a_slip, printer(at))
    assert replay.player.unknown == 0


async def test_another_slip_is_not_confirmed_by_a_transcript(tmp_path: Path) -> None:
    at = str(tmp_path / "port")

    def print_another() -> PrintOutcome:
        driver = printer(at, budgets={"whole": 0.8, "between_bytes": 0.5})
        driver.open()
        outcome = driver.print(Slip((Text("一张从未打印过的回执"),)))
        driver.close()
        return outcome

    async with played(KEPT / "receipt-printer.jsonl", at) as replay:
        assert (await asyncio.to_thread(print_another)).state is not PrintState.CONFIRMED
    assert replay.player.unknown > 0


async def test_what_was_recorded_is_what_passed(tmp_path: Path) -> None:
    folder = tmp_path / "transcripts"
    await record(folder, tmp_path)
    files = sorted(folder.iterdir())
    assert [file.name.split("-2")[0] for file in files] == ["chip-reader", "receipt-printer"]
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        head, *entries = [json.loads(line) for line in file.read_text().splitlines()]
        assert head["transcript"] == 1
        assert (entries[0]["wire"], entries[-1]["wire"]) == ("open", "close")
        assert sorted(entry["at"] for entry in entries) == [entry["at"] for entry in entries]
    bytes_read = b"".join(bytes.fromhex(json.loads(line).get("from", "")) for line in files[0].read_text().splitlines())
    assert "陈嘉欣".encode("utf-16-le") in bytes_read


def test_only_a_simulated_kiosk_records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert own_keys("production") == {"production": True}
    monkeypatch.setenv("KIOSK_RECORD", str(tmp_path))
    assert own_keys("simulation") == {"production": False, "record": str(tmp_path)}
    with pytest.raises(SystemExit, match="KIOSK_RECORD"):
        own_keys("production")


def test_nothing_is_recorded_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    driver = reader(str(tmp_path / "nothing"))
    with pytest.raises(Exception, match="not_found"):
        driver.open()
    assert list(tmp_path.iterdir()) == []


EXCHANGES = (
    Exchange(b"", ((0.0, b"hello"),)),
    Exchange(b"status?", ((0.0, b"ok"),)),
    Exchange(b"status? again", ((0.0, b"twice"),)),
    Exchange(b"confirm number ABCD", ((0.1, b"done ABCD"), (0.2, b"ABCD again"))),
)


def asked(player: Player, *pieces: bytes) -> list[bytes]:
    answers = [answer for piece in pieces for _, answer in player.feed(piece)]
    return answers + [answer for _, answer in player.pause()]


@pytest.mark.parametrize(
    ("pieces", "answers"),
    [
        ((b"status?",), [b"ok"]),
        ((b"sta", b"tus", b"?"), [b"ok"]),
        ((b"status?status?",), [b"ok", b"ok"]),
        ((b"status? ", b"again"), [b"twice"]),
        ((b"confirm number WXYZ",), [b"done WXYZ", b"WXYZ again"]),
        ((b"confirm number ABXD",), [b"done ABXD", b"ABXD again"]),
        ((b"forget numbers ABCD",), []),
        ((b"what?",), []),
    ],
)
def test_questions_find_their_answers(pieces: tuple[bytes, ...], answers: list[bytes]) -> None:
    player = Player(EXCHANGES)
    assert player.begin() == ((0.0, b"hello"),)
    assert asked(player, *pieces) == answers
    assert bool(player.unknown) is not bool(answers)


def test_what_fits_nothing_is_counted_and_does_not_pile_up() -> None:
    player = Player(EXCHANGES)
    for _ in range(1000):
        player.feed(b"\xff" * 100)
    assert player.unknown > 99_000
    assert asked(player, b"") == []
    assert asked(player, b"status?") == [b"ok"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "empty"),
        ("{}\n", ":1:"),
        ('{"transcript": 2}\n', ":1:"),
        ('{"transcript": 1}\n{"at": 1, "to": "zz"}\n', ":2:"),
        ('{"transcript": 1}\nnot json\n', ":2:"),
    ],
)
def test_a_file_that_is_no_transcript_says_where(tmp_path: Path, text: str, line: str) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text(text)
    with pytest.raises(TranscriptError, match=line):
        read_transcript(file)


async def test_the_command_plays_until_it_is_stopped(tmp_path: Path) -> None:
    at = str(tmp_path / "port")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "drivers_sim.replay", str(KEPT / "chip-reader.jsonl"), "--at", at, "--quick"),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ},
    )
    assert process.stdout is not None
    assert json.loads(await process.stdout.readline()) == {"at": at}
    await asyncio.to_thread(read_a_card, reader(at))
    process.terminate()
    assert json.loads(await process.stdout.readline()) == {"bytes_that_fitted_nothing": 0}
    assert await process.wait() == 0


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        asyncio.run(record(Path(made) / "transcripts", Path(made)))
        for each in (Path(made) / "transcripts").iterdir():
            each.replace(KEPT / f"{each.name.split('-2')[0]}.jsonl")
