"""Something that is connected, and what was found out about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from devices.model import DeviceClass


@dataclass(frozen=True, slots=True)
class Match:
    """A driver that serves it. `transport` is complete, `keys` are what else its configuration needs, `said` is what
    the device answered with; `advice` is a code of what a technician has still to see to."""

    device_class: DeviceClass
    driver: str
    transport: Mapping[str, Any]
    keys: Mapping[str, Any] = field(default_factory=dict)
    said: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Connected:
    """A port, a camera, a reader, a queue. `address` is the name that stays the same when it is plugged in anew;
    `label` is the maker's and the model's; `reason` is one of devices/reasons.py where it could not be asked."""

    kind: str
    address: str
    label: str = ""
    match: Match | None = None
    reason: str = ""
