"""One small interface a device class.

Every method but `abort` blocks, and is called only from the one thread that owns the device (devices/worker.py). Each
keeps within the driver's `Budgets` and raises `DeviceError` where it does not succeed. `open` may be called again
after `close`; `close` never raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from devices.model import Observation
from devices.slip import Slip


class Device(Protocol):
    def open(self) -> None:
        """Connect and claim the device for this process alone."""

    def close(self) -> None:
        """Release it. Nothing of a visit is kept after this."""

    def observe(self) -> Observation:
        """Ask the device how it is, without side effects on it. Raises `DeviceError` if it does not answer."""

    def abort(self) -> None:
        """From any thread: break the wire for good, so that a command under way ends at once with a `DeviceError`."""


class DocumentKind(StrEnum):
    RESIDENT = "resident"
    HMT = "hmt"
    FOREIGNER_2017 = "foreigner_2017"
    FOREIGNER_2023 = "foreigner_2023"


@dataclass(frozen=True, slots=True, repr=False)
class ChipRecord:
    """What an ID card's chip says. Dates are YYYYMMDD; `valid_to` may be 长期. What a kind lacks is empty.

    kind: resident, hmt (residence permit for Hong Kong, Macau and Taiwan), foreigner_2017, foreigner_2023 (permanent
    residence cards). `name` is the Chinese name; for a foreigner without one, the English name. `sex` is 男, 女, 未知
    or 未说明; `ethnicity` is its name in Chinese, as 壮. `photo_block` is the 1024-byte compressed photograph, opaque.
    """

    kind: DocumentKind
    name: str
    sex: str
    birth_date: str
    id_number: str
    valid_from: str
    valid_to: str
    ethnicity: str = ""
    address: str = ""
    issuer: str = ""
    english_name: str = ""
    country: str = ""
    permit_number: str = ""
    issue_count: str = ""
    photo_block: bytes = b""

    def __repr__(self) -> str:
        return f"ChipRecord(kind={self.kind.value})"


class ChipReader(Device, Protocol):
    """An ID card chip reader."""

    def find_card(self) -> bool:
        """Whether a card lies on the reader and was not read before.

        Some readers do not find a card again, once read, until it was lifted.
        """

    def read_card(self) -> ChipRecord:
        """Read the card on the reader.

        Raises `DeviceError` with userError and the reason `no_card`, `card_moved` or `card_refused` where the citizen
        should lay the card down again, or a wire's reason.
        """


class PrintState(StrEnum):
    """How a print ended. Only `CONFIRMED` may be shown as printed; `SENT_UNCONFIRMED` is never repeated unasked."""

    NOT_SENT = "notSent"
    SENT_UNCONFIRMED = "sentUnconfirmed"
    CONFIRMED = "confirmed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """notSent: not a byte of it reached the printer. sentUnconfirmed: it may have come out. confirmed: the printer
    said that it did. failed: the printer stopped within it. `reason` is one of devices/reasons.py."""

    state: PrintState
    reason: str = "ok"


class ReceiptPrinter(Device, Protocol):
    """A printer for receipts on a paper roll."""

    def print(self, slip: Slip) -> PrintOutcome:
        """Print and cut one slip, wait until the printer says that it is out. Raises nothing: the outcome says it."""
