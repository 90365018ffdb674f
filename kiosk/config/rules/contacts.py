"""Names and addresses of contacts that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.config.devices import ContactsConfig
from kiosk.config.findings import Said
from kiosk.config.model import KioskConfig
from kiosk.config.rules.fault import Fault
from kiosk.config.wording import found_value, with_nearest


def faults(config: KioskConfig) -> Iterator[Fault]:
    for index, device in enumerate(config.devices):
        if isinstance(device, ContactsConfig):
            yield from _contacts(index, device)


def _contacts(index: int, device: ContactsConfig) -> Iterator[Fault]:
    for position, name in enumerate(device.inverted):
        if name not in device.inputs:
            yield Fault(
                ("devices", index, "inverted", position), found_value(name), with_nearest(name, list(device.inputs))
            )
    for key, addresses in (("inputs", device.inputs), ("outputs", device.outputs)):
        seen: dict[int, str] = {}
        for name, address in addresses.items():
            if address in seen:
                yield Fault(
                    ("devices", index, key, name),
                    found_value(address),
                    Said(zh=f"不与 {seen[address]} 相同的地址", en=f"an address other than {seen[address]}'s"),
                )
            seen.setdefault(address, name)
