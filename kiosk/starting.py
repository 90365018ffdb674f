"""Starting core: the window first, everything else while it opens. Imports what the first screen needs, no more."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from kiosk.child import Child
from kiosk.config import ConfigError, DeviceConfig, KioskConfig, load
from kiosk.display import UiDisplay
from kiosk.logging import configure
from kiosk.parent import module_command
from kiosk.runtime_folder import RuntimeFolder


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
    try:
        lock = only_one(config.kiosk.state_dir)
    except OSError as error:
        print(f"{error.filename or config.kiosk.state_dir}: {error.strerror}", file=sys.stderr)
        return 2
    with lock:
        asyncio.run(_run(config, file.resolve(), window=window))
    return 0


def only_one(state: Path) -> IO[str]:
    """The state folder, made where it is not there, held until what is returned is closed.

    Raises OSError where it cannot be written or another kiosk holds it: two would take each other's sockets away.
    """
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = (state / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        lock.close()
        raise OSError(held.errno, "a kiosk with this state_dir is running already", str(state)) from None
    return lock


def use_china_time() -> None:
    """This process and its children show China's one time zone, wherever the machine thinks it is.

    As a POSIX rule, since a small system has no zone files.
    """
    os.environ["TZ"] = "CST-8"
    time.tzset()


async def _run(config: KioskConfig, file: Path, *, window: bool) -> None:
    runtime = RuntimeFolder(config.kiosk.state_dir)
    try:
        await _serve(config, file, runtime.path, window=window)
    finally:
        runtime.close()


async def _serve(config: KioskConfig, file: Path, runtime: Path, *, window: bool) -> None:
    display = UiDisplay(runtime / "ui.sock")
    await display.channel.listen()
    ui = Child("ui", module_command("ui", str(display.channel.path), *_window(config))) if window else None
    if ui is not None:
        ui.start()
        await asyncio.sleep(0)  # lets the child be started before the imports below hold the loop for half a second
    from kiosk.composing import serve

    await serve(config, file, runtime, display, ui)


def as_mapping(device: DeviceConfig) -> Mapping[str, Any]:
    """A device's section as the drivers' registry takes it."""
    return device.model_dump(mode="json", by_alias=True, exclude_none=True)


def _window(config: KioskConfig) -> list[str]:
    screen = config.screen
    size = ["--width", str(screen.width), "--height", str(screen.height)]
    return [*size, "--fullscreen"] if screen.fullscreen else size
