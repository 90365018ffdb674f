"""Starting core: the window first, everything else while it opens. Imports what the first screen needs, no more."""

from __future__ import annotations

import asyncio
import fcntl
import os
import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from kiosk.child import Child
from kiosk.config import ConfigError, DeviceConfig, InForce, KioskConfig, in_force, keep
from kiosk.display import UiDisplay
from kiosk.logging import configure, logger
from kiosk.parent import module_command
from kiosk.runtime_folder import RuntimeFolder

log = logger("starting")

_LOUD = "*" * 78


def load_or_exit(file: Path, *, require_files: bool = True) -> KioskConfig:
    """The configuration that `in_force_or_exit` finds."""
    return in_force_or_exit(file, require_files=require_files).config


def in_force_or_exit(file: Path, *, require_files: bool = True) -> InForce:
    """The configuration, or the last good one; what is wrong is said, and where nothing is good the exit is 2."""
    try:
        found = in_force(file, require_files=require_files)
    except ConfigError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    for hint in found.hints:
        print(f"{hint.en}\n    {hint.zh}", file=sys.stderr)
    if found.notice is not None:
        print(*found.notice.findings, sep="\n", file=sys.stderr)
        print(f"{_LOUD}\n{found.notice.en}\n{found.notice.zh}\n{_LOUD}", file=sys.stderr)
    return found


def run_core(found: InForce, *, window: bool) -> int:
    """Run core until it is asked to stop; its exit code."""
    configure()
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # of this process and its children: a crash writes nobody down
    use_china_time()
    state = found.config.kiosk.state_dir
    try:
        lock = only_one(state)
    except OSError as error:
        print(f"{error.filename or state}: {error.strerror}", file=sys.stderr)
        return 2
    with lock:
        _keep_or_tell(found)
        return asyncio.run(_run(found, window=window))


def _keep_or_tell(found: InForce) -> None:
    """A good file is kept for the day when it is not; a kiosk on such a copy says so in its log."""
    if found.notice is not None:
        log.error("config.last_good_in_force", count=len(found.notice.findings), where=str(found.notice.file))
        return
    try:
        keep(found.config, found.file)
    except OSError as error:  # the kiosk serves all the same
        log.error("config.not_kept", error=type(error).__name__, reason=error.strerror)


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


async def _run(found: InForce, *, window: bool) -> int:
    runtime = RuntimeFolder(found.config.kiosk.state_dir)
    try:
        return await _serve(found, runtime.path, window=window)
    finally:
        runtime.close()


async def _serve(found: InForce, runtime: Path, *, window: bool) -> int:
    config = found.config
    display = UiDisplay(runtime / "ui.sock")
    await display.channel.listen()
    ui = Child("ui", module_command("ui", str(display.channel.path), *_window(config))) if window else None
    if ui is not None:
        ui.start()
        await asyncio.sleep(0)  # lets the child be started before the imports below hold the loop for half a second
    from kiosk.composing import serve

    return await serve(config, found.file.resolve(), runtime, display, ui, found.notice)


def as_mapping(device: DeviceConfig) -> Mapping[str, Any]:
    """A device's section as the drivers' registry takes it."""
    return device.model_dump(mode="json", by_alias=True, exclude_none=True)


def _window(config: KioskConfig) -> list[str]:
    screen = config.screen
    size = ["--width", str(screen.width), "--height", str(screen.height)]
    return [*size, "--fullscreen"] if screen.fullscreen else size
