"""The cabinet's door, whoever stands before it, and its lights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drivers_sim.documents import Lying
from drivers_sim.line import FAULTS as LINE_FAULTS
from drivers_sim.modbus.device import EVENTS, FAULTS, ContactsDevice
from drivers_sim.settings import DeviceSettings, SerialAddress, TcpAddress


def panel(
    settings: DeviceSettings, address: SerialAddress | TcpAddress, on_change: Callable[[], None]
) -> ContactsPanel:
    section = settings.section
    contacts = ContactsDevice(
        section.get("inputs", {}),
        section.get("outputs", {}),
        section.get("inverted", ()),
        unit=int(section.get("unit", 1)),
        on_change=on_change,
    )
    if isinstance(address, SerialAddress):
        return ContactsPanel(settings, contacts.on_serial(address.port, section.get("transport", {}).get("baud")))
    return ContactsPanel(settings, contacts.on_tcp(address.host, address.port))


@dataclass
class ContactsPanel:
    """Contacts behind a module; the events of those that the configuration names."""

    settings: DeviceSettings
    contacts: ContactsDevice
    lying: Lying | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        wired = (event for event, (name, _) in EVENTS.items() if name in self.contacts.inputs)
        return (*LINE_FAULTS, *wired, *FAULTS)

    @property
    def plugged(self) -> bool:
        return self.contacts.line.plugged

    @property
    def in_use(self) -> bool | None:
        return self.contacts.line.in_use

    @property
    def faults(self) -> list[str]:
        code = self.contacts.module.failing
        failing = [name for name, each in FAULTS.items() if each == code]
        door = ["door_open"] if self.contacts.active.get("door") else []
        return [fault for fault in (self.contacts.line.fault,) if fault] + failing + door

    async def start(self) -> None:
        await self.contacts.start()

    async def stop(self) -> None:
        await self.contacts.stop()

    async def plug(self) -> None:
        self.contacts.line.plug()

    async def unplug(self) -> None:
        self.contacts.line.unplug()

    def suffer(self, kind: str) -> None:
        if kind in EVENTS:
            self.contacts.set(*EVENTS[kind])
        elif kind in FAULTS:
            self.contacts.module.failing = FAULTS[kind]
        else:
            self.contacts.line.suffer(kind)
            if kind == "clear":
                self.contacts.module.failing = 0
                for name in self.contacts.inputs:
                    self.contacts.set(name, False)

    def describe(self) -> dict[str, Any]:
        return {"inputs": self.contacts.active, "lights": self.contacts.lights}
