"""What one test of liveness found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """`score` is in the signal's own measure; it passed where it reached `needed` (or stayed below, as the name says).
    `reason` is the code of a refusal."""

    name: str
    score: float
    needed: float
    passed: bool
    reason: str
