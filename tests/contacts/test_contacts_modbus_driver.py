"""The contacts' driver and simulated modules, on a pty and over TCP."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from contacts_stands import PACE, driven, free_port, reason_of, until

from devices.modbus import driver as driver_module
from devices.modbus.driver import ModbusContacts
from devices.model import Health
from devices.registry import create, create_worker
from drivers_sim.modbus.device import ContactsDevice

INPUTS, OUTPUTS = {"door": 0, "presence": 1}, {"tray": 0, "card": 1, "code": 5}


@dataclass
class Stand:
    far: ContactsDevice
    contacts: ModbusContacts
    config: dict[str, Any]


@contextlib.asynccontextmanager
async def standing(folder: Path, wire: str = "serial", *, opened: bool = True, **keys: Any) -> AsyncIterator[Stand]:
    far = ContactsDevice(INPUTS, OUTPUTS, ["door"], unit=7)
    if wire == "serial":
        transport: dict[str, Any] = {"kind": "serial", "port": str(folder / "contacts"), "baud": 9600}
        far.on_serial(folder / "contacts")
    else:
        transport = {"kind": "tcp", "host": "127.0.0.1", "port": free_port()}
        far.on_tcp("127.0.0.1", transport["port"])
    await far.start()
    config = {
        "id": "contacts",
        "class": "contacts",
        "driver": "modbus",
        "transport": transport,
        "unit": 7,
        "inputs": INPUTS,
        "outputs": OUTPUTS,
        "inverted": ["door"],
        "budgets": {"between_bytes": 0.3},
        **keys,
    }
    contacts = create(config)
    assert isinstance(contacts, ModbusContacts)
    if opened:
        await driven(contacts.open)
        await driven(contacts.claim)
    try:
        yield Stand(far, contacts, config)
    finally:
        await driven(contacts.release)
        await driven(contacts.close)
        await far.stop()


@pytest.mark.parametrize("wire", ["serial", "tcp"])
async def test_reads_and_switches_by_names(tmp_path: Path, wire: str) -> None:
    async with standing(tmp_path, wire) as stand:
        assert await driven(stand.contacts.inputs) == {"door": False, "presence": False}
        stand.far.set("presence", True)
        assert await driven(stand.contacts.inputs) == {"door": False, "presence": True}
        await driven(stand.contacts.switch, "code", True)
        assert stand.far.lights == {"tray": False, "card": False, "code": True}
        seen = await driven(stand.contacts.observe)
        assert seen.reason == "ok"
        assert seen.detail == {
            "door": "closed",
            "presence": "yes",
            "light.tray": "off",
            "light.card": "off",
            "light.code": "on",
        }
        await driven(stand.contacts.switch, "code", False)
        assert not any(stand.far.lights.values())
        assert await reason_of(stand.contacts.switch, "siren", True) == "unsupported"


async def test_an_open_door_needs_somebody(tmp_path: Path) -> None:
    async with standing(tmp_path) as stand:
        stand.far.set("door", True)
        seen = await driven(stand.contacts.observe)
        assert (seen.health, seen.reason, seen.detail["door"]) == (Health.USER_ERROR, "door_open", "open")
        await driven(stand.contacts.switch, "tray", True)  # whoever stands there needs light
        assert stand.far.lights["tray"]


async def test_no_light_stays_on(tmp_path: Path) -> None:
    async with standing(tmp_path, opened=False) as stand:
        stand.far.module.relays[5] = True  # as a kiosk that was killed left it
        stand.far.module.relays[3] = True  # nobody's
        await driven(stand.contacts.open)
        await driven(stand.contacts.claim)
        assert stand.far.lights == {"tray": False, "card": False, "code": False}
        assert stand.far.module.relays[3]
        for leave in (stand.contacts.disable, stand.contacts.release):
            await driven(stand.contacts.switch, "card", True)
            await driven(leave)
            assert not stand.far.lights["card"]


async def test_a_module_that_switches_only_one_at_a_time(tmp_path: Path) -> None:
    async with standing(tmp_path, opened=False) as stand:
        stand.far.module.functions = frozenset({1, 2, 5})
        stand.far.module.relays[:] = [True] * 8
        await driven(stand.contacts.open)
        await driven(stand.contacts.claim)
        assert not any(stand.far.lights.values())


async def test_an_address_that_is_not_there_is_a_matter_of_configuration(tmp_path: Path) -> None:
    async with standing(tmp_path, outputs={"tray": 90}) as stand:
        seen = await driven(stand.contacts.observe)
        assert (seen.reason, seen.action) == ("contacts_address", "configuration")
        assert seen.detail == {"door": "closed", "presence": "no", "light.tray": "unknown"}
        assert await reason_of(stand.contacts.switch, "tray", True) == "contacts_address"


@pytest.mark.parametrize(("code", "reason"), [(4, "contacts_failed"), (6, "contacts_busy"), (99, "contacts_failed")])
async def test_a_module_that_says_no(tmp_path: Path, code: int, reason: str) -> None:
    async with standing(tmp_path) as stand:
        stand.far.module.failing = code
        seen = await driven(stand.contacts.observe)
        assert seen.reason == reason
        assert set(seen.detail.values()) == {"unknown"}


FAULTS = {
    "silent": "no_answer",
    "garbage": "garbled",
    "truncated": "garbled",
    "wrong_device": "garbled",
    "busy": "no_answer",
}


@pytest.mark.parametrize("wire", ["serial", "tcp"])
async def test_faults_of_the_wire(tmp_path: Path, wire: str) -> None:
    await asyncio.gather(*(suffer(tmp_path / fault, wire, fault, reason) for fault, reason in FAULTS.items()))


async def suffer(folder: Path, wire: str, fault: str, reason: str) -> None:
    async with standing(folder, wire) as stand:
        stand.far.line.suffer(fault)
        assert await reason_of(stand.contacts.observe) == reason
        stand.far.line.suffer("clear")
        await until_ok(stand)


async def test_a_wrong_checksum_is_no_answer(tmp_path: Path) -> None:
    async with standing(tmp_path) as stand:
        stand.far.line.suffer("bad_checksum")
        assert await reason_of(stand.contacts.inputs) == "garbled"


async def until_ok(stand: Stand) -> None:
    for _ in range(8):
        with contextlib.suppress(Exception):
            if (await driven(stand.contacts.observe)).reason == "ok":
                return
    raise AssertionError("it did not come back")


@pytest.mark.parametrize("at", [1, 3, 5, 9])
@pytest.mark.parametrize("wire", ["serial", "tcp"])
async def test_a_cable_pulled_within_an_answer(tmp_path: Path, wire: str, at: int) -> None:
    async with standing(tmp_path, wire) as stand:
        stand.far.line.suffer(f"disconnect_at:{8 + at}")
        assert await reason_of(stand.contacts.observe) in ("unplugged", "no_answer", "garbled")
        await until(lambda: not stand.far.line.plugged)
        assert await reason_of(stand.contacts.open) in ("not_found", "not_connected")


async def test_another_unit_is_not_it(tmp_path: Path) -> None:
    async with standing(tmp_path, opened=False, unit=8) as stand:
        await driven(stand.contacts.open)
        assert await reason_of(stand.contacts.claim) == "no_answer"
        assert await reason_of(stand.contacts.observe) == "no_answer"


async def test_an_answer_that_comes_too_late_is_not_believed(tmp_path: Path) -> None:
    """The door was open when the answer was made; it is closed by now."""
    async with standing(tmp_path) as stand:
        stand.far.set("door", True)
        stand.far.line.suffer("silent")
        kept: list[bytes] = []
        send, stand.far.line.send = stand.far.line.send, kept.append  # type: ignore[method-assign]
        assert await reason_of(stand.contacts.inputs) == "no_answer"
        stand.far.set("door", False)
        stand.far.line.suffer("clear")
        stand.far.line.send = send  # type: ignore[method-assign]
        hear = stand.far._station.hear

        def late(data: bytes) -> list[bytes]:
            before = list(kept)
            kept.clear()
            return [*before, *hear(data)]

        stand.far._station.hear = late  # type: ignore[method-assign]
        assert await driven(stand.contacts.inputs) == {"door": False, "presence": False}


async def test_a_module_that_knows_no_probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver_module, "PATIENCE_S", 0.5)
    for quirk in ({"functions": frozenset({1, 2, 5, 15})}, {"mute_to": frozenset({8})}):
        async with standing(tmp_path) as stand:
            for name, value in quirk.items():
                setattr(stand.far.module, name, value)
            stand.far.line.suffer("silent")
            assert await reason_of(stand.contacts.observe) == "no_answer"
            stand.far.line.suffer("clear")
            await until_ok(stand)


@pytest.mark.parametrize("wire", ["serial", "tcp"])
async def test_a_worker_finds_it_again_and_counts(tmp_path: Path, wire: str) -> None:
    async with standing(tmp_path, wire, opened=False) as stand:
        worker = create_worker(stand.config, pace=PACE)
        worker.start()
        try:
            await until(lambda: worker.status.observation.reason == "ok")
            stand.far.set("presence", True)
            await until(lambda: worker.status.observation.detail["presence"] == "yes")
            stand.far.line.unplug()
            await until(lambda: not worker.status.usable)
            stand.far.line.plug()
            await until(lambda: worker.status.usable)
            assert worker.statistics.snapshot()["MotionEventCount"] == 1
            await worker.call("switch", "tray", True)
        finally:
            await worker.stop()
        assert not any(stand.far.lights.values())


def test_a_configuration_that_cannot_be(tmp_path: Path) -> None:
    config = {"id": "c", "class": "contacts", "driver": "modbus", "transport": {"kind": "serial", "port": "x"}}
    with pytest.raises(ValueError, match="inverted"):
        create(config | {"inputs": {"door": 0}, "inverted": ["dor"]})
    with pytest.raises(ValueError, match="70000"):
        create(config | {"outputs": {"light": 70000}})
