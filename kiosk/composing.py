"""Puts the kiosk's own parts together from its configuration."""

from __future__ import annotations

import asyncio
from pathlib import Path

from devices.clock import SystemClock
from devices.model import DeviceClass
from kiosk.audit.writer import AuditWriter
from kiosk.central.client import CentralClient
from kiosk.child import Child
from kiosk.commits import Commits
from kiosk.config import ConfigNotice, KioskConfig
from kiosk.control import NAME as CONTROL
from kiosk.control.server import ControlServer
from kiosk.core import Core
from kiosk.day.care import Care
from kiosk.day.day import Day
from kiosk.devicelog import DeviceLog
from kiosk.diagnostics.board import Board
from kiosk.diagnostics.readiness import Readiness
from kiosk.diagnostics.service import Diagnostics
from kiosk.diagnostics.session import Backstage
from kiosk.diagnostics.sign_in import Guard
from kiosk.display import UiDisplay
from kiosk.equipment import Equipment
from kiosk.heartbeat.composing import make_heart
from kiosk.keeper import POWER_END, RESTART_END
from kiosk.outbox import keys
from kiosk.outbox.database import Database
from kiosk.outbox.outbox import Outbox
from kiosk.parent import module_command
from kiosk.recognition import Recognition
from kiosk.recorded import own_keys
from kiosk.staff.lock import Lock
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
) -> int:
    """Put core together around a display that listens already, and run it until it is asked to stop; the exit code."""
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
    devicelog = DeviceLog(state / "devices.db")
    counted = await devicelog.statistics()
    own = own_keys(config.mode)
    sections = {device.id: {**as_mapping(device), **own} for device in config.devices}
    cameras = {device.id: device.device_class for device in config.devices if device.device_class in CAMERAS}
    equipment = Equipment(
        {name: section for name, section in sections.items() if name not in cameras}, cameras, counted
    )
    board = Board(devicelog, clock, equipment.workers, cameras, counted)
    equipment.on_state = board.note
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
    diagnostics = Diagnostics(config, sections, equipment, recognition, board, devicelog, clock)
    diagnostics.config_notice = config_notice
    facilities.day.on_tested = diagnostics.tested
    readiness = Readiness(diagnostics, central, outbox, key, clock)
    audit = AuditWriter(database, config.kiosk.id, key, clock)
    core = Core(
        facilities, display, ui, stage, _backstage(diagnostics, readiness, audit, clock, recognition, facilities.day)
    )
    heart = make_heart(facilities, diagnostics, audit, core)
    control = ControlServer(runtime / CONTROL, diagnostics, readiness, core.hold)
    background = (
        asyncio.create_task(watch(display, ui), name="watchdog"),
        asyncio.create_task(board.keep(), name="statistics"),
        *((asyncio.create_task(heart.run(), name="heartbeat"),) if heart is not None else ()),
    )
    try:
        await control.start()
        await core.run()
        return RESTART_END if core.restarting else POWER_END if core.power_ended else 0
    finally:
        for task in background:
            task.cancel()
        await control.close()
        board.write()
        devicelog.close()
        central.close()
        database.close()


def _backstage(
    diagnostics: Diagnostics,
    readiness: Readiness,
    audit: AuditWriter,
    clock: SystemClock,
    recognition: Recognition,
    day: Day,
) -> Backstage | None:
    """Diagnostics at the screen, where the configuration says who may enter."""
    config = diagnostics.config
    if config.staff is None:
        return None
    state, equipment = config.kiosk.state_dir, diagnostics.equipment
    reads_cards = equipment.fitted(DeviceClass.CODE_SCANNER)
    guard = Guard(config.staff.pin_file, Lock(state, clock), audit, equipment.codes.next if reads_cards else None)
    session_s = config.staff.session_s
    return Backstage(diagnostics, readiness, guard, clock, recognition.rings, state, session_s, Care(day))
