"""What a readiness report says: its parts, each with an outcome, a reason and what was measured."""

from __future__ import annotations

from enum import StrEnum

import msgspec

FORMAT = "hrss-readiness/1"


class Outcome(StrEnum):
    """`ATTENTION`: serves now, but somebody should see to it. `SKIPPED`: not fitted, or nobody took part."""

    PASSED = "passed"
    ATTENTION = "attention"
    FAILED = "failed"
    SKIPPED = "skipped"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was tried. `name` is device:<id>, loop:receipt, central, clock, seal_key, outbox or disk."""

    name: str
    title_zh: str
    title_en: str
    outcome: Outcome
    reason: str
    zh: str
    en: str
    measured: dict[str, str] = {}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`made_at` is ISO 8601 in UTC by the kiosk's clock; `number` counts a kiosk's checks and reports up."""

    format: str = FORMAT
    kiosk: str
    hall_zh: str
    hall_en: str
    made_at: str
    number: int
    mode: str
    parts: tuple[Part, ...]

    @property
    def ready(self) -> bool:
        """Nothing that was tried failed."""
        return not any(part.outcome is Outcome.FAILED for part in self.parts)

    def count(self, outcome: Outcome) -> int:
        return sum(part.outcome is outcome for part in self.parts)
