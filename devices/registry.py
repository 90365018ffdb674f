"""From a device's configuration to its driver and its worker.

Drivers of other packages are found by the entry point group `hrss_kiosk.drivers`: each entry point's name is
`<class>.<driver>`, as `chip_reader.sdt`, and its object a `Factory`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from devices.clock import Clock
from devices.interfaces import Device
from devices.model import Budgets, DeviceClass, Status
from devices.transport import from_config
from devices.worker import POLL_S, DeviceWorker

ENTRY_POINTS = "hrss_kiosk.drivers"
SLACK_S = 5.0  # what a driver is over its own limit before its thread is given up

Config = Mapping[str, Any]
Factory = Callable[[Config], Device]


class UnknownDriverError(ValueError):
    """No driver of that name serves that class; the message lists those that do."""


def create(device: Config) -> Device:
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
    return known[device_class, name](device)


def create_worker(
    device: Config,
    *,
    on_status: Callable[[Status], None] | None = None,
    poll_s: float = POLL_S,
    clock: Clock | None = None,
) -> DeviceWorker[Any]:
    """A worker, not yet started, for one entry of a configuration's `devices`."""
    create(device)  # a wrong configuration shows here, not in a thread later
    budgets = budgets_of(device)
    port = device["transport"].get("port") if device["transport"]["kind"] == "serial" else None
    return DeviceWorker(
        str(device["id"]),
        DeviceClass(device["class"]),
        lambda: create(device),
        budgets=replace(budgets, whole=budgets.whole + SLACK_S),
        on_status=on_status,
        hotplug_path=None if port is None else Path(port),
        poll_s=poll_s,
        clock=clock,
    )


def budgets_of(device: Config) -> Budgets:
    """The class's time budgets, with what the configuration's `budgets` says otherwise."""
    from devices.camera.driver import CAMERA_BUDGETS
    from devices.escpos.driver import PRINTER_BUDGETS

    of_class = {
        DeviceClass.RECEIPT_PRINTER: PRINTER_BUDGETS,
        DeviceClass.CAMERA: CAMERA_BUDGETS,
        DeviceClass.DOCUMENT_CAMERA: CAMERA_BUDGETS,
    }
    return replace(of_class.get(DeviceClass(device["class"]), Budgets()), **device.get("budgets", {}))


def drivers() -> Mapping[tuple[DeviceClass, str], Factory]:
    """The built-in drivers and those of installed packages, which may replace them."""
    return _BUILT_IN | _installed()


@cache
def _installed() -> dict[tuple[DeviceClass, str], Factory]:
    found: dict[tuple[DeviceClass, str], Factory] = {}
    for entry_point in entry_points(group=ENTRY_POINTS):
        device_class, _, name = entry_point.name.partition(".")
        found[DeviceClass(device_class), name] = entry_point.load()
    return found


def _sdt(device: Config) -> Device:
    from devices.sdt.driver import SdtReader

    budgets = budgets_of(device)
    return SdtReader(from_config(device["transport"], budgets.connect), budgets)


def _escpos(device: Config) -> Device:
    from devices.escpos.driver import EscPosPrinter
    from devices.escpos.encoder import Paper
    from devices.escpos.raster import find_rasteriser

    budgets = budgets_of(device)
    font = device.get("font")
    return EscPosPrinter(
        from_config(device["transport"], budgets.connect),
        Paper(int(device.get("paper_mm", 80))),
        near_end_sensor=bool(device.get("near_end_sensor", False)),
        confirms=bool(device.get("confirms", True)),
        rasteriser=find_rasteriser(None if font is None else Path(font)),
        budgets=budgets,
    )


def _camera(device: Config) -> Device:
    from devices.camera import CameraDriver

    return CameraDriver(str(device["id"]), device["transport"], budgets_of(device))


_BUILT_IN: dict[tuple[DeviceClass, str], Factory] = {
    (DeviceClass.CHIP_READER, "sdt"): _sdt,
    (DeviceClass.RECEIPT_PRINTER, "escpos"): _escpos,
    (DeviceClass.CAMERA, "opencv"): _camera,
    (DeviceClass.DOCUMENT_CAMERA, "opencv"): _camera,
}
