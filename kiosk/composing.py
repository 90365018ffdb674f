"""Puts the kiosk's own parts together from its configuration."""

from __future__ import annotations

import asyncio
from pathlib import Path

from devices.clock import SystemClock
from devices.model import DeviceClass
from kiosk.central.client import CentralClient
from kiosk.child import Child
from kiosk.commits import Commits
from kiosk.config import ConfigNotice, KioskConfig
from kiosk.core import Core
from kiosk.day.day import Day
from kiosk.display import UiDisplay
from kiosk.equipment import Equipment
from kiosk.outbox import keys
from kiosk.outbox.database import Database
from kiosk.outbox.outbox import Outbox
from kiosk.parent import module_command
from kiosk.recognition import Recognition
from kiosk.stage import Stage
from kiosk.starting import as_mapping
from kiosk.tickets import Tickets
from kiosk.visit import Facilities
from kiosk.watchdog import watch

CAMERAS = (DeviceClass.CAMERA, DeviceClass.DOCUMENT_CAMERA)


async def serve(
    config: KioskConfig,
    file: Path,
    runtime: Path,
    display: UiDisplay,
    ui: Child | None,
    config_notice: ConfigNotice | None = None,
) -> None:
    """Put core together around a display that listens already, and run it until it is asked to stop."""
    state = config.kiosk.state_dir
    clock = SystemClock()
    key = keys.load_or_create(state)
    central = CentralClient(
        url=config.central.url,
        ca_file=config.central.ca_file,
        kiosk_id=config.kiosk.id,
        key=key,
        state_dir=state,
        enrolment_code_file=config.central.enrolment_code_file,
    )
    database = Database(state / "outbox.db")
    outbox = Outbox(database, central, kiosk_id=config.kiosk.id, key=key)
    equipment = Equipment(
        {device.id: as_mapping(device) for device in config.devices if device.device_class not in CAMERAS},
        {device.id: device.device_class for device in config.devices if device.device_class in CAMERAS},
    )
    recognition = Recognition(
        lambda socket, rings: module_command("kiosk.vision", "--config", str(file), str(socket), str(rings)),
        runtime,
        on_status=equipment.camera_status,
    )
    stage = Stage(config.simulation.dock) if config.mode == "simulation" and config.simulation is not None else None

    async def outbox_waiting() -> int:
        return (await outbox.backlog()).waiting

    facilities = Facilities(
        config=config,
        clock=clock,
        equipment=equipment,
        recognition=recognition,
        day=Day(config, clock, equipment, recognition, outbox_waiting),
        central=central,
        outbox=outbox,
        commits=Commits(),
        tickets=Tickets(state / "tickets.json"),
        config_notice=config_notice,
    )
    watching = asyncio.create_task(watch(display, ui), name="watchdog")
    try:
        await Core(facilities, display, ui, stage).run()
    finally:
        watching.cancel()
        central.close()
        database.close()
