"""How much a device has done and suffered, under UnifiedPOS's names, and where it has none under our own.

Counts go on over restarts: whoever keeps them gives them back as `initial`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from devices.model import Completion, DeviceClass

HOURS_POWERED = "HoursPoweredCount"
COMMUNICATION_ERROR = "CommunicationErrorCount"
RECONNECTION = "ReconnectionCount"

_READS = ("GoodReadCount", "FailedReadCount", "UnreadableCardCount")

UNIFIED_POS: Mapping[DeviceClass, tuple[str, ...]] = {
    DeviceClass.CAMERA: (),
    DeviceClass.DOCUMENT_CAMERA: (),
    DeviceClass.CHIP_READER: (*_READS, "FailedCardAuthenticationDataCount"),
    DeviceClass.CARD_READER: (*_READS, "ValidPINEntryCount", "InvalidPINEntryCount"),
    DeviceClass.RECEIPT_PRINTER: (
        *("ReceiptCharacterPrintedCount", "ReceiptLinePrintedCount", "BarcodePrintedCount"),
        *("PaperCutCount", "FailedPaperCutCount", "ReceiptCoverOpenCount"),
        *("MaximumTempReachedCount", "PrinterFaultCount"),
    ),
    DeviceClass.DOCUMENT_PRINTER: ("PrinterFaultCount",),
    DeviceClass.CODE_SCANNER: ("GoodScanCount",),
    DeviceClass.CONTACTS: ("MotionEventCount",),
    DeviceClass.POWER: (),
}
"""What UnifiedPOS counts for the like of each class, beside what it counts for every device."""

_PRINTS = ("PrintConfirmedCount", "PrintUnconfirmedCount", "PrintFailedCount", "PrintNotSentCount")
_FROZEN = ("FrozenPictureCount",)

OWN: Mapping[DeviceClass, tuple[str, ...]] = {
    DeviceClass.CAMERA: _FROZEN,
    DeviceClass.DOCUMENT_CAMERA: _FROZEN,
    DeviceClass.CHIP_READER: (),
    DeviceClass.CARD_READER: ("CardEjectedCount", "CardRetainedCount", "CardJamCount"),
    DeviceClass.RECEIPT_PRINTER: (*_PRINTS, "PaperOutCount"),
    DeviceClass.DOCUMENT_PRINTER: (
        *_PRINTS,
        "DocumentPrintedCount",
        "PaperOutCount",
        "PaperJamCount",
        "CoverOpenCount",
    ),
    DeviceClass.CODE_SCANNER: (),
    DeviceClass.CONTACTS: (),
    DeviceClass.POWER: ("OnBatteryCount",),
}
"""What UnifiedPOS has no name for."""


def completions() -> tuple[str, ...]:
    """Names for how commands ended, as CommandTimeOutCount."""
    return tuple(completion_name(completion) for completion in Completion)


def completion_name(completion: Completion) -> str:
    return f"Command{completion.value[0].upper()}{completion.value[1:]}Count"


def names(device_class: DeviceClass) -> tuple[str, ...]:
    """Everything that is counted for a class; UnifiedPOS's come first."""
    common = (HOURS_POWERED, COMMUNICATION_ERROR)
    return (*common, *UNIFIED_POS[device_class], *OWN[device_class], RECONNECTION, *completions())


class Statistics:
    """Counters by name. Any thread counts, any thread reads. HoursPoweredCount has fractions, the others are whole."""

    def __init__(self, known: Iterable[str] = (), initial: Mapping[str, float] | None = None) -> None:
        """`known` are shown from the beginning, as 0; `initial` is what was counted before."""
        self._lock = threading.Lock()
        self._counts: dict[str, float] = dict.fromkeys(known, 0) | dict(initial or {})
        self._version = 0

    @classmethod
    def of(cls, device_class: DeviceClass, initial: Mapping[str, float] | None = None) -> Statistics:
        return cls(names(device_class), initial)

    @property
    def version(self) -> int:
        """Another number after every change: whoever keeps the counts writes when it is not the one last written."""
        return self._version

    def add(self, name: str, amount: float = 1) -> None:
        with self._lock:
            self._counts[name] = self._counts.get(name, 0) + amount
            self._version += 1

    def set(self, name: str, value: float) -> None:
        """For what a device counts itself, as a printer's pages."""
        with self._lock:
            if self._counts.get(name) != value:
                self._counts[name] = value
                self._version += 1

    def reset(self, *which: str) -> None:
        """Begin these anew at 0, as after a part was replaced; all of them where none is named."""
        with self._lock:
            for name in which or tuple(self._counts):
                self._counts[name] = 0
            self._version += 1

    def snapshot(self) -> dict[str, float]:
        """All counts as they are now."""
        with self._lock:
            return dict(self._counts)
