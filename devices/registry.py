"""From a device's configuration to its driver and its worker.

Drivers of other packages are found by the entry point group `hrss_kiosk.drivers`: each entry point's name is
`<class>.<driver>`, as `chip_reader.sdt`, and its object a `Factory`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from devices.clock import Clock
from devices.interfaces import Device
from devices.model import Budgets, DeviceClass, Status
from devices.setup import Config, Setup
from devices.trace import Trace
from devices.worker import POLL_S, DeviceWorker

ENTRY_POINTS = "hrss_kiosk.drivers"
SLACK_S = 5.0  # what a driver is over its own limit before its thread is given up

Factory = Callable[[Setup], Device]


class UnknownDriverError(ValueError):
    """No driver of that name serves that class; the message lists those that do."""


def create(device: Config, trace: Trace | None = None) -> Device:
    """A new driver for one entry of a configuration's `devices`; paths in it are absolute or relative to the process.

    Raises `UnknownDriverError`, or `ValueError` for a value that the driver does not take.
    """
    device_class, name = DeviceClass(device["class"]), str(device["driver"])
    known = drivers()
    if (device_class, name) not in known:
        names = sorted(each for of, each in known if of is device_class) or ["none"]
        raise UnknownDriverError(
            f'driver "{name}" for class {device_class.value} is not known; known: {", ".join(names)}'
        )
    return known[device_class, name](Setup(device, trace or Trace()))


def create_worker(
    device: Config,
    *,
    on_status: Callable[[Status], None] | None = None,
    poll_s: float = POLL_S,
    clock: Clock | None = None,
) -> DeviceWorker[Any]:
    """A worker, not yet started, for one entry of a configuration's `devices`."""
    create(device)  # a wrong configuration shows here, not in a thread later
    trace = Trace()
    budgets = budgets_of(device)
    port = device["transport"].get("port") if device["transport"]["kind"] == "serial" else None
    return DeviceWorker(
        str(device["id"]),
        DeviceClass(device["class"]),
        lambda: create(device, trace),
        trace=trace,
        budgets=replace(budgets, whole=budgets.whole + SLACK_S),
        on_status=on_status,
        hotplug_path=None if port is None else Path(port),
        poll_s=poll_s,
        clock=clock,
    )


def budgets_of(device: Config) -> Budgets:
    """The driver's time budgets, with what the configuration's `budgets` says otherwise.

    A driver's module may name its own as `BUDGETS`.
    """
    where = _BUILT_IN.get((DeviceClass(device["class"]), str(device["driver"])))
    of_driver: Budgets = getattr(import_module(where), "BUDGETS", Budgets()) if where is not None else Budgets()
    return of_driver.configured(device)


def drivers() -> Mapping[tuple[DeviceClass, str], Factory]:
    """The built-in drivers and those of installed packages, which may replace them."""
    return {key: _lazily(where) for key, where in _BUILT_IN.items()} | _installed()


@cache
def _installed() -> dict[tuple[DeviceClass, str], Factory]:
    found: dict[tuple[DeviceClass, str], Factory] = {}
    for entry_point in entry_points(group=ENTRY_POINTS):
        device_class, _, name = entry_point.name.partition(".")
        found[DeviceClass(device_class), name] = entry_point.load()
    return found


def _lazily(module: str) -> Factory:
    """A driver's module is imported when a device needs it: a kiosk without cameras never loads OpenCV."""

    def create(setup: Setup) -> Device:
        driver: Device = import_module(module).create(setup)
        return driver

    return create


_BUILT_IN: dict[tuple[DeviceClass, str], str] = {
    (DeviceClass.CHIP_READER, "sdt"): "devices.sdt.driver",
    (DeviceClass.RECEIPT_PRINTER, "escpos"): "devices.escpos.driver",
    (DeviceClass.CAMERA, "opencv"): "devices.camera.driver",
    (DeviceClass.DOCUMENT_CAMERA, "opencv"): "devices.camera.driver",
}
