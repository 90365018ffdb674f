"""What a citizen reads when a device fails: the texts of ui for what core says then."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from devices.model import DeviceClass, Health, Observation
from kiosk.config.day import DaySection
from kiosk.day.deciding import decide
from kiosk.day.model import DeviceState
from tests.matrix.situations import Situation
from ui.i18n.build import source

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

WITHIN: Mapping[DeviceClass, str] = {
    DeviceClass.CAMERA: "notice.camera_gone.body",
    DeviceClass.CHIP_READER: "identify.chip_again",
    DeviceClass.CARD_READER: "identify.social_again",
    DeviceClass.RECEIPT_PRINTER: "print.unconfirmed",
}
"""What is said in the middle of a visit, where the step that uses the device says it; the others change what the place
for cards, or the attract screen, says next."""

AS_EVER = "attract.touch"


def told(device_class: DeviceClass, situation: Situation, seen: Observation) -> tuple[str, ...]:
    """The ids of the texts, in a kiosk that has one device of each class of which the others work."""
    if situation is Situation.LOST_WITHIN and device_class in WITHIN:
        return (WITHIN[device_class],)
    others = (DeviceState(each.value, each, Health.ONLINE) for each in DeviceClass if each is not device_class)
    this = DeviceState(device_class.value, device_class, seen.health, seen.reason, seen.detail)
    standing = decide(NOON, DaySection(), (this, *others), ())
    if not standing.service.visits_begin:
        return (f"attract.{standing.reason}.title",)
    return tuple(f"attract.{code}" for code in standing.notices) or (AS_EVER,)


@cache
def texts(language: str) -> Mapping[str, str]:
    """Every text of the screens by its id."""
    messages = ET.parse(source(language)).getroot().iter("message")
    return {each.get("id", ""): (each.findtext("translation") or "") for each in messages}
