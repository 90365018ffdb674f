"""What an ESC/POS printer says: real-time answers, pushed status and answers to requests, told apart by their bits.

A real-time answer (DLE EOT) is one byte with `b & 0x93 == 0x12`. A pushed status (ASB) is four, the first with
`b & 0x93 == 0x10`, the others with `b & 0x90 == 0`. An answer to GS ( H is 37 22, four letters, 00. A real-time answer
may come amid any of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from devices.model import Observation
from devices.reasons import observation

BLOCK_START = 0x37
COMPLETED = 0x22
CLEARED = 0x25
LONGEST_BLOCK = 16
SILENT = frozenset((0x00, 0x11, 0x13))
"""What a serial line may carry beside answers: a break at power-up, XON, XOFF."""


@dataclass(frozen=True, slots=True)
class RealTime:
    """The answer to the DLE EOT asked last; which one it was, the byte does not say."""

    byte: int


@dataclass(frozen=True, slots=True)
class Pushed:
    """A pushed status: its four bytes."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Completed:
    """Everything sent before the request with this id is printed."""

    id: bytes


@dataclass(frozen=True, slots=True)
class Cleared:
    """The printer has forgotten what it had received and not printed."""


Event = RealTime | Pushed | Completed | Cleared


class StatusParser:
    """Cuts events out of a byte stream that may come in any pieces; keeps at most one unfinished event."""

    def __init__(self) -> None:
        self._begun = bytearray()
        self.strange = 0
        """How many bytes came that no printer sends: among them, others that look like an answer are none."""

    def feed(self, data: bytes) -> list[Event]:
        events: list[Event] = []
        for byte in data:
            event = self._take(byte)
            if event is not None:
                events.append(event)
        return events

    def reset(self) -> None:
        self._begun.clear()

    @property
    def pending(self) -> int:
        """How many bytes of an unfinished event are kept."""
        return len(self._begun)

    def _take(self, byte: int) -> Event | None:
        if byte & 0x93 == 0x12:
            return RealTime(byte)
        if byte & 0x93 == 0x10 or byte == BLOCK_START:
            self._begun = bytearray((byte,))
            return None
        if not self._begun:
            self.strange += byte not in SILENT
            return None
        if self._begun[0] != BLOCK_START:
            return self._pushed(byte)
        if byte != 0:
            self._begun.append(byte)
            if len(self._begun) > LONGEST_BLOCK:
                self._begun.clear()
            return None
        block = bytes(self._begun)
        self._begun.clear()
        if block[1:2] == bytes((COMPLETED,)):
            return Completed(block[2:])
        return Cleared() if block[1:2] == bytes((CLEARED,)) else None

    def _pushed(self, byte: int) -> Event | None:
        if byte & 0x90:
            if byte not in SILENT:  # XON and XOFF come amid anything
                self._begun.clear()
                self.strange += 1
            return None
        self._begun.append(byte)
        if len(self._begun) < 4:
            return None
        data = bytes(self._begun)
        self._begun.clear()
        return Pushed(data)


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What is known of a printer; None is unknown. `low` stays unknown on models without a near-end sensor."""

    offline: bool | None = None
    cover_open: bool | None = None
    feeding: bool | None = None
    out: bool | None = None
    low: bool | None = None
    cutter: bool | None = None
    failed: bool | None = None
    hot: bool | None = None
    faulty: bool | None = None

    def answered(self, n: int, byte: int, *, near_end_sensor: bool) -> PrinterState:
        """With the answer to DLE EOT n."""
        match n:
            case 1:
                return replace(self, offline=bool(byte & 0x08))
            case 2:
                return replace(
                    self,
                    cover_open=bool(byte & 0x04),
                    feeding=bool(byte & 0x08),
                    out=bool(byte & 0x20),
                    faulty=bool(byte & 0x40),
                )
            case 3:
                return replace(self, cutter=bool(byte & 0x08), failed=bool(byte & 0x24), hot=bool(byte & 0x40))
            case _:
                low = bool(byte & 0x0C) if near_end_sensor else None
                return replace(self, out=bool(self.out) or bool(byte & 0x60), low=low)

    def pushed(self, data: bytes, *, near_end_sensor: bool) -> PrinterState:
        """With a pushed status."""
        first, second, third = data[0], data[1], data[2]
        return replace(
            self,
            offline=bool(first & 0x08),
            cover_open=bool(first & 0x20),
            feeding=bool(first & 0x40),
            cutter=bool(second & 0x08),
            failed=bool(second & 0x24),
            hot=bool(second & 0x40),
            out=bool(third & 0x0C),
            low=bool(third & 0x03) if near_end_sensor else None,
            faulty=bool(second & 0x6C),
        )

    @property
    def trouble(self) -> str | None:
        """The reason why nothing can be printed now, the one to be mended first; None if printing can go on."""
        causes = (
            (self.cover_open, "cover_open"),
            (self.out, "paper_out"),
            (self.cutter, "cutter_jam"),
            (self.failed, "printer_error"),
            (self.hot, "overheated"),
            (self.faulty, "printer_error"),
            (self.feeding, "feeding"),
            (self.offline, "printer_offline"),
        )
        return next((reason for present, reason in causes if present), None)

    def observe(self) -> Observation:
        return observation(self.trouble or ("paper_low" if self.low else "ok"), self._detail())

    def _detail(self) -> Mapping[str, str]:
        paper = "out" if self.out else _word(self.low, "low", "ok")
        if self.out is False and self.low is None:
            paper = "present"
        return {
            "paper": paper,
            "cover": _word(self.cover_open, "open", "closed"),
            "cutter": _word(self.cutter, "jammed", "ok"),
        }


def _word(known: bool | None, yes: str, no: str) -> str:
    return "unknown" if known is None else yes if known else no
