"""One face carried from frame to frame: searched for every eighth frame, confirmed in between, carried by its points.

A whole search costs 5 ms at 400 px, one around a known face 1 ms, the points 0.2 ms; over 60 frames this is 1.3–1.7 ms
a frame against 14 for a search in each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from kiosk.identity.detector import FAR_SEARCH_WIDTH, SEARCH_WIDTH, Face, FaceDetector, Gray

SEARCH_EVERY = 8
CONFIRM_EVERY = 4
MISSES_ALLOWED = 8  # searches in a row without the face: half a second, as long as thick rims hide it
MISSES_ALLOWED_TURNED = 15  # HOG knows faces from the front: from 30° on it misses them, the points still hold
TURNED = 0.18
FOUND_AGAIN = 0.25  # overlap of a carried box with a found one: less is somewhere else
JUMP = 0.55  # of the face's width, from one frame to the next
OTHER_SCORE = 0.3  # a person beside is taken for one only when HOG is sure: curtains score less
OTHER_SIZE = 0.6  # of the face's width: smaller ones are people waiting behind

TrackState = Literal["none", "new", "followed", "jumped", "lost"]


@dataclass(frozen=True, slots=True)
class Track:
    """What is known of the face after a frame. `others`: further faces of about the same size, at the last search."""

    state: TrackState
    face: Face | None = None
    others: tuple[Face, ...] = field(default=())


class FaceTracker:
    """Follows the largest face. Feed it every frame."""

    def __init__(self, detector: FaceDetector) -> None:
        self._detector = detector
        self._frame = 0
        self._face: Face | None = None
        self._others: tuple[Face, ...] = ()
        self._misses = 0
        self._far = False

    def feed(self, gray: Gray) -> Track:
        """The next frame. `lost` and `jumped` are said once; the frame after begins anew."""
        number, self._frame = self._frame, self._frame + 1
        if self._face is None:
            return self._search(gray)
        if number % SEARCH_EVERY == 0:
            return self._searched(gray, self._face)
        carried = self._carry(gray, self._face)
        if carried is None:
            return self._drop("jumped")
        if number % CONFIRM_EVERY and not self._misses:
            self._face = carried
            return Track("followed", carried, self._others)
        return self._confirmed(carried, self._detector.follow(gray, carried.box, carried.points))

    def _searched(self, gray: Gray, before: Face) -> Track:
        """A frame searched as a whole. Points cost most where memory is slow: a face found where it was has its own."""
        everybody = self._detector.find(gray)
        near = [face for face in everybody if face.box.overlap(before.box) >= FOUND_AGAIN]
        found = max(near, key=lambda face: face.box.overlap(before.box), default=None)
        carried = self._carry(gray, before) if found is None else found
        if carried is None or math.dist(carried.middle, before.middle) > JUMP * before.box.width:
            return self._drop("jumped")
        self._others = _others(carried, everybody)
        return self._confirmed(carried, found)

    def _confirmed(self, carried: Face, found: Face | None) -> Track:
        if found is None:
            self._misses += 1
            turned = abs(carried.asymmetry) > TURNED
            if self._misses > (MISSES_ALLOWED_TURNED if turned else MISSES_ALLOWED):
                return self._drop("lost")
            found = carried
        else:
            self._misses = 0
        if found.box.overlap(carried.box) < FOUND_AGAIN:
            return self._drop("jumped")
        self._face = found
        return Track("followed", found, self._others)

    def _search(self, gray: Gray) -> Track:
        found = self._detector.find(gray)
        if not found:
            # Nobody near: every second search looks for one far away, who is then asked to come closer.
            self._far = not self._far
            if self._far and gray.shape[1] > SEARCH_WIDTH:
                found = self._detector.find(gray, FAR_SEARCH_WIDTH)
        if not found:
            return Track("none")
        self._face, self._misses, self._frame = found[0], 0, 1
        self._others = _others(found[0], found)
        return Track("new", found[0], self._others)

    def _carry(self, gray: Gray, face: Face) -> Face | None:
        after = Face(face.box, face.score, self._detector.points(gray, face.box))
        if math.dist(after.middle, face.middle) > JUMP * face.box.width:
            return None
        box = face.box.moved(after.middle[0] - face.middle[0], after.middle[1] - face.middle[1])
        height, width = gray.shape
        x, y = box.centre
        return Face(box, face.score, after.points) if 0 <= x < width and 0 <= y < height else None

    def _drop(self, state: TrackState) -> Track:
        self._face, self._others, self._misses = None, (), 0
        return Track(state)


def _others(face: Face, found: list[Face]) -> tuple[Face, ...]:
    return tuple(
        other
        for other in found
        if other.score >= OTHER_SCORE
        and other.box.width >= OTHER_SIZE * face.box.width
        and other.box.overlap(face.box) < 0.1
    )
