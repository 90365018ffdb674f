"""The power supply's driver against a simulated NUT server."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from contacts_stands import PACE, driven, free_port, reason_of, until

from devices.model import Health, OperatorAction
from devices.nut.driver import NutPower
from devices.registry import create, create_worker
from drivers_sim.nut.device import NutDevice


@dataclass
class Stand:
    far: NutDevice
    power: NutPower
    config: dict[str, Any]


@contextlib.asynccontextmanager
async def standing(*, opened: bool = True, **keys: Any) -> AsyncIterator[Stand]:
    port = free_port()
    far = NutDevice("127.0.0.1", port)
    await far.start()
    config: dict[str, Any] = {
        "id": "power",
        "class": "power",
        "driver": "nut",
        "transport": {"kind": "tcp", "host": "127.0.0.1", "port": port},
        "budgets": {"between_bytes": 0.3, "whole": 2.0},
        **keys,
    }
    power = create(config)
    assert isinstance(power, NutPower)
    if opened:
        await driven(power.open)
    try:
        yield Stand(far, power, config)
    finally:
        await driven(power.close)
        await far.stop()


async def test_mains_battery_and_back() -> None:
    async with standing() as stand:
        seen = await driven(stand.power.observe)
        assert (seen.health, seen.reason) == (Health.ONLINE, "ok")
        assert seen.detail == {"supply": "mains", "charge": "100", "runtime": "1200", "battery": "ok"}
        stand.far.befall("mains_fails")
        seen = await driven(stand.power.observe)
        assert (seen.health, seen.reason, seen.detail["supply"]) == (Health.ONLINE, "on_battery", "battery")
        stand.far.befall("battery_low")
        seen = await driven(stand.power.observe)
        assert (seen.health, seen.reason, seen.detail["charge"]) == (Health.USER_ERROR, "battery_low", "12")
        stand.far.befall("mains_returns")
        assert (await driven(stand.power.observe)).reason == "battery_charging"
        stand.far.befall("well")
        assert (await driven(stand.power.observe)).reason == "ok"


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("data_stale", "ups_stale"),
        ("driver_gone", "ups_not_connected"),
        ("access_denied", "ups_refused"),
        ("battery_replace", "battery_replace"),
        ("overload", "ups_overload"),
        ("alarm", "ups_alarm"),
        ("bypass", "ups_bypass"),
        ("forced_shutdown", "battery_low"),
    ],
)
async def test_what_befalls_a_ups(event: str, reason: str) -> None:
    async with standing() as stand:
        stand.far.befall(event)
        seen = await driven(stand.power.observe)
        assert seen.reason == reason
        assert set(seen.detail) == {"supply", "charge", "runtime", "battery"}
        stand.far.befall("well")
        assert (await driven(stand.power.observe)).reason == "ok"


async def test_a_name_that_the_server_does_not_know() -> None:
    async with standing(ups="upstairs") as stand:
        seen = await driven(stand.power.observe)
        assert (seen.reason, seen.action) == ("ups_unknown", OperatorAction.CONFIGURATION)
        assert set(seen.detail.values()) == {"unknown"}


FAULTS = {
    "silent": "no_answer",
    "garbage": "garbled",
    "truncated": "garbled",
    "bad_checksum": "garbled",
    "wrong_device": "garbled",
}


async def test_faults_of_the_wire() -> None:
    await asyncio.gather(*(suffer(fault, reason) for fault, reason in FAULTS.items()))


async def suffer(fault: str, reason: str) -> None:
    async with standing() as stand:
        stand.far.line.suffer(fault)
        assert await reason_of(stand.power.observe) == reason
        assert await reason_of(stand.power.open) == reason
        stand.far.line.suffer("clear")
        await driven(stand.power.open)
        assert (await driven(stand.power.observe)).reason == "ok"


@pytest.mark.parametrize("at", [3, 20, 200])
async def test_a_cable_pulled_within_an_answer(at: int) -> None:
    async with standing() as stand:
        stand.far.line.suffer(f"disconnect_at:{len('LIST VAR ups ') + at}")
        assert await reason_of(stand.power.observe) in ("unplugged", "garbled")
        await until(lambda: not stand.far.line.plugged)
        assert await reason_of(stand.power.open) == "not_connected"


async def test_a_worker_tells_a_power_failure_and_finds_a_server_again() -> None:
    async with standing(opened=False) as stand:
        worker = create_worker(stand.config, pace=PACE)
        worker.start()
        try:
            await until(lambda: worker.status.observation.reason == "ok")
            stand.far.befall("mains_fails")
            await until(lambda: worker.status.observation.reason == "on_battery")
            assert worker.statistics.snapshot()["OnBatteryCount"] == 1
            stand.far.line.unplug()
            await until(lambda: not worker.status.usable)
            stand.far.befall("well")
            stand.far.line.plug()
            await until(lambda: worker.status.observation.reason == "ok")
            assert any("ups.status" in entry.text or "LIST VAR" in entry.text for entry in worker.trace.entries())
        finally:
            await worker.stop()
