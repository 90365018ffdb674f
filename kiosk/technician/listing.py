"""`main.py devices list`."""

from __future__ import annotations

import json
from importlib.metadata import entry_points

from devices.model import DeviceClass
from devices.registry import ENTRY_POINTS, drivers
from kiosk.config.devices import KINDS, known_drivers


def list_drivers(*, as_json: bool) -> int:
    """Print each class with its drivers, and whether each can be loaded. 1 where one cannot."""
    packages = {
        each.name: f"{each.dist.name} {each.dist.version}" if each.dist is not None else "?"
        for each in entry_points(group=ENTRY_POINTS)
    }
    loadable = drivers()
    broken = False
    for device_class in DeviceClass:
        for driver in known_drivers(device_class.value):
            name = f"{device_class.value}.{driver}"
            works = (device_class, driver) in loadable
            broken = broken or not works
            package = packages.get(name, "")
            if as_json:
                said = {"class": device_class.value, "driver": driver, "package": package or None, "loads": works}
                print(json.dumps(said, ensure_ascii=False))
                continue
            origin = package or "built in 自带"
            if package and (device_class.value, driver) in KINDS:
                origin += ", in place of the built-in one 替代自带驱动"
            print(f"{device_class.value:18} {driver:10} {origin}{'' if works else '  ✗ does not load 无法加载'}")
    return 1 if broken else 0
