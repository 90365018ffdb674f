"""Puts the kiosk's own parts together from its configuration."""

from __future__ import annotations

import asyncio
import os
import sys
import time
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from devices.clock import SystemClock
from devices.model import DeviceClass
from kiosk.central.client import CentralClient
from kiosk.child import Child, own_command
from kiosk.commits import Commits
from kiosk.config import ConfigError, DeviceConfig, KioskConfig, load
from kiosk.core import Core
from kiosk.display import UiDisplay
from kiosk.equipment import Equipment
from kiosk.logging import configure
from kiosk.outbox import keys
from kiosk.outbox.database import Database
from kiosk.outbox.outbox import Outbox
from kiosk.recognition import Recognition
from kiosk.stage import Stage
from kiosk.tickets import Tickets
from kiosk.visit import Facilities

CAMERAS = (DeviceClass.CAMERA, DeviceClass.DOCUMENT_CAMERA)


def load_or_exit(file: Path, *, require_files: bool = True) -> KioskConfig:
    """The configuration; where it is wrong, say what and where, and exit with 2."""
    try:
        return load(file, require_files=require_files)
    except ConfigError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


def run_core(config: KioskConfig, file: Path, *, window: bool) -> int:
    """Run core until it is asked to stop; its exit code."""
    configure()
    os.umask(0o077)
    use_china_time()
    asyncio.run(_run(config, file.resolve(), window=window))
    return 0


def use_china_time() -> None:
    """This process and its children show China's one time zone, wherever the machine thinks it is.

    As a POSIX rule, since a small system has no zone files.
    """
    os.environ["TZ"] = "CST-8"
    time.tzset()


async def _run(config: KioskConfig, file: Path, *, window: bool) -> None:
    state = config.kiosk.state_dir
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    runtime = runtime_folder(state)
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
    display = UiDisplay(runtime / "ui.sock")
    recognition = Recognition(
        lambda socket, rings: own_command("vision", "--config", str(file), str(socket), str(rings)),
        runtime,
        on_status=equipment.camera_status,
    )
    stage = Stage(config.simulation.dock) if config.mode == "simulation" and config.simulation is not None else None
    ui = Child("ui", own_command("ui", str(display.channel.path), *_window(config))) if window else None
    facilities = Facilities(
        config=config,
        clock=clock,
        equipment=equipment,
        recognition=recognition,
        central=central,
        outbox=outbox,
        commits=Commits(),
        tickets=Tickets(state / "tickets.json"),
    )
    try:
        await Core(facilities, display, ui, stage).run()
    finally:
        central.close()
        database.close()


def runtime_folder(state: Path) -> Path:
    """Where sockets and preview rings live: in memory, readable by the kiosk's user alone."""
    folder = Path("/dev/shm") / f"kiosk-{os.getuid()}-{hash_of(state):08x}"  # noqa: S108  made private below
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid() or folder.is_symlink():
        raise SystemExit(f"{folder} belongs to somebody else")
    folder.chmod(0o700)
    link = state / "run"
    link.unlink(missing_ok=True)
    link.symlink_to(folder)
    return folder


def hash_of(path: Path) -> int:
    """A short number that stays the same for a path."""
    return zlib.crc32(str(path).encode())


def as_mapping(device: DeviceConfig) -> Mapping[str, Any]:
    """A device's section as the drivers' registry takes it."""
    return device.model_dump(mode="json", by_alias=True)


def _window(config: KioskConfig) -> list[str]:
    screen = config.screen
    size = ["--width", str(screen.width), "--height", str(screen.height)]
    return [*size, "--fullscreen"] if screen.fullscreen else size
