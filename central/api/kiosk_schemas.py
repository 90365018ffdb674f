"""What kiosks report and are told, and what staff see of them. Nothing here is about a citizen."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from central.words import Text

Name = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:\-]*$")]
Word = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9_.:\-]*$")]
Figure = Annotated[str, Field(max_length=80)]
Count = Annotated[int, Field(ge=0, le=10**9)]
Counts = Annotated[dict[Name, Count], Field(max_length=40)]
Line = Annotated[str, Field(min_length=1, max_length=120)]
Health = Literal[
    "online",
    "offline",
    "powerOff",
    "noDevice",
    "hardwareError",
    "userError",
    "deviceBusy",
    "fraudAttempt",
    "potentialFraud",
    "starting",
    "unknown",
]


class _In(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)


class DeviceReport(_In):
    """A device as the kiosk sees it; `details` are its sub-states, as paper or door, never a reading."""

    model_config = ConfigDict(populate_by_name=True, hide_input_in_errors=True)

    id: Name
    device_class: Annotated[Name, Field(alias="class")]
    state: Health
    reason: Word
    since: AwareDatetime | None = None
    details: Annotated[dict[Name, Figure], Field(max_length=40)] = {}


class Consumable(_In):
    """`kind` as receipt_paper, document_paper, toner; `left` in `unit`, where it is known."""

    device: Name
    kind: Name
    state: Literal["ok", "low", "out", "unknown"]
    left: Annotated[int, Field(ge=0, le=10**9)] | None = None
    unit: Literal["slips", "pages", "percent"] | None = None
    days_left: Annotated[float, Field(ge=0, le=10_000)] | None = None


class OutboxReport(_In):
    waiting: Count
    refused: Count = 0
    oldest_s: Count | None = None


class KeptThing(_In):
    """A card that nobody fetched: where and since when; whose it is nobody says."""

    what: Literal["retained", "in_slot", "jammed"]
    device: Word
    at: AwareDatetime


class Heartbeat(_In):
    """A kiosk's state as a whole. `day` is the kiosk's date that `visits` (by outcome) and `prints` are counted for."""

    sent_at: AwareDatetime
    started_at: AwareDatetime
    interval_s: Annotated[float, Field(ge=1, le=3600)]
    version: Word
    mode: Literal["production", "simulation"]
    service: Literal["open", "reduced", "out_of_service", "closed"]
    service_reason: Word = ""
    visiting: bool = False
    day: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    visits: Counts = {}
    prints: Counts = {}
    devices: Annotated[list[DeviceReport], Field(max_length=40)]
    consumables: Annotated[list[Consumable], Field(max_length=20)] = []
    outbox: OutboxReport
    kept: Annotated[list[KeptThing], Field(max_length=50)] = []
    message: Word | None = None


class CommandOut(BaseModel):
    """One thing to do, once: `id` tells whether it was done already."""

    id: str
    kind: str
    arguments: dict[str, Any]
    expires_at: datetime


class HeartbeatOut(BaseModel):
    """`next_s`: when the next one is expected at the earliest."""

    server_time: datetime
    next_s: float
    commands: list[CommandOut]


class Restart(_In):
    kind: Literal["restart"]


class OutOfService(_In):
    """Until `in_service`, also after a restart."""

    kind: Literal["out_of_service"]


class InService(_In):
    kind: Literal["in_service"]


class Diagnostics(_In):
    """The kiosk's internal checks, without side effects."""

    kind: Literal["diagnostics"]


class Message(_In):
    """A notice on the attract screen until `until`; the next one takes its place, one in the past takes it down."""

    kind: Literal["message"]
    zh: Line
    en: Line
    until: AwareDatetime


AnyCommand = Annotated[
    Restart | OutOfService | InService | Diagnostics | Message,
    Field(discriminator="kind"),
]


class CommandIn(_In):
    """`within_min`: a command that the kiosk has not fetched by then expires."""

    command: AnyCommand
    within_min: Annotated[int, Field(ge=1, le=1440)] = 10


class CommandResult(_In):
    """What came of a command; `report` is of diagnostics."""

    outcome: Literal["done", "failed", "refused"]
    reason: Word = ""
    report: Annotated[dict[str, Any], Field(max_length=40)] | None = None


class CommandRow(BaseModel):
    id: str
    kiosk: str
    kind: str
    arguments: dict[str, Any]
    state: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    fetched_at: datetime | None
    ended_at: datetime | None
    result: dict[str, Any]


class CommandPage(BaseModel):
    commands: list[CommandRow]
    next: str | None


class PlaceIn(_In):
    """Where a kiosk stands; coordinates in degrees, WGS 84."""

    hall: Text
    district: Annotated[str, Field(pattern=r"^\d{6}$")]
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None


class PlaceOut(BaseModel):
    hall: Text
    district: str
    latitude: float | None
    longitude: float | None


class DeviceOut(BaseModel):
    id: str
    device_class: str
    state: str
    reason: str
    since: datetime | None
    details: dict[str, str]


class ConsumableOut(BaseModel):
    device: str
    kind: str
    state: str
    left: int | None
    unit: str | None
    days_left: float | None


class KioskOut(BaseModel):
    """`contact`: whether its heartbeats come; of a silent kiosk all is as it was last known at `seen_at`."""

    id: str
    place: PlaceOut | None
    contact: Literal["in_touch", "silent", "never"]
    seen_at: datetime | None
    started_at: datetime | None
    interval_s: float | None
    clock_offset_s: float | None
    version: str
    mode: str
    service: str
    service_reason: str
    visiting: bool
    day: str
    visits: dict[str, int]
    prints: dict[str, int]
    devices: list[DeviceOut]
    consumables: list[ConsumableOut]
    outbox_waiting: int
    outbox_refused: int
    outbox_oldest_s: int | None
    kept: list[dict[str, Any]]
    message: str | None
    alerts: int
    enrolled_at: datetime


class KioskPage(BaseModel):
    kiosks: list[KioskOut]
    next: str | None


class ChangeRow(BaseModel):
    """A device's state from `since` on."""

    id: int
    device: str
    device_class: str
    state: str
    reason: str
    since: datetime | None
    received_at: datetime


class ChangePage(BaseModel):
    changes: list[ChangeRow]
    next: str | None


class AlertRow(BaseModel):
    """`subject`: the device, or empty for the kiosk itself."""

    id: int
    kiosk: str
    kind: str
    subject: str
    severity: str
    name: Text
    detail: dict[str, Any]
    raised_at: datetime
    cleared_at: datetime | None


class AlertPage(BaseModel):
    alerts: list[AlertRow]
    next: str | None
