"""From a device's configuration to its driver and its worker.

Drivers of other packages are found by the entry point group `hrss_kiosk.drivers`: each entry point's name is
`<class>.<driver>`, as `chip_reader.sdt`, and its object a `Factory`.
"""

from __future__ import annotations

import logging
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
from devices.pace import Pace
from devices.setup import Config, Setup
from devices.statistics import Statistics
from devices.trace import Trace
from devices.worker import DeviceWorker

_log = logging.getLogger(__name__)

ENTRY_POINTS = "hrss_kiosk.drivers"
SLACK_S = 5.0  # what a driver is over its own limit before its thread is given up

Factory = Callable[[Setup], Device]


class UnknownDriverError(ValueError):
    """No driver of that name serves that class; the message lists those that do."""


def create(device: Config, trace: Trace | None = None, statistics: Statistics | None = None) -> Device:
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
    return known[device_class, name](Setup(device, trace or Trace(), statistics or Statistics()))


def create_worker(
    device: Config,
    *,
    on_status: Callable[[Status], None] | None = None,
    poll_s: float | None = None,
    pace: Pace | None = None,
    clock: Clock | None = None,
    counted: Mapping[str, float] | None = None,
) -> DeviceWorker[Any]:
    """A worker, not yet started, for one entry of a configuration's `devices`; `counted` are its statistics so far.

    `poll_s` is the `pace` in which only the looks at the device are other than usual.
    """
    create(device)  # a wrong configuration shows here, not in a thread later
    trace, statistics = Trace(), Statistics.of(DeviceClass(device["class"]), counted)
    budgets = budgets_of(device)
    return DeviceWorker(
        str(device["id"]),
        DeviceClass(device["class"]),
        lambda: create(device, trace, statistics),
        trace=trace,
        statistics=statistics,
        budgets=replace(budgets, whole=budgets.whole + SLACK_S),
        on_status=on_status,
        hotplug_path=_node_of(device),
        pace=pace or (Pace() if poll_s is None else Pace(poll=poll_s)),
        clock=clock,
    )


def _node_of(device: Config) -> Path | None:
    """The device node that comes and goes with the device."""
    transport = device.get("transport", {})
    node = {"serial": "port", "usb": "path", "v4l2": "path"}.get(str(transport.get("kind")))
    return None if node is None else Path(transport[node])


def budgets_of(device: Config) -> Budgets:
    """The driver's time budgets, with what the configuration's `budgets` says otherwise.

    A driver's module may name its own as `BUDGETS`.
    """
    kind = DeviceClass(device["class"]), str(device["driver"])
    installed = _installed().get(kind)
    where = _BUILT_IN.get(kind) if installed is None else installed.__module__
    of_driver: Budgets = Budgets() if where is None else getattr(import_module(where), "BUDGETS", Budgets())
    return of_driver.configured(device)


def drivers() -> Mapping[tuple[DeviceClass, str], Factory]:
    """The built-in drivers and those of installed packages, which may replace them."""
    return {key: _lazily(where) for key, where in _BUILT_IN.items()} | _installed()


@cache
def _installed() -> dict[tuple[DeviceClass, str], Factory]:
    found: dict[tuple[DeviceClass, str], Factory] = {}
    for entry_point in entry_points(group=ENTRY_POINTS):
        device_class, _, name = entry_point.name.partition(".")
        try:
            found[DeviceClass(device_class), name] = entry_point.load()
        except Exception as error:  # somebody else's package: its device is missing, the others work
            _log.error("driver not loaded", extra={"driver": entry_point.name, "error": type(error).__name__})
    return found


def _lazily(module: str) -> Factory:
    """A driver's module is imported when a device needs it: a kiosk without cameras never loads OpenCV."""

    def create(setup: Setup) -> Device:
        driver: Device = import_module(module).create(setup)
        return driver

    return create


_BUILT_IN: dict[tuple[DeviceClass, str], str] = {
    (DeviceClass.CARD_READER, "crt"): "devices.crt.driver",
    (DeviceClass.CARD_READER, "pcsc"): "devices.pcsc.driver",
    (DeviceClass.CHIP_READER, "sdt"): "devices.sdt.driver",
    (DeviceClass.RECEIPT_PRINTER, "escpos"): "devices.escpos.driver",
    (DeviceClass.CODE_SCANNER, "serial"): "devices.scanner.driver",
    (DeviceClass.CONTACTS, "modbus"): "devices.modbus.driver",
    (DeviceClass.POWER, "nut"): "devices.nut.driver",
    (DeviceClass.DOCUMENT_PRINTER, "ipp"): "devices.ipp.driver",
    (DeviceClass.CAMERA, "opencv"): "devices.camera.driver",
    (DeviceClass.DOCUMENT_CAMERA, "opencv"): "devices.camera.driver",
}
