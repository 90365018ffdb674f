"""Whether something lies on the mat, without reading it: needs no models."""

from __future__ import annotations

from devices.camera import Frame
from kiosk.identity.legibility import is_empty
from kiosk.identity.reading import Image
from kiosk.vision.messages import AnyEvent, DocumentGuidance

SURE_AFTER = 3
"""Frames that must agree: a hand that takes the card away is neither."""


class WatchMat:
    """Says `lying` or `no_document`, once sure, and again at each change."""

    photo: Image | None = None

    def __init__(self, number: int) -> None:
        self.number = number
        self.over = False
        self._said = ""
        self._seen = ""
        self._times = 0

    def feed(self, frame: Frame) -> AnyEvent | None:
        seen = "no_document" if is_empty(frame.pixels) else "lying"
        self._times = self._times + 1 if seen == self._seen else 1
        self._seen = seen
        if self._times < SURE_AFTER or seen == self._said:
            return None
        self._said = seen
        return DocumentGuidance(task=self.number, code=seen)

    def end(self) -> None:
        pass
