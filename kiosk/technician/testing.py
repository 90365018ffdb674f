"""`main.py devices test`: one device of a configuration against the live hardware, step by step."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from devices.check import Level, check_alone
from kiosk.config import ConfigError, KioskConfig, load
from kiosk.control.present import checked
from kiosk.diagnose_lines import Lines
from kiosk.logging import configure_structlog
from kiosk.starting import as_mapping, only_one

WORKS, FAULT, WRONG, NOT_NOW = 0, 1, 2, 3


def test_device(file: Path, device_id: str, level: str, *, as_json: bool) -> int:
    """Read the file, look for the device's wire, let its driver ask it. The exit code."""
    logging.getLogger().addHandler(logging.NullHandler())
    configure_structlog(level=logging.CRITICAL)
    steps = _Steps(as_json=as_json)
    config = steps.configuration(file)
    if config is None:
        return WRONG
    try:
        device = as_mapping(config.device(device_id))
    except KeyError:
        names = ", ".join(each.id for each in config.devices)
        print(
            f"no device {device_id} in the configuration; there are: {names}\n"
            f"  配置中没有设备 {device_id}；现有：{names}",
            file=sys.stderr,
        )
        return WRONG
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(_alone(config.kiosk.state_dir))
        except BlockingIOError:
            print(
                "a kiosk runs with this configuration: stop it, or ask it with main.py diagnose\n"
                "  本机的自助终端正在运行：请先停止，或用 main.py diagnose 询问",
                file=sys.stderr,
            )
            return NOT_NOW
        except OSError as error:
            print(f"{error.filename or config.kiosk.state_dir}: {error.strerror}", file=sys.stderr)
            return NOT_NOW
        if not steps.wire(device["transport"]):
            return FAULT
        lines = Lines(as_json=as_json)
        made = asyncio.run(check_alone(device, Level(level), staff=lines.staff(device_id)))
        lines.checked(checked(made))
    return FAULT if made.verdict.value == "failed" else WORKS


@contextlib.contextmanager
def _alone(state: Path) -> Iterator[None]:
    """While no kiosk runs; nothing is made where none ever ran."""
    if not state.is_dir():
        yield
        return
    with only_one(state):
        yield


class _Steps:
    """What comes before the driver, each said with its time."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def configuration(self, file: Path) -> KioskConfig | None:
        began = time.monotonic()
        try:
            config = load(file, require_files=False)
        except ConfigError as error:
            print(error, file=sys.stderr)
            return None
        self._say("configuration 配置", True, began, str(file))
        return config

    def wire(self, transport: Mapping[str, Any]) -> bool:
        """Whether there is something to connect to; what only the driver can tell is left to it."""
        look = _LOOKS.get(str(transport["kind"]))
        if look is None:
            return True
        began = time.monotonic()
        there, said = look(transport)
        self._say("connection 接线", there, began, said)
        return there

    def _say(self, step: str, passed: bool, began: float, said: str) -> None:
        milliseconds = round((time.monotonic() - began) * 1000, 1)
        if self._as_json:
            told = {
                "step": step.split(" ", maxsplit=1)[0],
                "passed": passed,
                "milliseconds": milliseconds,
                "said": said,
            }
            print(json.dumps(told, ensure_ascii=False), flush=True)
        else:
            print(f"{'✓' if passed else '✗'} {step}: {said}, {milliseconds:.0f} ms", flush=True)


def _node(key: str) -> Callable[[Mapping[str, Any]], tuple[bool, str]]:
    def look(transport: Mapping[str, Any]) -> tuple[bool, str]:
        path = Path(transport[key])
        if not path.exists():
            beside = ", ".join(sorted(each.name for each in path.parent.glob("*"))[:8]) or "nothing 无"
            return False, f"{path} is not there 不存在; in {path.parent}: {beside}"
        if not os.access(path, os.R_OK | os.W_OK):
            group = path.group() if hasattr(path, "group") else "?"
            return False, f"{path}: no permission 无权限; add the user to group 加入用户组 {group}"
        real = path.resolve()
        return True, f"{path}{f' → {real}' if real != path else ''}"

    return look


_LOOKS: Mapping[str, Callable[[Mapping[str, Any]], tuple[bool, str]]] = {
    "serial": _node("port"),
    "usb": _node("path"),
    "v4l2": _node("path"),
}
