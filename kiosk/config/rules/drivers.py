"""What a driver itself refuses: its own options, a package that does not load, a decoder that is not installed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from devices.sdt.photo import find_decoder
from devices.setup import Setup
from kiosk.config.devices import ChipReaderConfig, DeviceConfig, OtherDeviceConfig, entry_point_of
from kiosk.config.findings import Said
from kiosk.config.lines import Path_
from kiosk.config.model import KioskConfig
from kiosk.config.rules.fault import Fault
from kiosk.config.wording import same

_OPTION = re.compile(r"\boptions((?:\.[A-Za-z0-9_\-]+)+)")
_TAKEN = Said(zh="该驱动自己的说明所列的值", en="what the driver's own instructions say")


def faults(config: KioskConfig) -> Iterator[Fault]:
    for index, device in enumerate(config.devices):
        place: Path_ = ("devices", index)
        match device:
            case OtherDeviceConfig():
                yield from _of_another_package(place, device)
            case ChipReaderConfig(photo_decoder=str() as name):
                where: Path_ = (*place, "photo_decoder")
                try:
                    find_decoder(name)
                except ValueError as error:
                    yield Fault(where, same(str(error)), Said(zh="已安装的解码器", en="a decoder that is installed"))
                except Exception as error:  # somebody else's package
                    yield _broken(where, name, "无法加载", "which does not load", error)


def _of_another_package(place: Path_, device: DeviceConfig) -> Iterator[Fault]:
    """A driver is made from its entry, as the kiosk does it; nothing is opened by that."""
    where = (*place, "driver")
    entry_point = entry_point_of(device.device_class, device.driver)
    if entry_point is None:
        return
    try:
        create = entry_point.load()
    except Exception as error:  # somebody else's package
        yield _broken(where, device.driver, "无法加载", "which does not load", error)
        return
    try:
        create(Setup(device.model_dump(mode="json", by_alias=True, exclude_none=True)))
    except ValueError as error:
        named = _OPTION.search(str(error))
        key = ("options", *named[1].lstrip(".").split(".")) if named else ("driver",)
        yield _refused((*place, *key), f'"{device.driver}"', error)
    except Exception as error:
        yield _broken(where, device.driver, "不能由此配置生成", "which fails on this entry", error)


def _refused(place: Path_, name: str, error: ValueError) -> Fault:
    return Fault(place, Said(zh=f"驱动 {name} 不接受：{error}", en=f"what the driver {name} refuses: {error}"), _TAKEN)


def _broken(place: Path_, driver: str, zh: str, en: str, error: Exception) -> Fault:
    said = f"{type(error).__name__}: {error}"
    return Fault(
        place,
        Said(zh=f'"{driver}"，{zh}（{said}）', en=f'"{driver}", {en} ({said})'),
        Said(zh="适合本程序的驱动包：更新或重新安装", en="a package that fits this program: update or reinstall it"),
    )
