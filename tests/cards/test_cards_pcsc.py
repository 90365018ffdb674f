"""The PC/SC driver against cards behind a real pcscd and vpcd."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio
from cards_waiting import until

from devices.interfaces import CardPosition, PinAnswer
from devices.model import Budgets, Completion, DeviceError, Health
from devices.pcsc.driver import PcscReader, create
from devices.pcsc.wire import CHILD, Child
from devices.setup import Setup
from devices.trace import Trace
from drivers_sim.card.chip import STYLES, BankChip, SocialChip, Style
from drivers_sim.card.contents import Contents
from drivers_sim.vpcd.card import VpcdSlot
from drivers_sim.vpcd.daemon import SOCKET_VARIABLE, Pcscd, PcscdError

R = TypeVar("R")
NAME = "Hall Reader"
CONTENTS = Contents(
    version="3.00",
    region="450100",
    card_number="C00452038",
    id_number="450122199702140025",
    name="黄小梅",
    sex="女",
    birth_date="19970214",
    issued="20190805",
    expires="20290805",
    ethnicity="壮",
    pin="314159",
)
pytestmark = pytest.mark.xdist_group("pcsc")


@pytest.fixture(scope="module")
def pcscd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pcscd]:
    try:
        daemon = Pcscd(tmp_path_factory.mktemp("pcscd"), NAME)
        daemon.start()
    except PcscdError as why:
        pytest.skip(str(why))
    yield daemon
    daemon.stop()


class Stand:
    """A slot with or without a card, and a driver."""

    def __init__(self, pcscd: Pcscd) -> None:
        self.pcscd = pcscd
        self.slot = VpcdSlot("127.0.0.1", pcscd.place.port)
        self.trace = Trace()
        self.reader = PcscReader(NAME, Budgets(connect=10.0, between_bytes=5.0, whole=20.0), self.trace)

    async def call(self, command: Callable[..., R], *args: object) -> R:
        return await asyncio.to_thread(command, *args)

    async def reason(self, command: Callable[..., object], *args: object) -> tuple[Completion, str]:
        with pytest.raises(DeviceError) as raised:
            await self.call(command, *args)
        return raised.value.completion, raised.value.reason

    async def put_in(self, chip: SocialChip | BankChip) -> None:
        await self.slot.pull()
        await self.shows(CardPosition.NONE)
        await self.slot.put_in(chip)
        await self.shows(CardPosition.INSIDE)

    async def shows(self, position: CardPosition) -> None:
        await self.call(until, lambda: self.reader.position() is position, position.value)


@pytest_asyncio.fixture
async def stand(pcscd: Pcscd, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stand]:
    monkeypatch.setenv(SOCKET_VARIABLE, str(pcscd.place.socket))
    monkeypatch.setattr("drivers_sim.vpcd.card.SWAP_SECONDS", 0.6)  # pcscd asks every 0.4 s whether a card is there
    standing = Stand(pcscd)
    await standing.call(standing.reader.open)
    await standing.shows(CardPosition.NONE)
    yield standing
    standing.slot.fault = ""
    await standing.slot.pull()
    await standing.call(standing.reader.close)


async def test_a_card_comes_is_read_and_goes(stand: Stand) -> None:
    assert (await stand.call(stand.reader.observe)).detail == {"card": "none", "chip": "none"}
    assert await stand.reason(stand.reader.read_card) == (Completion.USER_ERROR, "no_card")
    await stand.put_in(SocialChip(CONTENTS, style="tag"))
    card = await stand.call(stand.reader.read_card)
    assert (card.name, card.id_number, card.card_number) == ("黄小梅", CONTENTS.id_number, "C00452038")
    seen = await stand.call(stand.reader.observe)
    assert (seen.health, seen.detail["card"]) == (Health.ONLINE, "inside")
    await stand.slot.pull()
    await stand.shows(CardPosition.NONE)


async def test_the_pin_with_its_tries(stand: Stand) -> None:
    await stand.put_in(SocialChip(CONTENTS))
    assert await stand.call(stand.reader.tries_left) == 6
    assert await stand.call(stand.reader.verify_pin, "314159") == PinAnswer(right=True)
    assert await stand.call(stand.reader.tries_left) == 6, "what a PIN opened is closed with the command"
    for left in range(5, -1, -1):
        assert await stand.call(stand.reader.verify_pin, "000000") == PinAnswer(right=False, tries_left=left)
    assert await stand.reason(stand.reader.verify_pin, "314159") == (Completion.USER_ERROR, "card_blocked")
    shown = " ".join(entry.text for entry in stand.trace.entries())
    assert "00 20 00 00, 3 bytes" in shown
    for secret in ("314159", "31 41 59", CONTENTS.name, CONTENTS.id_number):
        assert secret not in shown


async def test_another_card(stand: Stand) -> None:
    await stand.put_in(BankChip())
    assert await stand.reason(stand.reader.read_card) == (Completion.USER_ERROR, "card_unknown")


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("card_mute", "card_mute"), ("card_pulled", "card_moved"), ("card_truncated", "card_unreadable")],
)
async def test_a_card_that_fails(stand: Stand, fault: str, reason: str) -> None:
    """It is the card's failure: the reader goes on."""
    stand.slot.fault = fault
    await stand.put_in(SocialChip(CONTENTS))
    assert await stand.reason(stand.reader.read_card) == (Completion.USER_ERROR, reason)
    assert (await stand.call(stand.reader.observe)).health is Health.ONLINE
    stand.slot.fault = ""
    await stand.slot.put_in(SocialChip(CONTENTS))
    await stand.shows(CardPosition.INSIDE)
    assert (await stand.call(stand.reader.read_card)).name == "黄小梅"


async def test_a_slow_card_is_waited_for(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers_sim.vpcd.card.SLOW_SECONDS", 0.02)
    stand.slot.fault = "card_slow"
    await stand.put_in(SocialChip(CONTENTS))
    assert (await stand.call(stand.reader.read_card)).name == "黄小梅"


async def test_a_card_that_takes_too_long_as_a_whole(stand: Stand) -> None:
    reader = PcscReader(NAME, Budgets(connect=10.0, between_bytes=5.0, whole=0.0))
    await stand.put_in(SocialChip(CONTENTS))
    await stand.call(reader.open)
    assert await stand.reason(reader.read_card) == (Completion.TIMED_OUT, "card_mute")
    await stand.call(reader.close)


async def test_a_hung_card_costs_its_process_and_no_more(stand: Stand) -> None:
    reader = PcscReader(NAME, Budgets(connect=10.0, between_bytes=0.4, whole=5.0))
    await stand.put_in(SocialChip(CONTENTS))
    await stand.call(reader.open)
    pid = reader.pid
    assert pid is not None
    stand.slot.fault = "card_hung"
    assert await stand.reason(reader.read_card) == (Completion.TIMED_OUT, "hung")
    assert not _runs(pid)
    await stand.call(reader.open)
    assert await stand.call(reader.position) is CardPosition.INSIDE
    assert await stand.reason(reader.read_card) == (Completion.TIMED_OUT, "hung"), "the card still hangs"
    stand.slot.fault = ""
    await stand.put_in(SocialChip(CONTENTS))
    await stand.call(reader.open)
    await stand.call(until, lambda: _reads(reader), "the next card")
    await stand.call(reader.close)


def _runs(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _reads(reader: PcscReader) -> bool:
    try:
        return reader.read_card().name == "黄小梅"
    except DeviceError:
        return False


async def test_a_process_that_was_killed_is_started_again(stand: Stand) -> None:
    pid = stand.reader.pid
    assert pid is not None
    os.kill(pid, 9)
    assert await stand.reason(stand.reader.observe) == (Completion.HARDWARE_ERROR, "internal_error")
    await stand.call(stand.reader.open)
    assert (await stand.call(stand.reader.observe)).health is Health.ONLINE
    assert stand.reader.pid != pid


async def test_abort_ends_a_command_under_way(stand: Stand) -> None:
    await stand.put_in(SocialChip(CONTENTS))
    stand.slot.fault = "card_hung"
    under_way = asyncio.ensure_future(stand.reason(stand.reader.read_card))
    await asyncio.sleep(0)
    stand.reader.abort()
    assert (await under_way)[1] == "aborted"


@pytest.mark.parametrize("how", ["stop", "kill"])
async def test_pcscd_is_restarted(stand: Stand, how: str) -> None:
    """The process that stood before the restart sees the reader again, with no new one."""
    pid = stand.reader.pid
    await stand.put_in(SocialChip(CONTENTS))
    await stand.call(getattr(stand.pcscd, how))
    try:
        assert await stand.reason(stand.reader.observe) == (Completion.DEVICE_NOT_READY, "pcscd_down")
        assert await stand.reason(stand.reader.read_card) == (Completion.DEVICE_NOT_READY, "pcscd_down")
    finally:
        await stand.call(stand.pcscd.start)
    assert (await stand.call(stand.reader.observe)).health is Health.ONLINE
    await stand.shows(CardPosition.INSIDE)
    assert (await stand.call(stand.reader.read_card)).name == "黄小梅"
    assert stand.reader.pid == pid


async def test_no_such_reader(stand: Stand) -> None:
    config = {"transport": {"kind": "pcsc", "reader": "Another Reader"}}
    reader = create(Setup(config))
    assert await stand.reason(reader.open) == (Completion.DEVICE_NOT_READY, "reader_not_found")
    assert reader.pid is None


async def test_it_gives_no_card_back(stand: Stand) -> None:
    assert not stand.reader.motorised
    for command in (stand.reader.eject, stand.reader.retain):
        assert await stand.reason(command) == (Completion.UNSUPPORTED, "unsupported")


def test_without_pyscard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child alone needs it; here it runs in an interpreter that has none."""
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(0o755)
    monkeypatch.setattr("devices.pcsc.wire.sys.executable", str(bare))
    with pytest.raises(DeviceError) as raised:
        Child("any").start(10.0)
    assert raised.value.reason == "pcsc_missing"
    assert raised.value.explanation == "script/setup pcsc"


def test_the_child_opens_no_file_to_write() -> None:
    text = CHILD.read_text()
    assert "open(" not in text
    assert "print(" not in text


# --- cards that are not ours -----------------------------------------------------------------------------------------


class RecordedCard:
    """A card by hand: bytes to bytes, in vpcd's form, from the published exchange with such cards."""

    ATR = bytes.fromhex("3B6D000080318065B0870102DC83009000")
    ANSWERS = {  # noqa: RUF012
        "00A404000F7378312E73682EC9E7BBE1B1A3D5CF": "6F1184 0F7378312E73682EC9E7BBE1B1A3D5CF 9000",
        "00B2012C12": "0110330300D15600000599110145FFFFFFFF9000",
        "00B2032C06": "0304322E30309000",
        "00B2052C06": "0504201605189000",
        "00B2072C0B": "07094230303435313032359000",
        "00B2013414": "0812343530313232313939373032313430303235 9000",
        "00B2023420": "091E CEA4D6BEC7BF" + "00" * 24 + "9000",
        "00B2043403": "0A0131 9000",
    }

    def __init__(self, port: int) -> None:
        self._wire = socket.create_connection(("127.0.0.1", port))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def leave(self) -> None:
        with contextlib.suppress(OSError):
            self._wire.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._wire.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError, struct.error):
            while True:
                (size,) = struct.unpack(">H", self._wire.recv(2, socket.MSG_WAITALL))
                message = self._wire.recv(size, socket.MSG_WAITALL)
                if message == b"\x04":
                    self._say(self.ATR)
                elif len(message) > 1:
                    self._say(bytes.fromhex(self.ANSWERS.get(message.hex().upper(), "6A83")))

    def _say(self, answer: bytes) -> None:
        self._wire.sendall(struct.pack(">H", len(answer)) + answer)


async def test_a_card_by_hand(stand: Stand) -> None:
    card = RecordedCard(stand.pcscd.place.port)
    try:
        await stand.shows(CardPosition.INSIDE)
        found = await stand.call(stand.reader.read_card)
        assert (found.name, found.id_number, found.sex) == ("韦志强", "450122199702140025", "男")
        assert (found.version, found.region, found.card_number) == ("2.00", "330300", "B00451025")
        assert found.ethnicity == ""
    finally:
        card.leave()


@pytest.mark.skipif(shutil.which("vicc") is None, reason="vsmartcard-vpicc is not installed")
@pytest.mark.parametrize("kind", ["iso7816", "cryptoflex"])
async def test_a_card_of_another_emulator(stand: Stand, kind: str) -> None:
    card = _emulated(kind, stand.pcscd.place.port)
    try:
        await stand.call(until, lambda: card.poll() or stand.reader.position() is CardPosition.INSIDE)
        if card.poll():
            pytest.skip("vicc does not start here (Debian's lacks what it imports)")
        assert await stand.reason(stand.reader.read_card) == (Completion.USER_ERROR, "card_unknown")
        assert await stand.reason(stand.reader.tries_left) == (Completion.USER_ERROR, "card_unknown")
    finally:
        card.kill()
        card.wait()


def _emulated(kind: str, port: int) -> subprocess.Popen[bytes]:
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(["vicc", "--type", kind, "--hostname", "127.0.0.1", "--port", str(port)], **silent)


@pytest.mark.parametrize("style", STYLES)
def test_styles_are_what_the_simulator_says(style: Style) -> None:
    """A card of one style refuses the others: else reading it would prove nothing."""
    chip = SocialChip(CONTENTS, style=style)
    chip.answer(bytes.fromhex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF"))
    chip.answer(bytes.fromhex("00A4000002EF05"))
    chip.answer(bytes.fromhex("00A4020002EF05"))
    reads = {"sfi": "00B2012C12", "select": "00B2010412", "tag": "00B2010012"}
    given = [name for name, command in reads.items() if chip.answer(bytes.fromhex(command))[-2:] == b"\x90\x00"]
    assert given == [style]
