"""Scanners, contacts and UPSs in the simulated hall, moved by the dock's verbs and read by the drivers."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from contacts_stands import driven, free_port
from typer.testing import CliRunner

from devices.registry import create
from drivers_sim.cli import dock
from drivers_sim.client import DockClient, DockError
from drivers_sim.settings import read_settings
from drivers_sim.simulate import standing
from tests.matrix.studio import NoiseStudio

CONFIGURATION = """
mode = "simulation"
[kiosk]
id = "contacts"
[simulation]
dock = "127.0.0.1:{dock}"
[[devices]]
id = "scanner"
class = "code_scanner"
driver = "serial"
profile = "gm72"
transport = {{ kind = "serial", port = "scanner", baud = 115200 }}
[[devices]]
id = "contacts"
class = "contacts"
driver = "modbus"
inputs = {{ door = 0, presence = 1 }}
outputs = {{ card = 0 }}
inverted = ["door"]
transport = {{ kind = "tcp", host = "127.0.0.1", port = {contacts} }}
[[devices]]
id = "power"
class = "power"
driver = "nut"
transport = {{ kind = "tcp", host = "127.0.0.1", port = {power} }}
"""


@dataclass
class Stand:
    client: DockClient
    devices: dict[str, dict[str, Any]]


@contextlib.asynccontextmanager
async def hall(folder: Path) -> AsyncIterator[Stand]:
    file = folder / "kiosk.toml"
    file.write_text(CONFIGURATION.format(dock=free_port(), contacts=free_port(), power=free_port()), "utf-8")
    settings = read_settings(file)
    async with standing(settings, NoiseStudio()):
        with DockClient(f"http://{settings.dock}/", timeout=10) as client:
            sections = {device.id: dict(device.section) for device in settings.devices}
            sections["scanner"]["transport"]["port"] = str(folder / "scanner")
            yield Stand(client, sections)


async def test_the_dock_moves_them_all(tmp_path: Path) -> None:
    async with hall(tmp_path) as stand:
        client = stand.client
        scanner, contacts, power = (create(stand.devices[each]) for each in ("scanner", "contacts", "power"))
        for device in (scanner, contacts, power):
            await driven(device.open)
        await driven(scanner.enable)
        reading = asyncio.create_task(driven(scanner.next_code, 10.0))
        await driven(client.show_code, "scanner", "电子社保卡 0001")
        assert (await reading).text == "电子社保卡 0001"
        await driven(client.fault, "contacts", "door_open")
        assert (await driven(contacts.observe)).reason == "door_open"
        assert (await driven(client.device, "contacts"))["faults"] == ["door_open"]
        await driven(client.fault, "contacts", "door_closed")
        await driven(client.fault, "contacts", "presence_on")
        assert (await driven(contacts.inputs)) == {"door": False, "presence": True}
        await driven(contacts.switch, "card", True)
        assert (await driven(client.device, "contacts"))["lights"] == {"card": True}
        await driven(client.fault, "power", "mains_fails")
        assert (await driven(power.observe)).reason == "on_battery"
        await driven(client.reset)
        assert (await driven(power.observe)).reason == "ok"
        for device in (scanner, contacts, power):
            await driven(device.release)
            await driven(device.close)
        assert (await driven(client.device, "contacts"))["lights"] == {"card": False}


async def test_verbs_that_cannot_be_done(tmp_path: Path) -> None:
    async with hall(tmp_path) as stand:
        for device, text, why in (
            ("power", "x", "reads no codes"),
            ("scanner", "", "1 to 4296"),
            ("no", "x", "allowed"),
        ):
            with pytest.raises(DockError, match=why):
                await driven(stand.client.show_code, device, text)
        with pytest.raises(DockError, match="mains_fails"):
            await driven(stand.client.fault, "power", "door_open")


async def test_a_code_is_shown_from_the_command_line(tmp_path: Path) -> None:
    async with hall(tmp_path) as stand:
        arguments = ["--url", stand.client.url, "show-code", "scanner", "6901234567892", "--seconds", "60"]
        result = await driven(CliRunner().invoke, dock, arguments)
        assert result.exit_code == 0, result.output
        shown = await driven(stand.client.device, "scanner")
        assert shown["held"]
        await driven(stand.client.fault, "scanner", "clear")
        assert not (await driven(stand.client.device, "scanner"))["held"]
