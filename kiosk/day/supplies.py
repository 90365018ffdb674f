"""The paper roll: how much of it was printed, and for how many slips and days the rest will do.

No printer says how long its roll is. It is counted since the roll was put in, and learned from the rolls before.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from statistics import median

import msgspec

from kiosk.day.keeping import load, save

ASSUMED_ROLL_MM = 50_000.0
"""Until a roll was seen to its end: the usual 80 × 80 mm roll holds 60 to 80 m, a thinner one 40."""
LEAST_ROLL_MM = 5_000.0
"""What counts as a roll's length: less is a roll that was taken out and put in again."""
ASSUMED_SLIP_MM = 180.0
NEAR_END_MM = 5_000.0
"""What is left at most once the near-end sensor sees the core."""
KEPT_ROLLS, KEPT_DAYS = 5, 14


class Roll(msgspec.Struct, kw_only=True):
    """`lengths_mm` are those of the rolls before; `days` the millimetres printed by date."""

    used_mm: float = 0.0
    slips: int = 0
    since: str = ""
    empty: bool = False
    low: bool | None = None
    lengths_mm: list[float] = []
    days: dict[str, float] = {}


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """`basis`: learned from rolls before, or assumed. `low` is None where the printer has no sensor for it."""

    slips_left: int
    days_left: float | None
    used_mm: float
    roll_mm: float
    basis: str
    low: bool | None


class PaperRoll:
    """One receipt printer's roll, kept in a file of the kiosk's state."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._roll = load(file, Roll, Roll())

    def printed(self, millimetres: float, today: date) -> None:
        roll = self._roll
        roll.used_mm = round(roll.used_mm + millimetres, 1)
        roll.slips += 1
        roll.days[today.isoformat()] = round(roll.days.get(today.isoformat(), 0.0) + millimetres, 1)
        oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
        roll.days = {day: used for day, used in roll.days.items() if day > oldest}
        save(self._file, roll)

    def seen(self, paper: str, today: date) -> None:
        """What the printer says of its paper: ok, low, out, unknown."""
        roll = self._roll
        low = {"low": True, "ok": False}.get(paper, roll.low)
        if paper == "out" and not roll.empty:
            roll.empty = True
        elif (paper in ("ok", "low") and roll.empty) or (paper == "ok" and roll.low):
            self.new_roll(today)
            low = paper == "low"
        elif low == roll.low:
            return
        self._roll.low = low
        save(self._file, self._roll)

    def new_roll(self, today: date) -> None:
        """A new roll is in: staff say so, or the printer had run out and prints again."""
        roll = self._roll
        if roll.empty and roll.used_mm >= LEAST_ROLL_MM:
            roll.lengths_mm = [*roll.lengths_mm, roll.used_mm][-KEPT_ROLLS:]
        if roll.low or not roll.empty or roll.used_mm >= LEAST_ROLL_MM or not roll.since:
            roll.used_mm, roll.slips, roll.since = 0.0, 0, today.isoformat()
        roll.empty, roll.low = False, None
        save(self._file, roll)

    def forecast(self, today: date) -> Forecast:
        roll = self._roll
        length = median(roll.lengths_mm) if roll.lengths_mm else ASSUMED_ROLL_MM
        left = 0.0 if roll.empty else max(0.0, length - roll.used_mm)
        if roll.low:
            left = min(left, NEAR_END_MM) if left else NEAR_END_MM / 2
        slip = roll.used_mm / roll.slips if roll.slips else ASSUMED_SLIP_MM
        days = [used for day, used in roll.days.items() if day < today.isoformat()]
        daily = sum(days) / len(days) if days else None
        return Forecast(
            slips_left=int(left / slip),
            days_left=round(left / daily, 1) if daily else None,
            used_mm=roll.used_mm,
            roll_mm=round(length, 1),
            basis="learned" if roll.lengths_mm else "assumed",
            low=roll.low,
        )
