"""What a device is: its state with a time on it, how commands end, and one small interface a class.

States and outcomes are XFS4IoT's words; the lifecycle and the levels of health checks are UnifiedPOS's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class DeviceClass(StrEnum):
    CAMERA = "camera"
    DOCUMENT_CAMERA = "document_camera"
    CHIP_READER = "chip_reader"
    CARD_READER = "card_reader"
    RECEIPT_PRINTER = "receipt_printer"
    DOCUMENT_PRINTER = "document_printer"
    CODE_SCANNER = "code_scanner"
    CONTACTS = "contacts"
    POWER = "power"


class Health(StrEnum):
    """Whether a device can serve; `STARTING` until it was first observed."""

    STARTING = "starting"
    ONLINE = "online"
    OFFLINE = "offline"
    POWER_OFF = "powerOff"
    NO_DEVICE = "noDevice"
    HARDWARE_ERROR = "hardwareError"
    USER_ERROR = "userError"
    DEVICE_BUSY = "deviceBusy"
    FRAUD_ATTEMPT = "fraudAttempt"
    POTENTIAL_FRAUD = "potentialFraud"


class OperatorAction(StrEnum):
    NONE = "none"
    RESET = "reset"
    CLEAR = "clear"
    CONFIGURATION = "configuration"
    MAINTENANCE = "maintenance"
    SUSPEND = "suspend"


@dataclass(frozen=True, slots=True)
class Observation:
    """What a driver saw just now. `detail` holds the class's sub-states (paper, cover, …), each may be `unknown`."""

    health: Health
    reason: str = "ok"
    action: OperatorAction = OperatorAction.NONE
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """An observation with its device and the time it was made: `observed_at` on the monotonic clock, `wall` in UTC."""

    device_id: str
    device_class: DeviceClass
    observation: Observation
    observed_at: float
    wall: float
    since: float

    @property
    def usable(self) -> bool:
        return self.observation.health is Health.ONLINE


class Completion(StrEnum):
    """How a command ended."""

    SUCCESS = "success"
    CANCELLED = "cancelled"
    TIMED_OUT = "timeOut"
    DEVICE_NOT_READY = "deviceNotReady"
    HARDWARE_ERROR = "hardwareError"
    USER_ERROR = "userError"
    UNSUPPORTED = "unsupported"
    FRAUD_ATTEMPT = "fraudAttempt"
    INTERNAL_ERROR = "internalError"


class DeviceError(Exception):
    """A command did not succeed: how it ended, and a reason code that texts are looked up by."""

    def __init__(self, completion: Completion, reason: str, explanation: str = "") -> None:
        super().__init__(f"{completion.value}: {reason}{f' ({explanation})' if explanation else ''}")
        self.completion = completion
        self.reason = reason
        self.explanation = explanation


@dataclass(frozen=True, slots=True)
class Budgets:
    """How long a command may take, in seconds: to connect, between two bytes, as a whole."""

    connect: float = 2.0
    between_bytes: float = 0.5
    whole: float = 10.0

    def configured(self, device: Mapping[str, Any]) -> Budgets:
        """These, with what a device's configuration says otherwise under `budgets`."""
        return replace(self, **device.get("budgets", {}))
