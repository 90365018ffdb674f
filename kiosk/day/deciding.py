"""How far the kiosk serves: one pure function of the time, the hours, the devices and what the hall requires."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from devices.model import DeviceClass
from kiosk.config.day import DaySection
from kiosk.day import hours
from kiosk.day.model import DeviceState, Service, Standing

VISIT_RUNTIME_S = 900.0
"""What a power supply must still last for a visit to begin: one of ten minutes, the return of a card, an orderly
stop."""


def decide(
    now: datetime,
    day: DaySection,
    devices: Collection[DeviceState],
    required: Collection[str],
    *,
    withdrawn: bool = False,
) -> Standing:
    """`required` are the ids of devices without which the hall calls its service reduced; `withdrawn`: the central took
    the kiosk out of service."""
    failing = tuple(each.device_id for each in devices if each.device_id in required and not each.hopeful)
    today = hours.written(day, hours.china(now).date())
    if not hours.is_open(day, now):
        opening = hours.next_opening(day, now)
        return Standing(Service.CLOSED, "hours", failing=failing, today=today, opening=opening)
    reason = ("withdrawn" if withdrawn else "") or _door(devices) or _power(devices) or _identification(devices)
    if reason:
        return Standing(Service.OUT_OF_SERVICE, reason, failing=failing, today=today)
    notices = (*_ways(devices), *_others(devices), *_on_battery(devices))
    service = Service.REDUCED if failing or notices else Service.OPEN
    return Standing(service, "", notices, failing, today)


def battery_low(devices: Collection[DeviceState]) -> bool:
    """Whether a power supply will be empty soon: the time for an orderly stop."""
    return any(each.device_class is DeviceClass.POWER and each.reason == "battery_low" for each in devices)


def _door(devices: Collection[DeviceState]) -> str:
    return "door_open" if any(door_open(each) for each in devices) else ""


def door_open(device: DeviceState) -> bool:
    """An unknown door is not an open one: the module's own failure is said elsewhere."""
    if device.device_class is not DeviceClass.CONTACTS:
        return False
    return device.reason == "door_open" or device.detail.get("door") == "open"


def _power(devices: Collection[DeviceState]) -> str:
    if battery_low(devices):
        return "battery_low"
    for each in devices:
        runtime = _seconds(each.detail.get("runtime", ""))
        if on_battery(each) and runtime is not None and runtime < VISIT_RUNTIME_S:
            return "on_battery"
    return ""


def _on_battery(devices: Collection[DeviceState]) -> Iterator[str]:
    if any(on_battery(each) for each in devices):
        yield "on_battery"


def on_battery(device: DeviceState) -> bool:
    """Whether this is a power supply whose mains power has failed."""
    return device.device_class is DeviceClass.POWER and device.detail.get("supply") == "battery"


def _identification(devices: Collection[DeviceState]) -> str:
    return "" if any(_works(devices, each) for each in WAYS) else "no_card_reading"


def _ways(devices: Collection[DeviceState]) -> Iterator[str]:
    """What of the ways to say who one is fails, and what to use instead."""
    scan, chip = _works(devices, DeviceClass.DOCUMENT_CAMERA), _works(devices, DeviceClass.CHIP_READER)
    card, code = _works(devices, DeviceClass.CARD_READER), _works(devices, DeviceClass.CODE_SCANNER)
    if not scan and not chip:
        if _fitted(devices, DeviceClass.DOCUMENT_CAMERA) or _fitted(devices, DeviceClass.CHIP_READER):
            yield "no_id_card" if card else "no_id_card_code"
    elif not scan and _fitted(devices, DeviceClass.DOCUMENT_CAMERA):
        yield "no_scanner"
    elif not chip and _fitted(devices, DeviceClass.CHIP_READER):
        yield "no_chip_reader"
    if not card and _fitted(devices, DeviceClass.CARD_READER):
        yield "no_card_reader"
    if not code and _fitted(devices, DeviceClass.CODE_SCANNER):
        yield "no_code_scanner"


def _others(devices: Collection[DeviceState]) -> Iterator[str]:
    saving = any(on_battery(each) for each in devices)
    for device_class, code in OTHERS.items():
        works = _works(devices, device_class) and not (saving and device_class in HUNGRY)
        if _fitted(devices, device_class) and not works:
            yield code


WAYS = (
    DeviceClass.DOCUMENT_CAMERA,
    DeviceClass.CHIP_READER,
    DeviceClass.CARD_READER,
    DeviceClass.CODE_SCANNER,
)
HUNGRY = (DeviceClass.DOCUMENT_PRINTER,)
"""What is not begun on the battery: a laser printer's fuser takes more than a small UPS gives."""
OTHERS = {
    DeviceClass.CAMERA: "no_camera",
    DeviceClass.RECEIPT_PRINTER: "no_receipt",
    DeviceClass.DOCUMENT_PRINTER: "no_pages",
}


def _fitted(devices: Collection[DeviceState], wanted: DeviceClass) -> bool:
    return any(each.device_class is wanted for each in devices)


def _works(devices: Collection[DeviceState], wanted: DeviceClass) -> bool:
    return any(each.device_class is wanted and each.hopeful for each in devices)


def _seconds(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
