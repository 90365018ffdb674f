"""Staff's hidden gesture: the top left corner held for two seconds, then touched three times within three.

Nobody does it by accident: leaning holds the corner and does not tap it, a playing child taps and does not hold. It is
seen below every screen, and the corner holds no button.
"""

from __future__ import annotations

CORNER = 176
"""Side of the corner's square, in pixels of the reference screen: the city's flower and the banner above it."""
HOLD_S = 2.0
TAPS = 3
TAP_S = 0.7
WITHIN_S = 3.0


class Knocking:
    """Told of every touch's begin and end, with a time in seconds that only goes forward."""

    def __init__(self) -> None:
        self._pressed_at: float | None = None
        self._held_at: float | None = None
        self._taps = 0

    def press(self, x: float, y: float, at: float) -> None:
        self._pressed_at = at if _inside(x, y) else None
        if self._pressed_at is None:
            self._forget()

    def release(self, x: float, y: float, at: float) -> bool:
        """Whether this touch completed the gesture."""
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is None or not _inside(x, y):
            self._forget()
            return False
        if at - pressed_at >= HOLD_S:
            self._held_at, self._taps = at, 0
            return False
        if self._held_at is None or at - self._held_at > WITHIN_S or at - pressed_at > TAP_S:
            self._forget()
            return False
        self._taps += 1
        if self._taps < TAPS:
            return False
        self._forget()
        return True

    def _forget(self) -> None:
        self._held_at, self._taps = None, 0


def _inside(x: float, y: float) -> bool:
    return 0 <= x < CORNER and 0 <= y < CORNER
