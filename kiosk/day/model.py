"""What the day's parts speak of: how far the kiosk serves, its devices as far as service goes, and the hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from devices.model import DeviceClass, Health


class Service(StrEnum):
    """How far the kiosk serves citizens now."""

    OPEN = "open"
    REDUCED = "reduced"
    OUT_OF_SERVICE = "out_of_service"
    CLOSED = "closed"

    @property
    def visits_begin(self) -> bool:
        return self in (Service.OPEN, Service.REDUCED)


@dataclass(frozen=True, slots=True)
class DeviceState:
    """A device as service depends on it. `detail` holds the class's sub-states, as door or charge."""

    device_id: str
    device_class: DeviceClass
    health: Health
    reason: str = "ok"
    detail: Mapping[str, str] = field(default_factory=dict)

    @property
    def hopeful(self) -> bool:
        """Works, or is still starting: nothing flashes on the screen while the kiosk starts."""
        return self.health in (Health.ONLINE, Health.STARTING)


@dataclass(frozen=True, slots=True)
class Opening:
    """When the hall opens next: the moment in China's time, and how many days from today."""

    at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the kiosk serves and why. `reason` is empty while visits begin, else hours, withdrawn, door_open,
    battery_low, on_battery or no_card_reading. `notices` say what does not work and what still does, as codes of ui's
    texts attract.<code>. `today` holds the day's spans as "09:00–12:00"; `opening` is the next one, while closed."""

    service: Service
    reason: str = ""
    notices: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    opening: Opening | None = None
