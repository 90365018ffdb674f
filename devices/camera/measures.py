"""What a picture is worth, in figures that staff can watch while they turn a lens or move a lamp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from devices.camera.frame import Pixels

WIDTH = 640  # a picture is scaled to this width first: sharpness depends on it
BLACK, WHITE = 8, 247  # grey levels from which on nothing can be told apart any more
DIM, GLARING = 35.0, 200.0
CLIPPED = 0.25
BLURRED = 30.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one picture. `brightness`: its mean grey level, 0–255. `dark` and `bright`: the shares, 0–1, of the picture
    that are clipped to black and to white. `sharpness`: the variance of its Laplacian at a width of 640 pixels.

    Measured on the simulated people, not on lenses: a face in focus 52–73, one blurred by 1.5 pixels 5; a card on the
    mat 869, one blurred by 3 pixels 20. Without a face or a card in the picture its sharpness says nothing.
    """

    width: int
    height: int
    brightness: float
    dark: float
    bright: float
    sharpness: float

    @property
    def exposure(self) -> str:
        """ok, dark or bright."""
        if self.brightness < DIM or self.dark > CLIPPED:
            return "dark"
        return "bright" if self.brightness > GLARING or self.bright > CLIPPED else "ok"

    @property
    def focus(self) -> str:
        """ok or blurred, of a picture with something in it; unknown in one too dark to tell."""
        if self.exposure == "dark":
            return "unknown"
        return "ok" if self.sharpness >= BLURRED else "blurred"

    def as_texts(self) -> Mapping[str, str]:
        return {
            "picture": f"{self.width}x{self.height}",
            "brightness": f"{self.brightness:.0f}",
            "dark_share": f"{self.dark:.2f}",
            "bright_share": f"{self.bright:.2f}",
            "sharpness": f"{self.sharpness:.0f}",
            "exposure": self.exposure,
            "focus": self.focus,
        }


def measure(pixels: Pixels) -> Measures:
    """The figures of one picture: BGR uint8 of shape (height, width, 3)."""
    height, width = pixels.shape[:2]
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    total = grey.size
    scaled = cv2.resize(grey, (WIDTH, max(1, round(height * WIDTH / width))), interpolation=cv2.INTER_AREA)
    return Measures(
        width,
        height,
        float(grey.mean()),
        int(np.count_nonzero(grey <= BLACK)) / total,
        int(np.count_nonzero(grey >= WHITE)) / total,
        float(cv2.Laplacian(scaled, cv2.CV_64F).var()),
    )


def frame_rate(captured_at: Sequence[float]) -> float | None:
    """Pictures a second from the times, in seconds, at which they came; None for fewer than two."""
    if len(captured_at) < 2 or captured_at[-1] <= captured_at[0]:
        return None
    return (len(captured_at) - 1) / (captured_at[-1] - captured_at[0])
