"""One frame with the face found in it, at the size that it is followed at, and the best of several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2

from kiosk.identity.detector import Face, Gray
from kiosk.identity.encoder import Encoding, encode
from kiosk.identity.face_models import FaceModels
from kiosk.identity.occlusion import covered
from kiosk.identity.quality import Guide, Quality, chip, measure
from kiosk.identity.reading import Image

_WORK_WIDTH = 640
_SLACK = 0.8


@dataclass(frozen=True)
class Picture:
    """A frame (BGR) and the same `shrunk` times smaller, in colour and grey, where the face is looked for: what is
    followed at 1280 px costs twice as much as at 640, and is no surer."""

    full: Image
    small: Image
    gray: Gray
    shrunk: int

    @classmethod
    def of(cls, frame: Image) -> Picture:
        shrunk = max(1, frame.shape[1] // _WORK_WIDTH)
        size = frame.shape[1] // shrunk, frame.shape[0] // shrunk
        small = frame if shrunk == 1 else cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
        return cls(frame, small, cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), shrunk)  # type: ignore[arg-type]

    @property
    def sensor(self) -> Gray:
        """The pixels as they came, whose noise is the sensor's own."""
        return self.gray if self.shrunk == 1 else self.full[:, :, 1]


@dataclass(frozen=True)
class Look:
    """A picture's one face."""

    picture: Picture
    face: Face

    @cached_property
    def quality(self) -> Quality:
        gray = self.picture.gray
        return measure(self.face, chip(gray, self.face.points), gray.shape[1])

    @property
    def later_problem(self) -> Guide | None:
        """What to say to who was good enough to begin, where anything is wrong."""
        if not self.quality.problems:
            return None
        gray = self.picture.gray
        return measure(self.face, chip(gray, self.face.points), gray.shape[1], _SLACK).guide

    @property
    def first_quality(self) -> Quality:
        """With what covers the face as well: asked of the first look alone, all later ones are of the same person."""
        found = self.quality
        return found.with_problem("covered") if not found.problems and covered(self.picture.small, self.face) else found

    @property
    def whole(self) -> Face:
        """The face in the whole frame's pixels."""
        return self.face.enlarged(self.picture.shrunk)

    def encode(self, models: FaceModels) -> Encoding:
        return encode(models, self.picture.full, self.whole)


def better(one: Look | None, other: Look) -> Look:
    """The look to keep of two."""
    return other if one is None or other.quality.score > one.quality.score else one
