"""A UPS: mains power or not, a battery that empties and fills with time. Time is given to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

EMPTIES_S = 1200.0
"""From full to empty at the load of a kiosk."""
FILLS_S = 7200.0
LOW_PERCENT = 20.0


@dataclass
class Ups:
    """`now` is a clock in seconds that only goes forward; `words` stand in ups.status beside what follows from it."""

    now: Callable[[], float]
    mains: bool = True
    words: set[str] = field(default_factory=set)
    _charge: float = 100.0
    _since: float | None = None

    @property
    def charge(self) -> float:
        """Percent."""
        since = self.now() if self._since is None else self._since
        elapsed = self.now() - since
        change = elapsed / FILLS_S if self.mains else -elapsed / EMPTIES_S
        return min(100.0, max(0.0, self._charge + 100 * change))

    @property
    def runtime(self) -> float:
        """Seconds on battery."""
        return self.charge / 100 * EMPTIES_S

    @property
    def status(self) -> str:
        words = ["OL" if self.mains else "OB"]
        if self.charge <= LOW_PERCENT:
            words.append("LB")
        if not self.mains:
            words.append("DISCHRG")
        elif self.charge < 100:
            words.append("CHRG")
        return " ".join([*words, *sorted(self.words)])

    def set_mains(self, there: bool) -> None:
        self.set_charge(self.charge)
        self.mains = there

    def set_charge(self, percent: float) -> None:
        self._charge, self._since = percent, self.now()

    def variables(self) -> dict[str, str]:
        return {
            "battery.charge": f"{self.charge:.0f}",
            "battery.charge.low": f"{LOW_PERCENT:.0f}",
            "battery.runtime": f"{self.runtime:.0f}",
            "device.mfr": "Simulated",
            "device.model": 'Kiosk UPS "600"',
            "device.type": "ups",
            "driver.name": "simulated",
            "input.voltage": "226.0" if self.mains else "0.0",
            "ups.load": "23",
            "ups.status": self.status,
        }
