"""Counts what became of a device's commands and states, for every driver alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from devices.interfaces import ChipRecord, Code, Document, PinAnswer, PrintOutcome, PrintState, SocialCard
from devices.model import Completion, DeviceClass, DeviceError, Observation
from devices.slip import KeyValue, QrCode, Slip, Text
from devices.statistics import COMMUNICATION_ERROR, HOURS_POWERED, RECONNECTION, Statistics, completion_name

POWERED_EVERY_S = 36.0
"""The hours are counted in hundredths: written less often than a device is observed."""
LONGEST_GAP_S = 60.0
"""Sightings further apart do not say that the device was powered between them."""

_OUTCOMES = {
    PrintState.CONFIRMED: "Confirmed",
    PrintState.SENT_UNCONFIRMED: "Unconfirmed",
    PrintState.FAILED: "Failed",
    PrintState.NOT_SENT: "NotSent",
}
_RESULTS: Mapping[type, Callable[[Any], str]] = {
    ChipRecord: lambda _: "GoodReadCount",
    SocialCard: lambda _: "GoodReadCount",
    Code: lambda _: "GoodScanCount",
    PinAnswer: lambda answer: "ValidPINEntryCount" if answer.right else "InvalidPINEntryCount",
    PrintOutcome: lambda outcome: f"Print{_OUTCOMES[outcome.state]}Count",
}
_ENDED = {
    PrintState.CONFIRMED: Completion.SUCCESS,
    PrintState.SENT_UNCONFIRMED: Completion.TIMED_OUT,
    PrintState.FAILED: Completion.HARDWARE_ERROR,
    PrintState.NOT_SENT: Completion.DEVICE_NOT_READY,
}

_FAILURES: Mapping[str, tuple[str, ...]] = {
    "card_moved": ("FailedReadCount",),
    "card_refused": ("FailedReadCount", "FailedCardAuthenticationDataCount"),
    "card_mute": ("FailedReadCount", "UnreadableCardCount"),
    "card_unknown": ("FailedReadCount", "UnreadableCardCount"),
}
"""What a command that ended with this reason counts as."""

_PRINTERS = {DeviceClass.RECEIPT_PRINTER, DeviceClass.DOCUMENT_PRINTER}
_ENTERED: Mapping[tuple[DeviceClass, str], tuple[str, ...]] = {
    (DeviceClass.RECEIPT_PRINTER, "cover_open"): ("ReceiptCoverOpenCount",),
    (DeviceClass.RECEIPT_PRINTER, "cutter_jam"): ("FailedPaperCutCount", "PrinterFaultCount"),
    (DeviceClass.RECEIPT_PRINTER, "overheated"): ("MaximumTempReachedCount",),
    (DeviceClass.DOCUMENT_PRINTER, "cover_open"): ("CoverOpenCount",),
    **{(printer, "printer_error"): ("PrinterFaultCount",) for printer in _PRINTERS},
    **{(printer, "paper_out"): ("PaperOutCount",) for printer in _PRINTERS},
    (DeviceClass.DOCUMENT_PRINTER, "paper_jam"): ("PaperJamCount",),
    (DeviceClass.CARD_READER, "card_jammed"): ("CardJamCount",),
    (DeviceClass.CAMERA, "frozen"): ("FrozenPictureCount",),
    (DeviceClass.DOCUMENT_CAMERA, "frozen"): ("FrozenPictureCount",),
    (DeviceClass.POWER, "on_battery"): ("OnBatteryCount",),
}
"""What a device counts when it comes into this state."""

_COMMANDS: Mapping[tuple[DeviceClass, str], str] = {
    (DeviceClass.CARD_READER, "eject"): "CardEjectedCount",
    (DeviceClass.CARD_READER, "retain"): "CardRetainedCount",
}
"""What a command counts that says nothing when it succeeds."""


class Counting:
    """One device's counts. Use from one thread; the statistics may be read from any.

    A device without a worker, as a camera of the vision process, is counted by `observed` and `lost` alone.
    """

    def __init__(self, device_class: DeviceClass, statistics: Statistics) -> None:
        self.statistics = statistics
        self._class = device_class
        self._reason = ""
        self._present = False
        self._connected = 0
        self._seen_at: float | None = None
        self._powered = 0.0

    def connected(self) -> None:
        """A connection was made."""
        self._connected += 1
        if self._connected > 1:
            self.statistics.add(RECONNECTION)

    def observed(self, seen: Observation, at: float) -> None:
        """The device answered; `at` on the monotonic clock."""
        if self._seen_at is not None and 0 < at - self._seen_at <= LONGEST_GAP_S:
            self._powered += at - self._seen_at
            if self._powered >= POWERED_EVERY_S:
                self._count_hours()
        self._seen_at = at
        self._enter(seen.reason)
        present = seen.detail.get("presence") in ("on", "yes", "present", "true")
        if present and not self._present:
            self.statistics.add("MotionEventCount")
        self._present = present

    def lost(self, reason: str) -> None:
        """A device that was connected did not answer."""
        self.statistics.add(COMMUNICATION_ERROR)
        self._enter(reason)
        self.pause()

    def pause(self) -> None:
        """The device is not looked at from now on."""
        self._seen_at = None
        self._count_hours()

    def ended(self, command: object, arguments: tuple[Any, ...], result: object) -> None:
        """A command gave its result; `command` is its name where it has one."""
        ended = _ENDED[result.state] if isinstance(result, PrintOutcome) else Completion.SUCCESS
        self.statistics.add(completion_name(ended))
        of_result = _RESULTS.get(type(result))
        if of_result is not None:
            self.statistics.add(of_result(result))
        of_command = _COMMANDS.get((self._class, command)) if isinstance(command, str) else None
        if of_command is not None:
            self.statistics.add(of_command)
        if isinstance(result, PrintOutcome):
            self._printed(arguments, result)

    def failed(self, error: DeviceError) -> None:
        """A command ended otherwise."""
        self.statistics.add(completion_name(error.completion))
        for name in _FAILURES.get(error.reason, ()):
            self.statistics.add(name)

    def _printed(self, arguments: tuple[Any, ...], outcome: PrintOutcome) -> None:
        self._enter(outcome.reason)
        if outcome.state is not PrintState.CONFIRMED:
            return
        for printed in arguments:
            if isinstance(printed, Slip):
                self.statistics.add("PaperCutCount")
                self.statistics.add("ReceiptCharacterPrintedCount", sum(_characters(part) for part in printed.elements))
                self.statistics.add("BarcodePrintedCount", sum(isinstance(p, QrCode) for p in printed.elements))
            elif isinstance(printed, Document):
                self.statistics.add("DocumentPrintedCount", printed.copies)

    def _enter(self, reason: str) -> None:
        before, self._reason = self._reason, reason
        if reason != before:
            for name in _ENTERED.get((self._class, reason), ()):
                self.statistics.add(name)

    def _count_hours(self) -> None:
        if self._powered:
            self.statistics.add(HOURS_POWERED, self._powered / 3600)
            self._powered = 0.0


def _characters(element: object) -> int:
    if isinstance(element, Text):
        return len(element.text)
    if isinstance(element, KeyValue):
        return len(element.label) + len(element.value)
    return 0
