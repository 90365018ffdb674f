"""One small interface a device class.

Every method but `abort` blocks, and is called only from the one thread that owns the device (devices/worker.py). Each
keeps within the driver's `Budgets` and raises `DeviceError` where it does not succeed. `open` may be called again
after `close`; `close` never raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from devices.model import DeviceClass, Observation
from devices.slip import Slip


class Device(Protocol):
    """UnifiedPOS's lifecycle: open, claim, enable … disable, release, close. `devices.lifecycle.Plain` has the steps
    that a driver has no need of."""

    def open(self) -> None:
        """Connect."""

    def claim(self) -> None:
        """Have the device for this process alone; a serial port is claimed by opening it."""

    def enable(self) -> None:
        """Begin to serve people: accept a card, arm a trigger. Printing needs it not."""

    def disable(self) -> None:
        """Accept nothing more from people. What a visit brought and was not fetched is dropped."""

    def release(self) -> None:
        """Let other processes have it; never raises."""

    def close(self) -> None:
        """Let go of the wire. Nothing of a visit is kept after this."""

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
    or 未说明; `ethnicity` is its name in Chinese, as 壮. `photo_block` is the 1024-byte compressed photograph, opaque,
    `photo` the same as an encoded picture where a decoder is installed.
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
    photo: bytes = b""

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


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """Pages for an A4 printer: a PDF, and the title that a print queue shows (it may not name a person)."""

    pdf: bytes
    title: str
    copies: int = 1

    def __repr__(self) -> str:
        return f"Document({len(self.pdf)} bytes)"


class DocumentPrinter(Device, Protocol):
    """A printer for A4 pages."""

    def print(self, document: Document) -> PrintOutcome:
        """Print, wait until the printer says that the last page is out. Raises nothing: the outcome says it."""


class CardPosition(StrEnum):
    """Where a card is. A reader without a motor knows only `NONE` and `INSIDE` (it can be reached by its chip)."""

    NONE = "none"
    ENTRANCE = "entrance"
    INSIDE = "inside"
    JAMMED = "jammed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, repr=False)
class SocialCard:
    """What a social security card's chip says without a PIN. Dates are YYYYMMDD. What a version lacks is empty.

    version: "1.00", "2.00" or "3.00". region: six digits of the issuing place. sex is 男, 女, 未知 or 未说明.
    """

    version: str
    card_number: str
    id_number: str
    name: str
    region: str = ""
    issued: str = ""
    expires: str = ""
    sex: str = ""
    ethnicity: str = ""
    birth_date: str = ""
    card_id: str = ""

    def __repr__(self) -> str:
        return f"SocialCard(version={self.version})"


@dataclass(frozen=True, slots=True)
class PinAnswer:
    """Whether a PIN was right; `tries_left` until the card locks itself, None where it did not say."""

    right: bool
    tries_left: int | None = None


class CardReader(Device, Protocol):
    """A reader of social security cards. Enabled, a motorised one draws in the card that is offered."""

    @property
    def motorised(self) -> bool:
        """Whether it takes, holds, ejects and retains cards."""

    def position(self) -> CardPosition:
        """Where a card is now."""

    def read_card(self) -> SocialCard:
        """Read the card inside.

        Raises `DeviceError` with userError and `no_card`, `card_moved` (pulled out within), `card_mute` (no chip
        answers: turned over or not a chip card), `card_unknown` (not a social security card), or a wire's reason.
        """

    def tries_left(self) -> int | None:
        """How many wrong PINs the card still allows, asked without using one up; None where it does not say."""

    def verify_pin(self, pin: str) -> PinAnswer:
        """Let the card judge the citizen's PIN, once. Raises `DeviceError` with `card_blocked` where it is locked."""

    def eject(self) -> None:
        """Put the card where the citizen can take it; `unsupported` without a motor."""

    def retain(self) -> None:
        """Draw a forgotten card into the box; `unsupported` without a motor."""


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """What a scanner read: the code's text, never logged."""

    text: str

    def __repr__(self) -> str:
        return f"Code({len(self.text)} characters)"


class CodeScanner(Device, Protocol):
    """A reader of bar codes and QR codes. It reads while it is enabled."""

    def next_code(self, wait: float) -> Code | None:
        """The next code read since it was enabled, waiting up to `wait` seconds; None where none came."""


class Contacts(Device, Protocol):
    """Switches and lamps of the case, by the names that the configuration gives them."""

    def inputs(self) -> Mapping[str, bool]:
        """Every input, as door (open) and presence (somebody stands here)."""

    def switch(self, output: str, on: bool) -> None:
        """Switch one output, as a light. Raises `DeviceError` with `unsupported` for a name that is not configured."""


class PowerSupply(Device, Protocol):
    """An uninterruptible power supply. What it knows is in its observation: `supply` is mains or battery, `charge` in
    percent, `runtime` in seconds; the reasons are ok, on_battery and battery_low."""


SUB_STATES: Mapping[DeviceClass, tuple[str, ...]] = {
    DeviceClass.CAMERA: ("picture", "settings", "rate"),
    DeviceClass.DOCUMENT_CAMERA: ("picture", "settings", "rate"),
    DeviceClass.CHIP_READER: (),
    DeviceClass.CARD_READER: ("card",),
    DeviceClass.RECEIPT_PRINTER: ("paper", "cover", "cutter"),
    DeviceClass.DOCUMENT_PRINTER: ("paper", "tray", "cover", "jam", "toner", "output"),
    DeviceClass.CODE_SCANNER: ("reading",),
    DeviceClass.CONTACTS: (),
    DeviceClass.POWER: ("supply", "charge", "runtime"),
}
"""What the `detail` of an observation holds in every class, whatever the driver; a driver may tell more. What a device
does not tell is `unknown`."""
