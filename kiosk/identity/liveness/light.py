"""A random sequence of colours on the screen around the preview, by whose light the face is known to be there now.

The colours are of about one luminance (0.30–0.39 of white), none a saturated red, and change twice a second: by WCAG
2.3.1 that is not even a flash. Colour rather than brightness, since most cameras correct the one all the time and the
other slowly.
"""

from __future__ import annotations

from kiosk.identity.liveness.challenge import Chance

SLOT_S = 0.5
COLOURS = ("#ff6e6e", "#28b950", "#788cff", "#eb5aeb", "#e6961e", "#1eb4be")


class LightSequence:
    """Which colour the screen is asked for at a time; drawn as time goes on, never twice the same in a row."""

    def __init__(self, rng: Chance) -> None:
        self._rng = rng
        self._drawn: list[int] = []

    def at(self, seconds: float) -> str:
        """The colour `seconds` into the check."""
        slot = max(0, int(seconds / SLOT_S))
        while len(self._drawn) <= slot:
            if not self._drawn:
                self._drawn.append(self._rng.randrange(len(COLOURS)))
                continue
            step = 1 + self._rng.randrange(len(COLOURS) - 1)
            self._drawn.append((self._drawn[-1] + step) % len(COLOURS))
        return COLOURS[self._drawn[slot]]


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green, blue of "#rrggbb" as light, 0–1; none for an empty text."""
    if not colour:
        return 0.0, 0.0, 0.0
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _linear(coded: float) -> float:
    return coded / 12.92 if coded <= 0.04045 else float(((coded + 0.055) / 1.055) ** 2.4)
