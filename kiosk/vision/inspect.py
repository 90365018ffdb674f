"""Looking through a camera for staff: the picture's figures, and a code held under it. Needs no models."""

from __future__ import annotations

from collections import deque

from devices.camera import Frame
from devices.camera.measures import frame_rate, measure
from kiosk.identity.codes import read_code
from kiosk.identity.reading import Image
from kiosk.vision.messages import AnyEvent, CameraMeasured, CodeRead

FIGURES_EVERY_S = 0.5
CODE_EVERY_S = 0.2
RATED = 60


class Inspect:
    """Says the picture's figures twice a second until it is cancelled."""

    photo: Image | None = None

    def __init__(self, number: int) -> None:
        self.number = number
        self.over = False
        self._times: deque[float] = deque(maxlen=RATED)
        self._told_at = float("-inf")

    def feed(self, frame: Frame) -> AnyEvent | None:
        self._times.append(frame.captured_at)
        if frame.captured_at - self._told_at < FIGURES_EVERY_S:
            return None
        self._told_at = frame.captured_at
        rate = frame_rate(tuple(self._times))
        figures = dict(measure(frame.pixels).as_texts())
        if rate is not None:
            figures["fps"] = f"{rate:.0f}"
        return CameraMeasured(task=self.number, measured=figures)

    def end(self) -> None:
        pass


class ReadCode:
    """Looks for a code until one is read."""

    photo: Image | None = None

    def __init__(self, number: int) -> None:
        self.number = number
        self.over = False
        self._looked_at = float("-inf")

    def feed(self, frame: Frame) -> AnyEvent | None:
        if frame.captured_at - self._looked_at < CODE_EVERY_S:
            return None
        self._looked_at = frame.captured_at
        text = read_code(frame.pixels)
        if text is None:
            return None
        self.over = True
        return CodeRead(task=self.number, text=text)

    def end(self) -> None:
        pass
