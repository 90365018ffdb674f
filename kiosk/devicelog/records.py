"""The entries of the log. `sequence` orders them: the wall clock of a kiosk may be set back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """A device was seen in another state than before. `wall` in seconds since 1970; the words are devices.model's."""

    wall: float
    device: str
    device_class: str
    health: str
    reason: str
    action: str
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A check that was made: without what was read, which may be somebody's.

    verdict: passed, failed, unsupported. asked_by: screen, command, day.
    """

    wall: float
    device: str
    device_class: str
    level: str
    verdict: str
    reason: str
    milliseconds: float
    asked_by: str
    sequence: int = 0
