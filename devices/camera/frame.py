"""A picture with its time, and the proof that pictures still change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, repr=False)
class Frame:
    """One picture: `pixels` BGR uint8 of shape (height, width, 3), read-only; `sequence` counts up over the driver's
    life; `captured_at` is on the monotonic clock, when the picture had been received."""

    pixels: Pixels
    sequence: int
    captured_at: float

    def __repr__(self) -> str:
        return f"Frame(sequence={self.sequence})"


class FreezeWatch:
    """Tells a picture that stands still from a scene that does.

    A live sensor's noise changes some pixel of every picture, however still the scene. After a camera is unplugged,
    OpenCV can go on returning its last picture for ever; some cameras' web servers do the same.
    """

    def __init__(self, frames: int, seconds: float) -> None:
        """Frozen once a picture was repeated at least `frames` times over at least `seconds`."""
        self._frames = frames
        self._seconds = seconds
        self._picture: Pixels | None = None
        self._since = self._last = 0.0
        self._repeats = 0

    def repeated(self, pixels: Pixels, at: float) -> bool:
        """Take the next picture, received at `at`; whether it is the one before again."""
        if self._picture is None or not np.array_equal(self._picture, pixels):
            self._picture, self._since, self._repeats, self._last = pixels, at, 0, at
            return False
        self._repeats += 1
        self._last = at
        return True

    @property
    def frozen(self) -> bool:
        return self._repeats >= self._frames and self._last - self._since >= self._seconds

    def forget(self) -> None:
        """Drop the picture kept for comparison."""
        self._picture, self._repeats = None, 0
