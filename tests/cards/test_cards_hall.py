"""Social security cards in the simulated hall: held to a reader's mouth, put into one under PC/SC, taken back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from cards_waiting import until

from devices.crt.driver import CrtReader, create
from devices.interfaces import CardPosition, CardReader, SocialCard
from devices.model import DeviceError
from devices.pcsc.driver import PcscReader
from devices.setup import Setup
from drivers_sim.documents import Lying
from drivers_sim.equipment import card_reader
from drivers_sim.equipment.model import VerbError
from drivers_sim.hall import Hall
from drivers_sim.people import load_citizens
from drivers_sim.settings import DeviceSettings, PcscAddress, SerialAddress, Settings, TcpAddress, read_settings
from drivers_sim.studio import scenes
from drivers_sim.studio.client import Urgency
from drivers_sim.vpcd.daemon import SOCKET_VARIABLE, Pcscd, PcscdError

HALL = TcpAddress("127.0.0.1", 0)
WEI, CHEN = Lying("wei-zhiqiang"), Lying("chen-guilan")


class Facts:
    """A studio that knows the citizens and draws nothing."""

    async def pictures(self, scene: str, *arguments: object, urgency: Urgency = Urgency.NOW) -> list[bytes]:
        return [b""]

    async def facts(self, scene: str, *arguments: object) -> Any:
        return getattr(scenes, scene)(*arguments)

    async def close(self) -> None: ...


def settings(*devices: DeviceSettings) -> Settings:
    return Settings(kiosk="test-01", hall_zh="", hall_en="", dock=HALL, devices=devices)


def motor(folder: Path) -> DeviceSettings:
    return DeviceSettings("card-reader", "card_reader", "crt", SerialAddress(folder / "reader"))


@pytest_asyncio.fixture
async def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hall]:
    monkeypatch.setattr("drivers_sim.crt.device.HARDWARE_SECONDS", {})
    chips = DeviceSettings("chip-reader", "chip_reader", "sdt", SerialAddress(tmp_path / "chips"))
    hall = Hall(settings(motor(tmp_path), chips), Facts())
    await hall.open()
    yield hall
    await hall.close()


@pytest_asyncio.fixture
async def reader(hall: Hall, tmp_path: Path) -> AsyncIterator[CrtReader]:
    reader = create(Setup({"transport": {"kind": "serial", "port": str(tmp_path / "reader")}}))
    await asyncio.to_thread(reader.open)
    yield reader
    await asyncio.to_thread(reader.close)


def described(hall: Hall, device: str = "card-reader") -> dict[str, Any]:
    return next(each for each in hall.state()["devices"] if each["id"] == device)


async def reads(reader: CardReader) -> SocialCard:
    return await asyncio.to_thread(reader.read_card)


async def test_every_citizens_card_is_read(hall: Hall, reader: CrtReader) -> None:
    for citizen in load_citizens().values():
        await hall.place("card-reader", Lying(citizen.slug))
        assert described(hall)["card"] == "offered"
        await asyncio.to_thread(reader.enable)
        card = await reads(reader)
        assert citizen.records is not None
        of = citizen.records.social_card
        assert (card.name, card.id_number, card.sex) == (citizen.card.name, citizen.card.id_number, citizen.card.sex)
        assert (card.card_number, card.version, card.region) == (of.number, of.version, of.region)
        assert card.issued == of.issued.replace("-", "")
        answer = await asyncio.to_thread(reader.verify_pin, of.pin)
        assert answer.right
        await asyncio.to_thread(reader.eject)
        await hall.remove("card-reader")
    assert described(hall)["lying"] is None


async def test_an_identity_card_lies_elsewhere_meanwhile(hall: Hall) -> None:
    await hall.place("chip-reader", WEI)
    await hall.place("card-reader", WEI)
    assert described(hall, "chip-reader")["lying"]["slug"] == "wei-zhiqiang"
    assert described(hall)["lying"]["slug"] == "wei-zhiqiang"


async def test_what_the_reader_holds_nobody_takes(hall: Hall, reader: CrtReader) -> None:
    await hall.place("card-reader", WEI)
    await asyncio.to_thread(reader.enable)
    with pytest.raises(VerbError, match="holds"):
        await hall.remove("card-reader")
    with pytest.raises(VerbError, match="another card"):
        await hall.place("card-reader", CHEN)
    await hall.reset()
    assert described(hall)["lying"] is None
    assert described(hall)["card"] == "none"


async def test_a_retained_card_lies_in_the_box(hall: Hall, reader: CrtReader) -> None:
    await hall.place("card-reader", WEI)
    await asyncio.to_thread(reader.enable)
    await asyncio.to_thread(reader.retain)
    assert described(hall)["lying"] is None
    assert described(hall)["box"] == 1


@pytest.mark.parametrize(
    ("lying", "reason"),
    [
        (Lying("wei-zhiqiang", side="back"), "card_mute"),
        (Lying("wei-zhiqiang", condition="upside_down"), "card_mute"),
        (Lying("wei-zhiqiang", condition="not_a_card"), "card_unknown"),
    ],
)
async def test_a_card_turned_over_and_another_card(hall: Hall, reader: CrtReader, lying: Lying, reason: str) -> None:
    await hall.place("card-reader", lying)
    await asyncio.to_thread(reader.enable)
    with pytest.raises(DeviceError) as raised:
        await reads(reader)
    assert raised.value.reason == reason


async def test_a_card_keeps_its_pin_counter_until_the_hall_is_reset(hall: Hall, reader: CrtReader) -> None:
    async def tries() -> int | None:
        await hall.place("card-reader", WEI)
        await asyncio.to_thread(reader.enable)
        left = await asyncio.to_thread(reader.tries_left)
        await asyncio.to_thread(reader.verify_pin, "999999")
        await asyncio.to_thread(reader.eject)
        await hall.remove("card-reader")
        return left

    assert await tries() == 6
    assert await tries() == 5
    await hall.reset()
    assert await tries() == 6


async def test_an_old_card_has_expired(hall: Hall, reader: CrtReader) -> None:
    await hall.place("card-reader", Lying("wei-zhiqiang", condition="expired"))
    await asyncio.to_thread(reader.enable)
    assert (await reads(reader)).expires == "20201116"


async def test_every_fault_is_taken_and_mended(hall: Hall, reader: CrtReader) -> None:
    for kind in hall.device("card-reader").kinds:
        await hall.fault("card-reader", kind)
        await hall.fault("card-reader", "clear")
        assert described(hall)["faults"] == [], kind
    await asyncio.to_thread(reader.open)
    assert await asyncio.to_thread(reader.position) is CardPosition.NONE


@pytest.mark.xdist_group("pcsc")
async def test_a_reader_under_pcsc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        daemon = Pcscd(tmp_path, "Hall Reader")
        daemon.start()
    except PcscdError as why:
        pytest.skip(str(why))
    monkeypatch.setenv(SOCKET_VARIABLE, str(daemon.place.socket))
    monkeypatch.setattr(card_reader, "VPCD_PORT", daemon.place.port)
    hall = Hall(settings(DeviceSettings("card-reader", "card_reader", "pcsc", PcscAddress("Hall Reader"))), Facts())
    reader = PcscReader("Hall Reader")
    try:
        await hall.open()
        await asyncio.to_thread(reader.open)
        await hall.place("card-reader", CHEN)
        await asyncio.to_thread(until, lambda: reader.position() is CardPosition.INSIDE)
        assert (await reads(reader)).name == "陈桂兰"
        assert described(hall)["lying"]["slug"] == "chen-guilan"
        await hall.place("card-reader", Lying("wei-zhiqiang", side="back"))
        await asyncio.to_thread(until, lambda: _mute(reader))
        await hall.remove("card-reader")
        await asyncio.to_thread(until, lambda: reader.position() is CardPosition.NONE)
        assert described(hall)["lying"] is None
    finally:
        await asyncio.to_thread(reader.close)
        await hall.close()
        daemon.stop()


def _mute(reader: PcscReader) -> bool:
    try:
        reader.read_card()
    except DeviceError as error:
        return error.reason == "card_mute"
    return False


async def test_without_a_virtual_reader_it_is_left_out_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("drivers_sim.vpcd.daemon.DRIVERS", tmp_path)
    monkeypatch.setattr("drivers_sim.vpcd.daemon.LIBRARIES", tmp_path)
    monkeypatch.setenv(SOCKET_VARIABLE, str(tmp_path / "none"))
    pcsc = DeviceSettings("card-reader", "card_reader", "pcsc", PcscAddress("Hall Reader"))
    hall = Hall(settings(pcsc), Facts())
    assert not hall.devices
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "script/setup farends" in said
    await hall.close()


def test_the_address_is_read_from_a_configuration(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        'mode = "simulation"\n[kiosk]\nid = "a"\n[simulation]\ndock = "127.0.0.1:1"\n[[devices]]\nid = "card-reader"\n'
        'class = "card_reader"\ndriver = "pcsc"\ntransport = { kind = "pcsc", reader = "Virtual PCD" }\n',
        encoding="utf-8",
    )
    (device,) = read_settings(file).devices
    assert device.address == PcscAddress("Virtual PCD")
