"""What a printer and a job say of themselves, from their attributes: facts, no policy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from devices.ipp import supplies
from devices.ipp.codec import Attributes, number, numbers, words
from devices.ipp.supplies import Supply
from devices.ipp.words import JobState, PrinterStateCode

PRINTER_ATTRIBUTES = (
    *("printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "operations-supported"),
    *("document-format-supported", "media-supported", "media-ready", "sides-supported", "queued-job-count"),
    *("marker-names", "marker-types", "marker-levels", "marker-low-levels"),
    *("printer-supply", "printer-supply-description", "printer-input-tray"),
)
PDF = "application/pdf"
A4 = "iso_a4_210x297mm"


class Severity(IntEnum):
    REPORT = 0
    WARNING = 1
    ERROR = 2


_REASONS = {
    "cover-open": "cover_open",
    "door-open": "cover_open",
    "interlock-open": "cover_open",
    "media-jam": "paper_jam",
    "fold-jam": "paper_jam",
    "media-empty": "paper_out",
    "media-needed": "paper_needed",
    "input-media-supply-empty": "paper_out",
    "input-tray-missing": "tray_missing",
    "output-tray-missing": "tray_missing",
    "output-area-full": "output_full",
    "toner-empty": "toner_empty",
    "marker-supply-empty": "toner_empty",
    "marker-ink-empty": "toner_empty",
    "marker-toner-empty": "toner_empty",
    "developer-empty": "toner_empty",
    "marker-supply-missing": "toner_missing",
    "marker-toner-cartridge-missing": "toner_missing",
    "opc-life-over": "toner_empty",
    "marker-waste-full": "waste_full",
    "marker-waste-missing": "waste_full",
    "fuser-over-temp": "overheated",
    "spool-area-full": "printer_error",
    "interpreter-resource-unavailable": "printer_error",
    "power-down": "printer_offline",
    "shutdown": "printer_offline",
    "offline": "printer_offline",
    "timed-out": "printer_offline",
    "connecting-to-device": "printer_offline",
    "paused": "paused",
    "other": "printer_error",
}
"""What stops a printer (RFC 8011, 5.4.12; PWG 5100.9; CUPS), the most telling for staff first."""
_ORDER = {reason: place for place, reason in enumerate(dict.fromkeys(_REASONS.values()))}

_ALWAYS = {"offline", "paused"}
"""Stops whatever its severity: CUPS says offline-report of a printer that it cannot reach."""
_ONLY_STOPPED = {"connecting-to-device", "other"}
"""Said of a printer at work too: CUPS says connecting-to-device, without a suffix, at the beginning of every job."""
_NEVER_MERE = {"media-jam", "fold-jam", "cover-open", "door-open", "interlock-open"}
"""Stops as a warning too: CUPS's own printer says media-jam-warning. A second tray may be empty as a warning."""

_LOWS = {
    "media-low": "paper_low",
    "input-media-supply-low": "paper_low",
    "toner-low": "toner_low",
    "marker-supply-low": "toner_low",
    "marker-ink-low": "toner_low",
    "marker-toner-low": "toner_low",
    "developer-low": "toner_low",
    "opc-near-eol": "toner_low",
    "marker-waste-almost-full": "waste_nearly_full",
    "output-area-almost-full": "output_nearly_full",
}
"""What does not stop it yet, whatever its severity."""


def with_severity(keyword: str) -> tuple[str, Severity]:
    """A printer's reason without its suffix. One without a suffix is meant as an error by those that send none."""
    for severity in Severity:
        if keyword.endswith(suffix := f"-{severity.name.lower()}"):
            return keyword.removesuffix(suffix), severity
    return keyword, Severity.ERROR


@dataclass(frozen=True, slots=True)
class PrinterState:
    """One Get-Printer-Attributes, read."""

    attributes: Attributes

    @property
    def code(self) -> int | None:
        return number(self.attributes, "printer-state")

    @property
    def reasons(self) -> tuple[tuple[str, Severity], ...] | None:
        """None where it does not say; empty for `none`."""
        if not words(self.attributes, "printer-state-reasons"):
            return None
        said = words(self.attributes, "printer-state-reasons")
        return tuple(with_severity(each) for each in said if each != "none")

    @property
    def stopped_by(self) -> tuple[str, ...]:
        """Our codes for what stops it now, the most telling first; empty where nothing does."""
        found = {
            _REASONS[word]
            for word, severity in self.reasons or ()
            if word in _REASONS and word not in _ONLY_STOPPED and severity >= _least(word)
        }
        if self._unknown_error or self.code not in (None, *PrinterStateCode):
            found.add("printer_error")
        if self.code == PrinterStateCode.STOPPED:
            found = found | {*self.warned_of} or {"printer_stopped"}
        return _by_importance(found)

    @property
    def _unknown_error(self) -> bool:
        """Whether it names an error that this program does not know: what is not known does not work."""
        known = _REASONS.keys() | _LOWS.keys()
        said = words(self.attributes, "printer-state-reasons")
        return any(each.endswith("-error") and each.removesuffix("-error") not in known for each in said)

    @property
    def closed(self) -> bool:
        """Whether it takes no new jobs; those that it has go on."""
        return False in self.attributes.get("printer-is-accepting-jobs", ())

    @property
    def warned_of(self) -> tuple[str, ...]:
        """Our codes for what would stop it and is but a warning: it may be of a tray that is not used, or be what
        holds a job up."""
        return _by_importance(
            {_REASONS[word] for word, severity in self.reasons or () if word in _REASONS and severity}
        )

    @property
    def runs_low(self) -> tuple[str, ...]:
        """Our codes for what will stop it before long."""
        found = [_LOWS[word] for word, _ in self.reasons or () if word in _LOWS]
        found += [_as_low(_REASONS[word]) for word, _ in self.reasons or () if word in _REASONS]
        found += ["toner_low" for supply in self.supplies if supply.low]
        order = ("paper_low", "toner_low", "waste_nearly_full", "output_nearly_full")
        return tuple(code for code in order if code in found)

    @property
    def busy(self) -> bool:
        return self.code == PrinterStateCode.PROCESSING

    @property
    def formats(self) -> tuple[str, ...]:
        return words(self.attributes, "document-format-supported")

    @property
    def operations(self) -> frozenset[int]:
        return frozenset(numbers(self.attributes, "operations-supported"))

    @property
    def media_ready(self) -> tuple[str, ...]:
        """What lies in the trays, by PWG 5101.1's names; empty where it does not say."""
        return words(self.attributes, "media-ready")

    def takes(self, name: str, value: str) -> bool:
        """Whether a job attribute's value is among those that the printer lists."""
        return value in words(self.attributes, name)

    @property
    def supplies(self) -> tuple[Supply, ...]:
        """Toner, ink, waste boxes: from printer-supply (PWG 5100.13), or CUPS's marker attributes."""
        return supplies.of(self.attributes)

    @property
    def trays(self) -> tuple[int, ...] | None:
        """Sheets in each tray that feeds by itself; -2 is unknown, -3 some. None where it does not say."""
        return supplies.trays(self.attributes)

    @property
    def has_sensors(self) -> bool:
        """Whether it tells of its own parts. A queue that only passes jobs on says `none` of a printer it never saw."""
        return bool(self.supplies or self.trays is not None)


def _least(word: str) -> Severity:
    """From which severity a keyword means that the printer stopped."""
    if word in _ALWAYS:
        return Severity.REPORT
    return Severity.WARNING if word in _NEVER_MERE else Severity.ERROR


def _by_importance(codes: set[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda code: _ORDER.get(code, len(_ORDER))))


def _as_low(code: str) -> str:
    return {"paper_out": "paper_low", "toner_empty": "toner_low", "waste_full": "waste_nearly_full"}.get(code, "")


@dataclass(frozen=True, slots=True)
class JobFacts:
    """One job, as Get-Job-Attributes or Get-Jobs says."""

    attributes: Attributes

    @property
    def number(self) -> int | None:
        return number(self.attributes, "job-id")

    @property
    def name(self) -> str:
        return next(iter(words(self.attributes, "job-name")), "")

    @property
    def state(self) -> int | None:
        return number(self.attributes, "job-state")

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(each for each in words(self.attributes, "job-state-reasons") if each != "none")

    @property
    def impressions(self) -> int | None:
        """Pages printed so far, where it counts them."""
        return number(self.attributes, "job-impressions-completed")

    @property
    def ended(self) -> bool:
        return self.state in (JobState.CANCELED, JobState.ABORTED, JobState.COMPLETED)

    @property
    def stopped(self) -> bool:
        return self.state == JobState.PROCESSING_STOPPED or "printer-stopped" in self.reasons

    @property
    def out(self) -> bool:
        """Whether the last page is out. A server that handed the job on is done with it while the printer is not."""
        still = {"queued-in-device", "processing-to-stop-point", "job-completed-with-errors"}
        return self.state == JobState.COMPLETED and not still.intersection(self.reasons)
