"""A kiosk's configuration file as a whole. `docs/schema/kiosk-config.json` is generated from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from devices.model import DeviceClass
from kiosk.config.base import Bilingual, Section
from kiosk.config.day import DaySection
from kiosk.config.devices import AnyDevice, DeviceConfig
from kiosk.config.sections import (
    CentralSection,
    DocumentsSection,
    FaceSection,
    KioskSection,
    ScreenSection,
    SimulationSection,
    StaffSection,
    VisitSection,
)


class KioskConfig(Section):
    """One kiosk. Every path in it is absolute once loaded. `elsewhere` says where people can go instead."""

    schema_version: Literal[2] = Field(alias="schema")
    mode: Literal["production", "simulation"]
    elsewhere: Bilingual | None = None
    kiosk: KioskSection
    screen: ScreenSection = ScreenSection()
    central: CentralSection
    visit: VisitSection = VisitSection()
    documents: DocumentsSection = DocumentsSection()
    face: FaceSection = FaceSection()
    staff: StaffSection | None = None
    day: DaySection = DaySection()
    simulation: SimulationSection | None = None
    devices: Annotated[tuple[AnyDevice, ...], Field(strict=False, min_length=1)]

    def device(self, device_id: str) -> DeviceConfig:
        """The device of that id; raises KeyError."""
        for each in self.devices:
            if each.id == device_id:
                return each
        raise KeyError(device_id)

    def devices_of(self, device_class: DeviceClass) -> tuple[DeviceConfig, ...]:
        return tuple(each for each in self.devices if each.device_class == device_class)
