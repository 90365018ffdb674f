"""The motorised reader's driver against the simulated reader, over a real pty."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio
from cards_waiting import until

from devices.crt.driver import CrtReader, create
from devices.interfaces import CardPosition, PinAnswer
from devices.model import Budgets, Completion, DeviceError, Health, Observation
from devices.registry import create as create_driver
from devices.setup import Setup
from drivers_sim.card.chip import BankChip, SocialChip
from drivers_sim.card.contents import Contents
from drivers_sim.crt.device import CardReaderDevice
from drivers_sim.crt.mechanism import Place

R = TypeVar("R")
CONTENTS = Contents(
    version="2.00",
    region="450100",
    card_number="B00451025",
    id_number="450122199702140025",
    name="韦志强",
    sex="男",
    birth_date="19970214",
    issued="20160518",
    ethnicity="壮",
    pin="271828",
)


class Stand:
    """A simulated reader, and a driver at the other end of its cable."""

    def __init__(self, folder: Path) -> None:
        self.port = folder / "sim" / "reader"
        self.far = CardReaderDevice(self.port, quick=True)
        self.config = {
            "id": "card-reader",
            "class": "card_reader",
            "driver": "crt",
            "transport": {"kind": "serial", "port": str(self.port), "baud": 115200},
            "budgets": {"between_bytes": 0.15},
        }
        self.setup = Setup(self.config)
        self.reader = create(self.setup)

    async def call(self, command: Callable[..., R], *args: object) -> R:
        return await asyncio.to_thread(command, *args)

    async def reason(self, command: Callable[..., object], *args: object) -> tuple[Completion, str]:
        with pytest.raises(DeviceError) as raised:
            await self.call(command, *args)
        return raised.value.completion, raised.value.reason

    async def observe(self) -> Observation:
        return await self.call(self.reader.observe)

    async def position(self) -> CardPosition:
        return await self.call(self.reader.position)

    async def take_in(self, chip: SocialChip | BankChip | None = None) -> None:
        await self.call(self.reader.enable)
        self.far.offer(chip)
        assert await self.position() is CardPosition.INSIDE


@pytest_asyncio.fixture
async def stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stand]:
    for name in ("QUERY_S", "CHIP_S", "MOVE_S", "INITIALISE_S"):
        monkeypatch.setattr(f"devices.crt.driver.{name}", 0.5 + 0.01 * len(name))
    standing = Stand(tmp_path)
    await standing.far.start()
    await standing.call(standing.reader.open)
    yield standing
    await standing.call(standing.reader.close)
    await standing.far.stop()


def social() -> SocialChip:
    return SocialChip(CONTENTS, style="select")


async def test_a_card_is_taken_read_and_given_back(stand: Stand) -> None:
    assert await stand.position() is CardPosition.NONE
    stand.far.offer(social())
    assert await stand.position() is CardPosition.NONE, "nothing is drawn in before the reader serves"
    await stand.call(stand.reader.enable)
    assert await stand.position() is CardPosition.INSIDE
    card = await stand.call(stand.reader.read_card)
    assert (card.name, card.id_number, card.version) == ("韦志强", "450122199702140025", "2.00")
    await stand.call(stand.reader.eject)
    assert await stand.position() is CardPosition.ENTRANCE
    assert stand.far.mechanism.take()
    assert await stand.position() is CardPosition.NONE


async def test_one_card_after_the_other(stand: Stand) -> None:
    """The reader takes one card each time it is allowed to."""
    await stand.take_in(social())
    assert not stand.far.mechanism.entry
    await stand.call(stand.reader.eject)
    assert await stand.position() is CardPosition.ENTRANCE
    assert not stand.far.mechanism.entry, "nothing is drawn in over a card that was not taken"
    stand.far.mechanism.take()
    assert await stand.position() is CardPosition.NONE
    stand.far.offer(social())
    assert await stand.position() is CardPosition.INSIDE


async def test_disabled_it_takes_no_card(stand: Stand) -> None:
    await stand.call(stand.reader.enable)
    await stand.call(stand.reader.disable)
    stand.far.offer(social())
    assert await stand.position() is CardPosition.NONE
    assert (await stand.observe()).detail["entry"] == "refused"


async def test_the_pin_with_its_tries(stand: Stand) -> None:
    await stand.take_in(social())
    assert await stand.call(stand.reader.tries_left) == 6
    assert await stand.call(stand.reader.verify_pin, "271828") == PinAnswer(right=True)
    assert await stand.call(stand.reader.verify_pin, "000000") == PinAnswer(right=False, tries_left=5)
    assert await stand.call(stand.reader.tries_left) == 5
    for _ in range(5):
        await stand.call(stand.reader.verify_pin, "000000")
    assert await stand.reason(stand.reader.verify_pin, "271828") == (Completion.USER_ERROR, "card_blocked")


async def test_what_a_pin_opened_is_closed_with_the_command(stand: Stand) -> None:
    chip = social()
    await stand.take_in(chip)
    await stand.call(stand.reader.verify_pin, "271828")
    assert await stand.call(stand.reader.tries_left) == 6


async def test_a_forgotten_card_goes_into_the_box(stand: Stand) -> None:
    await stand.take_in(social())
    await stand.call(stand.reader.eject)
    await stand.call(stand.reader.retain)
    assert await stand.position() is CardPosition.NONE
    assert stand.far.mechanism.box == 1


async def test_the_box_is_full(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("box_full")
    seen = await stand.observe()
    assert (seen.health, seen.reason, seen.detail["box"]) == (Health.ONLINE, "box_full", "full")
    assert await stand.reason(stand.reader.retain) == (Completion.DEVICE_NOT_READY, "box_full")
    await stand.call(stand.reader.eject)
    assert await stand.position() is CardPosition.ENTRANCE


async def test_without_a_box_nothing_is_retained(stand: Stand) -> None:
    await stand.call(stand.reader.close)
    stand.config["retain_box"] = False
    reader = create_driver(stand.config)
    assert isinstance(reader, CrtReader)
    await stand.call(reader.open)
    assert (await stand.call(reader.observe)).detail["box"] == "none"
    assert await stand.reason(reader.retain) == (Completion.UNSUPPORTED, "unsupported")
    await stand.call(reader.close)


@pytest.mark.parametrize("command", ["read_card", "tries_left", "eject", "retain"])
async def test_without_a_card(stand: Stand, command: str) -> None:
    """A reader that is a dispenser as well would fetch a card: it is never told to move one that is not there."""
    assert await stand.reason(getattr(stand.reader, command)) == (Completion.USER_ERROR, "no_card")


async def test_another_card_and_one_without_a_chip(stand: Stand) -> None:
    await stand.take_in(BankChip())
    assert await stand.reason(stand.reader.read_card) == (Completion.USER_ERROR, "card_unknown")
    await stand.call(stand.reader.eject)
    stand.far.mechanism.take()
    await stand.take_in(None)
    assert await stand.reason(stand.reader.read_card) == (Completion.USER_ERROR, "card_mute")
    await stand.call(stand.reader.eject)


async def test_a_mute_card(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("card_mute")
    assert await stand.reason(stand.reader.read_card) == (Completion.USER_ERROR, "card_mute")
    assert (await stand.observe()).health is Health.ONLINE


async def test_a_card_pulled_out_within_an_exchange(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("card_pulled")
    assert await stand.reason(stand.reader.read_card) == (Completion.USER_ERROR, "card_moved")
    assert await stand.position() is CardPosition.NONE


async def test_a_jam_is_shown_until_the_card_is_out(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("card_jammed")
    assert await stand.reason(stand.reader.eject) == (Completion.HARDWARE_ERROR, "card_jammed")
    seen = await stand.observe()
    assert (seen.health, seen.reason, seen.detail["card"]) == (Health.HARDWARE_ERROR, "card_jammed", "jammed")
    assert await stand.position() is CardPosition.JAMMED
    stand.far.suffer("clear")
    assert (await stand.observe()).reason == "ok"
    assert await stand.position() is CardPosition.NONE


async def test_a_jam_found_at_the_start(stand: Stand) -> None:
    await stand.call(stand.reader.close)
    stand.far.mechanism.place = Place.STUCK
    await stand.call(stand.reader.open)
    assert await stand.position() is CardPosition.JAMMED
    assert (await stand.observe()).reason == "card_jammed"


async def test_a_broken_motor(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("motor_broken")
    assert await stand.reason(stand.reader.eject) == (Completion.HARDWARE_ERROR, "reader_failed")
    assert (await stand.observe()).reason == "reader_failed"


async def test_a_card_stays_inside_when_the_kiosk_restarts(stand: Stand) -> None:
    await stand.take_in(social())
    await stand.call(stand.reader.close)
    reader = create(Setup(stand.config))
    await stand.call(reader.open)
    assert await stand.call(reader.position) is CardPosition.INSIDE
    await stand.call(reader.eject)
    assert await stand.call(reader.position) is CardPosition.ENTRANCE
    await stand.call(reader.close)


async def test_a_reader_that_lost_its_power_is_set_up_again(stand: Stand) -> None:
    """Its serial adapter keeps its own: the port stays, and the reader answers that it is not initialised."""
    await stand.take_in(social())
    stand.far.mechanism.power_lost()
    assert await stand.reason(stand.reader.observe) == (Completion.HARDWARE_ERROR, "reader_restarted")
    assert await stand.position() is CardPosition.INSIDE
    assert (await stand.call(stand.reader.read_card)).name == "韦志强"
    await stand.call(stand.reader.eject)
    stand.far.mechanism.take()
    stand.far.mechanism.power_lost()
    assert await stand.position() is CardPosition.NONE
    stand.far.offer(social())
    assert await stand.position() is CardPosition.INSIDE, "it serves on, as it did before"


async def test_power_lost_with_its_port(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("power_cycle")
    assert (await stand.reason(stand.reader.position))[1] == "unplugged"
    await asyncio.to_thread(until, lambda: stand.far.plugged)
    await stand.call(stand.reader.open)
    assert await stand.position() is CardPosition.INSIDE


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing will come, it is not waited for as long."""
    monkeypatch.setattr("devices.crt.link.ACK_S", 0.05)


@pytest.mark.usefixtures("hasty")
async def test_silence(stand: Stand) -> None:
    stand.far.suffer("silent")
    assert await stand.reason(stand.reader.observe) == (Completion.TIMED_OUT, "no_answer")


@pytest.mark.parametrize("fault", ["garbage", "truncated", "bad_checksum", "wrong_device"])
async def test_nonsense(stand: Stand, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as hasty:
        hasty.setattr("devices.crt.link.ACK_S", 0.1)
        stand.far.suffer(fault)
        assert await stand.reason(stand.reader.observe) == (Completion.TIMED_OUT, "garbled")
    stand.far.suffer("clear")
    assert (await stand.observe()).reason == "ok"


async def test_an_order_that_is_never_ended(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("stuck")
    assert await stand.reason(stand.reader.eject) == (Completion.TIMED_OUT, "reader_busy")
    stand.far.stuck = False
    await stand.call(stand.reader.eject)
    assert await stand.position() is CardPosition.ENTRANCE


@pytest.mark.usefixtures("hasty")
async def test_a_line_that_takes_nothing(stand: Stand) -> None:
    stand.far.suffer("busy")
    assert await stand.reason(stand.reader.observe) == (Completion.TIMED_OUT, "no_answer")


async def test_one_damaged_answer_is_asked_for_again(stand: Stand) -> None:
    send, spoilt = stand.far.line.wire.send, []

    def spoil_one(data: bytes) -> None:
        if len(data) > 1 and not spoilt:
            spoilt.append(data)
            data = data[:-1] + bytes((data[-1] ^ 0xFF,))
        send(data)

    stand.far.line.wire.send = spoil_one  # type: ignore[method-assign]
    assert (await stand.observe()).reason == "ok"
    assert spoilt


async def test_a_pin_is_sent_once_though_nothing_acknowledges_it(stand: Stand) -> None:
    chip = social()
    await stand.take_in(chip)
    line = stand.far.line
    send, deliver, tried = line.wire.send, line._deliver, []

    def hear(data: bytes) -> None:
        if b"\x00\x20\x00\x00\x03" in data:
            tried.append(data)
            line.wire.send = lambda _data: None  # type: ignore[method-assign]
        deliver(data)

    line._deliver = hear
    assert await stand.reason(stand.reader.verify_pin, "000000") == (Completion.TIMED_OUT, "no_answer")
    assert len(tried) == 1
    assert chip.tries_left == 5
    line.wire.send, line._deliver = send, deliver  # type: ignore[method-assign]
    assert await stand.call(stand.reader.tries_left) == 5


async def test_answers_one_byte_at_a_time(stand: Stand) -> None:
    wire = stand.far.line.wire
    send = wire.send

    def dribble(data: bytes) -> None:
        for number, byte in enumerate(data):
            asyncio.get_running_loop().call_later(number * 0.0005, send, bytes((byte,)))

    await stand.take_in(social())
    wire.send = dribble  # type: ignore[method-assign]
    assert (await stand.call(stand.reader.read_card)).name == "韦志强"


async def test_the_cable_is_pulled_within_a_read(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("disconnect_at:200")
    assert (await stand.reason(stand.reader.read_card))[1] == "unplugged"
    assert (await stand.reason(stand.reader.open))[1] == "not_found"
    stand.far.suffer("clear")
    await stand.call(stand.reader.open)


async def test_abort_ends_a_command_under_way(stand: Stand) -> None:
    await stand.take_in(social())
    stand.far.suffer("stuck")
    under_way = asyncio.ensure_future(stand.reason(stand.reader.eject))
    await asyncio.sleep(0)
    stand.reader.abort()
    assert (await under_way)[1] == "aborted"
    stand.far.stuck = False


async def test_the_trace_names_commands_and_nobody(stand: Stand) -> None:
    await stand.take_in(social())
    await stand.call(stand.reader.read_card)
    await stand.call(stand.reader.verify_pin, "271828")
    texts = [entry.text for entry in stand.setup.trace.entries()]
    assert any("card to the contacts" in text for text in texts)
    assert any("to the chip: 00 20 00 00, 3 bytes" in text for text in texts)
    shown = " ".join(texts)
    for secret in (CONTENTS.id_number, CONTENTS.name, CONTENTS.pin, "27 18 28", CONTENTS.id_number.encode().hex()):
        assert secret not in shown


async def test_budgets_come_from_the_configuration(stand: Stand) -> None:
    assert stand.setup.budgets(Budgets()).between_bytes == 0.15
