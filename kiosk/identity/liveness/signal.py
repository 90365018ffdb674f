"""What one test of liveness found, and what of it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """`score` is in the signal's own measure; it passed where it reached `needed` (or stayed below, as the name says).
    `reason` is the code of a refusal. What could not be judged, and what is only a hint for staff, never refuses."""

    name: str
    score: float
    needed: float
    passed: bool
    reason: str
    judged: bool = True
    counts: bool = True

    @property
    def refuses(self) -> bool:
        return self.judged and self.counts and not self.passed

    def explained(self) -> str:
        """A line for people."""
        outcome = "passed" if self.passed else "failed"
        if not self.judged:
            outcome = "not judged"
        hint = "" if self.counts else " (a hint, does not count)"
        return f"{self.name}: {outcome}, {self.score:g} (limit {self.needed:g}){hint}"


def refusals(signals: Iterable[Signal]) -> tuple[str, ...]:
    """The reasons to refuse; none: live."""
    return tuple(signal.reason for signal in signals if signal.refuses)
